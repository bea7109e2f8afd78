"""What a kind of record is made of: the type of a field, the keys of a part and the choices of a value, by their path."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal

from kbsite.records.document import Path
from kbsite.records.models import Record
from kbsite.records.part import Part

NAMES = ("id", "heading")


@cache
def field_types(model: type[Part]) -> Mapping[str, Any]:
    """The type of each key an editor may write in a part of a record, in the order of the house: names first, then as the model."""
    hidden = {"id", "path", "event"} if issubclass(model, Record) else set()
    found = {info.alias or name: info.annotation for name, info in model.model_fields.items() if name not in hidden}
    return {key: found[key] for key in sorted(found, key=lambda key: key not in NAMES)}


def field_names(kind: Any, path: Path) -> set[str]:
    """Keys an editor may write in the part of a record at `path`."""
    model = model_of(annotation_at(kind, path))
    return set(field_types(model)) if model else set()


def needed_names(kind: Any, path: Path) -> set[str]:
    """Those of the keys without which there is no part at `path`."""
    model = model_of(annotation_at(kind, path))
    return {info.alias or name for name, info in model.model_fields.items() if info.is_required()} if model else set()


def annotation_at(kind: Any, path: Path) -> Any:
    """The type of what stands at `path`; None where the kind has no such field."""
    for step in path:
        model = model_of(kind)
        if isinstance(step, int):
            kind = item_of(kind)
        elif model is not None:
            kind = field_types(model).get(step)
    return kind


def unwrapped(kind: Any) -> Iterator[Any]:
    """The types a type is made of, without `Annotated` and `| None`."""
    origin = typing.get_origin(kind)
    if origin is typing.Annotated:
        yield from unwrapped(typing.get_args(kind)[0])
    elif origin in (typing.Union, types.UnionType):
        for part in typing.get_args(kind):
            yield from unwrapped(part)
    else:
        yield kind


def model_of(kind: Any) -> type[Part] | None:
    """The model among the types a type is made of."""
    return next((part for part in unwrapped(kind) if isinstance(part, type) and issubclass(part, Part)), None)


def item_of(kind: Any) -> Any:
    """The type of a list's entries; of what is no list, its own."""
    for part in unwrapped(kind):
        if typing.get_origin(part) is tuple:
            return typing.get_args(part)[0]
    return kind


def choices(kind: Any, path: Path) -> list[str]:
    """The values of the closed list at `path`, if it has one."""
    end = next((index for index in range(len(path) - 1, -1, -1) if isinstance(path[index], str)), 0)
    found = annotation_at(kind, path[: end + 1]) if path else None
    literals = [part for each in (found, item_of(found)) for part in unwrapped(each) if typing.get_origin(part) is Literal]
    return [str(choice) for choice in typing.get_args(literals[0])] if literals else []
