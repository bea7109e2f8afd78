"""What documents have of a query, or of a word of it, in columns: far less work than an object for each document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kbsite.search.postings import Postings

TITLE_SHARE = (0.0, 1.0, 0.5, 0.34, 0.22, 0.15, 0.1, 0.05)
"""Share of a title that one of its terms is."""
WHOLE = 1 - 1e-9
"""Cover from which a document has a word with its ending, as it was typed."""
HEADING, TITLE = 16, 32
"""The bit of a byte that says that a heading has the term, and the least byte that says that a title has it."""

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
        named = [pair for pair in zip(postings.documents, postings.bytes, strict=True) if pair[1] >= HEADING]
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


class Totals:
    """What documents have of a query. Score and cover have a place for every document there is."""

    def __init__(self, count: int) -> None:
        self.documents: dict[int, float] = {}
        """Keys are the documents that have something."""
        self.score = [0.0] * count
        self.cover = [0.0] * count
        self.title: Column = {}
        self.heading: Column = {}
        self.share: Column = {}
        self.whole: Column = {}

    def add(self, word: Matches, importance: float, weight: float, *, long: bool) -> None:
        """Count a word; only a `long` one can be there as a whole."""
        scores, covers = self.score, self.cover
        for number, value in word.score.items():
            scores[number] += importance * value
        for number, value in word.cover.items():
            covers[number] += weight * value
        if long:
            _add(self.whole, [(number, weight) for number, value in word.cover.items() if value > WHOLE])
        self.documents.update(word.cover)
        _add(self.title, [(number, weight * value) for number, value in word.title.items()])
        _add(self.heading, [(number, weight * value) for number, value in word.heading.items()])
        _add(self.share, word.share.items())

    def add_bridge(self, postings: Postings, add: float, impacts: Sequence[float]) -> None:
        """Count a term for documents that have something already."""
        scores, documents = self.score, self.documents
        for number, packed in zip(postings.documents, postings.bytes, strict=True):
            if number in documents:
                scores[number] += add * impacts[packed]
                if packed >= TITLE:
                    _add(self.share, ((number, TITLE_SHARE[packed >> 5]),))


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
