"""Where values stand in the text of a file."""

from __future__ import annotations

import pytest

from kbsite.problems import Place
from kbsite.records.document import Document, split_lines
from kbsite.records.yaml import read

TEXT = """\
title: {ko: 저장소, en: Storage}
tags: storage
abstract:
  text: >-
    첫 줄의 글과
    <b>둘째</b> 줄.
  source: [one, two]
note: <b>다른</b> 글
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return read("talks/a.yml", TEXT.encode())


def marked(document: Document, place: Place) -> str:
    return document.line(place.line)[place.column - 1 : place.column - 1 + place.length]


@pytest.mark.parametrize(
    ("path", "line", "column", "shown"),
    [
        (("title", "ko"), 1, 13, "저장소"),
        (("title", "en"), 1, 22, "Storage"),
        (("tags",), 2, 7, "storage"),
        (("abstract", "source", 1), 7, 17, "two"),
        (("abstract", "text"), 4, 9, ">"),
    ],
)
def test_a_value_has_a_place(document: Document, path: tuple[str | int, ...], line: int, column: int, shown: str) -> None:
    place = document.place(path)
    assert (place.path, place.line, place.column) == ("talks/a.yml", line, column)
    assert marked(document, place) == shown


def test_a_key_has_a_place_of_its_own(document: Document) -> None:
    assert marked(document, document.place(("abstract", "source"), key=True)) == "source"
    assert marked(document, document.place(("title", "en"), key=True)) == "en"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (("title", "ja"), "title"),
        (("abstract", "source", 7), "source"),
        (("abstract", "note", "ko"), "abstract"),
        (("tags", 0), "storage"),
        (("tags", "ko"), "storage"),
        (("nothing",), "t"),
    ],
)
def test_what_is_not_there_stands_where_it_would_belong(document: Document, path: tuple[str | int, ...], shown: str) -> None:
    assert marked(document, document.place(path)) == shown


def test_a_piece_of_a_text_is_found_on_its_line(document: Document) -> None:
    assert document.find(("abstract", "text", "ko"), "<b>") == Place("talks/a.yml", 6, 5)
    assert document.find(("abstract", "text"), "첫") == Place("talks/a.yml", 5, 5)
    assert document.find(("title", "en"), "Stor") == Place("talks/a.yml", 1, 22)


def test_a_piece_is_not_found_in_another_value(document: Document) -> None:
    assert document.find(("abstract", "text", "ko"), "다른") == document.place(("abstract", "text"))
    assert document.find(("title", "ko"), "storage") == document.place(("title", "ko"))


def test_a_file_without_values_has_a_first_line() -> None:
    empty = read("talks/a.yml", b"")
    assert empty.place(("title",)) == Place("talks/a.yml", 1, 1)
    assert empty.find(("title",), "a") == Place("talks/a.yml", 1, 1)
    assert empty.line(1) == ""
    assert empty.line(0) == empty.line(99) == ""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb", ("a", "b")),
        ("a\r\nb\r\n", ("a", "b", "")),
        ("a\rb", ("a", "b")),
        ("a\x85b\u2028c\u2029d", ("a", "b", "c", "d")),
        ("a\x0bb\x0cc\x1cd", ("a\x0bb\x0cc\x1cd",)),
        ("", ("",)),
    ],
)
def test_lines_end_where_yaml_ends_them(text: str, lines: tuple[str, ...]) -> None:
    assert split_lines(text) == lines


@pytest.mark.parametrize(
    ("text", "path", "left"),
    [
        ("a: [x, y, z]\n", ("a", 1), "a: [x, z]\n"),
        ("a: [x, y, z]\n", ("a", 0), "a: [y, z]\n"),
        ("a: [x, y, z]\n", ("a", 2), "a: [x, y]\n"),
        ("a: [x]\n", ("a", 0), None),
        ("a:\n  - x\n  - y\n", ("a", 1), "a:\n  - x\n"),
        ("a:\n  - x\n  - y # why\n", ("a", 1), None),
        ("a:\n  - b: 1\n    c:\n      d: 2\n  - b: 3\nz: 4\n", ("a", 0), "a:\n  - b: 3\nz: 4\n"),
        ("a: 1\nb: 2\n", ("a",), "b: 2\n"),
        ("a: 1\nb: >-\n  two\n  lines\n", ("b",), "a: 1\n"),
        ("- a: 1\n  b: 2\n", (0, "a"), None),
        ("a: [x,\n  y]\n", ("a", 1), None),
        ("a: {b: 1,\n  c: 2}\n", ("a", "c"), None),
    ],
)
def test_taking_something_out(text: str, path: tuple[str | int, ...], left: str | None) -> None:
    document = read("a.yml", text.encode())
    change = document.without(path)
    if change is None:
        assert left is None
        return
    starts = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n"), len(text)]
    start, end = starts[change.line - 1] + change.column - 1, starts[min(change.end_line, len(starts)) - 1] + change.end_column - 1
    assert text[:start] + change.text + text[end:] == left
