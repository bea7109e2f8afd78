"""The boxes and frames of a diagram to places on a plane: its grid of columns and rows, with room for their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kbsite.records.models import Diagram, Group, Node
from kbsite.records.text import Said, Text
from kbsite.site.drawing.geometry import Box, around
from kbsite.site.drawing.measure import balanced, longest_word, widest
from kbsite.site.drawing.svg import LINE_HEIGHT, clean

LABEL, DETAIL, SMALL = 15.0, 13.0, 13.0
"""Font sizes: words in a box, its second line, words on lines and frames."""
INSIDE_X, INSIDE_Y = 14.0, 12.0
NARROWEST, LOWEST = 92.0, 50.0
USUAL_WIDTH, WIDEST = 136.0, 230.0
"""Widths of text in a box: lines are broken at the first, unless they would be more than four."""
GAP_X, GAP_Y = 40.0, 36.0
FRAME = 13.0
LID = 7.0


@dataclass(frozen=True, slots=True)
class Lines:
    """Text broken into lines."""

    rows: tuple[str, ...]
    size: float
    language: str = ""
    """Set where it is not the language of the page."""

    @property
    def width(self) -> float:
        """Width of the longest line."""
        return widest(self.rows, self.size)

    @property
    def height(self) -> float:
        """Height of all lines."""
        return len(self.rows) * self.size * LINE_HEIGHT


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with its box and its words."""

    node: Node
    box: Box
    label: Lines
    detail: Lines


@dataclass(frozen=True, slots=True)
class Framed:
    """A group with its frame; `band` is the room for its label, over the nodes."""

    frame: Box
    band: Box
    label: Lines


@dataclass(frozen=True, slots=True)
class Extra:
    """Room added to gaps between columns and rows for words beside arrows, by number of the gap."""

    columns: Mapping[int, float] = field(default_factory=dict)
    rows: Mapping[int, float] = field(default_factory=dict)

    def wider(self, axis: str, gap: int, by: float) -> Extra:
        """The same with more room in one gap."""
        grown = {**(self.columns if axis == "x" else self.rows)}
        grown[gap] = grown.get(gap, 0.0) + by
        return Extra(grown, self.rows) if axis == "x" else Extra(self.columns, grown)


