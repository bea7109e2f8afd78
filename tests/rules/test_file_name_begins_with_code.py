"""A talk's file name begins with its code."""

from __future__ import annotations

from projectkit import TALK, Folder


def test_another_code(project: Folder) -> None:
    project.change(TALK, "code: 101", "code: 103")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:1:7: the code is '103', but the file is '101-storage.yml' [file-name-begins-with-code] → rename the file to begin with '103-', or correct the code",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:1:7: 번호는 '103'인데 파일 이름은 '101-storage.yml'입니다 [file-name-begins-with-code] → 파일 이름을 '103-'로 시작하게 바꾸거나 번호를 바로잡으세요",
    ]


def test_only_the_beginning_of_the_number(project: Folder) -> None:
    project.change(TALK, "code: 101", "code: 10")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:1:7: the code is '10', but the file is '101-storage.yml' [file-name-begins-with-code] → rename the file to begin with '10-', or correct the code",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:1:7: 번호는 '10'인데 파일 이름은 '101-storage.yml'입니다 [file-name-begins-with-code] → 파일 이름을 '10-'로 시작하게 바꾸거나 번호를 바로잡으세요",
    ]


def test_a_code_with_signs_passes(project: Folder) -> None:
    project.write("talks/conf2020/a-7-lightning.yml", "code: A.7\ntitle: 번개 이야기\nsources: [programme]\n")
    assert project.said() == []


def test_no_code_passes(project: Folder) -> None:
    project.change(TALK, "code: 101\n", "")
    assert project.said() == []
