"""Text of records holds no HTML."""

from __future__ import annotations

from projectkit import TALK, Folder


def test_an_element(project: Folder) -> None:
    project.change(TALK, "저장소를 빠르게", "<b>저장소</b>를 빠르게")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:10:15: HTML '<b>' in text [text-has-no-html] → use Markdown: *emphasis*, **strong**, `code`; put code in backquotes",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:10:15: 글에 HTML '<b>'가 있습니다 [text-has-no-html] → Markdown을 쓰세요: *강조*, **굵게**, `코드`. 코드는 백틱으로 감쌉니다",
    ]


def test_an_element_with_a_handler_in_a_folded_text(project: Folder) -> None:
    project.change(TALK, "SSD에서 저장소를 빠르게 한다.", ">-\n    SSD에서 저장소를\n    <svg/onload=alert(1)> 빠르게 한다.")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:12:5: HTML '<svg/onload=alert(1)>' in text [text-has-no-html] → use Markdown: *emphasis*, **strong**, `code`; put code in backquotes",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:12:5: 글에 HTML '<svg/onload=alert(1)>'이 있습니다 [text-has-no-html] → Markdown을 쓰세요: *강조*, **굵게**, `코드`. 코드는 백틱으로 감쌉니다",
    ]


def test_an_element_over_two_lines(project: Folder) -> None:
    project.change(TALK, "SSD에서 저장소를 빠르게 한다.", "|\n    SSD에서 <img\n    src=x> 빠르게 한다.")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:11:11: HTML '<img' in text [text-has-no-html] → use Markdown: *emphasis*, **strong**, `code`; put code in backquotes",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:11:11: 글에 HTML '<img'가 있습니다 [text-has-no-html] → Markdown을 쓰세요: *강조*, **굵게**, `코드`. 코드는 백틱으로 감쌉니다",
    ]


def test_a_comment(project: Folder) -> None:
    project.change(TALK, "메타데이터를 줄였다", "<!-- 메타데이터를 --> 줄였다")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:14:11: HTML '<!--' in text [text-has-no-html] → use Markdown: *emphasis*, **strong**, `code`; put code in backquotes",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:14:11: 글에 HTML '<!--'가 있습니다 [text-has-no-html] → Markdown을 쓰세요: *강조*, **굵게**, `코드`. 코드는 백틱으로 감쌉니다",
    ]


def test_after_a_lonely_backquote(project: Folder) -> None:
    project.change(TALK, "SSD에서 저장소를 빠르게 한다.", "|\n    SSD에서 `저장소를\n\n    <i>빠르게</i> `한다.")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:13:5: HTML '<i>' in text [text-has-no-html] → use Markdown: *emphasis*, **strong**, `code`; put code in backquotes",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:13:5: 글에 HTML '<i>'가 있습니다 [text-has-no-html] → Markdown을 쓰세요: *강조*, **굵게**, `코드`. 코드는 백틱으로 감쌉니다",
    ]


def test_code_and_comparisons_pass(project: Folder) -> None:
    project.change(TALK, "저장소를 빠르게", "`List<String>`과 ``<b>`` 그리고 1 < 2, 3 > 2")
    assert project.said() == []


def test_a_title_is_no_markup_and_passes(project: Folder) -> None:
    project.change(TALK, "en: On storage", "en: On List<String>")
    assert project.said() == []
