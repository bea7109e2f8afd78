"""The style of records: same values, same comments, and nothing left to do the second time."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from projectkit import ROOT, real_records

from kbsite.editing.files import type_at
from kbsite.records.models import Event, Source, Speaker, Talk
from kbsite.records.scalars import WIDTH, cells
from kbsite.records.snippets import Snippet
from kbsite.records.style import SCHEMA_LINE, comments, restyled, written
from kbsite.records.yaml import read

FILES = [*real_records(), *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("content/snippets/*/snippet.yml"))]
MARK = "mark-7f"


def marks(text: str) -> list[str]:
    """The comments of a text as what stands between its tokens: an account of its own."""
    tokens = list(yaml.scan(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    gaps = [(one.end_mark.index, other.start_mark.index) for one, other in pairwise(tokens)]
    found = [line.partition("#")[2] for start, end in gaps for line in text[start:end].splitlines() if "#" in line]
    heads = [line for token in tokens if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">")
             for line in text[token.start_mark.index :].splitlines()[:1]]  # fmt: skip
    every = [line.strip() for line in [*found, *(head.partition("#")[2] for head in heads if "#" in head)]]
    return sorted(line for line in every if not SCHEMA_LINE.fullmatch(f"# {line}"))


def value_of(text: str) -> Any:
    document = read("a.yml", text.encode())
    assert document.problems == ()
    return document.value


def holds(text: str, kind: Any) -> str:
    """The text in the style, after making sure that nothing was lost and that nothing is left to do."""
    done = written(text, kind)
    assert value_of(done) == value_of(text)
    assert comments(done) == comments(text)
    assert marks(done) == marks(text)
    assert written(done, kind) == done
    assert done.endswith("\n")
    assert "\r" not in done
    assert all(line == line.rstrip() for line in done.split("\n")) or "|" in done
    return done


@pytest.mark.parametrize("path", FILES)
def test_every_real_record(path: str) -> None:
    holds((ROOT / path).read_text("utf-8"), type_at(path))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_real_records_written_by_others(data: st.DataObject) -> None:
    """The values of a real record as another program writes them come out as the record itself does."""
    path = data.draw(st.sampled_from(FILES))
    text = written((ROOT / path).read_text("utf-8"), type_at(path))
    value = value_of(text)
    other = yaml.dump(
        data.draw(st.sampled_from([value, dict(reversed(value.items()))])) if path.count("/") > 1 else value,
        allow_unicode=data.draw(st.booleans()),
        default_flow_style=data.draw(st.sampled_from([None, True, False])),
        default_style=data.draw(st.sampled_from([None, '"', "'"])),
        width=data.draw(st.integers(20, 200)),
        indent=data.draw(st.integers(2, 8)),
        sort_keys=False,
        line_break=data.draw(st.sampled_from(["\n", "\r\n"])),
    )
    done = holds(other, type_at(path))
    if value_of(other) == value and "# " not in text and path.count("/") > 1:  # PyYAML loses a blank now and then
        assert done == text


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_real_records_changed_anywhere(data: st.DataObject) -> None:
    """Whatever is put into a record: as long as it can be read, its values and comments stay."""
    path = data.draw(st.sampled_from(FILES))
    text = (ROOT / path).read_text("utf-8")
    lines = text.split("\n")
    start = data.draw(st.integers(0, max(0, len(lines) - 30)))
    lines = lines[:start] + lines[start:][: data.draw(st.integers(1, 60))]
    for number in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        margin = " " * data.draw(st.integers(0, 8))
        change = data.draw(st.sampled_from(["own", "end", "blank", "swap", "drop", "insert", "crlf", "trail"]))
        if change == "own":
            lines.insert(at, f"{margin}# {MARK}-{number};")
        elif change == "end":
            lines[at] += f" # {MARK}-{number};"
        elif change == "blank":
            lines.insert(at, margin)
        elif change == "swap":
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        elif change == "drop":
            del lines[at : at + 2]
            lines = lines or [""]
        elif change == "insert":
            column = data.draw(st.integers(0, len(lines[at])))
            lines[at] = (
                lines[at][:column] + data.draw(st.sampled_from([*"\"'#:,[]{}|>-?!&*%@`~\t 가é", ": ", " #", "- "])) + lines[at][column:]
            )
        else:
            lines[at] += {"crlf": "\r", "trail": "  \t"}[change]
    changed = "\n".join(lines)
    document = read(path, changed.encode())
    if document.problems or not isinstance(document.value, dict):
        return
    done = holds(document.text, type_at(path))
    for number in range(6):
        assert done.count(f"{MARK}-{number};") == document.text.count(f"{MARK}-{number};")


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n  :#-,[]{}\"'|>?&*!%@`~가나é"), max_size=60
)
values = st.recursive(texts, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=12)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(texts | st.sampled_from(["title", "date", "abstract", "links"]), values, min_size=1, max_size=5), st.booleans())
def test_any_values(value: dict[str, Any], flow: bool) -> None:
    text = yaml.dump(value, allow_unicode=True, default_flow_style=flow, sort_keys=False, default_style='"')
    document = read("a.yml", text.encode())
    if not document.problems and isinstance(document.value, dict):
        for kind in (Talk, Event, Snippet, dict[str, Speaker]):
            holds(document.text, kind)


def test_what_the_style_is() -> None:
    given_ = """
