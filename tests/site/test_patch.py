"""Files put in place one by one: all of them in the end, whoever does it, and none that somebody else has listed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sitekit.folders import beside, content, dead_process

from kbsite.records.sealed import SealedFolder
from kbsite.records.secret import secret
from kbsite.site.patch import LIST, MADE_BY, finish, put
from kbsite.site.swap import MARKER, changes_aside, remove_leftovers


def fill(folder: Path, files: Iterable[str], words: str) -> None:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, "utf-8")


def listed(aside: Path, new: Iterable[str], gone: Iterable[str], key: bytes | None = None) -> None:
    """A list as a build leaves it that is killed before it has put anything in place."""
    known = secret()
    assert known
    SealedFolder(aside, MADE_BY, key or known).write(LIST, json.dumps([[*new], [*gone]]).encode())


NAMES = st.sampled_from(["a", "b/c", "b/d", "e/f/g", "e/h"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=st.sets(NAMES), new=st.sets(NAMES), gone=st.sets(NAMES))
def test_what_is_new_is_there_and_what_is_gone_is_not(tmp_path: Path, old: set[str], new: set[str], gone: set[str]) -> None:
    gone -= new
    target, aside = tmp_path / "site", tmp_path / ".site.1"
    for folder in (target, aside):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    fill(target, old, "old")
    fill(aside, new, "new")
    put(aside, target, new, gone)
    assert content(target) == {**dict.fromkeys(old - gone, "old"), **dict.fromkeys(new, "new")}
    assert all(
        any(folder.iterdir()) for folder in target.rglob("*") if folder.is_dir() and str(folder.relative_to(target)) not in (old | new)
    )
    assert not (aside / LIST).exists()


def test_names_that_others_may_lead_to_come_first_and_go_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, aside = tmp_path / "site", tmp_path / ".site.1"
    fill(target, ["page", "old.css"], "old")
    fill(aside, ["page", "new.css"], "new")
    seen: list[dict[str, str]] = []

    def replaced(source: str, place: str) -> None:
        Path(source).rename(place)
        seen.append(content(target))

    monkeypatch.setattr(os, "replace", replaced)
    finish_list = ["page", "new.css"]
    listed(aside, finish_list, ["old.css"])
    seen.clear()
    finish(aside, target)
    assert seen == [
        {"page": "old", "old.css": "old", "new.css": "new"},
        {"page": "new", "old.css": "old", "new.css": "new"},
    ]
    assert content(target) == {"page": "new", "new.css": "new"}


def killed(tmp_path: Path, key: bytes | None = None) -> Path:
    """A site whose last build was killed when it had put one of two files in place."""
    target, aside = tmp_path / "site", tmp_path / f".site.{dead_process()}"
    fill(target, ["one", "two", "gone", MARKER], "old")
    fill(target, ["one"], "new")
    fill(aside, ["two"], "new")
    listed(aside, ["one", "two"], ["gone"], key)
    return target


def test_what_a_killed_build_had_begun_is_finished(tmp_path: Path) -> None:
    target = killed(tmp_path)
    remove_leftovers(target)
    assert content(target) == {"one": "new", "two": "new", MARKER: "old"}
    assert beside(target) == []


def test_a_list_that_another_machine_made_is_not_believed(tmp_path: Path) -> None:
    target = killed(tmp_path, key=b"k" * 32)
    remove_leftovers(target)
    assert content(target) == {"one": "new", "two": "old", "gone": "old", MARKER: "old"}
    assert beside(target) == []


def test_what_was_not_all_ready_is_removed(tmp_path: Path) -> None:
    target = tmp_path / "site"
    fill(target, ["one", MARKER], "old")
    with pytest.raises(ZeroDivisionError), changes_aside(target) as aside:
        fill(aside, ["one"], "new")
        raise ZeroDivisionError
    assert content(target) == {"one": "old", MARKER: "old"}
    assert beside(target) == []


def test_what_was_ready_stays_until_it_is_in_place(tmp_path: Path) -> None:
    target = tmp_path / "site"
    fill(target, ["one/two", MARKER], "old")
    with pytest.raises(OSError, match="one"), changes_aside(target) as aside:
        fill(aside, ["one"], "new")  # where a folder is
        put(aside, target, ["one"], [])
    assert len(beside(target)) == 1
    shutil.rmtree(target / "one")
    with changes_aside(target):
        assert content(target) == {"one": "new", MARKER: "old"}
    assert beside(target) == []
