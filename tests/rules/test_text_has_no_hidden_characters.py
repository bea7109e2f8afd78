"""Text holds no characters that hide or reorder what stands there."""

from __future__ import annotations

from projectkit import SPEAKER, TALK, Folder


def test_nothing_wide(project: Folder) -> None:
    project.change(TALK, "저장소 이야기", "저장소\u200b 이야기")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:2:16: hidden character U+200B (ZERO WIDTH SPACE) [text-has-no-hidden-characters] → remove it",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:2:16: 보이지 않는 문자가 있습니다: U+200B(ZERO WIDTH SPACE) [text-has-no-hidden-characters] → 지우세요",
    ]


def test_the_other_direction(project: Folder) -> None:
    project.change(TALK, "저장소를 빠르게", "저장소를 \u202e빠르게")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:10:20: hidden character U+202E (RIGHT-TO-LEFT OVERRIDE) [text-has-no-hidden-characters] → remove it",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:10:20: 보이지 않는 문자가 있습니다: U+202E(RIGHT-TO-LEFT OVERRIDE) [text-has-no-hidden-characters] → 지우세요",
    ]


def test_one_written_as_an_escape(project: Folder) -> None:
    project.change(TALK, "SSD에서 저장소를 빠르게 한다.", r'"SSD에서 \u202e빠르게 한다."')
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:10:9: hidden character U+202E (RIGHT-TO-LEFT OVERRIDE) [text-has-no-hidden-characters] → remove it",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:10:9: 보이지 않는 문자가 있습니다: U+202E(RIGHT-TO-LEFT OVERRIDE) [text-has-no-hidden-characters] → 지우세요",
    ]


def test_a_filler_in_a_name(project: Folder) -> None:
    project.change(SPEAKER, "ko: 김민지", "ko: 김\u3164민지")
    assert project.said("en") == [
        "talks/speakers/kim-minji.yml:1:13: hidden character U+3164 (HANGUL FILLER) [text-has-no-hidden-characters] → remove it",
    ]
    assert project.said("ko") == [
        "talks/speakers/kim-minji.yml:1:13: 보이지 않는 문자가 있습니다: U+3164(HANGUL FILLER) [text-has-no-hidden-characters] → 지우세요",
    ]


def test_a_joined_emoji_passes(project: Folder) -> None:
    project.change(TALK, "저장소 이야기", "저장소 이야기 👩\u200d💻")
    assert project.said() == []
