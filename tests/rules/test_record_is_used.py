"""Every speaker, technique, tag and work is named by some record."""

from __future__ import annotations

from projectkit import TAGS, TALK, TECHNIQUE, Folder


def test_a_speaker_without_a_talk(project: Folder) -> None:
    project.write("talks/speakers/park-jisu.yml", "name: 박지수\nsources: [programme]\n")
    assert project.said("en") == [
        "talks/speakers/park-jisu.yml:1:1: warning: the speaker 'park-jisu' gives no talk [record-is-used] → name it where it belongs, or delete it",
    ]
    assert project.said("ko") == [
        "talks/speakers/park-jisu.yml:1:1: warning: 발표자 'park-jisu'에게 발표가 없습니다 [record-is-used] → 다른 기록에서 쓰거나, 필요 없으면 지우세요",
    ]


def test_a_technique_without_a_talk(project: Folder) -> None:
    project.change(TALK, "  - id: bluestore\n    note: 메타데이터를 줄였다.\n    source: [programme]\n", "  []\n")
    assert project.said("en") == [
        "talks/techniques/bluestore.yml:1:1: warning: no talk uses the technique 'bluestore' [record-is-used] → name it where it belongs, or delete it",
    ]
    assert project.said("ko") == [
        "talks/techniques/bluestore.yml:1:1: warning: 기술 'bluestore'를 쓴 발표가 없습니다 [record-is-used] → 다른 기록에서 쓰거나, 필요 없으면 지우세요",
    ]


def test_a_tag_on_nothing(project: Folder) -> None:
    project.add(TAGS, "gpu:\n  label: GPU\n")
    assert project.said("en") == [
        "talks/tags.yml:6:1: warning: nothing is tagged 'gpu' [record-is-used] → name it where it belongs, or delete it",
    ]
    assert project.said("ko") == [
        "talks/tags.yml:6:1: warning: 'gpu' 태그가 붙은 것이 없습니다 [record-is-used] → 다른 기록에서 쓰거나, 필요 없으면 지우세요",
    ]


def test_a_work_that_nothing_cites(project: Folder) -> None:
    project.write("talks/sources/paper.yml", "type: paper\ntitle: 논문\n")
    assert project.said("en") == [
        "talks/sources/paper.yml:1:1: warning: nothing cites the work 'paper' [record-is-used] → name it where it belongs, or delete it",
    ]
    assert project.said("ko") == [
        "talks/sources/paper.yml:1:1: warning: 출처 'paper'를 인용한 곳이 없습니다 [record-is-used] → 다른 기록에서 쓰거나, 필요 없으면 지우세요",
    ]


def test_a_tag_on_a_technique_passes(project: Folder) -> None:
    project.add(TAGS, "gpu:\n  label: GPU\n")
    project.add(TECHNIQUE, "tags: [gpu]\n")
    assert project.said() == []
