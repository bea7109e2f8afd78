"""Every speaker a talk names has a record."""

from __future__ import annotations

from projectkit import OTHER, SPEAKER, TALK, Folder


def test_a_near_miss(project: Folder) -> None:
    project.change(TALK, "id: kim-minji", "id: kim-minjee")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:4:9: unknown speaker 'kim-minjee' [speaker-exists] → did you mean 'kim-minji'?",
        "talks/speakers/kim-minji.yml:1:1: warning: the speaker 'kim-minji' gives no talk [record-is-used] → name it where it belongs, or delete it",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:4:9: 모르는 발표자 'kim-minjee'입니다 [speaker-exists] → 혹시 'kim-minji'인가요?",
        "talks/speakers/kim-minji.yml:1:1: warning: 발표자 'kim-minji'에게 발표가 없습니다 [record-is-used] → 다른 기록에서 쓰거나, 필요 없으면 지우세요",
    ]


def test_a_stranger_named_by_id_alone(project: Folder) -> None:
    project.change(OTHER, "[lee-junho]", "[lee-junho, park-jisu]")
    assert project.said("en") == [
        "talks/conf2020/102-cluster.yml:3:23: unknown speaker 'park-jisu' [speaker-exists] → write talks/speakers/park-jisu.yml",
    ]
    assert project.said("ko") == [
        "talks/conf2020/102-cluster.yml:3:23: 모르는 발표자 'park-jisu'입니다 [speaker-exists] → talks/speakers/park-jisu.yml을 만드세요",
    ]


def test_somebody_to_be_told_apart_from_nobody(project: Folder) -> None:
    project.add(SPEAKER, "differs_from: [kim-minho]\n")
    assert project.said("en") == [
        "talks/speakers/kim-minji.yml:3:16: unknown speaker 'kim-minho' [speaker-exists] → did you mean 'kim-minji'?",
    ]
    assert project.said("ko") == [
        "talks/speakers/kim-minji.yml:3:16: 모르는 발표자 'kim-minho'입니다 [speaker-exists] → 혹시 'kim-minji'인가요?",
    ]


def test_a_second_speaker_with_a_record_passes(project: Folder) -> None:
    project.change(OTHER, "[lee-junho]", "[lee-junho, kim-minji]")
    project.change(OTHER, "slot: 1", "slot: 2")
    assert project.said() == []
