"""Sessions of one room or track do not overlap."""

from __future__ import annotations

from projectkit import EVENT, OTHER, TALK, Folder


def test_two_talks_in_one_slot_of_a_track(project: Folder) -> None:
    project.change(OTHER, "track: B", "track: A")
    assert project.said("en") == [
        "talks/conf2020/102-cluster.yml:6:7: in track 'A' at the same time as 'conf2020-101-storage' [room-holds-one-talk] → correct the slot, time, track or room of one of them",
    ]
    assert project.said("ko") == [
        "talks/conf2020/102-cluster.yml:6:7: 트랙 'A'에서 'conf2020-101-storage'와 시간이 겹칩니다 [room-holds-one-talk] → 둘 중 하나의 슬롯, 시각, 트랙, 장소를 바로잡으세요",
    ]


def test_two_talks_in_one_slot_without_times(project: Folder) -> None:
    project.change(EVENT, "    start: 10:00\n    end: 10:45\n", "")
    project.change(OTHER, "track: B", "track: A")
    assert project.said("en") == [
        "talks/conf2020/102-cluster.yml:6:7: in track 'A' at the same time as 'conf2020-101-storage' [room-holds-one-talk] → correct the slot, time, track or room of one of them",
    ]
    assert project.said("ko") == [
        "talks/conf2020/102-cluster.yml:6:7: 트랙 'A'에서 'conf2020-101-storage'와 시간이 겹칩니다 [room-holds-one-talk] → 둘 중 하나의 슬롯, 시각, 트랙, 장소를 바로잡으세요",
    ]


def test_times_that_overlap_in_a_room(project: Folder) -> None:
    project.change(TALK, "track: A", "track: A\nroom: 홀")
    project.change(OTHER, "track: B\nslot: 1", "room: 홀\nstart: 10:30\nend: 11:30")
    assert project.said("en") == [
        "talks/conf2020/102-cluster.yml:6:8: in room '홀' at the same time as 'conf2020-101-storage' [room-holds-one-talk] → correct the slot, time, track or room of one of them",
    ]
    assert project.said("ko") == [
        "talks/conf2020/102-cluster.yml:6:8: 장소 '홀'에서 'conf2020-101-storage'와 시간이 겹칩니다 [room-holds-one-talk] → 둘 중 하나의 슬롯, 시각, 트랙, 장소를 바로잡으세요",
    ]


def test_one_after_the_other_passes(project: Folder) -> None:
    project.change(TALK, "track: A", "track: A\nroom: 홀")
    project.change(OTHER, "track: B\nslot: 1", "room: 홀\nstart: 10:45\nend: 11:30")
    assert project.said() == []


def test_the_same_slot_of_another_day_passes(project: Folder) -> None:
    project.change(EVENT, "slots:\n", "slots:\n  - date: 2020-05-02\n    number: 1\n")
    project.change(OTHER, "date: 2020-05-01\ntrack: B", "date: 2020-05-02\ntrack: A")
    assert project.said() == []
