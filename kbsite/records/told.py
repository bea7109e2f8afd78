"""What was told of a project last time: good as long as nothing is other than it was then, but for a few records.

Nothing means: no other record, no file of an example, no setting, no code, no zone of the system, and with examples not even the day.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import zoneinfo
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from kbsite.problems import Place, Problem, Replacement
from kbsite.records.changes import Change, changes, digests_with
from kbsite.records.kept import Kept
from kbsite.records.project import Project, open_project
from kbsite.words import Words

FILE = "told.json"


class Told(NamedTuple):
    """A report."""

    problems: list[Problem]
    records: int


class Last(NamedTuple):
    """The last report of a project, and how the project is now."""

    told: Told
    changes: tuple[Change, ...]
    """All that is other since."""
    digests: Mapping[str, str]
    """Of every file, by its path."""
    around: str
    project: Project


def surroundings(root: Path) -> str:
    """All that a report depends on besides records and code, as a digest."""
    project, _ = open_project(root)
    return blake2b("\n".join(_around(project) if project else ()).encode("utf-8", "surrogateescape")).hexdigest()


def last_told(root: Path, kept: Kept, *, whole: bool = False) -> Last | None:
    """The last report, where no more has changed since than what stands in a few records.

    With `whole`, somebody will want what all files hold.
    """
    project, _ = open_project(root)
    around = surroundings(root)
    changed = changes(project, kept, whole=whole) if project else None
    data = kept.folder.read(FILE) if project and kept.folder and changed is not None else None
    if not data or changed is None or project is None:
        return None
    said = json.loads(data)
    if said["of"] != _key(kept.digests_before, around):
        return None
    told = Told([_problem(one) for one in said["problems"]], said["records"])
    return Last(told, changed, digests_with(changed, kept), around, project)


def tell(problems: Sequence[Problem], records: int, around: str, kept: Kept) -> None:
    """Keep a report that was made in some surroundings, if every file is without a fault of its own."""
    digests = kept.digests()
    if digests is None or kept.folder is None:
        return
    with suppress(OSError, TypeError):
        said = {"of": _key(digests, around), "problems": [_plain(problem) for problem in problems], "records": records}
        kept.folder.write(FILE, json.dumps(said, ensure_ascii=False).encode())


def _key(digests: Mapping[str, str], around: str) -> str:
    return blake2b(repr((around, sorted(digests.items()))).encode(), digest_size=32).hexdigest()


def _around(project: Project) -> Iterator[str]:
    yield repr((project.languages, project.site_url, project.site_url_line, project.site_url_words))
    for folder in zoneinfo.TZPATH:
        with suppress(OSError):
            yield f"{folder} {Path(folder).stat().st_mtime_ns}"
    if project.snippets.exists():
        yield dt.datetime.now(dt.UTC).date().isoformat()
    for folder, folders, files in os.walk(project.snippets):
        folders.sort()
        for name in sorted((*folders, *files)):
            yield from _state(Path(folder) / name)


def _state(path: Path) -> Iterator[str]:
    """What an example's file holds; of what is no plain file, what it is."""
    with suppress(OSError):
        status = path.lstat()
        yield f"{path.name} {status.st_mode:o} {status.st_size if path.is_file() else 0}"
        if path.is_symlink():
            yield str(path.readlink())
        elif path.is_file():
            yield blake2b(path.read_bytes()).hexdigest()


def _plain(value: Any) -> Any:
    """A problem, and what its words are made of, as JSON. Raises TypeError where they are made of something else."""
    if isinstance(value, Problem):
        parts = (value.rule, value.message, value.cure, value.severity, value.line_text)
        place = (value.place.path, value.place.line, value.place.column, value.place.length)
        change = value.replacement
        changed = (change.line, change.column, change.end_line, change.end_column, change.text) if change else None
        return [place, *map(_plain, parts), changed]
    if isinstance(value, Words):
        return {"en": value.en, "ko": value.ko, "values": [[name, _plain(inner)] for name, inner in value.values]}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if value is None or type(value) in (str, int):
        return value
    raise TypeError(type(value))


def _problem(plain: Any) -> Problem:
    place, rule, message, cure, severity, line_text, change = plain
    replacement = Replacement(*change) if change else None
    return Problem(Place(*place), rule, _word(message), _word(cure), severity, line_text, replacement)


def _word(plain: Any) -> Any:
    if not isinstance(plain, dict):
        return plain
    if "date" in plain:
        return dt.date.fromisoformat(plain["date"])
    return Words(plain["en"], plain["ko"], tuple((name, _word(inner)) for name, inner in plain["values"]))
