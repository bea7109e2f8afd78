"""Sorted keys to the beginnings that too many of them share: for those the best are listed once, so that no lookup is long."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

Entries = Sequence[tuple[str, int, int]]
"""Key, document, byte."""

HEAVY_KEYS = 96
BEST_KEYS = 32
HEAVY_WORDS = 48
BEST_WORDS = 12


def heavy_keys(table: Mapping[str, Mapping[int, int]]) -> dict[str, Entries]:
    """For each beginning of more than 96 entries the 32 best: titles before names before headings, first words, short rests."""
    counts: Counter[str] = Counter()
    for key, entries in table.items():
        for size in range(1, len(key) + 1):
            counts[key[:size]] += len(entries)
    groups: dict[str, dict[int, tuple[int, str, int]]] = defaultdict(dict)
    for key, entries in table.items():
        for size in range(1, len(key) + 1):
            if counts[key[:size]] <= HEAVY_KEYS:
                break
            group = groups[key[:size]]
            for number, packed in entries.items():
                order = (_order(packed), key, packed)
                if number not in group or order < group[number]:
                    group[number] = order
    return {prefix: _best(group) for prefix, group in groups.items()}


def _order(packed: int) -> int:
    """Smaller is better."""
    return (2 - (packed >> 6)) * 64 + (0 if packed & 32 else 32) + (packed & 31)


def _best(group: Mapping[int, tuple[int, str, int]]) -> Entries:
    ranked = sorted((order, number, key, packed) for number, (order, key, packed) in group.items())
    return [(key, number, packed) for _, number, key, packed in ranked[:BEST_KEYS]]


def heavy_words(words: Mapping[str, int]) -> dict[str, Sequence[tuple[str, int]]]:
    """For each beginning of more than 48 words the 12 most common."""
    counts: Counter[str] = Counter()
    for word in words:
        for size in range(1, len(word) + 1):
            counts[word[:size]] += 1
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for word, common in words.items():
        for size in range(1, len(word) + 1):
            if counts[word[:size]] <= HEAVY_WORDS:
                break
            found[word[:size]].append((-common, word))
    return {prefix: [(word, -common) for common, word in sorted(group)[:BEST_WORDS]] for prefix, group in found.items()}
