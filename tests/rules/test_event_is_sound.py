"""An event's time zone exists; its days, slots, tracks and routes are in order and named once."""

from __future__ import annotations

from projectkit import EVENT, Folder


def test_a_misspelt_time_zone(project: Folder) -> None:
    project.change(EVENT, "Asia/Seoul", "Asia/Soul")
    assert project.said("en") == [
        "talks/conf2020/event.yml:2:12: unknown time zone 'Asia/Soul' [event-is-sound] → did you mean 'Asia/Seoul'?",
    ]
    assert project.said("ko") == [
        "talks/conf2020/event.yml:2:12: 모르는 시간대 'Asia/Soul'입니다 [event-is-sound] → 혹시 'Asia/Seoul'인가요?",
    ]


def test_a_time_zone_like_no_other(project: Folder) -> None:
    project.change(EVENT, "Asia/Seoul", "KST9")
    assert project.said("en") == [
        "talks/conf2020/event.yml:2:12: unknown time zone 'KST9' [event-is-sound] → a name of the IANA database, as Asia/Seoul",
    ]
    assert project.said("ko") == [
        "talks/conf2020/event.yml:2:12: 모르는 시간대 'KST9'입니다 [event-is-sound] → IANA 시간대 이름을 쓰세요. 예: Asia/Seoul",
    ]


def test_a_day_twice(project: Folder) -> None:
    project.change(EVENT, "2020-05-02", "2020-05-01")
    assert project.said("en") == [
        "talks/conf2020/event.yml:5:11: the day 2020-05-01 stands twice [event-is-sound] → keep one",
    ]
    assert project.said("ko") == [
        "talks/conf2020/event.yml:5:11: 날짜 2020-05-01이 두 번 나옵니다 [event-is-sound] → 하나만 남기세요",
    ]


def test_a_track_twice(project: Folder) -> None:
    project.change(EVENT, "  - id: B\n", "  - id: B\n    name: 다\n  - id: B\n")
    assert project.said("en") == [
        "talks/conf2020/event.yml:11:9: the track 'B' stands twice [event-is-sound] → keep one",
    ]
    assert project.said("ko") == [
        "talks/conf2020/event.yml:11:9: 트랙 'B'가 두 번 나옵니다 [event-is-sound] → 하나만 남기세요",
    ]


def test_a_slot_twice(project: Folder) -> None:
    project.change(EVENT, "number: 2", "number: 1")
    assert project.said("en") == [
        "talks/conf2020/event.yml:17:13: slot 1 of 2020-05-01 stands twice [event-is-sound] → keep one",
    ]
    assert project.said("ko") == [
        "talks/conf2020/event.yml:17:13: 2020-05-01의 1번 슬롯이 두 번 나옵니다 [event-is-sound] → 하나만 남기세요",
    ]


def test_a_route_twice(project: Folder) -> None:
    route = "  - {id: r, title: 길, talks: [conf2020-101-storage], source: [programme]}\n"
    project.add(EVENT, f"routes:\n{route}{route}")
    assert project.said("en") == [
        "talks/conf2020/event.yml:23:10: the route 'r' stands twice [event-is-sound] → keep one",
    ]
    assert project.said("ko") == [
        "talks/conf2020/event.yml:23:10: 경로 'r'가 두 번 나옵니다 [event-is-sound] → 하나만 남기세요",
    ]


def test_a_slot_on_another_day(project: Folder) -> None:
    project.change(EVENT, "slots:\n", "slots:\n  - date: 2020-06-01\n    number: 1\n")
    assert project.said("en") == [
        "talks/conf2020/event.yml:12:11: a slot on 2020-06-01, which is no day of the event [event-is-sound] → add the day to 'days', or correct the date",
    ]
    assert project.said("ko") == [
        "talks/conf2020/event.yml:12:11: 행사 날짜가 아닌 2020-06-01의 슬롯입니다 [event-is-sound] → 'days'에 더하거나 날짜를 바로잡으세요",
    ]


def test_a_slot_that_ends_before_it_starts(project: Folder) -> None:
    project.change(EVENT, "end: 11:45", "end: 10:59")
    assert project.said("en") == [
        "talks/conf2020/event.yml:19:10: the slot ends at 10:59, which is not after 11:00 [event-is-sound] → correct one of the two",
    ]
    assert project.said("ko") == [
        "talks/conf2020/event.yml:19:10: 슬롯이 끝나는 10:59가 시작하는 11:00보다 늦지 않습니다 [event-is-sound] → 둘 중 하나를 바로잡으세요",
    ]


def test_one_number_on_two_days_passes(project: Folder) -> None:
    project.change(EVENT, "slots:\n", "slots:\n  - date: 2020-05-02\n    number: 1\n")
    assert project.said() == []


def test_a_slot_that_ends_before_it_starts_is_not_held_against_its_talks(project: Folder) -> None:
    project.change(EVENT, "end: 10:45", "end: 09:59")
    assert project.said("en") == [
        "talks/conf2020/event.yml:15:10: the slot ends at 09:59, which is not after 10:00 [event-is-sound] → correct one of the two",
    ]
