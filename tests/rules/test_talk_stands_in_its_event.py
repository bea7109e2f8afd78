"""A talk's day, track and slot are those of its event, and it ends after it starts."""

from __future__ import annotations

from projectkit import EVENT, TALK, Folder


def test_another_day(project: Folder) -> None:
    project.change(TALK, "date: 2020-05-01", "date: 2020-05-03")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:6:7: 2020-05-03 is no day of 'conf2020' [talk-stands-in-its-event] → its days: 2020-05-01, 2020-05-02",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:6:7: 2020-05-03은 'conf2020'의 날짜가 아닙니다 [talk-stands-in-its-event] → 행사 날짜: 2020-05-01, 2020-05-02",
    ]


def test_an_unknown_track(project: Folder) -> None:
    project.change(TALK, "track: A", "track: C")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:7:8: unknown track 'C' [talk-stands-in-its-event] → tracks of the event: A, B",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:7:8: 모르는 트랙 'C'입니다 [talk-stands-in-its-event] → 행사의 트랙: A, B",
    ]


def test_a_track_by_its_name(project: Folder) -> None:
    project.change(EVENT, "id: A", "id: hall-a")
    project.change(TALK, "track: A", "track: hall")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:7:8: unknown track 'hall' [talk-stands-in-its-event] → did you mean 'hall-a'?",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:7:8: 모르는 트랙 'hall'입니다 [talk-stands-in-its-event] → 혹시 'hall-a'인가요?",
    ]


def test_a_slot_that_the_day_does_not_have(project: Folder) -> None:
    project.change(TALK, "slot: 1", "slot: 3")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:8:7: slot 3 is not in the timetable of 2020-05-01 [talk-stands-in-its-event] → add it to event.yml, or correct the number",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:8:7: 2020-05-01 시간표에 3번 슬롯이 없습니다 [talk-stands-in-its-event] → event.yml에 더하거나 번호를 바로잡으세요",
    ]


def test_a_time_that_is_not_that_of_the_slot(project: Folder) -> None:
    project.change(TALK, "slot: 1", "slot: 1\nstart: 10:10")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:9:8: 'start' is 10:10, but slot 1 has 10:00 [talk-stands-in-its-event] → leave it out: the time comes from the slot",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:9:8: 'start'가 10:10인데 1번 슬롯은 10:00입니다 [talk-stands-in-its-event] → 지우세요. 시각은 슬롯에서 옵니다",
    ]


def test_an_end_before_the_start(project: Folder) -> None:
    project.change(TALK, "slot: 1", "start: 11:00\nend: 10:00")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:9:6: ends at 10:00, which is not after its start 11:00 [talk-stands-in-its-event] → correct one of the two",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:9:6: 끝나는 10:00이 시작하는 11:00보다 늦지 않습니다 [talk-stands-in-its-event] → 둘 중 하나를 바로잡으세요",
    ]


def test_a_slot_without_a_day(project: Folder) -> None:
    project.change(TALK, "date: 2020-05-01\n", "")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:7:7: has a time or slot but no date [talk-stands-in-its-event] → add 'date'",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:7:7: 시각이나 슬롯은 있는데 날짜가 없습니다 [talk-stands-in-its-event] → 'date'를 더하세요",
    ]


def test_a_time_without_a_day(project: Folder) -> None:
    project.change(TALK, "date: 2020-05-01\ntrack: A\nslot: 1", "start: 10:00")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:6:8: has a time or slot but no date [talk-stands-in-its-event] → add 'date'",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:6:8: 시각이나 슬롯은 있는데 날짜가 없습니다 [talk-stands-in-its-event] → 'date'를 더하세요",
    ]


def test_the_time_of_the_slot_again_passes(project: Folder) -> None:
    project.change(TALK, "slot: 1", "slot: 1\nstart: 10:00\nend: 10:45")
    assert project.said() == []
