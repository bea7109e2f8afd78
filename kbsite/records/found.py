"""Which files of a project could be records, and how each of them stands on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kbsite.records.folders import RECIPE
from kbsite.records.project import Project

Status = tuple[int, int, int, int] | None
"""What a file is known by while it is not opened: its inode, bytes, and times of change in nanoseconds (of what it holds, and of all about it).

Of the path itself and not of what a link leads to; None where the system does not say.
"""


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


def of_saved(project: Project, before: Mapping[str, Status], saved: Iterable[str]) -> Mapping[str, Status] | None:
    """The same where some files were saved; None where one of them came, went, or is no plain file.

    What editors write beside a record while they save it counts for nothing.
    """
    talks = f"{project.talks.relative_to(project.root).as_posix()}/"
    now = {path: _status(project.root / path) for path in saved if not path.startswith(talks) or _could_be_record(path.rpartition("/")[2])}
    if any(path not in before or status is None or not _is_plain(project.root / path) for path, status in now.items()):
        return None
    return {**before, **now}


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
                if _could_be_record(entry.name):
                    yield path, _status(entry)
            elif entry.is_symlink():
                yield path, _status(entry)
            else:
                left.append((entry.path, path))


def _could_be_record(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith((".yml", ".yaml"))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _status(path: Path | os.DirEntry[str]) -> Status:
    try:
        about = path.stat(follow_symlinks=False)
    except OSError:
        return None
    return about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _recipes(project: Project) -> Iterator[Path]:
    """The recipe of every folder of an example, be it there or not; a link in place of a folder stands for itself."""
    if not project.snippets.is_dir():
        return
    for folder in project.snippets.iterdir():
        if folder.is_symlink():
            yield folder
        elif folder.is_dir() and not folder.name.startswith(".") and any(folder.iterdir()):
            yield folder / RECIPE
