"""Every technique a record names has a record of its own."""

from __future__ import annotations

from projectkit import TALK, TECHNIQUE, Folder

YARN = """\
name: {en: YARN}
topic: cluster
definition: 자원 관리자.
sources: [programme]
"""


def test_a_near_miss(project: Folder) -> None:
    project.change(TALK, "id: bluestore", "id: bluestor")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:13:9: unknown technique 'bluestor' [technique-exists] → did you mean 'bluestore'?",
        "talks/techniques/bluestore.yml:1:1: warning: no talk uses the technique 'bluestore' [record-is-used] → name it where it belongs, or delete it",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:13:9: 모르는 기술 'bluestor'입니다 [technique-exists] → 혹시 'bluestore'인가요?",
        "talks/techniques/bluestore.yml:1:1: warning: 기술 'bluestore'를 쓴 발표가 없습니다 [record-is-used] → 다른 기록에서 쓰거나, 필요 없으면 지우세요",
    ]


def test_a_stranger(project: Folder) -> None:
    project.change(TALK, "  - id: bluestore", "  - id: hadoop\n  - id: bluestore")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:13:9: unknown technique 'hadoop' [technique-exists] → write talks/techniques/hadoop.yml",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:13:9: 모르는 기술 'hadoop'입니다 [technique-exists] → talks/techniques/hadoop.yml을 만드세요",
    ]


def test_a_related_technique(project: Folder) -> None:
    project.add(TECHNIQUE, "related: [filestore]\n")
    assert project.said("en") == [
        "talks/techniques/bluestore.yml:5:11: unknown technique 'filestore' [technique-exists] → did you mean 'bluestore'?",
    ]
    assert project.said("ko") == [
        "talks/techniques/bluestore.yml:5:11: 모르는 기술 'filestore'입니다 [technique-exists] → 혹시 'bluestore'인가요?",
    ]


def test_a_technique_with_a_record_passes(project: Folder) -> None:
    project.write("talks/techniques/yarn.yml", YARN)
    project.change(TALK, "techniques:\n", "techniques:\n  - id: yarn\n")
    project.add(TECHNIQUE, "related: [yarn]\n")
    assert project.said() == []
