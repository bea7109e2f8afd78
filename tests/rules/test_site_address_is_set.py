"""The project names the address of its site."""

from __future__ import annotations

from projectkit import Folder


def test_no_address(project: Folder) -> None:
    project.change("mkdocs.yml", "site_url: https://kb.example/\n", "")
    assert project.said("en") == [
        "mkdocs.yml:1:1: 'site_url' is not set [site-address-is-set] → add 'site_url: https://…/' to mkdocs.yml",
    ]
    assert project.said("ko") == [
        "mkdocs.yml:1:1: 'site_url'이 정해지지 않았습니다 [site-address-is-set] → mkdocs.yml에 'site_url: https://…/'를 더하세요",
    ]


def test_no_slash_at_the_end(project: Folder) -> None:
    project.change("mkdocs.yml", "https://kb.example/", "https://kb.example")
    assert project.said("en") == [
        "mkdocs.yml:2:11: 'https://kb.example' is not the address of a site [site-address-is-set] → write it as https://host/path/ with a '/' at its end",
    ]
    assert project.said("ko") == [
        "mkdocs.yml:2:11: 'https://kb.example'은 사이트 주소가 아닙니다 [site-address-is-set] → https://호스트/경로/처럼 '/'로 끝나게 적으세요",
    ]


def test_no_scheme(project: Folder) -> None:
    project.change("mkdocs.yml", "https://kb.example/", "kb.example/")
    assert project.said("en") == [
        "mkdocs.yml:2:11: 'kb.example/' is not the address of a site [site-address-is-set] → write it as https://host/path/ with a '/' at its end",
    ]
    assert project.said("ko") == [
        "mkdocs.yml:2:11: 'kb.example/'는 사이트 주소가 아닙니다 [site-address-is-set] → https://호스트/경로/처럼 '/'로 끝나게 적으세요",
    ]


def test_an_address_from_the_environment_with_a_default_passes(project: Folder) -> None:
    project.change("mkdocs.yml", "https://kb.example/", '!ENV [SITE_URL, "http://127.0.0.1:8000/"]')
    assert project.said() == []
