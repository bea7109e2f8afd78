"""A folder built aside: the old one whole, or the new one whole, and nothing left beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sitekit.folders import beside, content, dead_process

from kbsite.site.swap import MARKER, Busy, NotOurs, built_aside


def write(target: Path, words: str) -> None:
    with built_aside(target) as folder:
        (folder / "index.html").write_text(words, "utf-8")


def test_a_first_build_makes_the_folder_and_those_above_it(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b" / "site", "one")
    assert content(tmp_path / "a" / "b" / "site") == {"index.html": "one", MARKER: ""}


def test_a_build_replaces_all_of_the_last_one(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with built_aside(target) as folder:
        (folder / "gone.html").write_text("old", "utf-8")
    write(target, "new")
    assert content(target) == {"index.html": "new", MARKER: ""}
    assert beside(target) == []


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    write(target, "one")
    assert content(target)["index.html"] == "one"


def test_the_old_folder_stands_while_the_new_one_is_built(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write(target, "old")
    with built_aside(target) as folder:
        (folder / "index.html").write_text("new", "utf-8")
        assert folder.parent == target.parent
        assert content(target)["index.html"] == "old"
    assert content(target)["index.html"] == "new"


def test_a_build_that_fails_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write(target, "old")
    with pytest.raises(ZeroDivisionError), built_aside(target) as folder:
        (folder / "index.html").write_text("half", "utf-8")
        raise ZeroDivisionError
    assert content(target) == {"index.html": "old", MARKER: ""}
    assert beside(target) == []


def test_a_folder_with_files_of_others_is_refused_and_kept(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(NotOurs, match=str(target)), built_aside(target):
        pytest.fail("the block must not run")
    assert content(target) == {"thesis.txt": "years of work"}
    assert beside(target) == []


def test_what_a_killed_build_left_behind_is_removed(tmp_path: Path) -> None:
    target = tmp_path / "site"
    left = tmp_path / f".site.{dead_process()}"
    (left / "talks").mkdir(parents=True)
    (left / "talks" / "half.html").write_text("half", "utf-8")
    write(target, "one")
    assert beside(target) == []


HOLDER = """
import sys
from pathlib import Path
from kbsite.site.swap import built_aside
with built_aside(Path(sys.argv[1])) as folder:
    (folder / "half.html").write_text("half", "utf-8")
    print("holding", flush=True)
    sys.stdin.read()
"""


def test_a_build_at_work_is_not_disturbed(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write(target, "old")
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(Busy) as busy, built_aside(target):
            pytest.fail("the block must not run")
        assert busy.value.pid == other.pid
        assert content(tmp_path / f".site.{other.pid}") == {"half.html": "half"}
        assert content(target)["index.html"] == "old"
        other.stdin.close()
        other.wait()
    assert content(target) == {"half.html": "half", MARKER: ""}
    assert beside(target) == []


def test_a_leftover_whose_number_another_process_has_by_now_is_removed(tmp_path: Path) -> None:
    left = tmp_path / f".site.{os.getppid()}"
    left.mkdir()
    (left / "half.html").write_text("half", "utf-8")
    write(tmp_path / "site", "one")
    assert beside(tmp_path / "site") == []


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    real = tmp_path / "www" / "html"
    write(real, "old")
    link = tmp_path / "site"
    link.symlink_to(real)
    write(link, "new")
    assert link.is_symlink()
    assert content(real)["index.html"] == "new"
    assert beside(link) == ["www"]


def test_marks_of_patterns_in_a_name_are_letters(tmp_path: Path) -> None:
    left = tmp_path / f".site[1].{dead_process()}"
    left.mkdir()
    write(tmp_path / "site[1]", "one")
    assert beside(tmp_path / "site[1]") == []


def test_folders_of_like_names_are_left_alone(tmp_path: Path) -> None:
    for name in (".site.notes", ".sites.1", ".site"):
        (tmp_path / name).mkdir()
    write(tmp_path / "site", "one")
    assert beside(tmp_path / "site") == [".site", ".site.notes", ".sites.1"]


def test_without_an_exchange_of_names_the_folder_is_renamed_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "site"
    write(target, "old")
    monkeypatch.setattr("kbsite.site.swap._exchange", lambda one, other: False)  # as on a system without renameat2
    write(target, "new")
    assert content(target) == {"index.html": "new", MARKER: ""}
    assert beside(target) == []
