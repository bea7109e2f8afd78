"""Links go to http or https addresses and nowhere else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from projectkit import TALK, Folder

from kbsite.rules.link_is_safe import COMMON, wrong_with


def test_script(project: Folder) -> None:
    project.change(TALK, "https://slides.example/101", "javascript:alert(1)")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:18:10: 'javascript:alert(1)' is not an http or https address [link-is-safe] → begin it with https://",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:18:10: 'javascript:alert(1)'은 http나 https 주소가 아닙니다 [link-is-safe] → https://로 시작하세요",
    ]


def test_script_in_capitals(project: Folder) -> None:
    project.change(TALK, "https://slides.example/101", "'JavaScript:alert(1)'")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:18:11: 'JavaScript:alert(1)' is not an http or https address [link-is-safe] → begin it with https://",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:18:11: 'JavaScript:alert(1)'은 http나 https 주소가 아닙니다 [link-is-safe] → https://로 시작하세요",
    ]


def test_another_scheme(project: Folder) -> None:
    project.change(TALK, "https://slides.example/101", "ftp://slides.example/101")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:18:10: 'ftp://slides.example/101' is not an http or https address [link-is-safe] → begin it with https://",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:18:10: 'ftp://slides.example/101'은 http나 https 주소가 아닙니다 [link-is-safe] → https://로 시작하세요",
    ]


def test_a_path(project: Folder) -> None:
    project.change(TALK, "https://slides.example/101", "/talks/")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:18:10: '/talks/' is not an http or https address [link-is-safe] → begin it with https://",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:18:10: '/talks/'는 http나 https 주소가 아닙니다 [link-is-safe] → https://로 시작하세요",
    ]


def test_no_host(project: Folder) -> None:
    project.change(TALK, "https://slides.example/101", "https://")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:18:10: 'https://' names no host [link-is-safe] → write it as https://host/path",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:18:10: 'https://'에 호스트가 없습니다 [link-is-safe] → https://호스트/경로처럼 적으세요",
    ]


def test_a_host_that_cannot_be_read(project: Folder) -> None:
    project.change(TALK, "https://slides.example/101", "'https://[a/'")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:18:11: 'https://[a/' names no host [link-is-safe] → write it as https://host/path",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:18:11: 'https://[a/'에 호스트가 없습니다 [link-is-safe] → https://호스트/경로처럼 적으세요",
    ]


def test_a_user_name(project: Folder) -> None:
    project.change(TALK, "https://slides.example/101", "https://kb.example@evil.example/")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:18:10: 'https://kb.example@evil.example/' has a user name before its host [link-is-safe] → remove what stands before '@'",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:18:10: 'https://kb.example@evil.example/'의 호스트 앞에 사용자 이름이 있습니다 [link-is-safe] → '@' 앞부분을 지우세요",
    ]


def test_a_sign_that_addresses_do_not_have(project: Folder) -> None:
    project.change(TALK, "https://slides.example/101", "https://slides.example/<b>")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:18:10: 'https://slides.example/<b>' holds a character that addresses do not have [link-is-safe] → percent-encode it",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:18:10: 'https://slides.example/<b>'에 주소에 쓸 수 없는 문자가 있습니다 [link-is-safe] → 퍼센트 인코딩으로 적으세요",
    ]


def test_a_port_that_does_not_exist(project: Folder) -> None:
    project.change(TALK, "https://slides.example/101", "https://slides.example:99999/")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:18:10: 'https://slides.example:99999/' has a port that does not exist [link-is-safe] → correct or remove what stands after the ':' of the host",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:18:10: 'https://slides.example:99999/'의 포트 번호가 잘못되었습니다 [link-is-safe] → 호스트 뒤 ':' 다음을 바로잡거나 지우세요",
    ]


def test_a_link_in_prose(project: Folder) -> None:
    project.change(TALK, "SSD에서 저장소를 빠르게 한다.", "'[여기](javascript:alert(1))를 보라.'")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:10:15: 'javascript:alert(1)' is not an http or https address [link-is-safe] → begin it with https://",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:10:15: 'javascript:alert(1)'은 http나 https 주소가 아닙니다 [link-is-safe] → https://로 시작하세요",
    ]


def test_a_reference_in_prose(project: Folder) -> None:
    project.change(TALK, "SSD에서 저장소를 빠르게 한다.", '|\n    [여기]를 보라.\n\n    [여기]: data:text/html,x "제목"')
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:13:11: 'data:text/html,x' is not an http or https address [link-is-safe] → begin it with https://",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:13:11: 'data:text/html,x'는 http나 https 주소가 아닙니다 [link-is-safe] → https://로 시작하세요",
    ]


def test_links_and_what_only_looks_like_one_pass(project: Folder) -> None:
    project.change(
        TALK, "SSD에서 저장소를 빠르게 한다.", "'[여기](https://a.example/(b))와 `[x](javascript:y)`를 보라. [주의]: 이 값은 다르다.'"
    )
    assert project.said() == []


@given(st.from_regex(COMMON, fullmatch=True))
def test_there_is_nothing_wrong_with_common_addresses(url: str) -> None:
    assert wrong_with(url) is None


@given(st.text(st.sampled_from("htps:/.@?#a0-[]<\u200b\\%~ "), max_size=24).map("https://".__add__))
def test_what_something_is_wrong_with_is_not_common(url: str) -> None:
    assert wrong_with(url) is None or not COMMON.fullmatch(url)
