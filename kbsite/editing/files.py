"""Files of records as editors name them, and putting a new text in place of an old one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import GenericAlias
from typing import Any

from kbsite.records.entries import LISTINGS
from kbsite.records.file import kind_of
from kbsite.records.found import record_files
from kbsite.records.models import Event, Record, Search, Source, Speaker, Tag, Talk, Technique
from kbsite.records.project import Project
from kbsite.records.snippets import Snippet

SCHEMAS = "schema"
KINDS: dict[str, type[Record]] = {
    "talk": Talk,
    "speaker": Speaker,
    "technique": Technique,
    "event": Event,
    "source": Source,
    "tags": Tag,
    "searches": Search,
    "snippet": Snippet,
}
"""Kinds of files by the names of their schemas."""


class NoRecords(Exception):
    """A path that names neither a record of the project nor a folder that holds one; holds the path."""


def chosen(project: Project, paths: Sequence[Path]) -> list[str]:
    """The record files among and below some paths, relative to the project and in order; every one where none are given.

    A path is one of the current folder, or else of the project. Raises NoRecords.
    """
    every = record_files(project)
    if not paths:
        return every
    found: set[str] = set()
    for path in paths:
        below = _below(project, every, Path.cwd() / path) or _below(project, every, project.root / path)
        if not below:
            raise NoRecords(str(path))
        found |= below
    return sorted(found)


def _below(project: Project, every: Sequence[str], path: Path) -> set[str]:
    given = Path(os.path.normpath(path))
    return {name for name in every if (project.root / name == given) or given in (project.root / name).parents}


def kind_name(path: str) -> str:
    """The kind of records a file holds, as its schema is called."""
    kind = LISTINGS[path].kind if path in LISTINGS else kind_of(path)[0]
    return next(name for name, each in KINDS.items() if each is kind)


def type_at(path: str) -> Any:
    """The type of what a file holds: a kind of record, or a mapping of them."""
    return GenericAlias(dict, (str, LISTINGS[path].kind)) if path in LISTINGS else kind_of(path)[0]


def schema_at(project: Project, path: str) -> str | None:
    """The way from a file to its schema; None where the project has no folder of schemas."""
    if not (project.root / SCHEMAS).is_dir():
        return None
    return "../" * path.count("/") + f"{SCHEMAS}/{kind_name(path)}.json"


def put(target: Path, text: str) -> None:
    """Write a file aside and move it in place, with the rights the old one had."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        if target.exists():
            shutil.copymode(target, aside)
        else:
            mask = os.umask(0)
            os.umask(mask)
            Path(aside).chmod(0o666 & ~mask)
        Path(aside).replace(target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
