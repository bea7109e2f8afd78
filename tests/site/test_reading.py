"""A project read again at every save: no more than was saved, and nothing missed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from projectkit import OTHER, SPEAKER, TALK, Folder

from kbsite.records import readings
from kbsite.records.catalog import Catalog
from kbsite.records.file import read_file
from kbsite.records.project import Project
from kbsite.site.build import read_project
from kbsite.site.reading import Reading

ID = "conf2020-101-storage"


@pytest.fixture
def reading(project: Folder) -> Reading:
    reading = Reading(project.root)
    catalog, problems = reading.catalog()
    assert catalog is not None
    assert reading.judged(catalog, problems) == read_project(project.root)[1]
    assert reading.is_current()
    return reading


def title(catalog: Catalog | None) -> str | None:
    assert catalog is not None
    return catalog.every_talk[ID].title.get("en")


def test_only_what_was_saved_is_looked_at(project: Folder, reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    project.change(TALK, "On storage", "On stories")
    project.change(SPEAKER, "ko:", "ko: ")
    opened: list[str] = []
    read = read_file

    def noted(project: Project, path: str) -> object:
        opened.append(path)
        return read(project, path)

    monkeypatch.setattr(readings, "read_file", noted)
    catalog, _ = reading.catalog({TALK, "talks/conf2020/.101-storage.yml.swp", "talks/conf2020/4913"})
    assert title(catalog) == "On stories"
    assert opened == [TALK]
    assert not reading.is_current(), "another file was saved too"
    reading.catalog()
    assert opened == [TALK, SPEAKER]
    assert reading.is_current()


@pytest.mark.parametrize("change", ["new", "gone", "link", "folder"])
def test_all_is_looked_at_where_more_than_a_text_changed(project: Folder, reading: Reading, change: str) -> None:
    project.change(TALK, "On storage", "On stories")
    new = "talks/conf2020/109-new.yml"
    if change == "new":
        project.write(new, "title: New\nsources: [programme]\n")
    else:
        project.remove(OTHER)
    if change == "link":
        (project.root / OTHER).symlink_to(project.root / TALK)
    if change == "folder":
        (project.root / OTHER).mkdir()
    catalog, problems = reading.catalog({new if change == "new" else OTHER})
    assert title(catalog) == "On stories", "a save that nobody named is found too"
    assert catalog is not None
    assert reading.judged(catalog, problems) == read_project(project.root)[1]
    assert ("conf2020-109-new" in catalog.every_talk) == (change == "new")
    assert any(problem.rule == "file-regular" for problem in problems) == (change == "link")


def test_rules_are_asked_about_what_was_saved(project: Folder, reading: Reading) -> None:
    project.change(OTHER, "sources: [programme]", "sources: [programme]\nabstract: {text: <b>a</b>, source: programme}")
    for saved in ({OTHER}, set()):
        catalog, problems = reading.catalog(saved)
        assert catalog is not None
        found = reading.judged(catalog, problems)
        assert found == read_project(project.root)[1]
        assert [one.rule for one in found if one.place.path == OTHER] == ["text-has-no-html"]


def git(root: Path, *arguments: str) -> None:
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@a.example", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@a.example"}
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, env={**os.environ, **who})


def test_what_was_saved_has_no_day_of_change_until_it_is_committed(project: Folder) -> None:
    git(project.root, "init", "-q")
    git(project.root, "add", ".")
    git(project.root, "commit", "-qm", "All")
    reading = Reading(project.root)
    reading.catalog()
    assert {TALK, OTHER} <= set(reading.changed)
    project.change(TALK, "On storage", "On stories")
    reading.catalog({TALK})
    assert set(reading.changed) & {TALK, OTHER} == {OTHER}
    assert reading.is_current()
    project.change(TALK, "On stories", "On storage")
    reading.catalog({TALK})
    assert not reading.is_current(), "it is again what was committed"
    reading.catalog()
    assert TALK in reading.changed


def test_a_folder_without_a_project_is_never_current(tmp_path: Path) -> None:
    reading = Reading(tmp_path)
    catalog, problems = reading.catalog()
    assert catalog is None
    assert [problem.rule for problem in problems] == ["project-folder"]
    assert not reading.is_current()
