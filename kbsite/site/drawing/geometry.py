"""Points, lines and boxes on a plane whose y grows downwards; lengths in SVG units (CSS pixels at natural size)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Path = tuple[Point, ...]
"""Corners of a line whose parts are level or upright."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def x(self) -> float:
        """The middle, from left to right."""
        return self.left + self.width / 2

    @property
    def y(self) -> float:
        """The middle, from top to bottom."""
        return self.top + self.height / 2

    def grown(self, by: float) -> Box:
        """The box with a margin on every side."""
        return Box(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        across = self.left < other.left + other.width and other.left < self.left + self.width
        return across and self.top < other.top + other.height and other.top < self.top + self.height

    def crossed(self, start: Point, end: Point) -> bool:
        """Whether a level or upright line runs through the inside."""
        (x1, y1), (x2, y2) = start, end
        if x1 > x2:
            x1, x2 = x2, x1
        if y1 > y2:
            y1, y2 = y2, y1
        return x1 < self.left + self.width and x2 > self.left and y1 < self.top + self.height and y2 > self.top

    def crossings(self, path: Path) -> int:
        """How many parts of a path run through the inside."""
        return sum([self.crossed(start, end) for start, end in pairwise(path)])


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them; at least one must be given."""
    held = tuple(boxes)
    left, top = min(box.left for box in held), min(box.top for box in held)
    return Box(left, top, max(box.right for box in held) - left, max(box.bottom for box in held) - top)


def of_path(path: Path) -> Box:
    """The smallest box that holds a path."""
    xs, ys = [x for x, _ in path], [y for _, y in path]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def simplified(path: Path) -> Path:
    """The same path without points that are not corners."""
    kept: list[Point] = []
    for point in path:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and _in_line(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _in_line(a: Point, b: Point, c: Point) -> bool:
    return a[0] == b[0] == c[0] or a[1] == b[1] == c[1]
