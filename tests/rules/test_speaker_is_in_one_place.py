"""Nobody speaks in two rooms at once."""

from __future__ import annotations

from projectkit import OTHER, Folder


def test_two_rooms_in_one_slot(project: Folder) -> None:
    project.change(OTHER, "[lee-junho]", "[lee-junho, kim-minji]")
    assert project.said("en") == [
        "talks/conf2020/102-cluster.yml:3:23: 'kim-minji' also speaks at this time in 'conf2020-101-storage' [speaker-is-in-one-place] → correct the time, or give each person a record of their own",
    ]
    assert project.said("ko") == [
        "talks/conf2020/102-cluster.yml:3:23: 'kim-minji'는 같은 시간에 'conf2020-101-storage'에서도 발표합니다 [speaker-is-in-one-place] → 시각을 바로잡거나 사람마다 기록을 따로 만드세요",
    ]


def test_two_slots_pass(project: Folder) -> None:
    project.change(OTHER, "[lee-junho]", "[lee-junho, kim-minji]")
    project.change(OTHER, "slot: 1", "slot: 2")
    assert project.said() == []
