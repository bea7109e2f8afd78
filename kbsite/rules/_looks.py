"""What a rule looks at in one record: while that is the same in every record, so is all that the rule finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kbsite.records.models import Record
from kbsite.records.references import source_references

LooksAt = Callable[[Record], object]
"""All that a rule looks at in a record besides its id, in a form that can be compared."""
TIMES = ("event", "publish", "date", "start", "end", "slot", "track", "room")
"""Where and when a talk is held; the order of talks follows from it."""


def looks(fields: Mapping[type[Record], Sequence[str]]) -> LooksAt:
    """For each kind of record the fields a rule looks at: `tags`, or of every speaker of a talk the id, `speakers.id`."""

    def looks_at(record: Record) -> object:
        return [_values(record, field) for field in fields.get(type(record), ())]

    return looks_at


def _values(record: Record, field: str) -> object:
    name, _, inner = field.partition(".")
    value = getattr(record, name)
    return [getattr(item, inner) for item in value] if inner else value


def whole(kind: type[Record]) -> LooksAt:
    """Everything in the records of one kind, and nothing in others."""
    return lambda record: record if isinstance(record, kind) else None


def both(*parts: LooksAt) -> LooksAt:
    """What several of them look at."""
    return lambda record: [part(record) for part in parts]


def works(record: Record) -> object:
    """Every work that a record names, with the path to it."""
    return list(source_references(record))
