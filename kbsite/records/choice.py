"""Of which records files are wanted: of all, or of those that something has changed for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kbsite.records.models import Record

R = TypeVar("R", bound=Record)
Name = tuple[type[Record], str]
"""Kind and id of a record."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Some records of some kinds; all of any other kind."""

    kinds: tuple[type[Record], ...] = ()
    names: frozenset[Name] = frozenset()

    def has(self, record: Record) -> bool:
        """Whether a record is one of them."""
        return not isinstance(record, self.kinds) or (type(record), record.id) in self.names

    def of(self, records: Iterable[R]) -> Iterator[R]:
        """Those of some records that are."""
        yield from filter(self.has, records) if self.kinds else records

    def among(self, records: Mapping[str, R]) -> Iterator[R]:
        """Those of the records of one kind that are, in their order."""
        kind = type(next(iter(records.values()), None))
        if kind in self.kinds:
            yield from (record for id_, record in records.items() if (kind, id_) in self.names)
        else:
            yield from records.values()


ALL = Choice()
