"""Every runnable example a talk names is a folder of content/snippets."""

from __future__ import annotations

from projectkit import TALK, Folder


def test_no_such_folder(project: Folder) -> None:
    project.write("content/snippets/two-rows/run.py", "")
    project.add(TALK, "snippets: [two-row, perf]\n")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:22:12: unknown example 'two-row' [snippet-exists] → did you mean 'two-rows'?",
        "talks/conf2020/101-storage.yml:22:21: unknown example 'perf' [snippet-exists] → make content/snippets/perf/",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:22:12: 모르는 예제 'two-row'입니다 [snippet-exists] → 혹시 'two-rows'인가요?",
        "talks/conf2020/101-storage.yml:22:21: 모르는 예제 'perf'입니다 [snippet-exists] → content/snippets/perf/ 폴더를 만드세요",
    ]


def test_no_folder_of_examples_at_all(project: Folder) -> None:
    project.add(TALK, "snippets: [two-rows]\n")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:22:12: unknown example 'two-rows' [snippet-exists] → make content/snippets/two-rows/",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:22:12: 모르는 예제 'two-rows'입니다 [snippet-exists] → content/snippets/two-rows/ 폴더를 만드세요",
    ]


def test_a_folder_passes(project: Folder) -> None:
    project.write("content/snippets/two-rows/run.py", "")
    project.add(TALK, "snippets: [two-rows]\n")
    assert project.said() == []
