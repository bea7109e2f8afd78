"""An official title is there in every language it is said to be in."""

from __future__ import annotations

from projectkit import TALK, Folder


def test_no_title_in_the_official_language(project: Folder) -> None:
    project.add(TALK, "official_title: [ko, ja]\n")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:22:22: no title in 'ja', the language it is official in [official-title-is-given] → add the title in 'ja', or name its languages in 'official_title'",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:22:22: 공식 제목의 언어인 'ja' 제목이 없습니다 [official-title-is-given] → 'ja' 제목을 더하거나 'official_title'에 실제 언어를 적으세요",
    ]


def test_no_title_in_the_language_of_the_talk(project: Folder) -> None:
    project.change(TALK, "{ko: 저장소 이야기, en: On storage}", "{en: On storage}")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:2:1: no title in 'ko', the language it is official in [official-title-is-given] → add the title in 'ko', or name its languages in 'official_title'",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:2:1: 공식 제목의 언어인 'ko' 제목이 없습니다 [official-title-is-given] → 'ko' 제목을 더하거나 'official_title'에 실제 언어를 적으세요",
    ]


def test_an_english_title_that_is_said_to_be_official_passes(project: Folder) -> None:
    project.change(TALK, "{ko: 저장소 이야기, en: On storage}", "{en: On storage}")
    project.add(TALK, "official_title: en\n")
    assert project.said() == []