#about the file


# about the title
'title':   {"en": 'On storage', ko: '저장소'}   # the title's own
sources:
    - programme   # the first
    - review
speakers: [ {affiliation: "A: B", id: kim-minji}, lee-junho ]

code: "101"
abstract:
  source: programme
  # what it says
  text: "TEXT"
tags:
- storage
- "cluster"
links:
- url: "https://slides.example/101?a=b#c"
  type: slides
  # and no more links
license:   "1.10"
publish: 'true'
# the end
""".replace("TEXT", " ".join(["저장소를 빠르게 한다."] * 8))
    assert (
        holds(given_, Talk)
        == """\
#about the file

code: 101
# about the title
title: {en: On storage, ko: 저장소}  # the title's own
speakers:
  - id: kim-minji
    affiliation: "A: B"
  - lee-junho
abstract:
  # what it says
  text: >-
    저장소를 빠르게 한다. 저장소를 빠르게 한다. 저장소를 빠르게 한다. 저장소를 빠르게 한다. 저장소를 빠르게
    한다. 저장소를 빠르게 한다. 저장소를 빠르게 한다. 저장소를 빠르게 한다.
  source: programme
links:
  - type: slides
    url: https://slides.example/101?a=b#c
    # and no more links
tags: [storage, cluster]
sources:
  - programme  # the first
  - review
license: "1.10"
publish: true
# the end
"""
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("no", '"no"'),
        ("1505.00468", '"1505.00468"'),
        ("016", '"016"'),
        ("231", "231"),
        ("2016-10-25", "2016-10-25"),
        ("10:00", "10:00"),
        ("YARN: GPU", '"YARN: GPU"'),
        ("a # b", '"a # b"'),
        ("#1", '"#1"'),
        ("C#", "C#"),
        ("null", '"null"'),
        ("", '""'),
        ("--version", "--version"),
        ("- x", '"- x"'),
        ('say "hi": all', "'say \"hi\": all'"),
        ('it\'s "so": all', '"it\'s \\"so\\": all"'),
        ("a, b", "a, b"),
        ("end:", '"end:"'),
        ("what?", "what?"),
        ("tab\there", '"tab\\there"'),
    ],
)
def test_quotes_stand_where_they_are_needed(value: str, shown: str) -> None:
    text = yaml.dump({"title": value}, default_style='"', allow_unicode=True, width=1000)
    assert holds(text.replace('"title"', "title"), Source) == f"title: {shown}\n"


def test_lists_of_numbers_and_flags_have_none() -> None:
    assert written('edition: "09"\n', Event) == "edition: 09\n"
    assert written('needs: {disk: "1.5", root: "true"}\n', Snippet) == "needs:\n  root: true\n  disk: 1.5\n"


def test_text_of_several_lines_keeps_its_lines_where_they_are_narrow() -> None:
    assert holds('definition: "a\\n\\n- b\\n- c"\n', Talk) == "definition: |-\n  a\n\n  - b\n  - c\n"
    wide = "word " * 40
    done = holds(f'definition: "{wide.strip()}\\n\\nand on"\n', Talk)
    assert done.startswith("definition: >-\n  word word")
    assert done.endswith("\n\n\n  and on\n")
    assert max(cells(line) for line in done.split("\n")) <= WIDTH


def test_an_unknown_key_stays_behind_the_one_before_it() -> None:
    assert written("tags: [a]\ntitel: b\nspeakers: [c]\n", Talk) == "speakers: [c]\ntags: [a]\ntitel: b\n"


def test_the_schema_is_named_first() -> None:
    document = read("talks/a/b.yml", b"# about\ntitle: a\n")
    line = "# yaml-language-server: $schema=../../schema/talk.json\n"
    done = restyled(document, Talk, "../../schema/talk.json")
    assert done == f"{line}# about\ntitle: a\n"
    assert restyled(read("a", done.encode()), Talk, "../../schema/talk.json") == done
    moved = read("a", done.replace("../../", "../").encode())
    assert restyled(moved, Talk, "../../schema/talk.json") == done
    assert restyled(moved, Talk) == moved.text
    published = read("a", done.replace("../../", "https://kb.example/").encode())
    assert restyled(published, Talk, "../../schema/talk.json") == published.text


def test_what_is_no_record_is_left_alone() -> None:
    for text in (b"- a\n", b"a: b: c\n", b"a: 1\na: 2\n", b"", b"# only this\n", b"a: &x b\n"):
        document = read("a", text)
        assert restyled(document, Talk) == document.text
