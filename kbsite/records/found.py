"""Which files of a project could be records, and how each of them stands on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from kbsite.records.folders import RECIPE
from kbsite.records.project import Project

Status = os.stat_result | None
"""Of the path itself and not of what a link leads to; None where the system does not say."""


def record_files(project: Project) -> list[str]:
    """Files under `talks/` that could be records, and recipes of examples, relative to the project, in order; hidden ones left out.

    Folders that are links or cannot be listed are among them, so that what they hide does not go unnoticed.
    """
    return list(statuses(project))


def statuses(project: Project) -> Mapping[str, Status]:
    """The same with the status of each."""
    found = dict(_talks(project))
    found.update((path.relative_to(project.root).as_posix(), _status(path)) for path in _recipes(project))
    return dict(sorted(found.items()))


def _talks(project: Project) -> Iterator[tuple[str, Status]]:
    """The files under `talks/`, without making an object of each path: there may be tens of thousands."""
    left = [(str(project.talks), project.talks.relative_to(project.root).as_posix())]
    while left:
        folder, shown = left.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            yield shown, None
            continue
        for entry in entries:
            path = f"{shown}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if not _is_folder(entry):
                if entry.name.lower().endswith((".yml", ".yaml")):
                    yield path, _status(entry)
            elif entry.is_symlink():
                yield path, _status(entry)
            else:
                left.append((entry.path, path))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _status(path: Path | os.DirEntry[str]) -> Status:
    try:
        return path.stat(follow_symlinks=False)
    except OSError:
        return None


def _recipes(project: Project) -> Iterator[Path]:
    """The recipe of every folder of an example, be it there or not; a link in place of a folder stands for itself."""
    if not project.snippets.is_dir():
        return
    for folder in project.snippets.iterdir():
        if folder.is_symlink():
            yield folder
        elif folder.is_dir() and not folder.name.startswith(".") and any(folder.iterdir()):
            yield folder / RECIPE
