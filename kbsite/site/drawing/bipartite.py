"""Talks in one column and techniques beside them to heights at which the lines between them are short.

Techniques stand together by topic, topics to the left and right of the talks. Each round puts every talk and topic at
the mean height of what it is joined to (barycentre method) and then apart; the round with short lines on little height wins.
A round costs n log n.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

ROUNDS = 24
ROUNDING = 1e-6
TALLNESS = 0.05


@dataclass(frozen=True, slots=True)
class Cluster:
    """Techniques that stand together under a heading."""

    members: tuple[int, ...]
    heading: float
    """Height of the heading."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What is to be placed: heights by number of talk and technique, clusters of techniques, and pairs of numbers that are joined."""

    talks: tuple[float, ...]
    techniques: tuple[float, ...]
    clusters: tuple[Cluster, ...]
    links: tuple[tuple[int, int], ...]
    gap: float
    """Between talks, and between clusters."""


@dataclass(frozen=True, slots=True)
class Heights:
    """Where the middle of each talk, technique and heading is, counted from the top, and on which side a cluster stands."""

    talks: tuple[float, ...]
    techniques: tuple[float, ...]
    headings: tuple[float, ...]
    on_left: tuple[bool, ...]
    total: float


def settle(columns: Columns) -> Heights:
    """The best of all rounds, from two beginnings: the order given, and one that keeps together what is joined."""
    found: list[tuple[float, Heights]] = []
    for order in (_walked(columns), list(range(len(columns.talks)))):
        talks = _stacked({talk: float(rank) for rank, talk in enumerate(order)}, columns.talks, columns.gap)
        for _ in range(ROUNDS):
            heights = _placed(columns, talks)
            found.append((_badness(columns, heights), heights))
            talks = _stacked(_means(columns.links, heights.techniques), columns.talks, columns.gap)
    return min(found, key=lambda item: item[0])[1]


def _placed(columns: Columns, talks: Mapping[int, float]) -> Heights:
    """Techniques beside talks of given heights."""
    wanted = _means(((technique, talk) for talk, technique in columns.links), talks)
    sizes = [cluster.heading + sum(columns.techniques[member] for member in cluster.members) for cluster in columns.clusters]
    middles = [sum(wanted[member] for member in cluster.members) / len(cluster.members) for cluster in columns.clusters]
    used, sides = {True: 0.0, False: 0.0}, dict[int, bool]()
    for number in sorted(range(len(sizes)), key=lambda number: (middles[number], number)):
        sides[number] = used[True] <= used[False]
        used[sides[number]] += sizes[number] + columns.gap
    at: dict[int, float] = {}
    for side in (True, False):
        at |= _stacked({number: middles[number] for number in sides if sides[number] is side}, sizes, columns.gap)
    techniques, headings = {}, {}
    for number, cluster in enumerate(columns.clusters):
        top = at[number] - sizes[number] / 2
        headings[number] = top + cluster.heading / 2
        top += cluster.heading
        for member in sorted(cluster.members, key=lambda member: (wanted[member], member)):
            techniques[member] = top + columns.techniques[member] / 2
            top += columns.techniques[member]
    return _closed_up(columns, talks, techniques, headings, sides)


def _closed_up(
    columns: Columns, talks: Mapping[int, float], techniques: Mapping[int, float], headings: Mapping[int, float], sides: Mapping[int, bool]
) -> Heights:
    """The same counted from the top, without stretches that are empty from side to side."""
    spans = [(y - columns.talks[talk] / 2, y + columns.talks[talk] / 2) for talk, y in talks.items()]
    spans += [(y - columns.techniques[technique] / 2, y + columns.techniques[technique] / 2) for technique, y in techniques.items()]
    spans += [(y - columns.clusters[number].heading / 2, y + columns.clusters[number].heading / 2) for number, y in headings.items()]
    tops, shifts, end = list[float](), list[float](), None
    for top, bottom in sorted(spans):
        if end is None or top > end + columns.gap:
            tops.append(top)
            shifts.append(top if end is None else shifts[-1] + top - end - columns.gap)
        end = bottom if end is None else max(end, bottom)

    def moved(y: float, height: float) -> float:
        return y - shifts[bisect_right(tops, y - height / 2 + ROUNDING) - 1]

    return Heights(
        tuple(moved(talks[talk], height) for talk, height in enumerate(columns.talks)),
        tuple(moved(techniques[technique], height) for technique, height in enumerate(columns.techniques)),
        tuple(moved(headings[number], cluster.heading) for number, cluster in enumerate(columns.clusters)),
        tuple(sides[number] for number in range(len(columns.clusters))),
        (end or 0.0) - shifts[-1],
    )


def _stacked(wanted: Mapping[int, float], sizes: Sequence[float], gap: float) -> dict[int, float]:
    """Middles as close to the wanted ones as they can be without overlap (isotonic regression by pooling neighbours)."""
    order = sorted(wanted, key=lambda number: (wanted[number], number))
    offsets, end = {}, 0.0
    for number in order:
        offsets[number] = end + sizes[number] / 2
        end += sizes[number] + gap
    pools: list[tuple[float, int]] = []
    for number in order:
        total, count = wanted[number] - offsets[number], 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            total, count = total + pools[-1][0], count + pools[-1][1]
            pools.pop()
        pools.append((total, count))
    bases = (total / count for total, count in pools for _ in range(count))
    return {number: base + offsets[number] for number, base in zip(order, bases, strict=True)}


def _means(links: Iterable[tuple[int, int]], heights: Mapping[int, float] | Sequence[float]) -> dict[int, float]:
    sums: dict[int, tuple[float, int]] = defaultdict(lambda: (0.0, 0))
    for one, other in links:
        total, count = sums[one]
        sums[one] = total + heights[other], count + 1
    return {number: total / count for number, (total, count) in sums.items()}


def _badness(columns: Columns, heights: Heights) -> float:
    """How far lines lead up and down, squared and on average, and how tall the whole is."""
    drops = sum((heights.talks[talk] - heights.techniques[technique]) ** 2 for talk, technique in columns.links)
    return drops / len(columns.links) + (heights.total * TALLNESS) ** 2


def _walked(columns: Columns) -> list[int]:
    """Talks in the order of a walk along the lines, each part of the whole from one of its ends."""
    of_talk, of_technique = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for talk, technique in columns.links:
        of_talk[talk].append(technique)
        of_technique[technique].append(talk)
    seen: dict[int, None] = {}
    for start in sorted(range(len(columns.talks)), key=lambda talk: (len(of_talk[talk]), talk)):
        queue = deque([start])
        while queue:
            talk = queue.popleft()
            if talk in seen:
                continue
            seen[talk] = None
            queue.extend(other for technique in of_talk.pop(talk, ()) for other in of_technique.pop(technique, ()))
    return list(seen)
