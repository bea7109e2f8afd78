"""No event lists a talk twice."""

from __future__ import annotations

from projectkit import OTHER, Folder


def test_one_title_twice(project: Folder) -> None:
    project.change(OTHER, "On clusters", "On Storage!")
    assert project.said("en") == [
        "talks/conf2020/102-cluster.yml:2:27: warning: 'conf2020-101-storage' has this title too [title-is-unique] → keep one record; if they differ, say so in the title",
    ]
    assert project.said("ko") == [
        "talks/conf2020/102-cluster.yml:2:27: warning: 'conf2020-101-storage'도 같은 제목입니다 [title-is-unique] → 기록 하나만 남기거나, 다른 발표라면 제목에서 구별하세요",
    ]


def test_one_title_at_two_events_passes(project: Folder) -> None:
    project.write("talks/conf2021/event.yml", "name: 행사\ntime_zone: Asia/Seoul\ndays: [{date: 2021-05-01}]\nsources: [programme]\n")
    project.write("talks/conf2021/1-storage.yml", "title: 저장소 이야기\nsources: [programme]\n")
    assert project.said() == []
