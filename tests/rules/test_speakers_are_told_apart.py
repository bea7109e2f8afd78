"""Speakers whose names are alike say whether they are one person."""

from __future__ import annotations

from projectkit import OTHER, SPEAKER, Folder


def another_speaker(project: Folder, record: str) -> None:
    project.write("talks/speakers/kim-minji-2.yml", f"{record}\nsources: [programme]\n")
    project.change(OTHER, "[lee-junho]", "[lee-junho, kim-minji-2]")


def test_one_name_with_a_blank(project: Folder) -> None:
    another_speaker(project, "name: 김 민지")
    assert project.said("en") == [
        "talks/speakers/kim-minji-2.yml:1:7: warning: '김 민지' is like '김민지' (kim-minji) [speakers-are-told-apart] → if they are one person, keep one record and add the other spelling to its aliases; if not, add 'differs_from: [kim-minji]'",
    ]
    assert project.said("ko") == [
        "talks/speakers/kim-minji-2.yml:1:7: warning: '김 민지'는 '김민지'(kim-minji)와 비슷합니다 [speakers-are-told-apart] → 같은 사람이면 기록 하나에 aliases로 합치고, 다른 사람이면 'differs_from: [kim-minji]'를 더하세요",
    ]


def test_one_letter_apart_in_latin(project: Folder) -> None:
    project.add(SPEAKER, "aliases: [Kim Minjy]\n")
    another_speaker(project, "name: {en: Kim Min Ji}")
    assert project.said("en") == [
        "talks/speakers/kim-minji-2.yml:1:12: warning: 'Kim Min Ji' is like 'Kim Minjy' (kim-minji) [speakers-are-told-apart] → if they are one person, keep one record and add the other spelling to its aliases; if not, add 'differs_from: [kim-minji]'",
    ]
    assert project.said("ko") == [
        "talks/speakers/kim-minji-2.yml:1:12: warning: 'Kim Min Ji'는 'Kim Minjy'(kim-minji)와 비슷합니다 [speakers-are-told-apart] → 같은 사람이면 기록 하나에 aliases로 합치고, 다른 사람이면 'differs_from: [kim-minji]'를 더하세요",
    ]


def test_a_reversed_order_is_another_name_and_passes(project: Folder) -> None:
    another_speaker(project, "name: {en: Kim Minji}")
    assert project.said() == []


def test_one_syllable_apart_passes(project: Folder) -> None:
    another_speaker(project, "name: 김민주")
    assert project.said() == []


def test_those_who_say_that_they_differ_pass(project: Folder) -> None:
    another_speaker(project, "name: 김민지\ndiffers_from: [kim-minji]")
    assert project.said() == []
