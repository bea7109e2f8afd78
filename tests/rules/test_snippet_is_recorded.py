"""Every example has been run, and the run is on record."""

from __future__ import annotations

from projectkit import Folder
from snippetkit import RECIPE, RECORD, record, write


def test_no_record(project: Folder) -> None:
    write(project)
    assert project.said("en") == [
        f"{RECIPE}:1:1: the example has no record of a run [snippet-is-recorded] → run it and record it: kbsite run two-rows --record"
    ]
    assert project.said("ko") == [
        f"{RECIPE}:1:1: 예제에 실행 기록이 없습니다 [snippet-is-recorded] → 실행해서 다시 기록하세요: kbsite run two-rows --record"
    ]


def test_a_record_that_was_changed_by_hand(project: Folder) -> None:
    write(project)
    record(project)
    assert project.said() == []
    project.change(RECORD, '"output": "row 1', '"output": "row 7')
    assert project.said("en") == [
        f"{RECORD}:1:1: the record was changed after it was made [snippet-is-recorded] → run it and record it: kbsite run two-rows --record"
    ]
    assert project.said("ko") == [
        f"{RECORD}:1:1: 기록이 만들어진 뒤에 바뀌었습니다 [snippet-is-recorded] → 실행해서 다시 기록하세요: kbsite run two-rows --record"
    ]


def test_a_record_that_is_a_link(project: Folder) -> None:
    write(project)
    (project.root / RECORD).symlink_to("/etc/passwd")
    assert project.said("en") == [
        f"{RECORD}:1:1: what belongs to an example must be files of its own, not links or devices [file-regular] → put the text itself there"
    ]
