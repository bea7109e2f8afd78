"""What is other in the files of a project than it was when they were last read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple

from pydantic import ValidationError

from kbsite.records import readings
from kbsite.records.document import Document
from kbsite.records.entries import LISTINGS
from kbsite.records.file import digest_of, kind_of, read_file
from kbsite.records.kept import Kept
from kbsite.records.models import Record
from kbsite.records.project import Project
from kbsite.records.readings import Plain, plain, records_of, turns
from kbsite.records.snippets import Snippet

MOST = 50
"""So many changed files are worth to be compared with what they held before."""


class Change(NamedTuple):
    """A file of one record, without a fault before and now."""

    before: Record
    now: Record
    document: Document
    plain: Plain


def changes(project: Project, kept: Kept, *, whole: bool = False) -> tuple[Change, ...] | None:
    """The files that hold something else than before; None where it is more than what stands in a few records.

    A file that came, went, has a fault, or holds many records is more. With `whole`, somebody will want what all of them hold.
    """
    if whole and kept.is_there():
        kept.open(project.languages[0])
    files = kept.files(project, whole=whole)
    if len(files) < readings.WORTH_KEEPING:
        return None
    kept.open(project.languages[0])
    before = kept.digests_before
    if before.keys() != files.keys():
        return None
    doubtful = kept.doubtful(project)
    other: list[str] = []
    for turn in turns(partial(_digests, project), doubtful):
        other += (path for path, digest in turn if digest != before[path])
    found = [_change(project, kept, path) for path in other] if len(other) <= MOST else [None]
    sound = tuple(change for change in found if change is not None)
    return sound if len(sound) == len(found) else None


def digests_with(changed: Iterable[Change], kept: Kept) -> Mapping[str, str]:
    """Digests of all files by their paths, where those are the changes."""
    return {**kept.digests_before, **{change.plain.path: change.plain.digest for change in changed}}


def note(project: Project, changed: Iterable[Change], kept: Kept) -> None:
    """Keep what the changed files hold, and that all others are as they were."""
    plains = {change.plain.path: change.plain for change in changed}
    files, before = kept.files(project), kept.digests_before
    if doubtful := kept.doubtful(project):
        kept.note_all()
        for path in doubtful:
            one = plains.get(path)
            kept.note(path, files[path], one.digest if one else before[path], one.values if one else None)
        kept.save()


def _digests(project: Project, paths: Iterable[str]) -> list[tuple[str, str]]:
    return [(path, digest_of(project, path)) for path in paths]


def _change(project: Project, kept: Kept, path: str) -> Change | None:
    if path in LISTINGS or kind_of(path)[0] is Snippet or not (held := kept.held(path)):
        return None
    read = read_file(project, path)
    one = plain(path, read)
    if one is None:
        return None
    try:
        (before,) = records_of(project, path, held[1])
    except (ValidationError, AttributeError, TypeError):
        return None
    (now,) = read[1]
    return Change(before, now, read[0], one)
