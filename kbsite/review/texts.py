"""Records to what their texts lack: a source, or one of the languages of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kbsite.problems import Place
from kbsite.records.catalog import Catalog
from kbsite.records.document import Path
from kbsite.records.models import Search, Source, Talk, Technique
from kbsite.records.snippets import Snippet
from kbsite.records.text import Text
from kbsite.records.walk import fields

STATES = {"text", "claimed", "q", "was"}
"""Keys of what is said of a talk."""
CITES = {"source", "said_in"}


def unsourced(catalog: Catalog) -> Mapping[str, Place]:
    """Statements that name no work, also in records that cannot be read otherwise, by file and path."""
    found = {}
    for document in catalog.documents.values():
        for path in _unsourced(document.value) if document.path.startswith("talks/") else ():
            found[f"{document.path}: {'.'.join(map(str, path))}"] = document.place(path)
    return found


def _unsourced(value: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, dict):
        says = STATES & set(value) or {"id", "note"} <= set(value)
        if path and says and not any(value.get(key) for key in CITES):
            yield path
    inner: Iterable[tuple[str | int, Any]] = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, one in inner:
        yield from _unsourced(one, (*path, key))


def untranslated(catalog: Catalog) -> Mapping[str, frozenset[str]]:
    """Texts that are not in every language of the site, by the file of their record."""
    found: dict[str, frozenset[str]] = {}
    for record in catalog.records():
        if isinstance(record, Search | Source) or not isinstance(record, Talk | Technique | Snippet):
            continue
        lacking = {
            ".".join(map(str, path))
            for path, value in fields(record)
            if isinstance(value, Text) and set(catalog.project.languages) - set(value.languages)
        }
        if lacking:
            found[record.path] = frozenset(lacking)
    return found
