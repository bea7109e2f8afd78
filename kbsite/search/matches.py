"""What documents have of a query, or of a word of it, in columns: far less work than an object for each document."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kbsite.search.postings import Postings

TITLE_SHARE = (0.0, 1.0, 0.5, 0.34, 0.22, 0.15, 0.1, 0.05)
"""Share of a title that one of its terms is."""
WHOLE = 1 - 1e-9
"""Cover from which a document has a word with its ending, as it was typed."""
HEADING, TITLE = 16, 32
"""The bit of a byte that says that a heading has the term, and the least byte that says that a title has it."""
NAMED = re.compile(rb"[\x10-\xff]")
"""What says that one of them has it: a search for these bytes is quicker than a look at each."""

Column = dict[int, float]
"""A number for each document; 0 for those that are not in it."""


@dataclass(slots=True)
class Matches:
    """What documents have of a word. All of them are in `score` and in `cover`, in the same order."""

    score: Column = field(default_factory=dict)
    cover: Column = field(default_factory=dict)
    title: Column = field(default_factory=dict)
    heading: Column = field(default_factory=dict)
    share: Column = field(default_factory=dict)

    def add(self, postings: Postings, add: float, impacts: Sequence[float], cover: float) -> None:
        """Count a term, of which each document has `add` times the impact of its byte."""
        if not self.score:
            self.score = dict(zip(postings.documents, [add * impacts[packed] for packed in postings.bytes], strict=True))
            self.cover = dict.fromkeys(postings.documents, cover)
        else:
            self._add_to(postings, add, impacts, cover)
        if cover and max(postings.bytes, default=0) >= HEADING:
            self._add_named(postings, cover)

    def _add_to(self, postings: Postings, add: float, impacts: Sequence[float], cover: float) -> None:
        scores, covers = self.score, self.cover
        for number, packed in zip(postings.documents, postings.bytes, strict=True):
            if number in scores:
                scores[number] += add * impacts[packed]
                covers[number] += cover
            else:
                scores[number] = add * impacts[packed]
                covers[number] = cover

    def _add_named(self, postings: Postings, cover: float) -> None:
        named = [(postings.documents[at], postings.bytes[at]) for at in places(postings.bytes)]
        _add(self.heading, ((number, cover) for number, packed in named if packed & HEADING))
        _add(self.title, ((number, cover) for number, packed in named if packed >= TITLE))
        _add(self.share, ((number, TITLE_SHARE[packed >> 5]) for number, packed in named if packed >= TITLE))

    def at_least(self, other: Matches) -> None:
        """Raise each number to the other's."""
        _raise(self.score, other.score)
        _raise(self.cover, other.cover)
        _raise(self.title, other.title)
        _raise(self.heading, other.heading)
        _raise(self.share, other.share)


@dataclass(frozen=True, slots=True)
class Term:
    """What documents have of a word that is one term, as the index has it: most words are, and common ones need no copy."""

    postings: Postings
    values: Sequence[float]
    """The score that each byte stands for."""

    @property
    def named(self) -> bool:
        """Whether a title or heading has it."""
        return max(self.postings.bytes) >= HEADING


class Totals:
    """What documents have of a query: columns with a place for every document there is."""

    def __init__(self, count: int) -> None:
        self.documents: set[int] = set()
        """Those that have something."""
        self.score, self.cover, self.whole, self.title, self.heading, self.share = ([0.0] * count for _ in range(6))

    def add(self, word: Matches, importance: float, weight: float, *, long: bool) -> None:
        """Count a word; only a `long` one can be there as a whole."""
        scores, covers, wholes = self.score, self.cover, self.whole
        least = WHOLE if long else math.inf
        for number, value, cover in zip(word.score, word.score.values(), word.cover.values(), strict=True):
            scores[number] += importance * value
            covers[number] += weight * cover
            if cover > least:
                wholes[number] += weight
        self.documents.update(word.cover)
        for column, its, scale in ((self.title, word.title, weight), (self.heading, word.heading, weight), (self.share, word.share, 1.0)):
            for number, value in its.items():
                column[number] += scale * value

    def add_term(self, word: Term, importance: float, weight: float, *, long: bool) -> None:
        """The same for a word that is one term."""
        scores, covers, wholes = self.score, self.cover, self.whole
        values = [importance * value for value in word.values]
        documents, packed = word.postings.documents, word.postings.bytes
        for number, byte in zip(documents, packed, strict=True):
            scores[number] += values[byte]
            covers[number] += weight
        if long:
            for number in documents:
                wholes[number] += weight
        self.documents.update(documents)
        self._add_named(documents, packed, weight)

    def _add_named(self, documents: Sequence[int], packed: bytes, weight: float) -> None:
        titles, headings, shares = self.title, self.heading, self.share
        for at in places(packed):
            number, byte = documents[at], packed[at]
            if byte & HEADING:
                headings[number] += weight
            if byte >= TITLE:
                titles[number] += weight
                shares[number] += TITLE_SHARE[byte >> 5]

    def add_bridge(self, postings: Postings, add: float, impacts: Sequence[float]) -> None:
        """Count a term for documents that have something already."""
        scores, documents, shares = self.score, self.documents, self.share
        for number, packed in zip(postings.documents, postings.bytes, strict=True):
            if number in documents:
                scores[number] += add * impacts[packed]
                if packed >= TITLE:
                    shares[number] += TITLE_SHARE[packed >> 5]


def places(packed: bytes) -> list[int]:
    """Where bytes stand that say that a title or heading has the term."""
    return [found.start() for found in NAMED.finditer(packed)]


def _add(column: Column, values: Iterable[tuple[int, float]]) -> None:
    for number, value in values:
        if number in column:
            column[number] += value
        else:
            column[number] = value


def _raise(column: Column, other: Column) -> None:
    for number, value in other.items():
        if number not in column or value > column[number]:
            column[number] = value
