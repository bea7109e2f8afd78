"""Words to places beside lines, where they cover no box and no other words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kbsite.site.drawing.connect import Connector
from kbsite.site.drawing.geometry import Box, Path, Point
from kbsite.site.drawing.grid import SMALL, Axis, Extra, Framed, Grid, Lines, words

LABEL_WIDTH = 104.0
MOST_ROOM = 120.0
APART = 5.0
"""Room between words and their line, and around words."""
NEVER = float("inf")
COVERING_BOX, COVERING_WORDS, COVERING_LINE, ON_FRAME, OFF_LINE = 10_000.0, 10_000.0, 70.0, 12.0, 400.0


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """Words with the box behind them."""

    box: Box
    label: Lines


@dataclass(frozen=True, slots=True)
class Labelling:
    """Words of all edges, and how many boxes, words and lines they cover; `wanted` would give more room where they do."""

    labels: tuple[PlacedLabel, ...]
    faults: int
    wanted: Extra | None


def label_edges(connectors: Sequence[Connector], grid: Grid, language: str, extra: Extra) -> Labelling:
    """Places for the words of all edges, short lines first as they have the least choice."""
    order = sorted(range(len(connectors)), key=lambda index: (_longest(connectors[index].path), index))
    placed: dict[int, PlacedLabel] = {}
    frames = [frame_label(frame, connectors) for frame in grid.frames]
    faults, wanted = 0, None
    for index in order:
        connector = connectors[index]
        if connector.edge.label is None:
            continue
        lines = words(connector.edge.label, language, SMALL, LABEL_WIDTH)
        taken = [label.box for label in placed.values()] + frames
        price, box = NEVER, grid.nodes[0].box
        for candidate, bias in _candidates(connector.path, lines):
            its = _price(candidate, index, connectors, grid, taken, price - bias) + bias
            if its < price:
                price, box = its, candidate
        if price >= COVERING_LINE:
            faults += int(price // COVERING_LINE)
            wanted = wanted or _more_room(connector.path, lines, grid, extra)
        placed[index] = PlacedLabel(box, lines)
    return Labelling(tuple(placed[index] for index in sorted(placed)), faults, wanted)


def frame_label(framed: Framed, connectors: Sequence[Connector]) -> Box:
    """Where the words of a frame stand: in its upper left corner, or further right where lines come in."""
    band, width = framed.band, framed.label.width
    places = [Box(x, band.top + 6, width, band.height - 8) for x in (band.left + 10, band.right - 10 - width, band.x - width / 2)]
    return min(places, key=lambda box: sum(box.grown(3).crossings(connector.path) for connector in connectors))


def _candidates(path: Path, lines: Lines) -> Iterator[tuple[Box, float]]:
    """Places along every part of a line, with what each costs; the middle of long parts first."""
    width, height = lines.width + 6, lines.height + 2
    for start, end in pairwise(path):
        length = abs(start[0] - end[0]) + abs(start[1] - end[1])
        for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8):
            x, y = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
            bias = abs(share - 0.5) * 20 - min(length, 200.0) / 20
            for rank, middle in enumerate(_beside((x, y), width, height, level=start[1] == end[1])):
                yield Box(middle[0] - width / 2, middle[1] - height / 2, width, height), bias + rank * 4


def _beside(at: Point, width: float, height: float, *, level: bool) -> tuple[Point, ...]:
    x, y = at
    if level:
        return (x, y - height / 2 - APART + 1), (x, y + height / 2 + APART - 1), (x, y)
    return (x + width / 2 + APART, y), (x - width / 2 - APART, y), (x, y)


def _price(box: Box, index: int, connectors: Sequence[Connector], grid: Grid, taken: Sequence[Box], most: float) -> float:
    """What words cost at a place; where that is more than `most`, only that it is."""
    wide = box.grown(2)
    price = sum([COVERING_BOX for placed in grid.nodes if wide.overlaps(placed.box)])
    price += sum([COVERING_WORDS for other in taken if wide.overlaps(other)])
    if price > most:
        return price
    close = box.grown(1)
    price += sum([COVERING_LINE * close.crossings(other.path) for at, other in enumerate(connectors) if at != index])
    price += sum(ON_FRAME for framed in grid.frames if _on_border(box, framed.frame))
    return price + OFF_LINE * _covered(box, connectors[index].path)


def _covered(box: Box, path: Path) -> float:
    """How much of a line's longest covered part words would hide, from 0 to 1."""
    shares = [0.0]
    for start, end in pairwise(path):
        if box.crossed(start, end):
            level = start[1] == end[1]
            low, high = sorted((start[0], end[0])) if level else sorted((start[1], end[1]))
            inside = min(high, box.right if level else box.bottom) - max(low, box.left if level else box.top)
            shares.append(inside / max(high - low, 1.0))
    return max(shares)


def _on_border(box: Box, frame: Box) -> bool:
    return box.overlaps(frame) and not (
        frame.left <= box.left and box.right <= frame.right and frame.top <= box.top and box.bottom <= frame.bottom
    )


def _more_room(path: Path, lines: Lines, grid: Grid, extra: Extra) -> Extra | None:
    """More room in the gap that the longest fitting part of a line runs through."""
    for start, end in sorted(pairwise(path), key=lambda part: -abs(part[0][0] - part[1][0]) - abs(part[0][1] - part[1][1])):
        level = start[1] == end[1]
        axis, name = (grid.columns, "x") if level else (grid.rows, "y")
        at = (start[0] + end[0]) / 2 if level else (start[1] + end[1]) / 2
        length = abs(start[0] - end[0]) if level else abs(start[1] - end[1])
        gap = _gap_at(axis, at)
        if gap is not None and (extra.columns if level else extra.rows).get(gap, 0.0) < MOST_ROOM:
            return extra.wider(name, gap, max(8.0, (lines.width + 16 if level else lines.height + 12) - length))
    return None


def _gap_at(axis: Axis, at: float) -> int | None:
    edges = ((-1e9, axis.starts[0]), *zip(axis.ends, (*axis.starts[1:], 1e9), strict=True))
    return next((number for number, (low, high) in enumerate(edges) if low < at < high), None)


def _longest(path: Path) -> float:
    return max(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(path))
