"""Tables in the order of their keys, as an index gives them: what shards are made of where nobody needs the index itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from kbsite.search.document import Document
from kbsite.search.entries import Entry
from kbsite.search.postings import in_columns
from kbsite.search.source import Lexicons
from kbsite.search.tables import Tables


class Listed(Protocol):
    """An index read from end to end."""

    @property
    def count(self) -> int:
        """How many documents there are."""

    @property
    def lexicons(self) -> Lexicons:
        """Words, sounds and synonyms."""

    @property
    def heavy_words(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        """Beginnings of very many words, with the most common of them."""

    def every(self, field: str) -> Iterator[Entry]:
        """All terms of a field in order, with their documents."""

    def document(self, number: int) -> Document:
        """A document with its text."""


class ListedTables:
    """Tables as an index would give them once it was written."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.count = len(tables.documents)
        self.heavy_words: Mapping[str, Sequence[tuple[str, int]]] = tables.heavy_words
        self.document = tables.documents.__getitem__

    @cached_property
    def lexicons(self) -> Lexicons:
        """Words, sounds and synonyms."""
        tables = self._tables
        return Lexicons({"words": tables.words, "sounds": tables.sounds, "synonyms": tables.synonyms}, tables.heavy_words)

    def every(self, field: str) -> Iterator[Entry]:
        """All terms of a field in order, with their documents."""
        return (Entry(term, *in_columns(found)) for term, found in sorted(getattr(self._tables, field).items()))
