"""Problems as values, and their order in a report."""

from __future__ import annotations

import random

import pytest

from kbsite.problems import Place, Problem
from kbsite.rules import in_report_order
from kbsite.words import Words


def problem(path: str, line: int, column: int, rule: str = "a-rule", message: str = "wrong") -> Problem:
    return Problem(Place(path, line, column), rule, Words(message, "틀림"))


IN_ORDER = [
    problem("talks/a.yml", 1, 1),
    problem("talks/a.yml", 2, 1),
    problem("talks/a.yml", 2, 9),
    problem("talks/a.yml", 2, 10, "a-rule"),
    problem("talks/a.yml", 2, 10, "b-rule", "also wrong"),
    problem("talks/a.yml", 2, 10, "b-rule", "wrong"),
    problem("talks/a.yml", 10, 1),
    problem("talks/b.yml", 1, 1),
]


@pytest.mark.parametrize("seed", range(5))
def test_a_report_is_by_path_then_line_then_column_then_rule(seed: int) -> None:
    shuffled = random.Random(seed).sample(IN_ORDER, len(IN_ORDER))  # noqa: S311 - any order will do
    assert in_report_order(shuffled) == IN_ORDER


def test_a_report_says_nothing_twice() -> None:
    assert in_report_order([IN_ORDER[1], IN_ORDER[0], IN_ORDER[1]]) == IN_ORDER[:2]


def test_places_are_compared_without_their_length() -> None:
    assert Place("a", 1, 2, 3) == Place("a", 1, 2, 9)
    assert Place("a", 1, 2) < Place("a", 1, 3) < Place("a", 2, 1) < Place("b")


def test_a_problem_is_an_error_unless_it_says_otherwise() -> None:
    assert problem("a", 1, 1).severity == "error"


def test_a_problem_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        IN_ORDER[0].place.line = 3  # type: ignore[misc]