@dataclass(frozen=True, slots=True)
class Axis:
    """Columns or rows along one direction: where each starts and ends, and the free stretch before each and after the last."""

    starts: tuple[float, ...]
    ends: tuple[float, ...]
    gaps: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Everything of a diagram that has a place before arrows are drawn."""

    nodes: tuple[Placed, ...]
    frames: tuple[Framed, ...]
    columns: Axis
    rows: Axis


def words(text: Text | None, language: str, size: float, width: float) -> Lines:
    """Text in a language, in lines of even length; they get wider than `width` for long words and long texts."""
    if text is None:
        return Lines((), size)
    said: Said = text.say(language)
    line = clean(said.text)
    width = max(width, min(longest_word(line, size), WIDEST))
    rows = balanced(line, size, width)
    while len(rows) > 4 and width < WIDEST:
        width = min(width + 32, WIDEST)
        rows = balanced(line, size, width)
    return Lines(rows, size, "" if said.wanted else said.language)


def arrange(diagram: Diagram, language: str, extra: Extra) -> Grid:
    """Places for all boxes and frames."""
    spans = _Spans.of(diagram)
    labels = [_words_in(node, language) for node in diagram.nodes]
    frames = _frame_plans(diagram, language)
    before, after = _margins(frames, spans)
    columns = _axis(_column_widths(diagram, labels, spans), GAP_X, before[0], after[0], extra.columns)
    rows = _axis(_row_heights(diagram, labels, spans), GAP_Y, before[1], after[1], extra.rows)
    placed = tuple(Placed(node, _box(columns, rows, spans, node), *texts) for node, texts in zip(diagram.nodes, labels, strict=True))
    boxes = {item.node.id: item.box for item in reversed(placed)}
    return Grid(placed, tuple(_framed(plan, boxes) for plan in frames), columns, rows)


def _words_in(node: Node, language: str) -> tuple[Lines, Lines]:
    return words(node.label, language, LABEL, USUAL_WIDTH), words(node.detail, language, DETAIL, USUAL_WIDTH)


@dataclass(frozen=True, slots=True)
class _Spans:
    """Grid numbers counted from the first column and row in use."""

    left: int
    top: int
    columns: int
    rows: int

    @classmethod
    def of(cls, diagram: Diagram) -> _Spans:
        left, top = min(node.column for node in diagram.nodes), min(node.row for node in diagram.nodes)
        right = max(node.column + node.width for node in diagram.nodes)
        return cls(left, top, right - left, max(node.row for node in diagram.nodes) + 1 - top)

    def across(self, node: Node) -> tuple[int, int]:
        """First and last column of a node."""
        return node.column - self.left, node.column - self.left + node.width - 1

    def row(self, node: Node) -> int:
        return node.row - self.top


def _column_widths(diagram: Diagram, labels: Sequence[tuple[Lines, Lines]], spans: _Spans) -> list[float]:
    widths = [0.0] * spans.columns
    for node, (label, detail) in sorted(zip(diagram.nodes, labels, strict=True), key=lambda item: item[0].width):
        first, last = spans.across(node)
        needed = max(NARROWEST, max(label.width, detail.width) + 2 * INSIDE_X)
        have = sum(widths[first : last + 1]) + GAP_X * (last - first)
        for column in range(first, last + 1):
            widths[column] += max(0.0, needed - have) / node.width
    return widths


def _row_heights(diagram: Diagram, labels: Sequence[tuple[Lines, Lines]], spans: _Spans) -> list[float]:
    heights = [0.0] * spans.rows
    for node, (label, detail) in zip(diagram.nodes, labels, strict=True):
        lid = 2 * LID if node.kind == "store" else 0.0
        heights[spans.row(node)] = max(heights[spans.row(node)], LOWEST, label.height + detail.height + 2 * INSIDE_Y + lid)
    return heights


def _axis(sizes: Sequence[float], gap: float, before: Sequence[float], after: Sequence[float], extra: Mapping[int, float]) -> Axis:
    starts, ends, gaps = [], [], []
    at = 0.0
    for number, size in enumerate(sizes):
        free = gap + extra.get(number, 0.0)
        gaps.append((at, at + free))
        starts.append(round(at + free + before[number]))
        ends.append(round(starts[-1] + size))
        at = ends[-1] + after[number]
    gaps.append((at, at + gap + extra.get(len(sizes), 0.0)))
    return Axis(tuple(starts), tuple(ends), tuple(gaps))


def _box(columns: Axis, rows: Axis, spans: _Spans, node: Node) -> Box:
    first, last = spans.across(node)
    left, top = columns.starts[first], rows.starts[spans.row(node)]
    return Box(left, top, columns.ends[last] - left, rows.ends[spans.row(node)] - top)


@dataclass(frozen=True, slots=True)
class _FramePlan:
    group: Group
    nodes: tuple[Node, ...]
    label: Lines
    side: float
    """Distance from the nodes to the frame."""
    over: float
    """Distance from the highest node to the top of the frame, label included."""


def _frame_plans(diagram: Diagram, language: str) -> list[_FramePlan]:
    """Frames, the outer ones first; frames that begin in one row leave the same room for their labels."""
    known = {node.id: node for node in reversed(diagram.nodes)}
    members = [(group, tuple(known[id_] for id_ in group.nodes if id_ in known)) for group in diagram.groups]
    plans: list[_FramePlan] = []
    for group, nodes in sorted((item for item in members if item[1]), key=lambda item: len(item[1])):
        inside = [plan for plan in plans if set(plan.group.nodes) <= set(group.nodes)]
        columns = {column for node in nodes for column in range(node.column, node.column + node.width)}
        said = group.label.say(language)
        label = Lines(
            balanced(clean(said.text), SMALL, max(len(columns) * NARROWEST, USUAL_WIDTH)), SMALL, "" if said.wanted else said.language
        )
        side = FRAME + max((plan.side for plan in inside), default=0.0)
        over = label.height + FRAME + max((plan.over for plan in inside if _top(plan.nodes) == _top(nodes)), default=0.0)
        plans.append(_FramePlan(group, nodes, label, side, over))
    return [replace(plan, over=max(other.over for other in plans if _alike(plan, other))) for plan in reversed(plans)]


def _alike(one: _FramePlan, other: _FramePlan) -> bool:
    return one.side == other.side and _top(one.nodes) == _top(other.nodes)


def _top(nodes: Sequence[Node]) -> int:
    return min(node.row for node in nodes)


def _margins(frames: Sequence[_FramePlan], spans: _Spans) -> tuple[tuple[list[float], list[float]], tuple[list[float], list[float]]]:
    before = [0.0] * spans.columns, [0.0] * spans.rows
    after = [0.0] * spans.columns, [0.0] * spans.rows
    for plan in frames:
        left, right = min(spans.across(node)[0] for node in plan.nodes), max(spans.across(node)[1] for node in plan.nodes)
        top, bottom = min(map(spans.row, plan.nodes)), max(map(spans.row, plan.nodes))
        before[0][left], after[0][right] = max(before[0][left], plan.side), max(after[0][right], plan.side)
        before[1][top], after[1][bottom] = max(before[1][top], plan.over), max(after[1][bottom], plan.side)
    return before, after


def _framed(plan: _FramePlan, boxes: Mapping[str, Box]) -> Framed:
    held = around(boxes[node.id] for node in plan.nodes)
    width = max(held.width + 2 * plan.side, plan.label.width + 2 * FRAME)
    frame = Box(held.left - plan.side, held.top - plan.over, width, held.height + plan.over + plan.side)
    return Framed(frame, Box(frame.left, frame.top, frame.width, plan.label.height + 8), plan.label)
