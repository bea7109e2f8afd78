"""What stands in a row to the parts it is cut into, so that a change moves few borders: the hash of a key alone begins a new stretch.

An index of few documents has no stretches, and is cut from its beginning on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, Protocol, TypeVar
from zlib import crc32

FEW = 4096
"""Documents up to which there are no stretches: all is made again in little time."""
STRETCH = 8
"""Parts of a stretch at most, on average."""
BITS = 3
"""Digits of a part's size, in twos, that are not nought where there are stretches: it hardly ever changes."""

NAME = 12
"""Characters of a digest in a name."""
SHELF = 64
"""Parts that lie in one folder, which is named by all of them: where one changes, so many get other addresses."""
WHOLE = 24
"""Characters of a digest by which a part is known."""


def digest(data: bytes) -> str:
    """What names a part."""
    return sha256(data).hexdigest()[:WHOLE]


class Piece(Protocol):
    """What is never cut."""

    @property
    def key(self) -> str:
        """What it is called."""

    @property
    def size(self) -> int:
        """Bytes before packing, or nearly."""


Item = TypeVar("Item", bound=Piece)
Group = tuple[list[Item], int]
"""What is in a part, and the size of that."""


class Part(NamedTuple):
    """What is known of a part without reading it: its first key, the size of that, the size of all, how many, and its digest."""

    key: str
    first: int
    size: int
    holds: int
    digest: str


class Parts(NamedTuple):
    """What is known of all parts of a table: the size of all, how many there are in it, and each."""

    size: int
    holds: int
    parts: Sequence[Part]

    def shelves(self) -> list[str]:
        """What names the folders of the parts."""
        digests = [part.digest for part in self.parts]
        return [digest("".join(digests[at : at + SHELF]).encode())[:NAME] for at in range(0, len(digests), SHELF)]


def place(name: str, shelves: Sequence[str], number: int) -> str:
    """The path of a part of a table."""
    return f"{name}-{shelves[number // SHELF]}/{number}.bin"


@dataclass(frozen=True, slots=True)
class Grain:
    """How many parts there are to be, where that gives no smaller or larger ones."""

    parts: int
    smallest: int
    largest: int


@dataclass(frozen=True, slots=True)
class Cut:
    """How large parts are, and of how many keys one begins a stretch: of none if 0."""

    target: int
    every: int

    def parted(self, filled: int, size: int, key: str) -> bool:
        """Whether what has a size and a key does not go with those before it, which have filled so much."""
        return filled + size > self.target or (self.every > 0 and not crc32(key.encode("utf-8", "replace")) & (self.every - 1))


def make_cut(grain: Grain, size: int, count: int, documents: int) -> Cut:
    """How things of this size and number are cut in an index of so many documents."""
    if documents <= FEW:
        return Cut(min(grain.largest, max(grain.smallest, size // grain.parts)), 0)
    even = size * 8 // (grain.parts * 7)
    none = max(0, even.bit_length() - BITS)
    target = min(grain.largest, max(grain.smallest, even >> none << none))
    return Cut(target, 1 << max(0, (STRETCH * target * count // max(1, size)).bit_length() - 1))


def groups(items: Sequence[Item], cut: Cut, sizes: Iterable[int] | None = None) -> Iterator[Group[Item]]:
    """Items in a row, as many as fit, given their sizes where somebody knows them."""
    group: list[Item] = []
    filled = 0
    for item, size in zip(items, sizes or (item.size for item in items), strict=True):
        if group and cut.parted(filled, size, item.key):
            yield group, filled
            group, filled = [], 0
        group.append(item)
        filled += size
    if group:
        yield group, filled


def regrouped(
    parts: Sequence[Part], changed: Mapping[int, bool], items: Callable[[int], Sequence[Item]], cut: Cut
) -> list[int | Group[Item]]:
    """Numbers of the parts that stay, and groups in place of the others.

    Given are the changed parts, with whether something at the beginning of each did, and what is in a part now.
    """
    found: list[int | Group[Item]] = []
    at = 0
    while at < len(parts):
        if at not in changed:
            found.append(at)
            at += 1
            continue
        start = at
        if changed[at] and found:
            # What stands before may take what now begins this part.
            found.pop()
            start = at - 1
        new, at = _refilled(parts, changed, items, cut, start)
        found += new
    return found


def _refilled(
    parts: Sequence[Part], changed: Mapping[int, bool], items: Callable[[int], Sequence[Item]], cut: Cut, start: int
) -> tuple[list[Group[Item]], int]:
    """Groups from a part on, and the part that stays after them."""
    found: list[Group[Item]] = []
    group: list[Item] = []
    filled = 0
    at = start
    while at < len(parts) and (at in changed or at == start or not group or not cut.parted(filled, parts[at].first, parts[at].key)):
        for item in items(at):
            size = item.size
            if group and cut.parted(filled, size, item.key):
                found.append((group, filled))
                group, filled = [], 0
            group.append(item)
            filled += size
        at += 1
    return [*found, (group, filled)] if group else found, at
