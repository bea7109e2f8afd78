"""Every work that a record names, with the path to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from kbsite.records.document import Path
from kbsite.records.fields import item_of, unwrapped
from kbsite.records.part import Part

SOURCE_FIELDS = {"source", "sources", "references", "said_in"}


def source_references(part: Part, path: Path = ()) -> Iterable[tuple[Path, str]]:
    """Every id of a work that a record names, with the path to it."""
    for name in _leading(type(part)):
        value = getattr(part, name)
        if not value:
            continue
        if name in SOURCE_FIELDS:
            if isinstance(value, str):
                yield (*path, name), value
            else:
                for index, source in enumerate(value):
                    yield (*path, name, index), source
        elif isinstance(value, Part):
            yield from source_references(value, (*path, name))
        else:
            for index, item in enumerate(value):
                if isinstance(item, Part):
                    yield from source_references(item, (*path, name, index))


def cited_in(record: Part) -> Mapping[tuple[str, str], None]:
    """The same as each work with the field of the record that leads to it, each pair once: paths take longer to make than works to find."""
    found: dict[tuple[str, str], None] = {}
    for name in _leading(type(record)):
        if value := getattr(record, name):
            works: list[str] = []
            _gather(name, value, works)
            found.update(((work, name), None) for work in works)
    return found


def _gather(name: str, value: Any, works: list[str]) -> None:
    if name in SOURCE_FIELDS:
        works.extend((value,) if isinstance(value, str) else value)
        return
    for part in (value,) if isinstance(value, Part) else value:
        if isinstance(part, Part):
            for inner in _leading(type(part)):
                if value := getattr(part, inner):
                    _gather(inner, value, works)


@cache
def _leading(kind: type[Part]) -> tuple[str, ...]:
    """The fields of a kind of part that can lead to the name of a work, in their order."""
    return tuple(name for name, info in kind.model_fields.items() if name in SOURCE_FIELDS or any(map(_leads, _parts(info.annotation))))


def _parts(annotation: Any) -> Iterator[type[Part]]:
    for kind in (annotation, item_of(annotation)):
        yield from (part for part in unwrapped(kind) if isinstance(part, type) and issubclass(part, Part))


def _leads(kind: type[Part]) -> bool:
    return bool(_leading(kind))
