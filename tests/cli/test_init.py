from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kbsite.cli import main

FLAGS = ("--event", "conf2025", "--name", "ko=작은 모임", "--name", "en=Small", "--day", "2025-08-15", "--time-zone", "Asia/Seoul")


def run(folder: Path, *arguments: str, lang: str = "en") -> Result:
    return CliRunner(catch_exceptions=False).invoke(main, ["-C", str(folder), "--lang", lang, *arguments])


def test_a_new_folder_is_a_project_that_builds(tmp_path: Path) -> None:
    made = run(tmp_path, "init", "mine", *FLAGS, "--site-url", "https://kb.example/conf", "--engine", "kbsite==0.1.0")
    assert (made.exit_code, made.stdout) == (0, "")
    assert made.stderr == "mine is ready: kbsite -C mine new talk adds a talk, kbsite -C mine serve shows the site\n"
    built = run(tmp_path / "mine", "build", "--no-cards")
    assert (built.exit_code, built.stdout) == (0, "")
    site = tmp_path / "mine" / "site"
    assert "<title>" in (site / "en" / "events" / "conf2025" / "index.html").read_text("utf-8")
    assert "https://kb.example/conf/" in (site / "sitemap.xml").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_its_records_are_in_the_style_of_the_house(tmp_path: Path) -> None:
    run(tmp_path, "init", "mine", *FLAGS)
    assert run(tmp_path / "mine", "fmt", "--check").exit_code == 0
    event = (tmp_path / "mine" / "talks" / "conf2025" / "event.yml").read_text("utf-8")
    assert event.startswith("# yaml-language-server: $schema=../../schema/event.json\nname: {ko: 작은 모임, en: Small}\n")
    assert run(tmp_path / "mine", "schema", "--check").exit_code == 0


def test_an_empty_clone_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "mine" / ".git").mkdir(parents=True)
    assert run(tmp_path, "init", "mine", *FLAGS).exit_code == 0
    assert (tmp_path / "mine" / ".git").is_dir()
    assert (tmp_path / "mine" / "talks" / "conf2025" / "event.yml").is_file()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", "utf-8")
    refused = run(tmp_path, "init", "mine", *FLAGS)
    assert refused.exit_code == 1
    assert refused.stderr == "Error: 'mine' holds files already; name a new or an empty folder\n"
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_answers_that_make_no_project_leave_nothing_behind(tmp_path: Path) -> None:
    refused = run(tmp_path, "init", "mine", *FLAGS[:-1], "Asia/Soul")
    assert refused.exit_code == 1
    assert "unknown time zone 'Asia/Soul' [event-is-sound]" in refused.stdout
    assert "did you mean 'Asia/Seoul'?" in refused.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ((), "nobody is here to ask; give --event, --name, --day, --time-zone"),
        (("--event", "../x", *FLAGS[2:]), "'../x' cannot be an id; use lower-case letters a-z, digits and single hyphens, as pycon2025"),
        ((*FLAGS, "--name", "작은 모임"), "'작은 모임' is no language and name; write --name 'en=PyCon'"),
        ((*FLAGS, "--day", "2025-31-01"), "'2025-31-01' is no day of the calendar; write it as 2016-10-25"),
        ((*FLAGS, "--name", "../en=x"), "'../en=x' is no language and name; write --name 'en=PyCon'"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_written(tmp_path: Path, flags: tuple[str, ...], message: str) -> None:
    refused = run(tmp_path, "init", "mine", *flags)
    assert refused.exit_code == 2
    assert message in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_messages_are_korean_too(tmp_path: Path) -> None:
    assert "'x'는 '언어=이름'이 아닙니다." in run(tmp_path, "init", "mine", *FLAGS, "--name", "x", lang="ko").stderr
    assert "mine이 준비되었습니다." in run(tmp_path, "init", "mine", *FLAGS, lang="ko").stderr


def test_the_engine_asked_for_is_the_one_that_is_named(tmp_path: Path) -> None:
    made = run(tmp_path, "init", "mine", *FLAGS, "--engine", "kbsite @ file:///wheel")
    assert (made.exit_code, "requirements.txt" in made.stderr) == (0, False)
    assert "kbsite @ file:///wheel\n" in (tmp_path / "mine" / "requirements.txt").read_text("utf-8")


def test_a_version_that_an_index_must_have_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kbsite.starter.engine.own_requirement", lambda: "kbsite==0.1.0")
    assert "requirements.txt asks for kbsite==0.1.0: where no package index has that, name " in run(tmp_path, "init", "mine", *FLAGS).stderr
