"""A table of the last index as it is now: entries are put in place of others, and no part is read that nothing looks into."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from kbsite.search.entries import Entry, entries, separator, shard
from kbsite.search.former import Former
from kbsite.search.noted import Uncertain
from kbsite.search.packing import packed_columns
from kbsite.search.postings import Postings, gaps, unpacked, varint
from kbsite.search.recut import Recut, recut, unchanged
from kbsite.search.shards import TABLE
from kbsite.search.stretches import Group, groups, make_cut, regrouped

KEY = attrgetter("key")


class Table:
    """Entries by key."""

    def __init__(self, name: str, former: Former, counted: bool) -> None:
        self._name = name
        self._former = former
        self._counted = counted
        self._first: Sequence[str] = former.manifest["tables"][name]["first"]
        self._parts = former.parts(name)
        self._read: dict[int, list[Entry]] = {}
        self._put: dict[int, dict[str, Entry | None]] = {}
        self._now: dict[int, list[Entry]] = {}

    def entry(self, key: str) -> Entry | None:
        """The entry of a key."""
        place = self._place(key)
        put = self._put.get(place, {})
        return put[key] if key in put else self._old(place, key)

    def put(self, key: str, entry: Entry | None) -> None:
        """Put an entry in place of what a key had, or nothing."""
        place = self._place(key)
        if self.entry(key) != entry:
            self._put.setdefault(place, {})[key] = entry
            self._now.pop(place, None)

    def postings(self, key: str) -> Postings:
        """Documents of a key."""
        entry = self.entry(key)
        return unpacked(entry.packed) if entry else Postings((), b"")

    def change(self, key: str, changed: Mapping[int, int | None]) -> int:
        """Give documents of a key another byte, or take them from it; by how many it has more."""
        entry, found = self.entry(key), self.postings(key)
        numbers, values = list(found.documents), bytearray(found.bytes)
        same = entry is not None
        for number, byte in changed.items():
            at = bisect_left(numbers, number)
            there = numbers[at : at + 1] == [number]
            same = same and there and byte is not None
            numbers[at : at + there] = [] if byte is None else [number]
            values[at : at + there] = b"" if byte is None else bytes((byte,))
        between = entry.gaps if entry and same else gaps(numbers)
        self.put(key, Entry(key, varint(len(numbers)), between, bytes(values)) if numbers else None)
        return len(numbers) - len(found.documents)

    def following(self, key: str) -> Iterator[Entry]:
        """Entries from a key on."""
        start = self._place(key)
        for place in range(start, max(1, len(self._first))):
            items = self._items(place)
            yield from items[bisect_left(items, key, key=KEY) :] if place == start else items

    def renewed(self) -> tuple[Recut, Sequence[str]]:
        """All parts, and what separates them. Raises Uncertain where every border moves."""
        changed = {place: put for place, put in self._put.items() if any(self._old(place, key) != entry for key, entry in put.items())}
        if not changed:
            return unchanged(self._name, self._parts), self._first
        size, holds = self._parts.size, self._parts.holds
        for place, put in changed.items():
            for key, entry in put.items():
                old = self._old(place, key)
                size += (entry.size if entry else 0) - (old.size if old else 0)
                holds += (entry is not None) - (old is not None)
        cut = make_cut(TABLE, size, holds, self._former.count)
        moved = {place: min(put) <= self._parts.parts[place].key for place, put in changed.items()} if self._first else {}
        if cut != make_cut(TABLE, self._parts.size, self._parts.holds, self._former.count):
            if cut.every and self._first:
                raise Uncertain(f"parts of {self._name} are of another size")
            moved = dict.fromkeys(range(len(self._first)), False)
        found = regrouped(self._parts.parts, moved, self._items, cut) if self._first else list(groups(self._items(0), cut))
        made = recut(self._name, self._parts, found, lambda new: [packed_columns(shard(group)) for group in new])
        return made, self._separators(found)

    def _separators(self, found: Sequence[int | Group[Entry]]) -> list[str]:
        """What separates parts: as it did between two that stay, and where nothing changed that begins a group."""
        first: list[str] = []
        for at, one in enumerate(found):
            before = found[at - 1] if at else None
            if before is None:
                first.append("")
            elif isinstance(before, int):
                first.append(self._first[before + 1])
            else:
                begins = self._parts.parts[one].key if isinstance(one, int) else one[0][0].key
                first.append(separator(before[0][-1].key, begins))
        return first

    def _place(self, key: str) -> int:
        return max(0, bisect_right(self._first, key) - 1)

    def _old(self, place: int, key: str) -> Entry | None:
        return _found(self._was(place), key)

    def _was(self, place: int) -> list[Entry]:
        if place not in self._read:
            part = self._parts.parts[place : place + 1]
            self._read[place] = entries(self._former.part(self._name, place, part[0]), self._counted) if part else []
        return self._read[place]

    def _items(self, place: int) -> list[Entry]:
        put = self._put.get(place)
        if not put:
            return self._was(place)
        if place not in self._now:
            self._now[place] = _changed(self._was(place), put)
        return self._now[place]


def _found(items: Sequence[Entry], key: str) -> Entry | None:
    at = bisect_left(items, key, key=KEY)
    return items[at] if at < len(items) and items[at].key == key else None


def _changed(items: Sequence[Entry], put: Mapping[str, Entry | None]) -> list[Entry]:
    found = list(items)
    for key, entry in put.items():
        at = bisect_left(found, key, key=KEY)
        there = slice(at, at + (at < len(found) and found[at].key == key))
        found[there] = [entry] if entry else []
    return found
