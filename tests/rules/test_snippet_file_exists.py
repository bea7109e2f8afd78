"""The files that a recipe names are in the example's folder."""

from __future__ import annotations

from projectkit import Folder
from snippetkit import RECIPE, record, write


def test_files_that_are_not_there(project: Folder) -> None:
    write(
        project,
        files=["main.py", "mian.py"],
        steps=[{"run": ["{python}", "{here}/data.py"]}],
        in_page={"file": "page.py", "game": "play.js"},
    )
    record(project)
    rule = "[snippet-file-exists]"
    assert [line.partition(": ")[2] for line in project.said("en")] == [
        f"the example has no file 'mian.py' {rule} → did you mean 'main.py'?",
        f"the example has no file 'data.py' {rule} → write it, or name another",
        f"the example has no file 'page.py' {rule} → write it, or name another",
        f"the example has no file 'play.js' {rule} → write it, or name another",
    ]
    assert project.said("ko")[1].endswith(f"예제에 'data.py' 파일이 없습니다 {rule} → 만들거나 다른 파일을 적으세요")
    assert project.said()[0].startswith(f"{RECIPE}:1:")


def test_a_folder_may_be_named_in_a_step(project: Folder) -> None:
    project.write("content/snippets/two-rows/conf/site.xml", "<a/>\n")
    write(project, files=["main.py", "conf/site.xml"], steps=[{"run": ["ls", "{here}/conf", "{here}/main.py", "{work}/later"]}])
    record(project)
    assert project.said() == []
