"""Every work that is cited has a record."""

from __future__ import annotations

from projectkit import TALK, Folder


def test_a_near_miss_and_a_stranger(project: Folder) -> None:
    project.change(TALK, "한다.\n  source: [programme]", "한다.\n  source: [programm, paper]")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:11:12: unknown source 'programm' [source-exists] → did you mean 'programme'?",
        "talks/conf2020/101-storage.yml:11:22: unknown source 'paper' [source-exists] → write talks/sources/paper.yml",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:11:12: 모르는 출처 'programm'입니다 [source-exists] → 혹시 'programme'인가요?",
        "talks/conf2020/101-storage.yml:11:22: 모르는 출처 'paper'입니다 [source-exists] → talks/sources/paper.yml을 만드세요",
    ]


def test_a_single_id_without_brackets(project: Folder) -> None:
    project.change(TALK, "한다.\n  source: [programme]", "한다.\n  source: program")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:11:11: unknown source 'program' [source-exists] → did you mean 'programme'?",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:11:11: 모르는 출처 'program'입니다 [source-exists] → 혹시 'programme'인가요?",
    ]


def test_a_work_in_which_something_is_corrected(project: Folder) -> None:
    project.add(TALK, "corrections: [{was: 가, is: 나, reason: 다, said_in: reviews, source: [programme]}]\n")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:22:51: unknown source 'reviews' [source-exists] → write talks/sources/reviews.yml",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:22:51: 모르는 출처 'reviews'입니다 [source-exists] → talks/sources/reviews.yml을 만드세요",
    ]


def test_a_work_that_has_a_record_passes(project: Folder) -> None:
    project.add(TALK, "corrections: [{was: 가, is: 나, reason: 다, said_in: programme, source: programme}]\n")
    assert project.said() == []
