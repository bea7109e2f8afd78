"""The way of a line between boxes: the shortest one of level and upright parts, with few corners, that touches no box."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import Literal

from kbsite.site.drawing.geometry import Box, Path, Point, simplified

Side = Literal["left", "right", "top", "bottom"]
Part = tuple[int, int]
"""A stretch of a level or upright up to the next crossing of the lattice, by the numbers of its first end."""
State = tuple[int, int, int, int]
"""A crossing of the lattice and the heading with which it is reached; no heading once the line has arrived."""
Hull = tuple[float, float, float, float]

OUTWARD: dict[Side, tuple[int, int]] = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}
STUB = 15.0
"""How far a line runs straight out of a box, so that a head has room."""
CLEARANCE = 9.0
CORNER_COST, CROSSING_COST, CROWDING_COST = 60.0, 40.0, 30.0
CROWDED, OFF_LANE, SHARED = 5.0, 0.04, 0.1
"""Per length: what it costs more to run on or close to another line, off the lanes, and less on the line of a friend."""
PATIENCE = 12_000
"""How many crossings of the lattice one router looks at before it gives up; drawings people make need a few thousand."""
NOBODY: frozenset[int] = frozenset()
NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Port:
    """A place on the border of a box where a line may begin or end."""

    at: Point
    side: Side
    cost: float = 0.0

    @property
    def outside(self) -> Point:
        """The end of the stub."""
        dx, dy = OUTWARD[self.side]
        return self.at[0] + dx * STUB, self.at[1] + dy * STUB


class Lattice:
    """The levels or uprights on which lines may run; they run best in the lanes of gaps."""

    def __init__(self, others: Iterable[float], lanes: Iterable[float]) -> None:
        best = set(lanes)
        self.lines = sorted({*others, *best})
        self.lane = [line in best for line in self.lines]

    def within(self, low: float, high: float) -> range:
        """Numbers of the lines from `low` to `high`."""
        return range(bisect_left(self.lines, low), bisect_right(self.lines, high))


class Router:
    """Finds ways on a lattice and remembers which parts of it are taken."""

    def __init__(self, boxes: Iterable[Box], xs: Lattice, ys: Lattice) -> None:
        self._axes = (xs, ys)
        self._xs, self._ys = xs.lines, ys.lines
        self._blocked = (set[Part](), set[Part]())
        self._on = (dict[Part, set[int]](), dict[Part, set[int]]())
        self._near = (set[Part](), set[Part]())
        self._patience = PATIENCE
        for box in boxes:
            self._block(box.grown(CLEARANCE))

    def take(self, path: Path, owner: int) -> None:
        """Make other lines keep away from this one; `owner` is its number."""
        for start, end in pairwise(path):
            axis = int(start[1] != end[1])
            for part in self._parts(start, end, 0.0):
                self._on[axis].setdefault(part, set()).add(owner)
            self._near[axis].update(self._parts(start, end, CLEARANCE))

    def shun(self, frame: Box) -> None:
        """Make lines that run along a border keep away from it; they may cross it."""
        corners = [(frame.left, frame.top), (frame.right, frame.top), (frame.right, frame.bottom), (frame.left, frame.bottom)]
        for start, end in pairwise([*corners, corners[0]]):
            self._near[int(start[1] != end[1])].update(self._parts(start, end, CLEARANCE - 2))

    def way(self, starts: Sequence[Port], ends: Sequence[Port], friends: Set[int] = NOBODY) -> Path | None:
        """The cheapest way from one of the ports to another (A*), or None where boxes leave none, or it takes too long to find.

        It may run along lines of `friends`, which begin or end where it does.
        """
        goals = {self._crossing(port.outside): port for port in reversed(ends)}
        hull = _hull([port.outside for port in ends])
        best: dict[State, float] = {}
        came: dict[State, State | Port] = {}
        heap: list[tuple[float, float, State]] = []

        def reach(state: State, cost: float, origin: State | Port) -> None:
            if cost < best.get(state, NEVER):
                best[state], came[state] = cost, origin
                heappush(heap, (cost + (self._rest(state, hull) if state[2:] != (0, 0) else 0.0), cost, state))

        for port in starts:
            reach((*self._crossing(port.outside), *OUTWARD[port.side]), port.cost, port)
        while heap and self._patience:
            self._patience -= 1
            _, cost, state = heappop(heap)
            i, j, *heading = state
            if cost > best[state]:
                continue
            if heading == [0, 0]:
                return self._traced(state, came, goals[i, j])
            if (i, j) in goals:
                reach((i, j, 0, 0), cost + _arrival(goals[i, j], (state[2], state[3])), state)
            for nx, ny in OUTWARD.values():
                if (nx, ny) != (-state[2], -state[3]) and (price := self._step(state, (nx, ny), friends)) != NEVER:
                    reach((i + nx, j + ny, nx, ny), cost + price, state)
        return None

    def _step(self, state: State, step: tuple[int, int], friends: Set[int]) -> float:
        i, j, hx, hy = state
        nx, ny = step
        axis = 0 if ny == 0 else 1
        lines, part = self._axes[axis].lines, (i - 1 if nx < 0 else i, j - 1 if ny < 0 else j)
        at = part[axis]
        if at < 0 or at + 1 >= len(lines) or part in self._blocked[axis]:
            return NEVER
        length = lines[at + 1] - lines[at]
        price = length + (CORNER_COST if nx != hx or ny != hy else 0.0)
        on = self._on[axis].get(part, NOBODY)
        if on and on <= friends:
            return price - length * SHARED
        if on or part in self._near[axis]:
            price += CROWDING_COST + length * CROWDED
        if not self._axes[1 - axis].lane[part[1 - axis]]:
            price += length * OFF_LANE
        x, y = i + nx, j + ny
        across = self._on[1 - axis]
        here, there = across.get((x, y), NOBODY), across.get((x - 1, y) if axis else (x, y - 1), NOBODY)
        return price + (0.0 if here <= friends and there <= friends else CROSSING_COST)

    def _rest(self, state: State, hull: Hull) -> float:
        """The least that can be missing: the distance, and a corner where the heading leads past all ports."""
        x, y = self._xs[state[0]], self._ys[state[1]]
        across, down = max(hull[0] - x, x - hull[1], 0.0), max(hull[2] - y, y - hull[3], 0.0)
        turn = CORNER_COST if (down if state[3] == 0 else across) else 0.0
        return (1 - SHARED) * (across + down) + turn

    def _traced(self, state: State, came: dict[State, State | Port], goal: Port) -> Path:
        points = [goal.at]
        at: State | Port = state
        while not isinstance(at, Port):
            points.append((self._xs[at[0]], self._ys[at[1]]))
            at = came[at]
        return simplified((at.at, *reversed(points)))

    def _crossing(self, point: Point) -> Part:
        return bisect_left(self._xs, point[0]), bisect_left(self._ys, point[1])

    def _parts(self, start: Point, end: Point, margin: float) -> Iterable[Part]:
        level = start[1] == end[1]
        aside = (0.0, margin) if level else (margin, 0.0)
        columns = self._axes[0].within(min(start[0], end[0]) - aside[0], max(start[0], end[0]) + aside[0])
        rows = self._axes[1].within(min(start[1], end[1]) - aside[1], max(start[1], end[1]) + aside[1])
        return ((i, j) for i in (columns[:-1] if level else columns) for j in (rows if level else rows[:-1]))

    def _block(self, box: Box) -> None:
        columns = range(bisect_right(self._xs, box.left) - 1, bisect_left(self._xs, box.right))
        rows = range(bisect_right(self._ys, box.top) - 1, bisect_left(self._ys, box.bottom))
        self._blocked[0].update((i, j) for i in columns for j in rows if box.top < self._ys[j] < box.bottom)
        self._blocked[1].update((i, j) for i in columns for j in rows if box.left < self._xs[i] < box.right)


def _hull(points: Sequence[Point]) -> Hull:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), max(xs), min(ys), max(ys)


def _arrival(goal: Port, heading: tuple[int, int]) -> float:
    """What it costs to turn into a port; a line cannot turn back on its own."""
    dx, dy = OUTWARD[goal.side]
    if heading == (dx, dy):
        return NEVER
    return goal.cost + (0.0 if heading == (-dx, -dy) else CORNER_COST)
