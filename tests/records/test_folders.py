"""The folder of an example: what is read, and what is refused."""

from __future__ import annotations

import os

import pytest
from projectkit import Folder, said
from snippetkit import MAIN, record, write

from kbsite.records.folders import LIMIT_FILE, LIMIT_FILES, read_folder

PATH = "content/snippets/two-rows"


def problems(project: Folder, language: str = "en") -> list[str]:
    return [said(problem, language) for problem in read_folder(project.root, PATH)[1]]  # type: ignore[arg-type]


def test_sources_are_text_and_the_rest_is_told_apart(project: Folder) -> None:
    write(project)
    project.write(f"{PATH}/lib/tool.sh", "echo 가\n")
    (project.root / MAIN).chmod(0o755)
    record(project)
    folder, wrong = read_folder(project.root, PATH)
    assert wrong == []
    assert (folder.id, sorted(folder.sources), folder.programs) == ("two-rows", ["lib/tool.sh", "main.py"], frozenset({"main.py"}))
    assert folder.sources["lib/tool.sh"] == "echo 가\n"
    assert folder.run is not None


@pytest.mark.parametrize("kind", ["link", "dangling", "folder", "pipe"])
def test_only_files_of_its_own(project: Folder, kind: str) -> None:
    write(project)
    target = project.root / PATH / "x"
    if kind == "pipe":
        os.mkfifo(target)
    else:
        target.symlink_to({"link": "/etc/passwd", "dangling": "/nowhere", "folder": "/etc"}[kind])
    assert problems(project) == [
        f"{PATH}/x:1:1: what belongs to an example must be files of its own, not links or devices [file-regular] → put the text itself there"
    ]
    assert problems(project, "ko") == [
        f"{PATH}/x:1:1: 예제에 드는 것은 링크나 장치가 아니라 진짜 파일이어야 합니다 [file-regular] → 내용을 그 자리에 두세요"
    ]
    assert "x" not in read_folder(project.root, PATH)[0].sources


def test_a_large_file(project: Folder) -> None:
    write(project)
    project.write(f"{PATH}/x", "")
    os.truncate(project.root / PATH / "x", LIMIT_FILE * 1000)
    assert problems(project) == [
        f"{PATH}/x:1:1: the file has 256000 KiB; a file of an example has at most 256 KiB [file-size] → let the example make or fetch its data"
    ]
    assert "파일이 256000 KiB입니다. 예제 파일은 256 KiB까지입니다" in problems(project, "ko")[0]


def test_what_is_no_text(project: Folder) -> None:
    write(project)
    project.write(f"{PATH}/x", b"\xff\x00")
    assert problems(project) == [f"{PATH}/x:1:1: the file is no UTF-8 text [utf-8] → let the example make or fetch its data"]
    assert "파일이 UTF-8 글이 아닙니다" in problems(project, "ko")[0]


def test_a_name_that_not_every_system_can_write(project: Folder) -> None:
    write(project)
    project.write(f"{PATH}/도구.sh", "")
    assert problems(project) == [
        f"{PATH}/도구.sh:1:1: '도구.sh' cannot be the name of an example's file [file-name] → use letters A-Z and a-z, digits, and . _ -"
    ]
    assert problems(project, "ko") == [
        f"{PATH}/도구.sh:1:1: '도구.sh'는 예제 파일의 이름이 될 수 없습니다 [file-name] → 영문자와 숫자, . _ -만 쓰세요"
    ]


def test_too_many_files(project: Folder) -> None:
    write(project)
    for number in range(LIMIT_FILES):
        project.write(f"{PATH}/{number}.txt", "")
    assert problems(project) == [
        f"{PATH}/snippet.yml:1:1: the example has {LIMIT_FILES + 1} files; at most {LIMIT_FILES} are read [file-size] → leave out what one need not read"
    ]


def test_too_deep(project: Folder) -> None:
    write(project)
    project.write(f"{PATH}/1/2/3/4/5/6/7/8.txt", "")
    assert [line.partition(":")[0] for line in problems(project)] == [f"{PATH}/1/2/3/4/5/6/7"]


def test_a_drawing_that_is_not_plain(project: Folder) -> None:
    write(project)
    project.write(
        f"{PATH}/plots/a.ko.svg", '<svg xmlns="http://www.w3.org/2000/svg"><title>a</title><desc>b</desc><script>1</script></svg>'
    )
    assert problems(project) == [
        f"{PATH}/plots/a.ko.svg:1:1: the drawing holds <script>, which is not let in [drawing-is-plain] → run it and record it: kbsite run two-rows --record"
    ]
