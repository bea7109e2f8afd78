"""Replacements and slips, at the places they are for."""

from __future__ import annotations

import pytest
from projectkit import OTHER, TALK, Folder

from kbsite.editing.cure import Cured, line_starts, mended, out_of_order, plain_slips
from kbsite.problems import Place, Problem, Replacement
from kbsite.records.models import Talk
from kbsite.records.yaml import read
from kbsite.words import Words


def problem(replacement: Replacement, path: str = "a.yml") -> Problem:
    return Problem(Place(path, replacement.line, replacement.column), "r", Words("wrong", "틀림"), replacement=replacement)


def test_several_cures_of_a_file_do_not_move_each_other() -> None:
    sick = [problem(Replacement(1, 4, 1, 6, "one")), problem(Replacement(1, 1, 1, 3, "zwei")), problem(Replacement(2, 1, 3, 1, ""))]
    text, cured = mended("a.yml", "ab cd\ngone\nkept\n", sick)
    assert text == "zwei one\nkept\n"
    assert [str(each.what.say("en")) for each in sorted(cured, key=lambda each: each.place)] == [
        "'ab' → 'zwei' (wrong)",
        "'cd' → 'one' (wrong)",
        "removed (wrong)",
    ]
    assert cured[0].what.say("ko") == "지움 (틀림)"


def test_of_two_that_overlap_one_is_left_for_later() -> None:
    text, cured = mended("a.yml", "abcdef\n", [problem(Replacement(1, 1, 1, 4, "x")), problem(Replacement(1, 3, 1, 6, "y"))])
    assert (text, len(cured)) == ("abyf\n", 1)


def test_other_files_and_problems_without_a_cure_are_let_be() -> None:
    without = Problem(Place("a.yml"), "r", Words("wrong", "틀림"))
    assert mended("a.yml", "abc", [without, problem(Replacement(1, 1, 1, 2, "x"), "b.yml")]) == ("abc", [])


def test_a_cure_at_the_very_end() -> None:
    assert mended("a.yml", "a\nb", [problem(Replacement(2, 1, 3, 1, ""))])[0] == "a\n"
    assert line_starts("a\r\nb") == [0, 3, 4]


def test_slips_are_told_by_line() -> None:
    text, cured = plain_slips("a.yml", "\ufeffa: e\u0301  \r\nb: 1".encode())
    assert text == "a: é\nb: 1\n"
    places = [(each.place.line, each.place.column, each.what.say("en"), each.what.say("ko")) for each in cured]
    assert places == [
        (1, 1, "removed the byte order mark", "바이트 순서 표시를 지움"),
        (1, 1, "line ends are plain line feeds now", "줄 끝을 줄 바꿈 문자 하나로 맞춤"),
        (1, 4, "composed the letters (NFC)", "글자를 조합형에서 완성형으로 바꿈(NFC)"),
        (1, 5, "removed blanks at the end of the line", "줄 끝의 공백을 지움"),
        (2, 5, "ended the last line", "마지막 줄을 줄 바꿈으로 끝냄"),
    ]


@pytest.mark.parametrize("text", ["a: 1\n", "", "a: |\n  x  \n  y\n"])
def test_what_is_right_stays(text: str) -> None:
    assert plain_slips("a.yml", text.encode()) == (text, [])


def test_the_first_key_out_of_order() -> None:
    document = read("a.yml", b"code: 1\ntags: [a]\nother: x\ntitle: b\n")
    found = out_of_order(document, Talk)
    assert found is not None
    assert (found.place.line, found.what.say("en")) == (4, "put the keys in order: 'title' comes before 'tags'")
    assert isinstance(found, Cured)
    assert out_of_order(read("a.yml", b"code: 1\ntitle: b\ntags: [a]\n"), Talk) is None


def test_a_replacement_is_where_the_problem_is(project: Folder) -> None:
    project.change(TALK, "id: bluestore", "id: bluestor")
    project.change(OTHER, "tags: [cluster]", "tags:\n  - cluster\n  - cluster")
    found = {each.rule: each for each in project.problems() if each.severity == "error"}
    assert found["technique-exists"].replacement == Replacement(13, 9, 13, 17, "bluestore")
    assert found["value-shape"].replacement == Replacement(9, 1, 10, 1, "")
