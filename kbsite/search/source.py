"""What a ranking needs to know of an index, wherever it is kept; and its sorted words in memory."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from kbsite.search.document import Document
from kbsite.search.postings import Postings

Space = Literal["keys", "initials"]
Lexicon = Literal["words", "reversed", "sounds", "synonyms"]
EVERY = 10_000


class Source(Protocol):
    """An index as the ranking sees it. Every method gives the same answer in every home."""

    @property
    def count(self) -> int:
        """How many documents there are."""

    def postings(self, term: str) -> Postings | None:
        """Documents of an index term, or of a facet as `field:value`."""

    def begun(self, space: Space, prefix: str) -> Sequence[tuple[int, int]]:
        """Documents with a key that begins so, each with its byte, in the order of the keys; of very many only the best."""

    def common(self, prefix: str) -> Sequence[tuple[str, int]]:
        """Words (as strokes) that begin so, with how common they are; of very many only the most common."""

    def scan(self, lexicon: Lexicon, prefix: str, limit: int) -> Sequence[tuple[str, int]]:
        """The first entries that begin so, in order."""

    def document(self, number: int) -> Document:
        """A document with its text."""


class Lexicons:
    """Sorted words, sounds and synonyms in memory."""

    def __init__(self, tables: Mapping[str, Mapping[str, int]], heavy: Mapping[str, Sequence[tuple[str, int]]]) -> None:
        words = tables["words"]
        self.tables = {**tables, "reversed": {word[::-1]: count for word, count in words.items()}}
        self._heavy = heavy
        self._sorted = {name: sorted(table) for name, table in self.tables.items()}

    def common(self, prefix: str) -> Sequence[tuple[str, int]]:
        """Words that begin so."""
        heavy = self._heavy.get(prefix)
        return heavy if heavy is not None else self.scan("words", prefix, EVERY)

    def scan(self, lexicon: Lexicon, prefix: str, limit: int) -> Sequence[tuple[str, int]]:
        """The first entries that begin so."""
        table = self.tables[lexicon]
        return [(key, table[key]) for key in beginning(self._sorted[lexicon], prefix, limit)]


def beginning(ordered: Sequence[str], prefix: str, limit: int) -> Sequence[str]:
    """The first entries of a sorted list that begin so."""
    at = bisect_left(ordered, prefix)
    end = at
    while end < len(ordered) and end - at < limit and ordered[end].startswith(prefix):
        end += 1
    return ordered[at:end]
