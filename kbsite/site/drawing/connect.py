"""The edges of a diagram to lines from border to border of its boxes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kbsite.records.models import Diagram, Edge
from kbsite.site.drawing.geometry import Box, Path
from kbsite.site.drawing.grid import Axis, Grid
from kbsite.site.drawing.routes import STUB, Lattice, Port, Router, Side

SPACING = 18.0
"""Distance between lines that run side by side."""
MOST_ASIDE = 2
"""How many lines may run on either side of the middle of a gap, or of the side of a box."""
NEAR_CORNER = 12.0
Flow = Literal["level", "upright"] | None
OFF_MIDDLE, USED, AGAINST_FLOW = 22.0, 150.0, 90.0


@dataclass(frozen=True, slots=True)
class Connector:
    """An edge with its line."""

    edge: Edge
    path: Path


def connect(diagram: Diagram, grid: Grid) -> tuple[Connector, ...]:
    """A line for every edge whose ends are known, in the order of the diagram."""
    boxes = {placed.node.id: placed.box for placed in reversed(grid.nodes)}
    edges = [(index, edge) for index, edge in enumerate(diagram.edges) if edge.start in boxes and edge.end in boxes]
    paths = _straight(edges, boxes)
    loops = {index: _loop(boxes[edge.start]) for index, edge in edges if edge.start == edge.end}
    paths.update(loops)
    others = [(index, edge) for index, edge in edges if index not in paths]
    others.sort(key=lambda item: (_distance(boxes[item[1].start], boxes[item[1].end]), item[0]))
    paths = _around(others, dict(edges), boxes, grid, paths, flow=_flow(edges, boxes))
    return tuple(Connector(edge, paths[index]) for index, edge in edges)


def _straight(edges: Sequence[tuple[int, Edge]], boxes: Mapping[str, Box]) -> dict[int, Path]:
    """Lines between boxes that face each other with nothing in between; several of one pair side by side."""
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    ends = dict(edges)
    for index, edge in edges:
        if edge.start != edge.end:
            pairs[min(edge.start, edge.end), max(edge.start, edge.end)].append(index)
    paths: dict[int, Path] = {}
    for (one, other), indexes in pairs.items():
        lane = _lane(boxes[one], boxes[other], boxes.values(), len(indexes))
        for rank, index in enumerate(indexes if lane else ()):
            at = lane[rank]
            a, b = boxes[ends[index].start], boxes[ends[index].end]
            paths[index] = _level(a, b, at) if _beside(a, b) else _upright(a, b, at)
    return paths


def _lane(a: Box, b: Box, boxes: Iterable[Box], count: int) -> tuple[float, ...]:
    """Where `count` straight lines between two boxes run; empty where they do not face each other, or not freely."""
    beside = _beside(a, b)
    if not beside and not _over(a, b):
        return ()
    low, high = (max(a.top, b.top), min(a.bottom, b.bottom)) if beside else (max(a.left, b.left), min(a.right, b.right))
    if high - low < 2 * NEAR_CORNER + (count - 1) * SPACING:
        return ()
    middle = (low + high) / 2
    lanes = tuple(middle + (rank - (count - 1) / 2) * SPACING for rank in range(count))
    for at in lanes:
        start, end = (_level(a, b, at)) if beside else (_upright(a, b, at))
        if any(box.grown(2).crossed(start, end) for box in boxes if box not in (a, b)):
            return ()
    return lanes


def _beside(a: Box, b: Box) -> bool:
    return min(a.bottom, b.bottom) > max(a.top, b.top) and (a.right < b.left or b.right < a.left)


def _over(a: Box, b: Box) -> bool:
    return min(a.right, b.right) > max(a.left, b.left) and (a.bottom < b.top or b.bottom < a.top)


def _level(a: Box, b: Box, y: float) -> Path:
    return ((a.right, y), (b.left, y)) if a.right < b.left else ((a.left, y), (b.right, y))


def _upright(a: Box, b: Box, x: float) -> Path:
    return ((x, a.bottom), (x, b.top)) if a.bottom < b.top else ((x, a.top), (x, b.bottom))


def _loop(box: Box) -> Path:
    """A line from a box to itself, at its upper right corner."""
    x, y = box.right - 2 * NEAR_CORNER, box.top + NEAR_CORNER
    return ((box.right, y), (box.right + STUB, y), (box.right + STUB, box.top - STUB), (x, box.top - STUB), (x, box.top))


def _around(
    edges: Sequence[tuple[int, Edge]],
    every: Mapping[int, Edge],
    boxes: Mapping[str, Box],
    grid: Grid,
    drawn: Mapping[int, Path],
    *,
    flow: Flow,
) -> dict[int, Path]:
    """All lines: those already drawn, and those that have to turn."""
    degree = Counter(end for edge in every.values() for end in (edge.start, edge.end))
    ports = {id_: _ports(boxes[id_], flow, degree[id_] // 2) for _, edge in edges for id_ in (edge.start, edge.end)}
    points = [point for each in ports.values() for port in each for point in (port.at, port.outside)]
    points += [point for path in drawn.values() for point in path]
    router = Router(
        [placed.box for placed in grid.nodes],
        Lattice((x for x, _ in points), _tracks(grid.columns)),
        Lattice((y for _, y in points), _tracks(grid.rows)),
    )
    for framed in grid.frames:
        router.shun(framed.frame)
    for index, path in drawn.items():
        router.take(path, index)
    paths = dict(drawn)
    for index, edge in edges:
        friends = _friends(edge, [(other, every[other]) for other in paths], drawn)
        taken = [end for other in paths if other not in friends for end in (paths[other][0], paths[other][-1])]
        start, end = (_priced(ports[id_], taken) for id_ in (edge.start, edge.end))
        paths[index] = router.way(start, end, friends) or _direct(boxes[edge.start], boxes[edge.end])
        router.take(paths[index], index)
    return paths


def _friends(edge: Edge, others: Iterable[tuple[int, Edge]], straight: Mapping[int, Path]) -> frozenset[int]:
    """Edges that this one may share a stretch with: from the same box or to the same box, and drawn alike."""
    return frozenset(
        index
        for index, other in others
        if edge.kind == other.kind != "both"
        and (edge.start == other.start or edge.end == other.end)
        and not (index in straight and other.label)
    )


def _ports(box: Box, flow: Flow, aside: int) -> tuple[Port, ...]:
    """Places where lines may meet a box, the middles of its sides first; sides across the flow cost more."""
    ports = []
    sides: tuple[tuple[Side, float], ...] = (("right", box.height), ("left", box.height), ("bottom", box.width), ("top", box.width))
    for side, length in sides:
        across = flow == ("upright" if side in ("left", "right") else "level")
        steps = min(int((length / 2 - NEAR_CORNER) // SPACING), MOST_ASIDE, aside)
        for step in sorted(range(-steps, steps + 1), key=lambda step: (abs(step), step)):
            shift = step * SPACING
            at = {
                "right": (box.right, box.y + shift),
                "left": (box.left, box.y + shift),
                "bottom": (box.x + shift, box.bottom),
                "top": (box.x + shift, box.top),
            }[side]
            ports.append(Port(at, side, abs(step) * OFF_MIDDLE + (AGAINST_FLOW if across else 0.0)))
    return tuple(ports)


def _priced(ports: Iterable[Port], taken: Sequence[tuple[float, float]]) -> list[Port]:
    """Ports at their price: those near one in use cost more."""
    return [
        Port(port.at, port.side, port.cost + sum(USED for x, y in taken if abs(x - port.at[0]) + abs(y - port.at[1]) < SPACING * 0.8))
        for port in ports
    ]


def _tracks(axis: Axis) -> Iterable[float]:
    for low, high in axis.gaps:
        middle, lanes = (low + high) / 2, min(int((high - low) / 2 // SPACING), MOST_ASIDE)
        yield from (middle + lane * SPACING for lane in range(-lanes, lanes + 1))


def _direct(a: Box, b: Box) -> Path:
    """The last resort, for boxes that lie on each other: from middle to middle."""
    return ((a.x, a.y), (b.x, a.y), (b.x, b.y)) if (a.x, a.y) != (b.x, b.y) else ((a.x, a.y), (a.right, a.y))


def _flow(edges: Sequence[tuple[int, Edge]], boxes: Mapping[str, Box]) -> Flow:
    """Whether the edges together lead to one side, or up or down; circles lead nowhere."""
    across = abs(sum(_sign(boxes[edge.end].x - boxes[edge.start].x) for _, edge in edges))
    down = abs(sum(_sign(boxes[edge.end].y - boxes[edge.start].y) for _, edge in edges))
    if 2 * max(across, down) < len(edges) or across == down:
        return None
    return "level" if across > down else "upright"


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _distance(a: Box, b: Box) -> float:
    return abs(a.x - b.x) + abs(a.y - b.y)
