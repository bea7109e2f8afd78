"""Judged queries to the usual measures: success at 1 and 5, mean reciprocal rank, and discounted gain, class by class."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and the ids that answer it; all of them equally well."""

    query: str
    right: frozenset[str]
    klass: str = ""


@dataclass(frozen=True, slots=True)
class Measures:
    """Means over queries."""

    queries: int
    success_1: float
    success_5: float
    mrr: float
    """Mean reciprocal rank in the first ten: Voorhees 1999, The TREC-8 Question Answering Track Report."""
    ndcg: float
    """Normalised discounted cumulative gain in the first ten: Järvelin and Kekäläinen 2002."""


def measure(queries: Iterable[Judged], answer: Callable[[str], Sequence[str]]) -> Mapping[str, Measures]:
    """Measures of each class, and of all classes as `mean`, each class counting alike."""
    found: dict[str, list[tuple[float, float, float, float]]] = defaultdict(list)
    for query in queries:
        found[query.klass].append(judge(query.right, answer(query.query)))
    classes = {klass: Measures(len(rows), *map(fmean, zip(*rows, strict=True))) for klass, rows in found.items()}
    if classes:
        rows = [(m.success_1, m.success_5, m.mrr, m.ndcg) for m in classes.values()]
        classes["mean"] = Measures(sum(m.queries for m in classes.values()), *map(fmean, zip(*rows, strict=True)))
    return classes


def judge(right: frozenset[str], ids: Sequence[str]) -> tuple[float, float, float, float]:
    """Success at 1, success at 5, reciprocal rank and discounted gain of one answer."""
    ranks = [rank for rank, id_ in enumerate(ids[:DEPTH], 1) if id_ in right]
    first = ranks[0] if ranks else 0
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(right), DEPTH) + 1))
    gain = sum(1 / math.log2(rank + 1) for rank in ranks)
    return float(first == 1), float(0 < first <= 5), 1 / first if first else 0.0, gain / ideal if ideal else 0.0
