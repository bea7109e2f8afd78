"""The record of a run is of the files, the steps and the drawings that are there now."""

from __future__ import annotations

from projectkit import Folder
from snippetkit import MAIN, RECIPE, RECORD, record, write

RULE = "[snippet-record-is-current] → run it and record it: kbsite run two-rows --record"
RULE_KO = "[snippet-record-is-current] → 실행해서 다시 기록하세요: kbsite run two-rows --record"


def test_a_file_was_changed(project: Folder) -> None:
    write(project)
    record(project)
    project.add(MAIN, "\n")
    assert project.said("en") == [f"{MAIN}:1:1: the file was changed after the run was recorded {RULE}"]
    assert project.said("ko") == [f"{MAIN}:1:1: 실행을 기록한 뒤에 파일이 바뀌었습니다 {RULE_KO}"]


def test_a_file_came_or_went(project: Folder) -> None:
    write(project)
    project.write("content/snippets/two-rows/old.py", "")
    record(project)
    project.remove("content/snippets/two-rows/old.py")
    project.write("content/snippets/two-rows/new.py", "")
    assert project.said("en") == [
        f"content/snippets/two-rows/new.py:1:1: the file is newer than the recorded run {RULE}",
        f"{RECORD}:1:1: the recorded run had a file 'old.py', which is gone {RULE}",
    ]
    assert project.said("ko") == [
        f"content/snippets/two-rows/new.py:1:1: 실행을 기록한 뒤에 생긴 파일입니다 {RULE_KO}",
        f"{RECORD}:1:1: 기록된 실행에는 'old.py' 파일이 있었는데 지금은 없습니다 {RULE_KO}",
    ]


def test_the_steps_were_changed(project: Folder) -> None:
    write(project)
    record(project)
    write(project, steps=[{"run": ["{python}", "{here}/main.py", "--fast"]}])
    (line,) = project.said("en")
    assert line.startswith(f"{RECIPE}:1:")
    assert line.endswith(f"steps, packages, network, rights or drawings were changed after the run was recorded {RULE}")
    assert project.said("ko")[0].endswith(f"실행을 기록한 뒤에 단계, 패키지, 네트워크, 권한이나 그림이 바뀌었습니다 {RULE_KO}")


def test_the_record_of_another_example(project: Folder) -> None:
    write(project)
    record(project, example="three-rows")
    assert project.said("en") == [f"{RECORD}:1:1: the record is of the example 'three-rows' {RULE}"]
    assert project.said("ko") == [f"{RECORD}:1:1: 이 기록은 예제 'three-rows'의 것입니다 {RULE_KO}"]


def test_what_running_leaves_behind_and_hidden_files_do_not_count(project: Folder) -> None:
    write(project)
    record(project)
    for name in ("__pycache__/main.cpython-311.pyc", ".main.py.swp", "node_modules/x/index.js"):
        project.write(f"content/snippets/two-rows/{name}", b"\xff\x00")
    assert project.said() == []


def test_a_drawing_that_came_without_a_record(project: Folder) -> None:
    write(project)
    record(project)
    project.write("content/snippets/two-rows/plots/a.ko.svg", SVG)
    assert project.said("en") == [f"content/snippets/two-rows/plots/a.ko.svg:1:1: the file is newer than the recorded run {RULE}"]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>a</title><desc>b</desc></svg>'
