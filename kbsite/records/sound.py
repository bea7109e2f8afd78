"""Which records the rules for single records have found nothing in, as long as they are the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from kbsite.records.models import Record


class Sound(Protocol):
    """Remembers it, for a process or from one command to the next."""

    def is_sound(self, record: Record) -> bool:
        """Whether these rules would find nothing."""
        ...

    def found_sound(self, records: Iterable[Record]) -> None:
        """That they found nothing in some records, and in no other record of the same files."""
        ...


class Remembered:
    """For one process, in which a record that was not read again is the same object.

    What another one says counts for the first check alone: it knows files as they were then.
    """

    def __init__(self, before: Sound | None = None) -> None:
        self._before = before
        self._records: dict[int, Record] = {}
        """By identity, which is theirs as long as they are held here."""

    def is_sound(self, record: Record) -> bool:
        """Whether this very record was found sound."""
        if id(record) not in self._records and self._before is not None and self._before.is_sound(record):
            self._records[id(record)] = record
        return id(record) in self._records

    def found_sound(self, records: Iterable[Record]) -> None:
        """That the rules found nothing in some records."""
        found = list(records)
        self._records.update((id(record), record) for record in found)
        if self._before is not None:
            self._before.found_sound(found)
            self._before = None

    def only_these(self, records: Iterable[Record]) -> None:
        """Forget all that are not among some records."""
        self._records = {id(record): record for record in records if id(record) in self._records}
