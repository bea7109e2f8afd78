"""What a ranking needs to know of an index, wherever it is kept; and an index kept in memory."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal, Protocol

from kbsite.search.document import Document
from kbsite.search.postings import Postings
from kbsite.search.ranges import Entries, heavy_keys, heavy_words
from kbsite.search.tables import Tables

Space = Literal["keys", "initials"]
Lexicon = Literal["words", "reversed", "sounds", "synonyms"]


class Source(Protocol):
    """An index as the ranking sees it. Every method gives the same answer in every home."""

    @property
    def count(self) -> int:
        """How many documents there are."""

    def postings(self, term: str) -> Postings | None:
        """Documents of an index term."""

    def facet(self, field: str, value: str) -> Sequence[int] | None:
        """Documents that have a value of a field."""

    def begun(self, space: Space, prefix: str) -> Entries:
        """Documents with a key that begins so; of very many only the best."""

    def common(self, prefix: str) -> Sequence[tuple[str, int]]:
        """Words (as strokes) that begin so, with how common they are; of very many only the most common."""

    def scan(self, lexicon: Lexicon, prefix: str, limit: int) -> Sequence[tuple[str, int]]:
        """The first entries that begin so, in order."""

    def document(self, number: int) -> Document:
        """A document; its text may be absent."""


class MemorySource:
    """Tables as a source."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._postings: dict[str, Postings] = {}

    @property
    def count(self) -> int:
        """How many documents there are."""
        return len(self._tables.documents)

    def postings(self, term: str) -> Postings | None:
        """Documents of an index term."""
        if term not in self._postings and term in self._tables.terms:
            found = self._tables.terms[term]
            self._postings[term] = Postings(tuple(found), bytes(found.values()))
        return self._postings.get(term)

    def facet(self, field: str, value: str) -> Sequence[int] | None:
        """Documents that have a value of a field."""
        return self._tables.facets.get(f"{field}:{value}")

    def begun(self, space: Space, prefix: str) -> Entries:
        """Documents with a key that begins so."""
        heavy = self._heavy[space].get(prefix)
        if heavy is not None:
            return heavy
        table: Mapping[str, Mapping[int, int]] = getattr(self._tables, space)
        return [(key, number, packed) for key in _from(self._sorted[space], prefix, 10_000) for number, packed in table[key].items()]

    def common(self, prefix: str) -> Sequence[tuple[str, int]]:
        """Words that begin so."""
        heavy = self._heavy_words.get(prefix)
        return heavy if heavy is not None else self.scan("words", prefix, 10_000)

    def scan(self, lexicon: Lexicon, prefix: str, limit: int) -> Sequence[tuple[str, int]]:
        """The first entries that begin so."""
        table = self._lexicons[lexicon]
        return [(key, table[key]) for key in _from(self._sorted[lexicon], prefix, limit)]

    def document(self, number: int) -> Document:
        """A document with its text."""
        return self._tables.documents[number]

    @cached_property
    def _lexicons(self) -> Mapping[str, Mapping[str, int]]:
        words = self._tables.words
        backwards = {word[::-1]: count for word, count in words.items()}
        return {"words": words, "reversed": backwards, "sounds": self._tables.sounds, "synonyms": self._tables.synonyms}

    @cached_property
    def _sorted(self) -> Mapping[str, list[str]]:
        tables: Mapping[str, Mapping[str, object]] = {**self._lexicons, "keys": self._tables.keys, "initials": self._tables.initials}
        return {name: sorted(table) for name, table in tables.items()}

    @cached_property
    def _heavy(self) -> Mapping[str, Mapping[str, Entries]]:
        return {"keys": heavy_keys(self._tables.keys), "initials": heavy_keys(self._tables.initials)}

    @cached_property
    def _heavy_words(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        return heavy_words(self._tables.words)


def _from(ordered: list[str], prefix: str, limit: int) -> list[str]:
    at = bisect_left(ordered, prefix)
    end = at
    while end < len(ordered) and end - at < limit and ordered[end].startswith(prefix):
        end += 1
    return ordered[at:end]
