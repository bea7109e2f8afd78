"""The command: arguments, languages, formats and exit codes; and never a traceback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from projectkit import EVENT, ROOT, TALK, Folder

from kbsite import __version__
from kbsite.cli import exit_code, main
from kbsite.problems import Place, Problem
from kbsite.words import Words

COMMAND = shutil.which("kbsite", path=str(Path(sys.executable).parent))
BARE = {"PATH": os.environ.get("PATH", ""), "HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8"}
"""An environment that says nothing of Korean."""


def kbsite(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """The installed command in a process of its own."""
    if COMMAND is None:
        pytest.skip("the command kbsite is not installed beside this Python")
    environment = {**BARE, **environment}
    done = subprocess.run(
        [COMMAND, *arguments], capture_output=True, encoding="utf-8", errors="replace", check=False, cwd=cwd, env=environment
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


def run(*arguments: str) -> Result:
    """The command within this process; an exception in it fails the test."""
    return CliRunner(catch_exceptions=False).invoke(main, arguments)


def check(project: Folder, *arguments: str) -> Result:
    return run("-C", str(project.root), "--lang", "en", "check", *arguments)


def broken(project: Folder) -> None:
    project.change(TALK, "id: bluestore", "id: bluestor")


def test_all_is_well(project: Folder) -> None:
    result = check(project)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "9 records: no problems\n")


def test_what_is_installed_beside_has_no_say_in_records(project: Folder, tmp_path: Path) -> None:
    """Pydantic takes up whatever calls itself a plugin of it."""
    about = tmp_path / "plugin" / "plugin-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: plugin\nVersion: 1\n", "utf-8")
    (about / "entry_points.txt").write_text("[pydantic]\nplugin = plugin:taken_up\n", "utf-8")
    (about.parent / "plugin.py").write_text("import sys\nprint('taken up', file=sys.stderr)\ntaken_up = None\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{about.parent}{os.pathsep}{ROOT}", "PYTHONWARNINGS": "ignore"}
    environment.pop("PYDANTIC_DISABLE_PLUGINS", None)
    command = [sys.executable, "-m", "kbsite.cli", "-C", str(project.root), "--lang", "en", "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stderr == "9 records: no problems\n"


def test_problems_are_written_and_counted(project: Folder) -> None:
    broken(project)
    result = check(project)
    assert result.exit_code == 1
    assert result.stdout == (
        "talks/conf2020/101-storage.yml:13:9: unknown technique 'bluestor' [technique-exists]\n"
        "      - id: bluestor\n"
        "            ^^^^^^^^\n"
        "    → did you mean 'bluestore'?\n"
        "talks/techniques/bluestore.yml:1:1: warning: no talk uses the technique 'bluestore' [record-is-used]\n"
        "    name: {ko: 블루스토어, en: BlueStore}\n"
        "    ^\n"
        "    → name it where it belongs, or delete it\n"
    )
    assert result.stderr == "9 records: 1 problem, 1 warning\n"


def test_a_warning_alone_does_not_fail(project: Folder) -> None:
    project.write("talks/speakers/park-jisu.yml", "name: 박지수\nsources: [programme]\n")
    result = check(project)
    assert result.exit_code == 0
    assert "warning: the speaker 'park-jisu' gives no talk" in result.stdout
    assert result.stderr == "10 records: 0 problems, 1 warning\n"


@pytest.mark.parametrize(
    ("rules", "code"),
    [([], 0), (["technique-exists"], 1), (["project-folder"], 2), (["technique-exists", "project-settings"], 2), (["site-folder"], 2)],
)
def test_exit_codes(rules: list[str], code: int) -> None:
    assert exit_code([Problem(Place("a"), rule, Words("a", "b")) for rule in rules]) == code
    assert exit_code([Problem(Place("a"), "a", Words("a", "b"), severity="warning")]) == 0


def test_the_installed_command_checks_a_project_from_another_folder(project: Folder, tmp_path: Path) -> None:
    broken(project)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for arguments, cwd in ((["-C", str(project.root)], elsewhere), (["-C", "../project"], elsewhere), ([], project.root)):
        done = kbsite(*arguments, "check", cwd=cwd)
        assert done.returncode == 1
        assert done.stdout.startswith("talks/conf2020/101-storage.yml:13:9: unknown technique 'bluestor' [technique-exists]\n")
        assert done.stderr == "9 records: 1 problem, 1 warning\n"
    assert list(elsewhere.iterdir()) == []


def test_the_real_project_passes() -> None:
    done = kbsite("-C", str(ROOT), "check")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith(" records: no problems\n")


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        ([], {}, "no problems"),
        ([], {"KBSITE_LANG": "ko"}, "문제 없음"),
        ([], {"KBSITE_LANG": "ko_KR"}, "문제 없음"),
        ([], {"LANG": "ko_KR.UTF-8"}, "문제 없음"),
        ([], {"LC_ALL": "ko_KR.UTF-8", "LANG": "en_US.UTF-8"}, "문제 없음"),
        ([], {"LC_ALL": "en_US.UTF-8", "LANG": "ko_KR.UTF-8"}, "no problems"),
        ([], {"KBSITE_LANG": "en", "LANG": "ko_KR.UTF-8"}, "no problems"),
        ([], {"KBSITE_LANG": "fr", "LANG": "ko_KR.UTF-8"}, "no problems"),
        (["--lang", "ko"], {"KBSITE_LANG": "en"}, "문제 없음"),
        (["--lang", "en"], {"KBSITE_LANG": "ko"}, "no problems"),
    ],
)
def test_the_language_of_messages(
    project: Folder, monkeypatch: pytest.MonkeyPatch, arguments: list[str], environment: dict[str, str], said: str
) -> None:
    for name in ("KBSITE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert said in run("-C", str(project.root), *arguments, "check").stderr


def test_an_environment_without_a_language_is_english(project: Folder) -> None:
    assert kbsite("-C", str(project.root), "check", LANG="").stderr == "9 records: no problems\n"


def test_korean_from_the_environment_of_a_process(project: Folder) -> None:
    broken(project)
    done = kbsite("-C", str(project.root), "check", KBSITE_LANG="ko")
    assert done.stdout.startswith("talks/conf2020/101-storage.yml:13:9: 모르는 기술 'bluestor'입니다 [technique-exists]\n")
    assert done.stderr == "기록 9건: 문제 1건, 주의 1건\n"


def test_machine_formats_are_alone_on_the_output(project: Folder) -> None:
    broken(project)
    for format_ in ("json", "sarif", "github"):
        result = check(project, "--format", format_)
        assert (result.exit_code, result.stderr) == (1, "")
        if format_ == "github":
            assert [line.partition(" ")[0] for line in result.stdout.splitlines()] == ["::error", "::warning"]
        else:
            assert "technique-exists" in json.dumps(json.loads(result.stdout))


def test_machine_formats_of_nothing(project: Folder) -> None:
    assert json.loads(check(project, "--format", "json").stdout) == {"version": 1, "problems": []}
    assert json.loads(check(project, "--format", "sarif").stdout)["runs"][0]["results"] == []
    assert check(project, "--format", "github").stdout == ""


def test_a_sarif_log_explains_its_rules(project: Folder) -> None:
    broken(project)
    (run_,) = json.loads(run("-C", str(project.root), "--lang", "ko", "check", "--format", "sarif").stdout)["runs"]
    assert [rule["shortDescription"]["text"] for rule in run_["tool"]["driver"]["rules"]] == [
        "발표자, 기술, 태그, 출처는 어디선가 쓰입니다.",
        "이름을 든 기술에는 기록이 있습니다.",
    ]


@pytest.mark.parametrize(("arguments", "painted"), [([], False), (["--colour"], True), (["--color"], True), (["--no-colour"], False)])
def test_colours_only_where_they_are_asked_for(project: Folder, arguments: list[str], painted: bool) -> None:
    broken(project)
    result = run("-C", str(project.root), *arguments, "check")
    assert ("\x1b[" in result.stdout) is painted


def test_a_letter_that_the_terminal_lacks_is_shown_as_a_code(project: Folder) -> None:
    project.change(TALK, "id: bluestore", "id: blue😀store")
    done = kbsite("-C", str(project.root), "check", PYTHONIOENCODING="cp949")
    assert done.returncode == 1
    assert "'blue\\U0001f600store' is not an id" in done.stdout


def test_version_and_help() -> None:
    assert kbsite("--version").stdout == f"kbsite, version {__version__}\n"
    for arguments in (["--help"], ["-h"], ["check", "--help"], ["build", "-h"], ["serve", "--help"]):
        result = run(*arguments)
        assert result.exit_code == 0
        assert result.stdout.startswith("Usage: ")


@pytest.mark.parametrize(
    "arguments", [["frobnicate"], ["check", "--format", "xml"], ["--lang", "fr", "check"], ["check", "talks"], ["serve", "--port", "99999"]]
)
def test_arguments_that_there_are_not(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


@pytest.mark.parametrize("command", ["check", "build", "serve"])
def test_not_a_project(tmp_path: Path, command: str) -> None:
    result = run("-C", str(tmp_path), "--lang", "en", command)
    assert result.exit_code == 2
    assert result.stdout == (
        f"mkdocs.yml:1:1: no project here: '{tmp_path}' has no mkdocs.yml [project-folder]\n"
        "    → go to the project's folder, or name it with -C DIR\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    done = kbsite("-C", str(tmp_path / "no where"), "check", KBSITE_LANG="ko")
    assert done.returncode == 2
    assert done.stdout.startswith(
        f"mkdocs.yml:1:1: 프로젝트 폴더가 아닙니다. '{tmp_path / 'no where'}'에 mkdocs.yml이 없습니다 [project-folder]\n"
    )


def test_a_file_in_place_of_a_folder(project: Folder) -> None:
    result = run("-C", str(project.root / "mkdocs.yml"), "check")
    assert result.exit_code == 2
    assert "is a file" in result.stderr


@pytest.mark.parametrize(
    "settings", ["a: [", "- a", "\x07", b"\xff", "a: 2020-99-99", ""], ids=["bracket", "list", "bell", "bytes", "date", "empty"]
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_settings_that_cannot_be_read(project: Folder, settings: str | bytes, command: str) -> None:
    project.write("mkdocs.yml", settings)
    result = run("-C", str(project.root), "--lang", "en", command)
    assert result.exit_code == 2
    assert "the settings cannot be read: " in result.stdout
    assert "[project-settings]" in result.stdout


def test_no_records_at_all(project: Folder) -> None:
    shutil.rmtree(project.root / "talks")
    assert check(project).exit_code == 2
    (project.root / "talks").mkdir()
    result = check(project)
    assert (result.exit_code, result.stderr) == (0, "0 records: no problems\n")


LAUGHS = "a: &a [x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (bytes(range(256)), "utf-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "utf-8"),
        ("# " + "a" * 300 * 1024, "file-size"),
        (LAUGHS, "yaml-alias"),
        ("[" * 100_000, "yaml-depth"),
        ("- " * 5_000, "yaml-depth"),
        ("a: " * 5_000, "yaml-syntax"),
        ("title: !!python/object/apply:os.system ['exit 7']", "yaml-tag"),
        ("title: a\x00b", "yaml-characters"),
        ("", "record-shape"),
        ("title", "record-shape"),
        ("<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> other\n", "yaml-syntax"),
    ],
    ids=["binary", "picture", "300 KiB", "alias bomb", "brackets", "dashes", "colons", "python", "nul", "empty", "word", "merge"],
)
def test_no_file_is_too_odd_to_be_told_of(project: Folder, content: str | bytes, rule: str) -> None:
    project.write("talks/conf2020/7-odd.yml", content)
    done = check(project, "--format", "json")
    assert done.exit_code == 1
    problems = json.loads(done.stdout)["problems"]
    assert {problem["path"] for problem in problems} == {"talks/conf2020/7-odd.yml"}
    assert rule in {problem["rule"] for problem in problems}


def test_no_traceback_from_a_process_either(project: Folder) -> None:
    project.write("talks/conf2020/7-odd.yml", bytes(range(256)))
    project.write("talks/conf2020/8-odd.yml", LAUGHS)
    (project.root / "talks/conf2020/9-odd.yml").symlink_to("/nowhere")
    done = kbsite("-C", str(project.root), "check")
    assert done.returncode == 1
    assert [done.stdout.count(f"[{rule}]") for rule in ("utf-8", "yaml-alias", "file-regular")] == [1, 81, 1]


@pytest.mark.parametrize("kind", ["folder", "folder with a file", "link", "dangling link", "loop", "pipe"])
def test_what_is_no_file(project: Folder, kind: str) -> None:
    odd = project.root / "talks/conf2020/7-odd.yml"
    if kind.startswith("folder"):
        odd.mkdir()
        if kind == "folder with a file":
            (odd / "a.yml").write_text("title: a\n")
    elif kind == "pipe":
        os.mkfifo(odd)
    else:
        odd.symlink_to({"link": project.root / EVENT, "dangling link": Path("/nowhere"), "loop": odd}[kind])
    done = check(project)
    assert done.exit_code == (0 if kind == "folder" else 1)
    rule = {"folder": "", "folder with a file": "file-place"}.get(kind, "file-regular")
    assert [line.rpartition("[")[2] for line in done.stdout.splitlines() if line.startswith("talks/")] == ([f"{rule}]"] if rule else [])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(project: Folder) -> None:
    (project.root / TALK).chmod(0)
    result = check(project)
    assert result.exit_code == 1
    assert f"{TALK}:1:1: the file cannot be read: Permission denied [file-readable]" in result.stdout


def test_a_site_is_not_built_from_broken_records(project: Folder, tmp_path: Path) -> None:
    broken(project)
    result = run("-C", str(project.root), "--lang", "en", "build", "-o", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "unknown technique 'bluestor'" in result.stdout
    assert not (tmp_path / "out").exists()


def test_a_port_that_is_taken(project: Folder) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        project.write("content/ko/index.md", "# 집\n")
        result = run("-C", str(project.root), "--lang", "en", "serve", "--port", port)
    assert result.exit_code == 2
    assert f"cannot listen on 127.0.0.1:{port}: " in result.stderr
    assert "choose another with --port" in result.stderr


def test_what_is_kept_changes_nothing_that_is_said(project: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    broken(project)
    for number in range(100):
        project.write(f"talks/conf2020/t{number}.yml", f"title: 이야기 {number}\nsources: [programme]\n")
    plain = run("-C", str(project.root), "--lang", "en", "--no-cache", "check")
    assert "unknown technique 'bluestor'" in plain.stdout
    assert not (project.root / ".cache").exists()
    for _ in range(3):
        kept = check(project)
        assert (kept.exit_code, kept.stdout, kept.stderr) == (plain.exit_code, plain.stdout, plain.stderr)
        assert (project.root / ".cache/records/told.json").exists()
    project.change(TALK, "id: bluestor", "id: bluestore")
    assert check(project).stderr == "109 records: no problems\n"
