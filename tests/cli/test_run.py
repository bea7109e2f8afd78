"""`kbsite run`: for real, with its exit codes and messages."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

import pytest
from click.testing import Result
from projectkit import Folder
from snippetkit import ID, PLOT, RECIPE, RECORD, write

from kbsite.snippets import sandbox

Run = Callable[..., Result]
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="examples run on Linux only"),
    pytest.mark.xdist_group("measurements"),
]
LACKING = '{"tools": [{"name": "no-tool-a", "package": "a"}, {"name": "no-tool-b", "package": "b"}]}'
GAIN = {"id": "gain", "label": {"ko": "배수", "en": "Gain"}, "line": "{} times", "at_least": "3"}


def last(result: Result) -> str:
    return str(result.stderr.splitlines()[-1])


def test_it_holds(run: Run, project: Folder) -> None:
    write(project)
    result = run("run", ID)
    assert (result.exit_code, result.stdout) == (0, "row 1\nrow 2\n")
    assert "[two-rows 1/1] Print" in result.stderr
    assert last(result).startswith("two-rows holds: ")
    assert "[two-rows 1/1] 찍기" in run("run", ID, lang="ko").stderr
    assert not (project.root / RECORD).exists()


def test_a_terminal_is_told_nothing_by_an_example(run: Run, project: Folder) -> None:
    code = r"print('row \x1b[31mred\x1b[0m \x1b]52;c;aGk=\x07\u009b2J\u202e 50%\r100%', flush=True)"
    write(project, code)
    assert run("run", ID).stdout == "row red \ufffd2J\ufffd 50%\r100%\n"


def test_a_claim_fails(run: Run, project: Folder) -> None:
    write(project, "print('2.5 times')\n", measured=[GAIN], contains=["row"])
    result = run("run", ID, "--record")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-3:] == [
        "Gain (gain): expected at least 3, seen 2.5",
        "the output: expected 'row', seen no such line",
        "two-rows: 2 of its promises do not hold",
    ]
    assert run("run", ID, lang="ko").stderr.splitlines()[-3:] == [
        "배수 (gain): 기대한 값 3 이상, 실제 값 2.5",
        "출력: 기대한 값 'row', 실제 값 그런 줄 없음",
        "two-rows: 약속한 것 가운데 2개가 어긋납니다",
    ]
    assert not (project.root / RECORD).exists()


def test_a_record_is_made_and_held_against(run: Run, project: Folder) -> None:
    write(project, "import os\nprint('row', os.urandom(8).hex())\n", exact="true")
    result = run("run", ID, "--record")
    assert result.exit_code == 0
    assert "recorded in content/snippets/two-rows/run.json" in result.stderr
    assert project.said() == []
    kept = json.loads((project.root / RECORD).read_text("utf-8"))
    assert kept["output"] == result.stdout
    again = run("run", ID)
    assert again.exit_code == 1
    assert f"line 1 of the output: expected '{kept['output'].strip()}', seen '{again.stdout.strip()}'" in again.stderr


def test_drawings_are_recorded(run: Run, project: Folder) -> None:
    code = "import os\nopen('curve.csv', 'w').write('x,a,b\\n1,2,3\\n2,3,4\\n')\nprint('row')\n"
    write(project, code, plots=[PLOT])
    assert run("run", ID, "--record").exit_code == 0
    assert project.said() == []
    folder = project.catalog().folders[ID]
    assert sorted(folder.drawings) == ["plots/curve.en.svg", "plots/curve.ko.svg"]
    assert folder.run is not None
    assert folder.run.tables == {"curve.csv": "x,a,b\n1,2,3\n2,3,4\n"}
    write(project)
    assert run("run", ID, "--record").exit_code == 0
    assert not (project.root / "content/snippets/two-rows/plots").exists()


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("print('row')", "the run did not write the table 'curve.csv'"),
        ("import os\nos.symlink('/etc/passwd', 'curve.csv')\nprint('row')", "the table 'curve.csv' is empty, longer than 200,000 bytes, or no file"),
        ("import os\nos.mkfifo('curve.csv')\nprint('row')", "the table 'curve.csv' is empty, longer than 200,000 bytes, or no file"),
        ("open('curve.csv', 'w').write('x,a,b\\n' * 99999)\nprint('row')", "the table 'curve.csv' is empty, longer than 200,000 bytes, or no file"),
    ],
)  # fmt: skip
def test_a_table_that_is_not_fit(run: Run, project: Folder, code: str, message: str) -> None:
    write(project, code, plots=[PLOT])
    result = run("run", ID, "--record")
    assert (result.exit_code, last(result)) == (1, message)
    assert not (project.root / RECORD).exists()


def test_what_is_missing_is_said_at_once_and_nothing_is_started(run: Run, project: Folder) -> None:
    tools = [{"name": "no-tool-a", "package": "package-a"}, {"name": "no-tool-b", "package": "package-b"}]
    write(project, needs={"tools": tools})
    result = run("run", ID)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.splitlines()[-4:] == [
        "two-rows is skipped, for this machine lacks something:",
        "  'no-tool-a' is not installed",
        "  'no-tool-b' is not installed",
        "  → apt-get install --no-install-recommends package-a package-b",
    ]
    assert run("run", ID, lang="ko").stderr.splitlines()[-4:-2] == [
        "two-rows를 건너뜁니다. 이 컴퓨터에 없는 것이 있습니다.",
        "  'no-tool-a'가 설치되어 있지 않습니다",
    ]


@pytest.mark.parametrize(
    ("code", "exit_code", "english", "korean"),
    [
        ("while True: pass", 2, "two-rows was stopped after its time limit of 1 s", "two-rows: 제한 시간 1초가 지나 멈췄습니다"),
        ("raise SystemExit(3)", 1, "two-rows: step 1 ended with exit code 3; expected 0", "two-rows: 1단계가 종료 코드 3으로 끝났습니다. 0이어야 합니다"),
    ],
)  # fmt: skip
def test_a_run_that_does_not_come_to_its_end(run: Run, project: Folder, code: str, exit_code: int, english: str, korean: str) -> None:
    write(project, code, time_limit="1")
    result = run("run", ID)
    assert (result.exit_code, last(result)) == (exit_code, english)
    assert last(run("run", ID, lang="ko")) == korean


def test_without_a_sandbox_it_is_said(run: Run, project: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project)
    assert run("run", ID, "--no-sandbox").stderr.startswith("the example runs without a sandbox\n")
    monkeypatch.setattr(sandbox, "PROGRAM", "no-such-sandbox")
    result = run("run", ID)
    assert result.exit_code == 0
    assert result.stderr.startswith(
        "bubblewrap is not installed: the example runs without a sandbox (Debian: apt-get install bubblewrap)\n"
    )
    assert run("run", ID, lang="ko").stderr.startswith(
        "bubblewrap이 없어서 샌드박스 없이 실행합니다 (데비안: apt-get install bubblewrap)\n"
    )


def test_the_folder_is_kept_where_that_is_wanted(run: Run, project: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    (project.root / "base").mkdir()
    monkeypatch.setenv("TMPDIR", str(project.root / "base"))
    write(project, "open('kept.txt', 'w').write('x')\nprint('row')\n")
    result = run("run", ID, "--keep")
    assert result.exit_code == 0
    (kept,) = (project.root / "base").glob("kbsite-*")
    assert (kept / "work/kept.txt").read_text("utf-8") == "x"
    assert f"the folder of the run is kept: {kept}/work" in result.stderr


def test_all_of_them_in_a_table(run: Run, project: Folder) -> None:
    write(project)
    for name, code, needs in (("b-fails", "exit(1)", "{}"), ("c-lacks", "", LACKING)):
        text = (project.root / RECIPE).read_text("utf-8")
        project.write(f"content/snippets/{name}/snippet.yml", text[:-1] + f', "needs": {needs}}}')
        project.write(f"content/snippets/{name}/main.py", code)
    result = run("run", "--all")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-3:] == [
        "b-fails   failed (b-fails: step 1 ended with exit code 1; expected 0)",
        "c-lacks   skipped ('no-tool-a' is not installed; 'no-tool-b' is not installed)",
        "two-rows  ran, holds",
    ]
    assert result.stderr.splitlines()[-2] == "→ apt-get install --no-install-recommends a b"
    assert last(result) == "1 hold, 1 failed, 0 could not run, 1 skipped"
    assert last(run("run", "--all", lang="ko")) == "약속대로 1개, 실패 1개, 실행 못 함 0개, 건너뜀 1개"


def test_what_is_skipped_is_never_counted_as_passed(run: Run, project: Folder) -> None:
    write(project, needs=json.loads(LACKING))
    result = run("run", "--all")
    assert (result.exit_code, last(result)) == (3, "0 hold, 0 failed, 0 could not run, 1 skipped")


def test_what_cannot_be_run(run: Run, project: Folder) -> None:
    write(project)
    result = run("run", "two-row")
    assert (result.exit_code, result.stderr) == (2, "there is no example 'two-row': did you mean 'two-rows'?\n")
    assert run("run", "quantum").stderr == "there is no example 'quantum': see kbsite snippets list\n"
    assert run("run").exit_code == 2
    assert "name an example, or say --all" in run("run").stderr
    assert run("run", ID, "--all").exit_code == 2
    project.write(RECIPE, "title: [\n")
    broken = run("run", ID)
    assert broken.exit_code == 2
    assert f"{RECIPE}:" in broken.stdout
