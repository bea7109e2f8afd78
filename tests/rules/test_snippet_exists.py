"""Every runnable example a talk names has a recipe in content/snippets."""

from __future__ import annotations

from projectkit import TALK, Folder
from snippetkit import record, write


def test_examples_that_are_not_there(project: Folder) -> None:
    write(project)
    record(project)
    project.add(TALK, "snippets: [two-row, perf]\n")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:22:12: unknown example 'two-row' [snippet-exists] → did you mean 'two-rows'?",
        "talks/conf2020/101-storage.yml:22:21: unknown example 'perf' [snippet-exists] → make content/snippets/perf/",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:22:12: 모르는 예제 'two-row'입니다 [snippet-exists] → 혹시 'two-rows'인가요?",
        "talks/conf2020/101-storage.yml:22:21: 모르는 예제 'perf'입니다 [snippet-exists] → content/snippets/perf/ 폴더를 만드세요",
    ]


def test_a_project_without_examples(project: Folder) -> None:
    project.add(TALK, "snippets: [two-rows]\n")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:22:12: unknown example 'two-rows' [snippet-exists] → make content/snippets/two-rows/",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:22:12: 모르는 예제 'two-rows'입니다 [snippet-exists] → content/snippets/two-rows/ 폴더를 만드세요",
    ]


def test_an_example_that_is_there(project: Folder) -> None:
    write(project)
    record(project)
    project.add(TALK, "snippets: [two-rows]\n")
    assert project.said() == []
    catalog = project.catalog()
    assert [snippet.id for snippet in catalog.snippets_of("conf2020-101-storage")] == ["two-rows"]
    assert catalog.snippets_of("conf2020-102-cluster") == ()


def test_an_example_whose_recipe_is_broken_is_one_problem(project: Folder) -> None:
    project.write("content/snippets/two-rows/snippet.yml", "title: [\n")
    project.add(TALK, "snippets: [two-rows]\n")
    assert [problem.rule for problem in project.problems()] == ["yaml-syntax"]


def test_a_folder_without_a_recipe(project: Folder) -> None:
    project.write("content/snippets/two-rows/main.py", "")
    assert project.said("en") == [
        "content/snippets/two-rows/snippet.yml:1:1: this example has no recipe [file-place] → write snippet.yml: what it shows, needs and does"
    ]
    assert project.said("ko") == [
        "content/snippets/two-rows/snippet.yml:1:1: 이 예제에는 레시피가 없습니다 [file-place] → 무엇을 보이고, 필요로 하고, 하는지 snippet.yml에 적으세요"
    ]


def test_a_folder_whose_name_is_no_id(project: Folder) -> None:
    write(project)
    (project.root / "content/snippets/two-rows").rename(project.root / "content/snippets/Two_Rows")
    assert project.said("en") == [
        "content/snippets/Two_Rows/snippet.yml:1:1: 'Two_Rows' cannot be an id [file-name] → lower-case letters a-z, digits and single hyphens, as 231-zinst"
    ]


def test_a_link_in_place_of_a_folder(project: Folder) -> None:
    (project.root / "content/snippets").mkdir(parents=True)
    (project.root / "content/snippets/two-rows").symlink_to("/etc")
    assert project.said("en") == [
        "content/snippets/two-rows:1:1: a record must be a file of its own, not a link or device [file-regular] → put the text itself there"
    ]
