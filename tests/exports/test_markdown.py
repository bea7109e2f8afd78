"""Talks as Markdown documents: whole, the same in every flavour, and text whatever the record says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from kbsite.exports._markdown_text import address, blocks, link, words
from kbsite.exports.markdown import talk_markdown
from kbsite.records.catalog import Catalog
from kbsite.records.load import load_catalog
from kbsite.records.models import Event, Source, Speaker, Tag, Talk, Technique
from kbsite.records.part import Part
from kbsite.records.project import Project
from kbsite.records.text import Text
from kbsite.site.markup import Markdowner

R = TypeVar("R", bound=Part)
ROOT = Path(__file__).parents[2]
CATALOG = load_catalog(ROOT)[0]
assert CATALOG is not None
RECORDS = CATALOG
LANGUAGES = ("ko", "en")
RICH = (
    "extra", "admonition", "sane_lists", "toc", "wikilinks", "nl2br", "legacy_attrs",
    "pymdownx.superfences", "pymdownx.snippets", "pymdownx.details", "pymdownx.tabbed", "pymdownx.tilde", "pymdownx.critic",
    "pymdownx.blocks.admonition", "pymdownx.blocks.html", "pymdownx.inlinehilite", "pymdownx.progressbar",
)  # fmt: skip
"""Extensions that act on what a plain reader of Markdown takes for text."""
READ = "Permission is hereby granted"
ELEMENTS = {"p", "br", "em", "strong", "code", "ul", "ol", "li", "a", "blockquote", "h1", "h2", "h3"}
NASTY = st.text(
    st.one_of(st.sampled_from("\\`*_{}[]()<>#+-.!|~^=:&;\"'/%$@?\n\t 18ax가나 "), st.characters(codec="utf-8", exclude_categories=["Cs"])),
    max_size=60,
)
HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](https://e.example/x.png)",
    "[a]: javascript:alert(1)\n\n[a]", "<javascript:alert(1)>", "text{onclick=alert(1)}", "*x*{: onclick=alert(1) }", "# heading",
    "heading\n=======", "heading\n-------", "---\nhidden: true\n---", "--8<-- \"LICENSE\"", "--8<--\nLICENSE\n--8<--",
    "{{ config.site_name }}", "{% include 'LICENSE' %}", "`{{ config }}`", "``{% raw %}``", "!!! danger \"x\"\n    y", "??? note\n    y",
    "=== \"Tab\"\n    y", "::: kbsite.records", "/// html | script\nalert(1)\n///", "```sh\nrm\n```", "~~~\nx\n~~~", "~~x~~", "| a | b |\n|---|---|\n| c | d |",
    "a | b\n--- | ---\nc | d", "term\n: definition", "*[HTML]: x", "[^1]: note", "[^1]", "[TOC]", "[[wiki]]", "{++ins++}", "    code", "\tcode",
    "1. # heading", "- - -", "* * *", "***", "___", "+ x", "2016. 10. 24", "2016) x", "&lt;b&gt;", "&copy;", "a\\", "\\<b>", "\\\\`x`", "`<b>`", "`` ` ``",
    "[x](https://e.example/(a)b)", "[x](https://e.example/\"onclick=)", "[`x`](https://e.example/)", "https://e.example/<script>", "a  \nb", "> > quote\n> # x",
    "- <b>\n- # x\n    - {: .c}", "\u2028# x\u2029---", "\x0b# x", "\x00\x1b[31m", "\ufeff---",
)  # fmt: skip


class Seen(HTMLParser):
    """Elements, addresses and words of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data

    @property
    def text(self) -> str:
        """The words with single blanks between them."""
        return " ".join(self.words.split())


@cache
def reader() -> Markdown:
    """The reader with all extensions; it would read files of the project."""
    return Markdown(extensions=[*RICH], extension_configs={"pymdownx.snippets": {"base_path": [str(ROOT)], "check_paths": False}})


def rich(markdown: str) -> Seen:
    """What that reader makes of a document."""
    return Seen(reader().reset().convert(markdown))


