"""What an example shows is there: the talk, and its takeaway or figure."""

from __future__ import annotations

import pytest
from projectkit import TALK, Folder
from snippetkit import RECIPE, record, write

TALK_ID = "conf2020-101-storage"


@pytest.mark.parametrize(
    ("shows", "english", "korean"),
    [
        (
            {"talk": "conf2020-101-storag"},
            "unknown talk 'conf2020-101-storag' [snippet-shows-what-exists] → did you mean 'conf2020-101-storage'?",
            "모르는 발표 'conf2020-101-storag'입니다 [snippet-shows-what-exists] → 혹시 'conf2020-101-storage'인가요?",
        ),
        (
            {"talk": TALK_ID, "takeaway": "bottleneck-move"},
            "the talk has no takeaway 'bottleneck-move' [snippet-shows-what-exists] → did you mean 'bottleneck-moves'?",
            "발표에 배울 점 'bottleneck-move'가 없습니다 [snippet-shows-what-exists] → 혹시 'bottleneck-moves'인가요?",
        ),
        (
            {"talk": TALK_ID, "figure": "gain"},
            "the talk has no figure 'gain' [snippet-shows-what-exists] → give it 'id: gain' in the talk's record",
            "발표에 수치 'gain'이 없습니다 [snippet-shows-what-exists] → 발표 기록의 그 항목에 'id: gain'을 적으세요",
        ),
    ],
)
def test_what_is_not_there(project: Folder, shows: dict[str, str], english: str, korean: str) -> None:
    project.add(TALK, "takeaways:\n  - id: bottleneck-moves\n    text: 병목은 옮겨 간다.\n    by: speaker\n    source: [programme]\n")
    write(project, shows=[shows])
    record(project)
    assert [line.partition(": ")[2] for line in project.said("en")] == [english]
    assert [line.partition(": ")[2] for line in project.said("ko")] == [korean]
    assert project.said()[0].startswith(f"{RECIPE}:1:")


def test_what_is_there(project: Folder) -> None:
    project.add(TALK, "takeaways:\n  - id: bottleneck-moves\n    text: 병목은 옮겨 간다.\n    by: speaker\n    source: [programme]\n")
    write(project, shows=[{"talk": TALK_ID, "takeaway": "bottleneck-moves"}])
    record(project)
    assert project.said() == []


def test_a_talk_that_cannot_be_read_is_one_problem(project: Folder) -> None:
    write(project, shows=[{"talk": TALK_ID, "takeaway": "bottleneck-moves"}])
    record(project)
    project.add(TALK, "colour: blue\n")
    assert [problem.rule for problem in project.problems()] == ["field-unknown"]


def test_techniques_tags_and_works_of_an_example(project: Folder) -> None:
    write(project, techniques=["bluestor"], tags=["storag"], sources=["program"])
    record(project)
    assert sorted(problem.rule for problem in project.problems()) == ["source-exists", "tag-exists", "technique-exists"]
    write(project, techniques=["bluestore"], tags=["storage"], sources=["programme"])
    record(project)
    assert project.said() == []
