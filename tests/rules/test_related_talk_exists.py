"""Every related talk exists, is shown, and is not the talk itself."""

from __future__ import annotations

from projectkit import EVENT, OTHER, TALK, Folder


def test_a_near_miss(project: Folder) -> None:
    project.change(TALK, "conf2020-102-cluster", "conf2020-102-clusters")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:20:11: unknown talk 'conf2020-102-clusters' [related-talk-exists] → did you mean 'conf2020-102-cluster'?",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:20:11: 모르는 발표 'conf2020-102-clusters'입니다 [related-talk-exists] → 혹시 'conf2020-102-cluster'인가요?",
    ]


def test_no_talk_at_all(project: Folder) -> None:
    project.change(TALK, "conf2020-102-cluster", "zzz")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:20:11: unknown talk 'zzz' [related-talk-exists] → a talk's id is <event>-<file name>, as pycon2016-231-zinst",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:20:11: 모르는 발표 'zzz'입니다 [related-talk-exists] → 발표 id는 <행사>-<파일 이름>입니다. 예: pycon2016-231-zinst",
    ]


def test_the_talk_itself(project: Folder) -> None:
    project.change(TALK, "conf2020-102-cluster", "conf2020-101-storage")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:20:11: the talk names itself as related [related-talk-exists] → delete it",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:20:11: 발표가 자기 자신을 관련 발표로 들었습니다 [related-talk-exists] → 지우세요",
    ]


def test_a_talk_that_is_not_shown(project: Folder) -> None:
    project.add(OTHER, "publish: false\n")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:20:11: the talk 'conf2020-102-cluster' is not shown (publish: false) [related-talk-exists] → delete it",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:20:11: 발표 'conf2020-102-cluster'는 싣지 않습니다(publish: false) [related-talk-exists] → 지우세요",
    ]


def test_a_stop_of_a_route(project: Folder) -> None:
    project.add(EVENT, "routes:\n  - {id: r, title: 길, talks: [conf2020-101], source: [programme]}\n")
    assert project.said("en") == [
        "talks/conf2020/event.yml:22:31: unknown talk 'conf2020-101' [related-talk-exists] → did you mean 'conf2020-101-storage'?",
    ]
    assert project.said("ko") == [
        "talks/conf2020/event.yml:22:31: 모르는 발표 'conf2020-101'입니다 [related-talk-exists] → 혹시 'conf2020-101-storage'인가요?",
    ]


def test_a_route_over_both_talks_passes(project: Folder) -> None:
    project.add(EVENT, "routes:\n  - {id: r, title: 길, talks: [conf2020-101-storage, conf2020-102-cluster], source: [programme]}\n")
    assert project.said() == []
