"""Sorted keys to the beginnings that too many of them share: for those the best are listed once, so that no lookup is long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest

HEAVY = "\x01"
"""Stands after a beginning to name the list of its best; sorts before every longer key."""
HEAVY_KEYS = 96
BEST_KEYS = 32
HEAVY_WORDS = 48
BEST_WORDS = 12


def heavy_keys(table: Mapping[str, Mapping[int, int]]) -> dict[str, dict[int, int]]:
    """For each beginning of more than 96 entries the 32 best: titles before names before headings, first words, short rests."""
    found: dict[str, dict[int, int]] = {}
    for prefix, keys in _beginnings(table, lambda keys: sum(len(table[key]) for key in keys) > HEAVY_KEYS):
        group: dict[int, int] = {}
        for key in keys:
            for number, packed in table[key].items():
                if number not in group or _order(packed) < _order(group[number]):
                    group[number] = packed
        found[prefix + HEAVY] = _best(group)
    return found


def _beginnings(keys: Iterable[str], heavy: Callable[[Sequence[str]], bool]) -> Iterator[tuple[str, Sequence[str]]]:
    """Each heavy beginning with its keys, the short ones first: what begins with one that is not heavy is looked at no more."""
    left, size = list(keys), 1
    while left:
        groups: dict[str, list[str]] = defaultdict(list)
        for key in left:
            if len(key) >= size:
                groups[key[:size]].append(key)
        found = [(prefix, group) for prefix, group in groups.items() if heavy(group)]
        yield from found
        left, size = [key for _, group in found for key in group], size + 1


def _order(packed: int) -> int:
    """Smaller is better."""
    return (2 - (packed >> 6)) * 64 + (0 if packed & 32 else 32) + (packed & 31)


def _best(group: Mapping[int, int]) -> dict[int, int]:
    ranked = sorted((_order(packed), number) for number, packed in group.items())[:BEST_KEYS]
    return {number: group[number] for number in sorted(number for _, number in ranked)}


def heavy_words(words: Mapping[str, int]) -> dict[str, list[tuple[str, int]]]:
    """For each beginning of more than 48 words the 12 most common."""
    return {
        prefix: [(word, words[word]) for word in nsmallest(BEST_WORDS, group, lambda word: (-words[word], word))]
        for prefix, group in _beginnings(words, lambda group: len(group) > HEAVY_WORDS)
    }
