"""Languages are codes of ISO 639-1."""

from __future__ import annotations

from projectkit import TAGS, TALK, Folder


def test_a_country_as_the_language_of_a_record_is_said_once(project: Folder) -> None:
    project.add(TALK, "language: kr\n")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:22:11: 'kr' is no language of ISO 639-1 [language-exists] → did you mean 'ko'?",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:22:11: 'kr'는 ISO 639-1에 없는 언어입니다 [language-exists] → 혹시 'ko'인가요?",
    ]


def test_a_country_as_the_language_of_a_text(project: Folder) -> None:
    project.change(TALK, "{ko: 저장소 이야기", "{kr: 저장소 이야기")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:2:9: 'kr' is no language of ISO 639-1 [language-exists] → did you mean 'ko'?",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:2:9: 'kr'는 ISO 639-1에 없는 언어입니다 [language-exists] → 혹시 'ko'인가요?",
    ]


def test_a_country_in_the_vocabulary(project: Folder) -> None:
    project.change(TAGS, "en: Storage", "jp: Storage")
    assert project.said("en") == [
        "talks/tags.yml:2:20: 'jp' is no language of ISO 639-1 [language-exists] → did you mean 'ja'?",
    ]
    assert project.said("ko") == [
        "talks/tags.yml:2:20: 'jp'는 ISO 639-1에 없는 언어입니다 [language-exists] → 혹시 'ja'인가요?",
    ]


def test_no_language_at_all(project: Folder) -> None:
    project.change(TALK, "en: On storage", "qq: On storage")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:2:22: 'qq' is no language of ISO 639-1 [language-exists] → Korean is 'ko', English 'en', Japanese 'ja', Chinese 'zh'",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:2:22: 'qq'는 ISO 639-1에 없는 언어입니다 [language-exists] → 한국어는 'ko', 영어는 'en', 일본어는 'ja', 중국어는 'zh'입니다",
    ]


def test_longer_tags_pass(project: Folder) -> None:
    project.change(TALK, "en: On storage", "zh-Hant: 存儲, en-GB: On storage, yue: 儲存")
    assert project.said() == []
