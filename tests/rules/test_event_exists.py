"""Every folder of talks has an event.yml."""

from __future__ import annotations

from projectkit import Folder


def test_talks_without_an_event(project: Folder) -> None:
    project.write("talks/conf2021/1-a.yml", "title: 새 이야기\nsources: [programme]\n")
    assert project.said("en") == [
        "talks/conf2021/event.yml:1:1: the folder 'talks/conf2021' has talks and no event.yml [event-exists] → write talks/conf2021/event.yml with name, time_zone, days and sources",
    ]
    assert project.said("ko") == [
        "talks/conf2021/event.yml:1:1: 'talks/conf2021' 폴더에 발표만 있고 event.yml이 없습니다 [event-exists] → talks/conf2021/event.yml에 name, time_zone, days, sources를 적으세요",
    ]


def test_an_event_that_cannot_be_read_is_there(project: Folder) -> None:
    project.write("talks/conf2021/1-a.yml", "title: 새 이야기\nsources: [programme]\n")
    project.write("talks/conf2021/event.yml", "name: 행사\ntime_zone: Asia/Seoul\nsources: [programme]\n")
    assert project.said("en") == [
        "talks/conf2021/event.yml:1:1: 'days' is missing [field-missing] → add 'days:'",
    ]
    assert project.said("ko") == [
        "talks/conf2021/event.yml:1:1: 'days'가 없습니다 [field-missing] → 'days:'를 더하세요",
    ]


def test_an_event_without_talks_passes(project: Folder) -> None:
    project.write("talks/conf2021/event.yml", "name: 행사\ntime_zone: Asia/Seoul\ndays: [{date: 2021-05-01}]\nsources: [programme]\n")
    assert project.said() == []