def harmless(seen: Seen, elements: set[str] = ELEMENTS) -> None:
    """Nothing but plain elements, and links to the web."""
    assert seen.elements <= elements
    assert seen.attributes <= {"href", "start", "id"}
    assert [url for url in seen.addresses if not re.match(r"https?://", url, re.IGNORECASE)] == []


def parts(document: str) -> tuple[str, str]:
    """Front matter and body."""
    opening, front, body = document.split("---\n", 2)
    assert opening == ""
    return front, body


def one_line(text: str) -> str:
    """As a label may be."""
    return " ".join(text.split())


def texts(part: Part) -> Iterable[Text]:
    """Every text of a record that is not part of another record."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Part):
                yield from texts(one)
            elif isinstance(one, Text):
                yield one


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("talk", RECORDS.talks.values(), ids=lambda talk: talk.path)
def test_a_real_talk_is_there_with_all_it_says(talk: Talk, language: str) -> None:
    seen = rich(parts(talk_markdown(RECORDS, talk, language))[1])
    harmless(seen)
    markdowner = Markdowner()
    for text in texts(talk):
        said = text.say(language).text if text is not talk.title or text.get(language) else talk.title.variants[0][1]
        assert Seen(markdowner.block(said)).text in seen.text
    for id_ in dict.fromkeys((*talk.sources, *talk.references)):
        assert RECORDS.sources[id_].title.say(language).text in seen.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("talk", RECORDS.talks.values(), ids=lambda talk: talk.path)
def test_front_matter_is_yaml_with_the_records_values(talk: Talk, language: str) -> None:
    read = yaml.safe_load(parts(talk_markdown(RECORDS, talk, language))[0])
    assert read["title"] == (talk.title.get(language) or talk.title.variants[0][1])
    assert read["id"] == talk.id
    assert read.get("date") == (talk.date.isoformat() if talk.date else None)
    assert read.get("tags", []) == [RECORDS.tags[tag].label.say(language).text for tag in talk.tags]
    assert read.get("speakers", []) == [RECORDS.speakers[role.id].name.say(language).text for role in talk.speakers]


def test_it_is_the_same_every_time() -> None:
    talk = RECORDS.talks["deview2016-244-ceph-on-ssd"]
    again, _ = load_catalog(ROOT)
    assert again is not None
    assert talk_markdown(RECORDS, talk, "en") == talk_markdown(again, again.talks[talk.id], "en")


def test_statements_carry_the_numbers_of_their_sources() -> None:
    document = talk_markdown(RECORDS, RECORDS.talks["deview2016-244-ceph-on-ssd"], "en")
    assert "2. (Speaker) Always look for the bottleneck under peak load. [1]\n" in document
    assert "\n\n## Sources\n\n1. An attendee's review of DEVIEW 2016, day 2\n2. 변일수. Slides of CEPH Optimization on SSD." in document


def test_a_correction_stands_beside_the_original_words() -> None:
    document = talk_markdown(RECORDS, RECORDS.talks["deview2016-244-ceph-on-ssd"], "en")
    assert (
        "1. As written: CEPH는 RDB(스카시 장비같은 블록디바이스) (Korean) [1]\n\n    Should be: It is RBD (RADOS Block Device)" in document
    )


def test_a_talk_nobody_has_summarised_says_so() -> None:
    talk = RECORDS.talks["deview2016-131-soft-robotics"]
    assert "\n\nNobody has summarised this talk yet.\n\n" in talk_markdown(RECORDS, talk, "en")
    assert "\n\n아직 아무도 이 발표를 요약하지 않았습니다.\n\n" in talk_markdown(RECORDS, talk, "ko")


def test_the_reader_would_act_on_what_is_not_escaped() -> None:
    assert READ in rich('--8<-- "LICENSE"').words
    assert "onclick" in rich("*x*{: onclick=alert(1) }").attributes
    assert "script" in rich("<script>alert(1)</script>").elements


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    expected = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())
    for before, element in (("", "p"), ("# ", "h1"), ("- ", "li")):
        seen = rich(before + words(text))
        assert (seen.text, seen.elements - {"ul"}) == (expected, {element})


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_prose_is_no_more_than_the_small_markdown(text: str) -> None:
    document = "\n\n".join(blocks(text))
    seen = rich(f"before\n\n{document}\n\nafter")
    harmless(seen, ELEMENTS - {"h1", "h2", "h3"})
    assert READ not in seen.words
    assert not re.search(r"\{[{%#]", document)


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("# no heading", "\\# no heading"),
        ("a\n---\nb", "a\n\\---\nb"),
        ("<b>&lt;b></b>", "&lt;b&gt;&amp;lt;b&gt;&lt;/b&gt;"),
        ("R&D, C++, a_b 50 %", "R&D, C++, a_b 50 %"),
        ("*em* **strong** `a<b` \\*", "*em* **strong** `a<b` \\*"),
        ("`a``b`", "` a``b `"),
        ("[x](https://e.example/a_(b)) [y](ftp://e.example)", "[x](https://e.example/a_%28b%29) \\[y\\](ftp://e.example)"),
        ("a\n2016. 10. 24", "a\n2016\\. 10. 24"),
        ("1) a\n2) b\n더", "1. a\n2. b\n    더"),
        ("- a\n    - # b\n- c", "- a\n    - \\# b\n- c"),
        ("> a\n> b\n\nc", "> a\n> b\n\nc"),
        ("`{{ x }}`", "<code>&#123;&#123; x &#125;&#125;</code>"),
        ("a\r\n\r\nb\u2028c", "a\n\nb\nc"),
    ],
)
def test_prose(text: str, document: str) -> None:
    assert "\n\n".join(blocks(text)) == document


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//e.example/", "https:///x", "JaVaScRiPt://e.example/%0aalert(1)"]
)
def test_an_address_that_is_not_of_the_web_is_words(url: str) -> None:
    assert rich(link("label", url)).addresses == []
    assert (rich(address(url)).addresses, rich(address(url)).text) == ([], url)


@given(NASTY)
@settings(deadline=None, max_examples=150)
def test_any_label_comes_out_as_it_went_in(text: str) -> None:
    seen = rich(f"- {words('.' + text)}")
    expected = re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", re.sub(r"\r\n?", " ", "." + text))
    assert (seen.text, seen.elements) == (" ".join(expected.split()), {"ul", "li"})


@given(st.lists(NASTY, min_size=1, max_size=4).map("\n".join))
@settings(deadline=None, max_examples=150)
def test_any_prose_is_harmless(text: str) -> None:
    document = "\n\n".join(blocks(text))
    harmless(rich(document), ELEMENTS - {"h1", "h2", "h3"})
    assert not re.search(r"\{[{%#]", document)


@given(NASTY.map(one_line).filter(bool))
@settings(deadline=None, max_examples=60)
def test_a_talk_of_nothing_but_one_text_is_harmless(text: str) -> None:
    front, body = parts(talk_markdown(*hostile_talk(text), "en"))
    assert yaml.safe_load(front)["title"] == text.strip()
    harmless(rich(body))


@pytest.mark.parametrize("text", [one_line(text) for text in HOSTILE])
def test_a_talk_of_nothing_but_one_hostile_text_is_harmless(text: str) -> None:
    front, body = parts(talk_markdown(*hostile_talk(text), "ko"))
    assert yaml.safe_load(front)["title"] == text.strip()
    seen = rich(body)
    harmless(seen)
    assert READ not in seen.words
    assert not re.search(r"\{[{%#]", body)


def test_text_in_another_language_has_it_named() -> None:
    catalog, talk = hostile_talk("말")
    document = talk_markdown(catalog, talk, "en")
    assert "\n\n## Summary\n\n말 (Korean) [1]\n" in document
    assert "\n- Speakers: 말, 말 (Korean), 말 (Korean)\n" in document


def test_a_title_of_our_own_is_marked_so() -> None:
    catalog, _ = hostile_talk("말")
    talk = make(
        Talk, id="e-1", event="e", path="talks/e/1.yml", title={"ko": "우리말", "en": "Original"}, official_title=["en"], sources=["s"]
    )
    assert "# 우리말\n\n이 언어의 제목은 우리가 옮긴 것입니다.\n\n공식 제목: Original\n\n" in talk_markdown(catalog, talk, "ko")
    assert "# Original\n\n- Event: 말 (Korean)\n" in talk_markdown(catalog, talk, "en")
    assert "\n# Original\n" in talk_markdown(catalog, talk, "de")


def test_names_of_records_that_do_not_exist_are_left_out() -> None:
    talk = make(
        Talk, id="x-1", event="x", path="talks/x/1.yml", title="제목", speakers=["nobody"], tags=["none"], sources=["nothing"],
        references=["nothing"], techniques=[{"id": "no-such"}],
    )  # fmt: skip
    document = talk_markdown(Catalog(Project(ROOT), [talk]), talk, "ko")
    assert "nobody" not in document
    assert "nothing" not in document
    assert "\n\n## 쓰인 기술\n\n- **no-such**\n" in document


def make(kind: type[R], **values: Any) -> R:
    """A record from what stands in its file."""
    return kind.model_validate(values, context={"language": "ko"})


def hostile_talk(text: str) -> tuple[Catalog, Talk]:
    """A talk, and a catalog with all that it names, every text of which is one text."""
    said = {"text": text, "source": ["s"]}
    url = "https://e.example/"
    talk = make(
        Talk,
        id="e-1", event="e", path="talks/e/1.yml", code=text.strip(), type="keynote", title=text, other_titles=[text.strip()],
        speakers=[{"id": "p", "affiliation": text, "role": text}], track="t", room=text.strip(), inferred=["code"], inferred_note=text,
        abstract=said, problem=said, approach=said, result=said, description=[{**said, "heading": text}],
        techniques=[{"id": "q", "note": text, "source": ["s"]}, {"id": "q2"}], takeaways=[{**said, "by": "editor"}],
        figures=[{"label": text, "claimed": text, "recomputed": text, "note": text, "source": ["s"]}],
        questions=[{"q": text, "a": text, "source": ["s"]}],
        diagrams=[{
            "id": "d", "title": text, "description": text, "source": ["s"], "groups": [{"label": text, "nodes": ["a"]}],
            "nodes": [{"id": "a", "label": text, "detail": text, "column": 0, "row": 0}, {"id": "b", "label": text, "column": 1, "row": 0}],
            "edges": [{"from": "a", "to": "b", "label": text}],
        }],
        corrections=[{"was": text, "is": text, "reason": text, "said_in": "s", "status": "open", "source": ["s"]}],
        links=[{"type": "other", "url": url, "title": text, "note": text, "status": "dead", "archived_url": url}],
        recordings=[{"url": url, "duration": "00:40"}], chapters=[{"at": "1:00", "title": text}], tags=["g"], references=["s"], sources=["s"],
        reviewed_by=[text.strip()], license=text.strip(),
    )  # fmt: skip
    others = (
        make(Event, id="e", path="talks/e/event.yml", name=text, time_zone="Asia/Seoul", days=[{"date": "2016-10-24"}],
             tracks=[{"id": "t", "name": text}], sources=["s"]),
        make(Speaker, id="p", path="talks/speakers/p.yml", name=text, sources=["s"]),
        make(Technique, id="q", path="talks/techniques/q.yml", name=text, topic="g", definition=text, sources=["s"]),
        make(Tag, id="g", path="talks/tags.yml", label=text),
        make(Source, id="s", path="talks/sources/s.yml", type="paper", title=text, authors=[text.strip()], venue=text.strip(), url=url),
    )  # fmt: skip
    return Catalog(Project(ROOT), [talk, *others]), talk
