"""What each file of a project holds: as it was remembered, or read now, by every core where there are many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from kbsite.records.crew import cores, in_turns
from kbsite.records.entries import LISTINGS
from kbsite.records.file import Read, bytes_of, digest_of, kind_of, read_file, unread
from kbsite.records.found import Status
from kbsite.records.kept import Kept
from kbsite.records.late import LateDocument, Reader
from kbsite.records.models import Record
from kbsite.records.project import Project
from kbsite.records.shape import modelled

S = TypeVar("S")
T = TypeVar("T")
Mark = tuple[int, int, int, int, str]
"""Good while inode, size, times and default language are the same."""
Memo = dict[str, tuple[Mark, Read]]
"""What each file held when it was last read, by path."""
MANY = 256
"""Below so many files starting processes costs more than it brings."""
WORTH_KEEPING = 100
"""Below so many files reading them all is a matter of moments."""
TURN = 64
"""Files that a process takes at a time: few enough that all end together."""


class Plain(NamedTuple):
    """What a file without a fault holds, in a form that is cheap to hand on: the values as JSON."""

    path: str
    digest: str
    values: str | None
    """None where they are those that are known."""


def readings(
    project: Project, files: Mapping[str, Status], memo: Memo | None = None, kept: Kept | None = None, processes: int | None = None
) -> Iterator[Read]:
    """What each file holds, in their order."""
    marks = {} if memo is None else {path: _mark(status, project) for path, status in files.items()}
    known = {} if memo is None else {path: memo[path][1] for path, now in marks.items() if path in memo and memo[path][0] == now}
    left = [path for path in files if path not in known]
    if kept is not None and len(left) >= WORTH_KEEPING:
        fresh = _kept(project, {path: files[path] for path in left}, kept, processes)
    else:
        fresh = _fresh(project, left, processes)
    for path, read in fresh:
        known[path] = read
        if memo is not None and (now := marks[path]) is not None:
            memo[path] = now, read
    yield from (known[path] for path in files)


def _mark(status: Status, project: Project) -> Mark | None:
    if status is None:
        return None
    return *status, project.languages[0]


def _fresh(project: Project, paths: Sequence[str], processes: int | None) -> Iterator[tuple[str, Read]]:
    if processes is None and (len(paths) < MANY or cores() == 1):
        yield from ((path, read_file(project, path)) for path in paths)
        return
    for path, one in _by_all([(path, "") for path in paths], project, processes):
        yield path, _again(project, one) if isinstance(one, Plain) else one


def _kept(project: Project, files: Mapping[str, Status], kept: Kept, processes: int | None) -> Iterator[tuple[str, Read]]:
    """The same with what is kept of other commands, and kept for them."""
    kept.open(project.languages[0])
    left: list[tuple[str, str]] = []
    reader = partial(bytes_of, project)
    for path, held in kept.staying(files):
        if held:
            yield path, _revived(project, path, *held, reader)
        else:
            left.append((path, kept.digest(path)))
    for path, one in _by_all(left, project, processes):
        if isinstance(one, Plain):
            kept.note(path, files[path], one.digest, one.values)
            held = kept.held(path) if one.values is None else (one.digest, from_json(one.values))
            yield path, _revived(project, path, *held) if held else read_file(project, path)
        else:
            yield path, one
    if len(left) >= WORTH_KEEPING:  # few are kept with what the rules find in them
        kept.save()


def turns(work: Callable[[Sequence[S]], T], items: Sequence[S], processes: int | None = None) -> Iterator[T]:
    """What some work makes of files, by every core where there are many of them."""
    return in_turns(work, items, TURN, processes or (None if len(items) >= MANY else 1))


def _by_all(files: Sequence[tuple[str, str]], project: Project, processes: int | None) -> Iterator[tuple[str, Plain | Read]]:
    for turn in turns(partial(_read_all, project), files, processes):
        yield from turn


def _read_all(project: Project, files: Iterable[tuple[str, str]]) -> list[tuple[str, Plain | Read]]:
    """Files with the digests of what is known of them."""
    found: list[tuple[str, Plain | Read]] = []
    for path, known in files:
        if known and digest_of(project, path) == known:
            found.append((path, Plain(path, known, None)))
        else:
            read = read_file(project, path)
            found.append((path, plain(path, read) or read))
    return found


def plain(path: str, read: Read) -> Plain | None:
    """What was read in its plain form; None where anything is wrong with it, since all of it is wanted then."""
    document, records, problems = read
    if problems or path != document.path or any(True for _ in unread(document, records)):
        return None
    return Plain(path, document.digest, to_json(document.value).decode())


def _again(project: Project, one: Plain) -> Read:
    """The reading that a plain form came from."""
    return _revived(project, one.path, one.digest, from_json(one.values or "null"))


def _revived(project: Project, path: str, digest: str, values: Any, reader: Reader | None = None) -> Read:
    """The reading of a file of such values; the models judge them anew."""
    try:
        return LateDocument(path, values, digest, reader or partial(bytes_of, project)), records_of(project, path, values), []
    except (ValidationError, AttributeError, TypeError):
        return read_file(project, path)


def records_of(project: Project, path: str, value: Any) -> list[Record]:
    """The records in a file of such values. Raises ValidationError, AttributeError or TypeError where they are none."""
    language = project.languages[0]
    if path in LISTINGS:
        return [modelled(LISTINGS[path].kind, inner, {"id": key, "path": path}, language) for key, inner in (value or {}).items()]
    kind, injected = kind_of(path)
    return [modelled(kind, value, injected, language)]
