"""Ids that records may name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kbsite.records.entries import EVERY


@dataclass(frozen=True, slots=True)
class Known:
    """Ids that may be named: those of records, and those of files that stand there but could not be read.

    Without the latter every record that names a broken one would look broken too.
    """

    names: Collection[str]
    unread: frozenset[str] = frozenset()

    def __contains__(self, id_: object) -> bool:
        return id_ in self.names or id_ in self.unread or EVERY in self.unread

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)
