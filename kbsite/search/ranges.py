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


def heavy_keys(table: Mapping[str, Mapping[int, int]]) -> tuple[dict[str, dict[int, int]], dict[str, int]]:
    """For each beginning of more than 96 entries the 32 best: titles before names before headings, first words, short rests.

    Given besides is how many entries begin so. The best of a beginning are among the best of the heavy ones that go on from it, which are
    therefore looked at first, and among all entries of other keys.
    """
    best: dict[str, dict[int, int]] = {}
    sizes = {key: len(documents) for key, documents in table.items()}
    beginnings = [*_beginnings(table, lambda keys: sum(map(sizes.__getitem__, keys)), HEAVY_KEYS)]
    for prefix, keys, _ in reversed(beginnings):
        longer = {key: key[: len(prefix) + 1] for key in keys}
        parts = [table[key] for key in keys if longer[key] not in best]
        parts += [best[one] for one in dict.fromkeys(longer.values()) if one in best]
        group: dict[int, int] = {}
        for part in parts:
            for number, packed in part.items():
                if number not in group or RANKS[packed] < RANKS[group[number]]:
                    group[number] = packed
        best[prefix] = _best(group)
    return {prefix + HEAVY: best[prefix] for prefix, *_ in beginnings}, {prefix: count for prefix, _, count in beginnings}


def _beginnings(keys: Iterable[str], weight: Callable[[Sequence[str]], int], bound: int) -> Iterator[tuple[str, Sequence[str], int]]:
    """Each heavy beginning with its keys and their weight, the short ones first: what begins with one that is not heavy is looked at no more."""
    left, size = list(keys), 1
    while left:
        groups: dict[str, list[str]] = defaultdict(list)
        for key in left:
            if len(key) >= size:
                groups[key[:size]].append(key)
        found = [(prefix, group, weight(group)) for prefix, group in groups.items()]
        heavy = [one for one in found if one[2] > bound]
        yield from heavy
        left, size = [key for _, group, _ in heavy for key in group], size + 1


def key_rank(packed: int) -> int:
    """Place of a key's byte among others: smaller is better."""
    return (2 - (packed >> 6)) * 64 + (0 if packed & 32 else 32) + (packed & 31)


RANKS = tuple(map(key_rank, range(256)))
"""Those of all bytes, which a large table asks for by the hundred thousand."""


def _best(group: Mapping[int, int]) -> dict[int, int]:
    ranked = nsmallest(BEST_KEYS, ((RANKS[packed], number) for number, packed in group.items()))
    return {number: group[number] for number in sorted(number for _, number in ranked)}


def heavy_words(words: Mapping[str, int]) -> tuple[dict[str, list[tuple[str, int]]], dict[str, int]]:
    """For each beginning of more than 48 words the 12 most common; and how many begin so."""
    found: dict[str, list[tuple[str, int]]] = {}
    counts: dict[str, int] = {}
    for prefix, group, count in _beginnings(words, len, HEAVY_WORDS):
        found[prefix] = [(word, words[word]) for word in nsmallest(BEST_WORDS, group, lambda word: (-words[word], word))]
        counts[prefix] = count
    return found, counts
