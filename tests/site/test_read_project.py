"""What a build reads before it begins: every record, and of what is as it was no more than the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from projectkit import OTHER, TALK, Folder

from kbsite import verdict
from kbsite.problems import Problem
from kbsite.records import kept, readings
from kbsite.records.kept import Kept
from kbsite.site.build import read_project


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key of these tests, and a cache for projects as small as theirs, in which every time has settled."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(readings, "WORTH_KEEPING", 1)
    monkeypatch.setattr(kept, "SETTLED", -(10**18))


def read(project: Folder) -> tuple[set[str], list[Problem]]:
    """The talks, and every problem, as a build finds them that keeps what it reads."""
    catalog, problems = read_project(project.root, Kept(project.root))
    assert catalog is not None
    return set(catalog.talks), problems


def test_where_nothing_has_changed_no_rule_is_asked(project: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("talks/speakers/no-one.yml", "name: No One\nsources: [programme]\n")
    first = read(project)
    assert [(problem.rule, problem.severity) for problem in first[1]] == [("record-is-used", "warning")]
    with monkeypatch.context() as patch:
        patch.setattr(verdict, "check", lambda *_: pytest.fail("a rule is asked"))
        assert read(project) == first
    assert read_project(project.root)[1] == first[1]


def test_a_record_that_has_changed_is_judged(project: Folder) -> None:
    read(project)
    project.change(OTHER, "tags: [cluster]", "tags: [nothing]")
    talks, problems = read(project)
    assert [problem.rule for problem in problems] == ["tag-exists", "record-is-used"]
    assert problems == read_project(project.root)[1]
    assert len(talks) == 2
    project.change(TALK, "title:", "titel:")
    talks, problems = read(project)
    assert problems == read_project(project.root)[1]
    assert len(talks) == 1
