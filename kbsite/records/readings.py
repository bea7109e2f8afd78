"""What each file of a project holds: as it was remembered, or read now, by every core where there are many."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from pydantic import ValidationError

from kbsite.records.document import Document
from kbsite.records.entries import LISTINGS
from kbsite.records.file import Read, kind_of, read_document, read_file, unread
from kbsite.records.found import Status
from kbsite.records.late import LateDocument
from kbsite.records.models import Record
from kbsite.records.project import Project
from kbsite.records.shape import modelled

Mark = tuple[int, int, int, int, str]
"""Good while inode, size, times and default language are the same."""
Memo = dict[str, tuple[Mark, Read]]
"""What each file held when it was last read, by path."""
MANY = 256
"""Below so many files starting processes costs more than it brings."""
TURN = 64
"""Files that a process takes at a time: few enough that all end together."""


class Plain(NamedTuple):
    """What a file without a fault holds, in a form that is cheap to hand on: the values as JSON."""

    path: str
    digest: str
    values: str


def readings(project: Project, files: Mapping[str, Status], memo: Memo | None = None, processes: int | None = None) -> Iterator[Read]:
    """What each file holds, in their order."""
    marks = {path: _mark(status, project) for path, status in files.items()}
    known = {} if memo is None else {path: memo[path][1] for path, mark in marks.items() if path in memo and memo[path][0] == mark}
    left = [path for path in files if path not in known]
    for path, read in _fresh(project, left, processes):
        known[path] = read
        mark = marks[path]
        if memo is not None and mark is not None:
            memo[path] = mark, read
    yield from (known[path] for path in files)


def _mark(status: Status, project: Project) -> Mark | None:
    if status is None:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns, project.languages[0]


def _fresh(project: Project, paths: Sequence[str], processes: int | None) -> Iterator[tuple[str, Read]]:
    if len(paths) < MANY and processes is None:
        yield from ((path, read_file(project, path)) for path in paths)
        return
    from kbsite.records.crew import in_turns

    for turn in in_turns(partial(_read_all, project), paths, TURN, processes):
        yield from ((path, _again(project, one) if isinstance(one, Plain) else one) for path, one in turn)


def _read_all(project: Project, paths: Iterable[str]) -> list[tuple[str, Plain | Read]]:
    return [(path, plain(path, read) or read) for path in paths for read in [read_file(project, path)]]


def plain(path: str, read: Read) -> Plain | None:
    """What was read in its plain form; None where anything is wrong with it, since all of it is wanted then."""
    document, records, problems = read
    if problems or path != document.path or any(True for _ in unread(document, records)):
        return None
    return Plain(path, document.digest, json.dumps(document.value, ensure_ascii=False))


def _again(project: Project, one: Plain) -> Read:
    """The reading that a plain form came from; the models judge the values anew."""
    value = json.loads(one.values)
    try:
        return LateDocument(one.path, value, one.digest, partial(_document, project)), list(_records(project, one.path, value)), []
    except (ValidationError, AttributeError, TypeError):
        return read_file(project, one.path)


def _document(project: Project, path: str) -> Document:
    return read_document(project, path)[0]


def _records(project: Project, path: str, value: Any) -> Iterator[Record]:
    language = project.languages[0]
    if path in LISTINGS:
        for key, inner in (value or {}).items():
            yield modelled(LISTINGS[path].kind, inner, {"id": key, "path": path}, language)
    else:
        kind, injected = kind_of(path)
        yield modelled(kind, value, injected, language)
