"""Documents that changed to what changes in the tables of an index."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from kbsite.search.beginnings import Beginnings, KeyListing, WordListing
from kbsite.search.document import Document
from kbsite.search.entries import Entry
from kbsite.search.former import Former
from kbsite.search.noted import Uncertain
from kbsite.search.ranges import BEST_KEYS, BEST_WORDS, HEAVY_KEYS, HEAVY_WORDS
from kbsite.search.recut import Recut
from kbsite.search.rows import Rows
from kbsite.search.shards import synonym
from kbsite.search.table import Table
from kbsite.search.tables import average_length, directions, sounds, word_byte
from kbsite.search.tallies import Tallying, difference
from kbsite.text.hangul import strokes
from kbsite.text.normalise import compact
from kbsite.text.rules import load_rules

COUNTED = {"terms": True, "keys": True, "initials": True, "words": False, "sounds": False, "reversed": False}
"""Tables, and whether their entries have documents."""


class Edit(NamedTuple):
    """A document as it was and as it is."""

    number: int
    before: Document
    after: Document


class Edits:
    """Makes changes in tables, which are brought up to it one after another."""

    def __init__(self, former: Former, length: int, beginnings: Mapping[str, Mapping[str, int]]) -> None:
        self.length = length
        """Terms of all texts."""
        self.beginnings = dict(beginnings)
        self.tables = {name: Table(name, former, counted) for name, counted in COUNTED.items()}
        self.tallying = Tallying(former)
        self._count = former.count
        self._rules = load_rules()
        self._rows = Rows(self._rules)

    def make(self, edits: Sequence[Edit]) -> None:
        """Make some changes. Raises Uncertain where they change what all documents share."""
        if edits:
            self._terms(edits)
            self._keys(edits)
            self._words(edits)
            self._pairs(edits)

    @cached_property
    def recut(self) -> Mapping[str, tuple[Recut, Sequence[str]]]:
        """Every table after all changes, with what separates its parts."""
        return {name: table.renewed() for name, table in self.tables.items()}

    def _terms(self, edits: Sequence[Edit]) -> None:
        average = average_length(self.length, self._count)
        bodies = [(self._rows.body(edit.before), self._rows.body(edit.after)) for edit in edits]
        self.length += sum(after.total() - before.total() for before, after in bodies)
        if average_length(self.length, self._count) != average:
            raise Uncertain("texts are longer or shorter now")
        rows: list[tuple[int, Mapping[str, int], Mapping[str, int]]] = []
        for edit, (before, after) in zip(edits, bodies, strict=True):
            rows.append((edit.number, self._rows.terms(edit.before, before, average), self._rows.terms(edit.after, after, average)))
        _put(self.tables["terms"], _changes(rows))

    def _keys(self, edits: Sequence[Edit]) -> None:
        before = [self._rows.keys(edit.before) for edit in edits]
        after = [self._rows.keys(edit.after) for edit in edits]
        for at, name in enumerate(("keys", "initials")):
            table = self.tables[name]
            changes = _changes([(edit.number, was[at], now[at]) for edit, was, now in zip(edits, before, after, strict=True)])
            grown = _put(table, changes)
            fresh = {edit.number: now[at] for edit, now in zip(edits, after, strict=True)}
            beginnings = Beginnings(KeyListing(table, HEAVY_KEYS, BEST_KEYS), self.beginnings[name])
            beginnings.renew(grown, fresh, {key: list(documents) for key, documents in changes.items()})
            self.beginnings[name] = beginnings.counts

    def _words(self, edits: Sequence[Edit]) -> None:
        before = [self._rows.words(edit.before) for edit in edits]
        after = [self._rows.words(edit.after) for edit in edits]
        shown = difference([Counter(heads) for heads, _ in before], [Counter(heads) for heads, _ in after])
        words = difference([Counter(every) for _, every in before], [Counter(every) for _, every in after])
        grown: dict[str, int] = {}
        fresh: dict[str, dict[str, int]] = {}
        for word in shown.keys() | words.keys():
            was = self.tallying.word(word, words[word], shown[word])
            now = self.tallying.words(word)
            old, new = (word_byte(word, count, bool(heads)) for count, heads in (was, now))
            self._sounds(word, (old, was[0]), (new, now[0]))
            key = strokes(word)
            if old != new:
                entry = bytes((new,))
                self.tables["words"].put(key, Entry(key, entry) if new else None)
                self.tables["reversed"].put(key[::-1], Entry(key[::-1], entry) if new else None)
                grown[key] = (new > 0) - (old > 0)
                fresh[key] = {key: new} if new else {}
        beginnings = Beginnings(WordListing(self.tables["words"], HEAVY_WORDS, BEST_WORDS), self.beginnings["words"])
        beginnings.renew(grown, fresh, {key: [key] for key in fresh})
        self.beginnings["words"] = beginnings.counts

    def _sounds(self, word: str, before: tuple[int, int], after: tuple[int, int]) -> None:
        """Sounds of a word, given its byte and in how many documents it stands."""
        was, now = (set(sounds(word, byte, self._rules)) if byte else set() for byte, _ in (before, after))
        for key in was | now:
            self.tables["sounds"].put(key, Entry(key, bytes((min(255, after[1]),))) if key in now else None)

    def _pairs(self, edits: Sequence[Edit]) -> None:
        pairs = difference([self._rows.pairs(edit.before) for edit in edits], [self._rows.pairs(edit.after) for edit in edits])
        for (one, other), more in pairs.items():
            self.tallying.pair(one, other, more)
        for one, other in pairs:
            for first, second in directions(one, other):
                key = f"{compact(first)}\t{second}"
                self.tables["terms"].put(key, synonym(key) if self.tallying.means(first, second) else None)


def _changes(rows: Sequence[tuple[int, Mapping[str, int], Mapping[str, int]]]) -> dict[str, dict[int, int | None]]:
    """For each key the documents whose byte is another, or that have it no more, from what they had and have."""
    found: defaultdict[str, dict[int, int | None]] = defaultdict(dict)
    for number, before, after in rows:
        for key in before.keys() | after.keys():
            if before.get(key) != after.get(key):
                found[key][number] = after.get(key)
    return found


def _put(table: Table, changes: Mapping[str, Mapping[int, int | None]]) -> dict[str, int]:
    """Change documents of keys; by how many each has more."""
    return {key: table.change(key, changed) for key, changed in changes.items()}
