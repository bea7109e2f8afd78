"""Promises of a recipe held against an output."""

from __future__ import annotations

from typing import Any

import pytest
from snippetkit import VALUES

from kbsite.records.claims import broken, numbers
from kbsite.records.snippets import Snippet


def recipe(**changes: Any) -> Snippet:
    return Snippet.model_validate({**VALUES, "id": "two-rows", "path": "", "contains": [], **changes})


def measured(line: str, **bounds: str) -> Snippet:
    return recipe(measured=[{"id": "gain", "label": {"ko": "배수", "en": "Gain"}, "line": line, **bounds}])


def said(snippet: Snippet, output: str, recorded: str | None = None, language: Any = "en") -> list[str]:
    return [each.words().say(language) for each in broken(snippet, output, recorded)]


@pytest.mark.parametrize(
    ("line", "output", "value"),
    [
        ("{} times faster", "it is 8.5 times faster", 8.5),
        ("{} times faster", "8.5   times  faster", 8.5),
        ("gain: {}x", "gain:   -3.25x\n", -3.25),
        ("read {} KiB", "read 1,234,567 KiB", 1234567),
        ("p = {}", "p = 2.8e-06", 2.8e-06),
        ("[{}] of (a|b).*", "[3] of (a|b).*", 3),
        ("배수는 {}배", "배수는 12배", 12),
    ],
)
def test_a_number_is_read_by_the_words_around_it(line: str, output: str, value: float) -> None:
    assert numbers(measured(line), output) == {"gain": value}


@pytest.mark.parametrize(
    ("line", "output"), [("{} times", "no times"), ("{} times", "x8.5 times"), (".* {}", "abc 3"), ("{} times", "8.5 time")]
)
def test_a_number_that_is_not_there(line: str, output: str) -> None:
    assert numbers(measured(line), output) == {}
    assert said(measured(line), output) == [f"Gain (gain): expected one value in the line '{line}', seen no such line"]
    assert said(measured(line), output, language="ko") == [f"배수 (gain): 기대한 값 '{line}' 줄의 값 하나, 실제 값 그런 줄 없음"]


def test_a_number_that_is_there_twice() -> None:
    assert said(measured("{} times"), "3 times\n3 times\n") == []
    assert said(measured("{} times"), "3 times\n4 times\n") == [
        "Gain (gain): expected one value in the line '{} times', seen several values: 3, 4"
    ]


@pytest.mark.parametrize(
    ("bounds", "value", "message"),
    [
        ({"at_least": "3"}, "3", None),
        ({"at_least": "3"}, "2.99", "Gain (gain): expected at least 3, seen 2.99"),
        ({"at_most": "3"}, "3.01", "Gain (gain): expected at most 3, seen 3.01"),
        ({"near": "0.686"}, "0.6860001", None),
        ({"near": "0.686"}, "0.68601", "Gain (gain): expected 0.686, to six digits, seen 0.68601"),
        ({"near": "0"}, "0.000001", "Gain (gain): expected 0, to six digits, seen 1e-06"),
        ({"at_least": "1", "at_most": "2"}, "1.5", None),
    ],
)
def test_bounds(bounds: dict[str, str], value: str, message: str | None) -> None:
    assert said(measured("{} times", **bounds), f"{value} times") == ([message] if message else [])


def test_lines_that_must_be_there() -> None:
    snippet = recipe(contains=["row  2", "row 3"])
    (found,) = broken(snippet, "a row 2 b\n")
    assert found.path == ("contains", 1)
    assert found.words().say("en") == "the output: expected 'row 3', seen no such line"
    assert found.words().say("ko") == "출력: 기대한 값 'row 3', 실제 값 그런 줄 없음"


def test_an_exact_output_differs() -> None:
    snippet = recipe(exact="true")
    assert said(snippet, "a\nb\n", "a\nb\n") == []
    assert said(snippet, "a\nb\n") == []
    assert said(snippet, "a\nc\n", "a\nb\n") == ["line 2 of the output: expected 'b', seen 'c'"]
    assert said(snippet, "a", "a\nb", "ko") == ["출력 2번째 줄: 기대한 값 'b', 실제 값 출력의 끝"]
    assert said(recipe(contains=["a"]), "a", "b") == []
