"""Examples as Markdown documents: whole in both languages, code and output letter for letter, and text whatever the recipe says."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from projectkit import Folder
from snippetkit import ID, MAIN, record, write

from kbsite.exports.publication import Publication
from kbsite.exports.snippet_markdown import fenced, files, snippet_markdown
from kbsite.records.catalog import Catalog
from kbsite.records.load import load_catalog

LANGUAGES = ("ko", "en")
HEADINGS = {
    "ko": ["무엇을 확인하나", "설명", "코드", "실행 기록", "직접 실행하기", "보여 주지 못하는 것", "출처"],
    "en": ["What it puts to the test", "Explanation", "Code", "The recorded run", "How to run it", "What it does not show", "Sources"],
}


def blocks_of(markdown: str) -> list[str]:
    """The text of every fenced block, as CommonMark finds it: a fence ends at the first line of as many ticks."""
    found: list[list[str]] = []
    ticks = ""
    for line in markdown.split("\n"):
        if ticks and line == ticks:
            ticks = ""
        elif ticks:
            found[-1].append(line)
        elif line.startswith("```"):
            ticks = line[: len(line) - len(line.lstrip("`"))]
            found.append([])
    assert not ticks
    return ["\n".join(lines) for lines in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_there_as_a_whole(catalog: Catalog, language: str) -> None:
    for snippet in catalog.snippets.values():
        folder = catalog.folders[snippet.id]
        document = snippet_markdown(catalog, snippet, language, {"license": "CC BY 4.0"})
        front, body = document.split("---\n", 2)[1:]
        values = yaml.safe_load(front)
        assert (values["id"], values["license"], values["language"]) == (snippet.id, "CC BY 4.0", language)
        assert set(values["talks"]) == {shows.talk for shows in snippet.shows}
        outside = body
        for block in blocks_of(body):
            outside = outside.replace(block, "")
        assert [line[3:] for line in outside.splitlines() if line.startswith("## ")] == HEADINGS[language]
        assert folder.run is not None
        found = blocks_of(body)
        assert [folder.sources[name].rstrip("\n") for name in snippet.files] == found[: len(snippet.files)]
        assert found[len(snippet.files)] == folder.run.output.rstrip("\n")
        assert f"kbsite run {snippet.id}" in found[-2]
        assert folder.run.machine.kernel in outside
        assert folder.run.date.isoformat() in outside


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["- **Days, recomputed**: 630 (expected: 630)", "- Time taken: ", "    Figure: Speed-up over people: 360 times", "- Stopped after: 20 s"]),
        ("ko", ["- **다시 계산한 날수**: 630 (기대한 값: 630)", "- 걸린 시간: ", "    수치: ", "- 멈추기까지: 20초"]),
    ],
)  # fmt: skip
def test_the_claims_and_what_was_seen(catalog: Catalog, language: str, lines: list[str]) -> None:
    document = snippet_markdown(catalog, catalog.snippets["game-balance-days"], language)
    for line in lines:
        assert f"\n{line}" in document


def test_bounds_are_told(catalog: Catalog) -> None:
    document = snippet_markdown(catalog, catalog.snippets["distribution-families"], "en")
    assert "(expected: at least 1.9, at most 2.1)" in document


@given(st.lists(st.sampled_from(["`", "```", "~~~", "text", "\n", "````sh", "    ", "<b>", "--8<--"]), max_size=12).map("".join))
def test_nothing_in_a_file_ends_its_fence(text: str) -> None:
    assert blocks_of(f"before\n\n{fenced(text, 'sh')}\n\nafter") == [text.rstrip("\n")]


def test_what_a_recipe_says_stays_text(project: Folder) -> None:
    nasty = "<script>alert(1)</script> [x](javascript:alert(1)) ```"
    both = {"ko": nasty, "en": nasty}
    code = "print('''\n```\n<script>alert(2)</script>\n```''')\n"
    measured = [{"id": "n", "label": both, "line": "row {}", "unit": "<i>", "at_least": "1"}]
    write(
        project,
        code,
        title=both,
        summary=both,
        limits=both,
        explanation=[{"heading": both, "text": both, "source": ["x"]}],
        measured=measured,
    )
    record(project, output="row 1\n```\n<script>alert(3)</script>\n")
    catalog, _ = load_catalog(project.root)
    assert catalog is not None
    document = snippet_markdown(catalog, catalog.snippets[ID], "en")
    assert code.rstrip("\n") in blocks_of(document)
    html = Markdown(extensions=["fenced_code"]).convert(document.split("---\n", 2)[2])
    assert "<script" not in html
    assert "<i>" not in html
    assert 'href="javascript' not in html


def test_files_stand_beside_their_pages(project: Folder) -> None:
    write(project)
    record(project)
    catalog, _ = load_catalog(project.root)
    assert catalog is not None
    names = {"ko": "모음", "en": "Notes"}
    changed = {catalog.snippets[ID].path: dt.date(2020, 5, 1)}
    found = list(files(Publication(catalog, "https://kb.example/sub/", names, names, changed)))
    assert [file.path for file in found] == [f"snippets/{ID}/index.md", f"en/snippets/{ID}/index.md"]
    english = found[1].make().decode()
    assert f'url: "https://kb.example/sub/en/snippets/{ID}/"\nupdated: "2020-05-01"\nlicense: "CC BY 4.0"' in english
    assert project.root.joinpath(MAIN).read_text().strip() in english
