"""Every work that a record names, with the path to it."""

from __future__ import annotations

from collections.abc import Iterable

from kbsite.records.document import Path
from kbsite.records.models import Part
from kbsite.records.walk import keys

SOURCE_FIELDS = {"source", "sources", "references", "said_in"}


def source_references(part: Part, path: Path = ()) -> Iterable[tuple[Path, str]]:
    """Every id of a work that a record names, with the path to it."""
    for name, _ in keys(type(part)):
        value = getattr(part, name)
        if value is None:
            continue
        if name in SOURCE_FIELDS:
            ids = (value,) if isinstance(value, str) else value
            for index, source in enumerate(ids):
                yield (*path, name, *(() if isinstance(value, str) else (index,))), source
        elif isinstance(value, Part):
            yield from source_references(value, (*path, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Part):
                    yield from source_references(item, (*path, name, index))
