"""What a recipe promises holds on its recorded run."""

from __future__ import annotations

from typing import Any

import pytest
from projectkit import Folder
from snippetkit import RECIPE, RECORD, record, write

RULE = "[snippet-record-holds] → run it and record it: kbsite run two-rows --record"
GAIN = {"id": "gain", "label": {"ko": "배수", "en": "Gain"}, "line": "{} times", "at_least": "3"}


def test_a_claim_that_does_not_hold(project: Folder) -> None:
    write(project, measured=[GAIN])
    record(project, "row\n2.5 times\n")
    assert [line.partition(": ")[2] for line in project.said("en")] == [f"Gain (gain): expected at least 3, seen 2.5 {RULE}"]
    assert project.said("ko")[0].partition(": ")[2].startswith("배수 (gain): 기대한 값 3 이상, 실제 값 2.5 [snippet-record-holds]")
    (problem,) = project.problems()
    assert problem.place.path == RECIPE
    assert problem.line_text[problem.place.column - 1 :].lstrip('"').startswith("3")


def test_a_bound_that_is_changed_later_is_held_against_the_record(project: Folder) -> None:
    write(project, measured=[GAIN])
    record(project, "row\n4 times\n")
    assert project.said() == []
    write(project, measured=[{**GAIN, "at_least": "5"}])
    assert [line.partition(": ")[2] for line in project.said("en")] == [f"Gain (gain): expected at least 5, seen 4 {RULE}"]


@pytest.mark.parametrize(
    ("changes", "english", "korean"),
    [
        (
            {"steps": [{"exit": 3, "seconds": 1}]},
            "step 1 of the recorded run ended with exit code 3; expected 0",
            "기록된 실행의 1단계가 종료 코드 3으로 끝났습니다. 0이어야 합니다",
        ),
        (
            {"steps": [{"exit": 0, "seconds": 1}] * 2},
            "the recorded run has 2 steps; the recipe has 1",
            "기록된 실행은 2단계인데 레시피는 1단계입니다",
        ),
        ({"numbers": {"gain": 9}}, "the record's numbers are not those of its output", "기록의 값이 기록의 출력과 다릅니다"),
        ({"tables": {"a.csv": "x"}}, "the record's tables are not those that are drawn", "기록의 표가 그림에 쓰이는 표와 다릅니다"),
    ],
)
def test_a_record_that_contradicts_itself(project: Folder, changes: dict[str, Any], english: str, korean: str) -> None:
    write(project, measured=[GAIN])
    record(project, "row\n4 times\n", **changes)
    assert project.said("en") == [f"{RECORD}:1:1: {english} {RULE}"]
    assert project.said("ko")[0].startswith(f"{RECORD}:1:1: {korean} [snippet-record-holds]")
