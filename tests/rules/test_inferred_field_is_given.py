"""What is marked as inferred is there."""

from __future__ import annotations

from projectkit import TALK, Folder


def test_no_value(project: Folder) -> None:
    project.add(TALK, "inferred: [code, room]\n")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:22:18: 'room' is marked as inferred and has no value [inferred-field-is-given] → add 'room:', or take it out of 'inferred'",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:22:18: 'room'은 추론했다고 표시했지만 값이 없습니다 [inferred-field-is-given] → 'room:'을 더하거나 'inferred'에서 빼세요",
    ]


def test_a_time_that_comes_from_the_slot_passes(project: Folder) -> None:
    project.add(TALK, "inferred: [code, start]\n")
    assert project.said() == []
