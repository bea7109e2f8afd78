"""A record lists an address once."""

from __future__ import annotations

from projectkit import TALK, Folder


def test_an_address_twice(project: Folder) -> None:
    project.change(TALK, "links:\n", "links:\n  - {type: video, url: https://slides.example/101}\n")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:19:10: the address of link 1 again [link-stands-once] → correct it, or delete the link",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:19:10: 1번째 링크와 같은 주소입니다 [link-stands-once] → 바로잡거나 링크를 지우세요",
    ]


def test_two_addresses_pass(project: Folder) -> None:
    project.change(TALK, "links:\n", "links:\n  - {type: video, url: https://video.example/101}\n")
    assert project.said() == []
