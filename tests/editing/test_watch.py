"""Saves, with what was saved."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from projectkit import OTHER, TALK, Folder

from kbsite.editing.watch import Save, Watch


@pytest.fixture
def saves(project: Folder) -> Iterator[Callable[[], Save]]:
    """The next save; the first is missed by the look, since it is made between the reading and that."""
    stop = threading.Event()
    watch = Watch(project.root)
    project.change(TALK, "On storage", "On stories")
    found = watch.saves(stop)
    yield lambda: next(found)
    stop.set()
    assert list(found) == []


def test_what_was_saved_before_the_first_look_is_not_known(saves: Callable[[], Save]) -> None:
    assert saves() == Save(settings=False, paths=None)


def test_records_are_named(project: Folder, saves: Callable[[], Save]) -> None:
    saves()
    project.change(OTHER, "title:", "title: ")
    assert saves() == Save(settings=False, paths=frozenset({OTHER}))


def test_settings_make_everything_doubtful(project: Folder, saves: Callable[[], Save]) -> None:
    saves()
    project.add("mkdocs.yml", "# more\n")
    assert saves() == Save(settings=True, paths=None)
