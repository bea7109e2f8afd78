"""`kbsite snippets`: lists, shows and checks; runs nothing."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result
from projectkit import OTHER, Folder
from snippetkit import ID, MAIN, RECIPE, record, write

Run = Callable[..., Result]


def test_a_list(run: Run, project: Folder) -> None:
    write(project)
    assert (run("snippets", "list").stdout, run("snippets", "list").stderr) == ("two-rows  no record   Two rows\n", "1 examples\n")
    assert run("snippets", "list", lang="ko").stdout == "two-rows  기록 없음   두 줄\n"
    record(project, date="2026-11-23")
    assert run("snippets", "list").stdout == "two-rows  2026-11-23  Two rows\n"


def test_one_of_them(run: Run, project: Folder) -> None:
    write(project, needs={"tools": [{"name": "perf", "package": "linux-perf"}], "root": "true", "disk": "4", "network": "loopback"})
    shown = run("snippets", "show", ID).stdout.splitlines()
    assert shown[:2] == ["Two rows", "It prints two rows."]
    assert "needs: perf (linux-perf), root, 4 GiB disk, loopback" in shown
    assert "step 1: {python} {here}/main.py" in shown
    assert shown[-1] == "no record yet: kbsite run two-rows --record"
    record(project, date="2026-11-23")
    shown = run("snippets", "show", ID).stdout.splitlines()
    assert "recorded on 2026-11-23: 0.1 s, at most 10 MiB, Debian, Linux 6.1" in shown
    assert shown[-2:] == ["row 1", "row 2"]
    assert run("snippets", "show", "two-row").exit_code == 2


def test_check_tells_of_examples_alone_and_runs_nothing(run: Run, project: Folder) -> None:
    write(project, "open('/var/tmp/never', 'w')\n")
    project.change(OTHER, "tags: [cluster]", "tags: [clusters]")
    result = run("snippets", "check")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{RECIPE}:1:1: the example has no record of a run [snippet-is-recorded]\n")
    assert "clusters" not in result.stdout
    assert result.stderr == "1 examples, 1 problems\n"
    record(project)
    assert run("snippets", "check").exit_code == 0
    project.add(MAIN, "#\n")
    assert run("snippets", "check").exit_code == 1
    assert run("snippets", "check", lang="ko").stderr == "예제 1개, 문제 1개\n"


def test_check_does_not_pass_a_record_that_is_too_old(run: Run, project: Folder) -> None:
    write(project, days_fresh="30")
    record(project, date="2026-01-01")
    result = run("snippets", "check")
    assert result.exit_code == 1
    assert "days ago; the recipe allows 30 [snippet-record-is-fresh]" in result.stdout
    assert run("check").exit_code == 0


def test_check_can_look_at_one_example_alone(run: Run, project: Folder) -> None:
    write(project)
    project.write("content/snippets/other/snippet.yml", "title: x\n")
    result = run("snippets", "check", ID)
    assert f"{RECIPE}:1:1: the example has no record of a run [snippet-is-recorded]" in result.stdout
    assert "other/" not in result.stdout
    assert result.stderr == "1 examples, 1 problems\n"
    assert "other/snippet.yml" in run("snippets", "check", "other").stdout
    refused = run("snippets", "check", "two-row")
    assert (refused.exit_code, refused.stderr.partition(":")[0]) == (2, "there is no example 'two-row'")
