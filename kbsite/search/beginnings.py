"""Heavy beginnings of a table in which some entries changed: their counts, and the lists of the best under them.

The best of a beginning are among the best of those that are longer by one letter; so a list is made of lists, and only where one that stood
in it stands there no more.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import takewhile
from typing import Any, Generic, Protocol, TypeVar

from kbsite.search.entries import Entry
from kbsite.search.postings import in_columns, unpacked
from kbsite.search.ranges import HEAVY, key_rank
from kbsite.search.shards import common
from kbsite.search.table import Table

Named = TypeVar("Named", bound=Hashable)
"""What a list is of: numbers of documents, or words."""


class Listing(Protocol[Named]):
    """How the lists of a table are kept."""

    @property
    def table(self) -> Table:
        """The table that they are of."""

    @property
    def bound(self) -> int:
        """How many may begin alike without a list."""

    @property
    def limit(self) -> int:
        """How many a list has."""

    def held(self, entry: Entry) -> Mapping[Named, int]:
        """What an entry has, each with its byte."""

    def rank(self, one: tuple[Named, int]) -> Any:
        """Smaller is better."""

    def listed(self, prefix: str) -> dict[Named, int]:
        """The list of a beginning."""

    def put(self, prefix: str, best: Mapping[Named, int]) -> None:
        """Put a list in place of it, or nothing."""


@dataclass(frozen=True, slots=True)
class KeyListing:
    """Documents under a beginning and the mark."""

    table: Table
    bound: int
    limit: int

    def held(self, entry: Entry) -> Mapping[int, int]:
        """Documents of a key."""
        found = unpacked(entry.packed)
        return dict(zip(found.documents, found.bytes, strict=True))

    def rank(self, one: tuple[int, int]) -> tuple[int, int]:
        """By what the key is, then by number."""
        return key_rank(one[1]), one[0]

    def listed(self, prefix: str) -> dict[int, int]:
        """The best documents."""
        found = self.table.postings(prefix + HEAVY)
        return dict(zip(found.documents, found.bytes, strict=True))

    def put(self, prefix: str, best: Mapping[int, int]) -> None:
        """Put other documents in their place."""
        key = prefix + HEAVY
        self.table.put(key, Entry(key, *in_columns(dict(sorted(best.items())))) if best else None)


@dataclass(frozen=True, slots=True)
class WordListing:
    """Words, each an entry of a beginning, the mark, its rank and itself."""

    table: Table
    bound: int
    limit: int

    def held(self, entry: Entry) -> Mapping[str, int]:
        """The word that it is."""
        return {entry.key: entry.head[0]}

    def rank(self, one: tuple[str, int]) -> tuple[int, str]:
        """The most common first."""
        return -one[1], one[0]

    def listed(self, prefix: str) -> dict[str, int]:
        """The most common words."""
        mark = prefix + HEAVY
        return {entry.key[len(mark) + 1 :]: entry.head[0] for entry in self._entries(mark)}

    def put(self, prefix: str, best: Mapping[str, int]) -> None:
        """Put other words in their place."""
        new = {entry.key: entry for entry in common(prefix, sorted(best.items(), key=self.rank))}
        for entry in list(self._entries(prefix + HEAVY)):
            if entry.key not in new:
                self.table.put(entry.key, None)
        for key, entry in new.items():
            self.table.put(key, entry)

    def _entries(self, mark: str) -> Iterable[Entry]:
        return takewhile(lambda entry: entry.key.startswith(mark), self.table.following(mark))


class Beginnings(Generic[Named]):
    """Brings counts and lists up to a change; the entries of the keys themselves stand in the table as they are now."""

    def __init__(self, listing: Listing[Named], counts: Mapping[str, int]) -> None:
        self._listing = listing
        self._before = counts
        self.counts = dict(counts)

    def renew(self, grown: Mapping[str, int], fresh: Mapping[Named, Mapping[str, int]], touched: Mapping[str, Sequence[Named]]) -> None:
        """Given are by how much each key has grown, all keys of what changed with their bytes, and what changed of each key."""
        ids: dict[str, set[Named]] = {}
        more: dict[str, int] = {}
        for key, names in touched.items():
            for size in range(1, len(key) + 1):
                ids.setdefault(key[:size], set()).update(names)
                more[key[:size]] = more.get(key[:size], 0) + grown[key]
        for prefix in sorted(ids, key=len):
            self._count(prefix, more[prefix])
        for prefix in sorted(ids, key=len, reverse=True):
            if prefix in self.counts:
                self._listing.put(prefix, self._best(prefix, ids[prefix], fresh))
            elif prefix in self._before:
                self._listing.put(prefix, {})

    def _count(self, prefix: str, more: int) -> None:
        if prefix in self._before:
            count = self._before[prefix] + more
        elif more > 0 and (len(prefix) == 1 or prefix[:-1] in self.counts):
            count = sum(len(self._listing.held(entry)) for entry in self._under(prefix))
        else:
            return
        self.counts.pop(prefix, None)
        if count > self._listing.bound:
            self.counts[prefix] = count

    def _under(self, prefix: str) -> Iterable[Entry]:
        entries = takewhile(lambda entry: entry.key.startswith(prefix), self._listing.table.following(prefix))
        return (entry for entry in entries if HEAVY not in entry.key)

    def _best(self, prefix: str, ids: Iterable[Named], fresh: Mapping[Named, Mapping[str, int]]) -> Mapping[Named, int]:
        rank = self._listing.rank
        if prefix not in self._before:
            return self._top(self._gathered(prefix))
        best = self._listing.listed(prefix)
        whole = len(best) < self._listing.limit
        for id_ in ids:
            now = min(((id_, byte) for key, byte in fresh[id_].items() if key.startswith(prefix)), key=rank, default=None)
            was = best.pop(id_, None)
            if was is not None and not whole and (now is None or rank(now) > rank((id_, was))):
                return self._top(self._gathered(prefix))
            if now is not None:
                best[id_] = now[1]
        return self._top(best)

    def _top(self, found: Mapping[Named, int]) -> Mapping[Named, int]:
        return dict(nsmallest(self._listing.limit, found.items(), self._listing.rank))

    def _gathered(self, prefix: str) -> Mapping[Named, int]:
        """All that may be among the best: the lists of longer beginnings, and what is under none of them."""
        found: dict[Named, int] = {}
        at: str | None = prefix
        while at is not None:
            at = self._gather(prefix, at, found)
        return found

    def _gather(self, prefix: str, at: str, found: dict[Named, int]) -> str | None:
        """Take entries up to the first that has a list, and that list; given is where to go on."""
        for entry in takewhile(lambda entry: entry.key.startswith(prefix), self._listing.table.following(at)):
            if HEAVY in entry.key:
                continue
            longer = entry.key[: len(prefix) + 1]
            if len(longer) > len(prefix) and longer in self.counts:
                self._take(self._listing.listed(longer), found)
                return longer[:-1] + chr(ord(longer[-1]) + 1)
            self._take(self._listing.held(entry), found)
        return None

    def _take(self, held: Mapping[Named, int], found: dict[Named, int]) -> None:
        for id_, byte in held.items():
            if id_ not in found or self._listing.rank((id_, byte)) < self._listing.rank((id_, found[id_])):
                found[id_] = byte
