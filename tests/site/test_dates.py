"""Days of the last change from a real history, and nothing where the history does not say."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

import pytest

from kbsite.site.dates import last_changes
from kbsite.site.sitemap import newest


def git(root: Path, *arguments: str, day: str = "2020-01-01") -> None:
    clock = f"{day}T12:00:00+09:00"
    own = {"GIT_AUTHOR_DATE": clock, "GIT_COMMITTER_DATE": clock, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ["-c", "user.name=Editor", "-c", "user.email=editor@kb.example", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True, env={**os.environ, **own})


def commit(root: Path, day: str, **files: str) -> None:
    for name, words in files.items():
        (root / f"{name}.yml").write_text(words, "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-m", day, day=day)


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Three files; `one` changed last in 2021, `two` in 2020, `three` in 2022."""
    git(tmp_path, "init")
    commit(tmp_path, "2020-05-01", one="1", two="2")
    commit(tmp_path, "2021-06-02", one="changed")
    commit(tmp_path, "2022-07-03", three="3")
    return tmp_path


def test_each_file_has_the_day_of_its_last_commit(history: Path) -> None:
    assert last_changes(history) == {
        "one.yml": dt.date(2021, 6, 2),
        "two.yml": dt.date(2020, 5, 1),
        "three.yml": dt.date(2022, 7, 3),
    }


def test_changed_and_new_files_are_left_out(history: Path) -> None:
    (history / "one.yml").write_text("again", "utf-8")
    (history / "four.yml").write_text("4", "utf-8")
    assert sorted(last_changes(history)) == ["three.yml", "two.yml"]


def test_korean_and_spaced_names_are_found(tmp_path: Path) -> None:
    git(tmp_path, "init")
    commit(tmp_path, "2020-05-01", **{"발표": "1", "a b": "2"})
    assert sorted(last_changes(tmp_path)) == ["a b.yml", "발표.yml"]
    (tmp_path / "발표.yml").write_text("2", "utf-8")
    (tmp_path / "a b.yml").write_text("3", "utf-8")
    assert last_changes(tmp_path) == {}


def test_a_project_inside_a_repository_counts_from_itself(history: Path) -> None:
    inside = history / "kb"
    inside.mkdir()
    (inside / "talk.yml").write_text("1", "utf-8")
    git(history, "add", "-A")
    git(history, "commit", "-m", "inside", day="2023-01-01")
    assert last_changes(inside) == {"talk.yml": dt.date(2023, 1, 1)}
    (inside / "talk.yml").write_text("2", "utf-8")
    assert last_changes(inside) == {}


def test_a_shallow_history_gives_only_the_days_it_knows(history: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    clone = tmp_path_factory.mktemp("shallow") / "clone"
    git(history, "clone", "--depth", "2", history.as_uri(), str(clone))
    assert last_changes(clone) == {"three.yml": dt.date(2022, 7, 3)}


def test_without_a_history_there_are_no_days(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text("1", "utf-8")
    assert last_changes(tmp_path) == {}


def test_without_git_there_are_no_days(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(history))
    assert last_changes(history) == {}


def test_a_page_is_as_new_as_the_newest_of_its_files() -> None:
    changed = {"a": dt.date(2020, 1, 1), "b": dt.date(2021, 1, 1)}
    assert newest(("a", "b"), changed) == dt.date(2021, 1, 1)
    assert newest(("a", "b", "unknown"), changed) is None
    assert newest((), changed) is None
