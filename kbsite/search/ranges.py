"""Sorted keys to the beginnings that too many of them share: for those the best are listed once, so that no lookup is long."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

HEAVY = "\x01"
"""Stands after a beginning to name the list of its best; sorts before every longer key."""
HEAVY_KEYS = 96
BEST_KEYS = 32
HEAVY_WORDS = 48
BEST_WORDS = 12


def heavy_keys(table: Mapping[str, Mapping[int, int]]) -> dict[str, dict[int, int]]:
    """For each beginning of more than 96 entries the 32 best: titles before names before headings, first words, short rests."""
    counts: Counter[str] = Counter()
    for key, entries in table.items():
        for size in range(1, len(key) + 1):
            counts[key[:size]] += len(entries)
    groups: dict[str, dict[int, int]] = defaultdict(dict)
    for key, entries in table.items():
        for size in range(1, len(key) + 1):
            if counts[key[:size]] <= HEAVY_KEYS:
                break
            group = groups[key[:size]]
            for number, packed in entries.items():
                if number not in group or _order(packed) < _order(group[number]):
                    group[number] = packed
    return {prefix + HEAVY: _best(group) for prefix, group in groups.items()}


def _order(packed: int) -> int:
    """Smaller is better."""
    return (2 - (packed >> 6)) * 64 + (0 if packed & 32 else 32) + (packed & 31)


def _best(group: Mapping[int, int]) -> dict[int, int]:
    ranked = sorted((_order(packed), number) for number, packed in group.items())[:BEST_KEYS]
    return {number: group[number] for number in sorted(number for _, number in ranked)}


def heavy_words(words: Mapping[str, int]) -> dict[str, list[tuple[str, int]]]:
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
