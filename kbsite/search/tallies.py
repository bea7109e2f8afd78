"""Counts of words and pairs over all documents, in groups: one holds what decides about its words, and about all that means one phrase."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kbsite.search.former import Former
from kbsite.search.noted import Uncertain, group_count, group_of
from kbsite.search.tables import Counts, directions
from kbsite.text.normalise import compact

TALLIES = "tallies"


@dataclass(slots=True)
class Tally:
    """Counts of a group."""

    words: dict[str, int] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)
    pairs: dict[str, dict[str, int]] = field(default_factory=dict)
    """By the second of a pair, the first."""
    turned: dict[str, dict[str, int]] = field(default_factory=dict)
    """By the first of a pair, the second."""

    @property
    def value(self) -> list[Any]:
        """What is noted of it."""
        return [self.words, self.shown, self.pairs, self.turned]


def tallies(counts: Counts, documents: int) -> list[list[Any]]:
    """The counts of an index of so many documents, in groups."""
    found = [Tally() for _ in range(group_count(documents))]
    size = len(found)
    shown = counts.shown
    for word, count in counts.words.items():
        tally = found[group_of(word, size)]
        tally.words[word] = count
        if word in shown:
            tally.shown[word] = shown[word]
    for (one, other), count in counts.pairs.items():
        for first, second in directions(one, other):
            tally = found[group_of(second, size)]
            (tally.pairs if first == one else tally.turned).setdefault(second, {})[first] = count
    return [tally.value for tally in found]


class Tallying:
    """Counts that a change adds to and takes from."""

    def __init__(self, former: Former) -> None:
        self._former = former
        self._groups = group_count(former.count)
        self._read: dict[int, Tally] = {}

    @property
    def notes(self) -> Mapping[int, list[Any]]:
        """Groups that were read, as they are now."""
        return {number: tally.value for number, tally in self._read.items()}

    def word(self, word: str, more: int, shown: int) -> tuple[int, int]:
        """Count a word; in how many documents it stood and stood out, before."""
        tally = self._tally(word)
        before = tally.words.get(word, 0), tally.shown.get(word, 0)
        _add(tally.words, word, more)
        _add(tally.shown, word, shown)
        return before

    def words(self, word: str) -> tuple[int, int]:
        """In how many documents a word stands, and stands out."""
        tally = self._tally(word)
        return tally.words.get(word, 0), tally.shown.get(word, 0)

    def pair(self, one: str, other: str, more: int) -> None:
        """Count a pair."""
        for first, second in directions(one, other):
            tally = self._tally(second)
            pairs = tally.pairs if first == one else tally.turned
            _add(pairs.setdefault(second, {}), first, more)
            if not pairs[second]:
                del pairs[second]

    def means(self, first: str, second: str) -> bool:
        """Whether a phrase, or one that is compact alike, means another in two documents or by name."""
        tally, start = self._tally(second), compact(first)
        found = (pair for pairs in (tally.pairs, tally.turned) for pair in pairs.get(second, {}).items())
        return any(count > 1 and compact(other) == start for other, count in found)

    def _tally(self, text: str) -> Tally:
        number = group_of(text, self._groups)
        if number not in self._read:
            self._read[number] = Tally(*self._former.note(f"{TALLIES}-{number}"))
        return self._read[number]


def _add(counts: dict[str, int], key: str, more: int) -> None:
    now = counts.get(key, 0) + more
    if now < 0:
        raise Uncertain(f"{key!r} was counted less often")
    counts.pop(key, None)
    if now:
        counts[key] = now


def difference(before: Iterable[Counter[Any]], after: Iterable[Counter[Any]]) -> Counter[Any]:
    """By how much counts have grown; less than nothing where they have shrunk."""
    found: Counter[Any] = Counter()
    for counter in after:
        found.update(counter)
    for counter in before:
        found.subtract(counter)
    return Counter({key: count for key, count in found.items() if count})
