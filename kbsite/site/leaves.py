"""A long list to the pages it is shown on: its natural parts (years, letters, kinds), each on as many pages as it needs.

talks/                 where the parts are named, and what the list as a whole says
talks/all/2016/        the first page of a part
talks/all/2016/2/      the next one

A list is split by how many entries it has, never by how long its pages turn out: so an address says nothing of other parts,
and a page can be made without its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
FOLDER = "all/"
"""Between the address of a list and that of its part: ids of records never hold a slash, so no record stands there."""
WINDOW = 2
"""Pages named on each side of the one shown."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much a list holds before it is split, and what a page of a split one holds."""

    whole: int
    page: int


NAMES = Size(400, 250)
"""A name with a line under it: up to 0.7 KB an entry, so that neither comes to 300 KB."""
CARDS = Size(120, 100)
"""Talks and techniques with what is around them: up to 2.1 KB, a heading for each among it."""
PROGRAMME = Size(160, 100)
"""Talks of a timetable: 1.3 KB with their share of its cells. Longer than others, since one looks through a day as a whole."""
WORKS = Size(0, 100)
"""Sources with their links: 1.6 KB. Whether they are split, `search.documents.works_apart` says: their addresses hang on it."""
BOXES = Size(90, 60)
"""Statements in full with their sources: up to 3 KB."""


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """What of a list belongs together."""

    key: str
    """What stands for it in addresses."""
    label: str
    entries: Sequence[T]


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """A page of a part."""

    address: str
    part: Part[T]
    number: int
    """Of the page within its part, from 1."""
    pages: int
    """How many the part has."""
    first: int
    """Place of the first entry in the part, from 1."""
    entries: tuple[T, ...]

    @property
    def last(self) -> int:
        """Place of the last entry."""
        return self.first + len(self.entries) - 1


@dataclass(frozen=True, slots=True)
class Turn(Generic[T]):
    """A page with its neighbours."""

    leaf: Leaf[T]
    hub: str
    before: Leaf[T] | None
    after: Leaf[T] | None
    numbers: tuple[Leaf[T] | None, ...]
    """Pages of the part to choose from; None where some are left out."""


def one(_: object) -> int:
    """The weight of an entry that is like any other."""
    return 1


def split(hub: str, parts: Iterable[Part[T]], size: Size, weigh: Callable[[T], int] = one) -> tuple[Leaf[T], ...]:
    """The pages of the list at an address, in order; none where it is short enough for one.

    `weigh` says how many entries an entry counts for; one that is heavier than a page has one for itself.
    """
    full = [part for part in parts if part.entries]
    if sum(weigh(entry) for part in full for entry in part.entries) <= size.whole:
        return ()
    return tuple(leaf for part in full for leaf in _leaves(hub, part, size.page, weigh))


def _leaves(hub: str, part: Part[T], most: int, weigh: Callable[[T], int]) -> Iterator[Leaf[T]]:
    pages: list[list[T]] = [[]]
    held = 0
    for entry in part.entries:
        weight = weigh(entry)
        if pages[-1] and held + weight > most:
            pages.append([])
            held = 0
        pages[-1].append(entry)
        held += weight
    first = 1
    for number, entries in enumerate(pages, 1):
        yield Leaf(page_address(hub, part.key, number), part, number, len(pages), first, tuple(entries))
        first += len(entries)


def page_address(hub: str, key: str, number: int = 1) -> str:
    """Address of a page of a part of the list at `hub`."""
    return f"{hub}{FOLDER}{key}/" + (f"{number}/" if number > 1 else "")


def openings(leaves: Iterable[Leaf[T]]) -> tuple[Leaf[T], ...]:
    """The first page of each part."""
    return tuple(leaf for leaf in leaves if leaf.number == 1)


def turns(hub: str, leaves: Sequence[Leaf[T]]) -> Iterator[Turn[T]]:
    """Every page with the one before and the one after, and others of its part."""
    for index, leaf in enumerate(leaves):
        own = index - leaf.number + 1
        yield Turn(
            leaf,
            hub,
            leaves[index - 1] if index else None,
            leaves[index + 1] if index + 1 < len(leaves) else None,
            tuple(None if number is None else leaves[own + number - 1] for number in shown(leaf.number, leaf.pages)),
        )


def shown(number: int, pages: int) -> list[int | None]:
    """Numbers of pages to choose from: the first, the last, those near this one; None where some are left out.

    >>> shown(5, 12)
    [1, 2, 3, 4, 5, 6, 7, None, 12]
    """
    near = sorted({1, pages, *range(max(1, number - WINDOW), min(pages, number + WINDOW) + 1)})
    found: list[int | None] = []
    for this, other in zip(near, [*near[1:], 0], strict=True):
        found.append(this)
        if other > this + 2:
            found.append(None)
        elif other == this + 2:
            found.append(this + 1)
    return found if pages > 1 else []
