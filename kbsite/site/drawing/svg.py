"""Pieces of drawings to SVG text that is safe inside HTML and as XML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from math import hypot

from markupsafe import Markup

from kbsite.site.drawing.geometry import Box, Path, Point

LINE_HEIGHT = 1.32
ASCENT = 0.36
"""How far under the middle of a line its letters stand, in the unit of the font size."""
CORNER = 7.0
HEAD_LENGTH, HEAD_HALF = 8.0, 4.5

_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_BLANK = re.compile(r"\s+")


def clean(text: str) -> str:
    """Words on one line, without what XML forbids and without marks that turn the direction of writing."""
    return _BLANK.sub(" ", _UNFIT.sub("", text)).strip()


def number(value: float) -> str:
    """A length as SVG text, to a tenth."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def text_block(
    at: Point, lines: Iterable[str], size: float, style: str, *, weight: int = 500, anchor: str = "middle", lang: str = ""
) -> Markup:
    """Lines of text around a point: its height is their middle, `anchor` says where in them it lies from side to side."""
    rows = tuple(lines)
    x, first = at[0], at[1] - (len(rows) - 1) * size * LINE_HEIGHT / 2 + size * ASCENT
    body = (
        Markup("").join(
            Markup('<tspan x="{}" y="{}">{}</tspan>').format(number(x), number(first + index * size * LINE_HEIGHT), row)
            for index, row in enumerate(rows)
        )
        if len(rows) > 1
        else Markup("{}").format("".join(rows))
    )
    language = Markup(' lang="{}"').format(lang) if lang else ""
    return Markup('<text class="{}"{} x="{}" y="{}" font-size="{}" font-weight="{}" text-anchor="{}">{}</text>').format(
        style, language, number(x), number(first), number(size), weight, anchor, body
    )


def rectangle(box: Box, style: str, radius: float = 0) -> Markup:
    """A rectangle."""
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>').format(
        style, number(box.left), number(box.top), number(box.width), number(box.height), number(radius)
    )


def cylinder(box: Box, style: str, depth: float) -> Markup:
    """A drum with its lid, as drawings show what holds data."""
    left, right, half = number(box.left), number(box.right), number(box.width / 2)
    rim = f"{half} {number(depth)} 0 0"
    high, low = number(box.top + depth), number(box.bottom - depth)
    body = f"M{left} {high}A{rim} 1 {right} {high}V{low}A{rim} 1 {left} {low}Z"
    lid = f"M{left} {high}A{rim} 0 {right} {high}"
    return Markup('<path class="{}" d="{}"/><path class="{} kb-d-lid" d="{}"/>').format(style, body, style, lid)


def polyline(path: Path, style: str) -> Markup:
    """A line with rounded corners."""
    return Markup('<path class="{}" d="{}"/>').format(style, rounded(path))


def rounded(path: Path) -> str:
    """Path data of a line with rounded corners."""
    start, *corners, end = path
    parts = [f"M{_pair(start)}"]
    for (before, corner), (_, after) in pairwise(pairwise((start, *corners, end))):
        reach = min(CORNER, _length(before, corner) / 2, _length(corner, after) / 2)
        parts.append(f"L{_pair(_towards(corner, before, reach))}Q{_pair(corner)} {_pair(_towards(corner, after, reach))}")
    return "".join((*parts, f"L{_pair(end)}"))


def arrow_head(tip: Point, tail: Point, style: str) -> Markup:
    """A head with its tip at the end of a line that comes from `tail`."""
    length = _length(tip, tail) or 1.0
    ux, uy = (tip[0] - tail[0]) / length, (tip[1] - tail[1]) / length
    bx, by = tip[0] - ux * HEAD_LENGTH, tip[1] - uy * HEAD_LENGTH
    left, right = (bx - uy * HEAD_HALF, by + ux * HEAD_HALF), (bx + uy * HEAD_HALF, by - ux * HEAD_HALF)
    return Markup('<path class="{}" d="M{}L{}L{}Z"/>').format(style, _pair(tip), _pair(left), _pair(right))


def shortened(path: Path, by: float) -> Path:
    """The path without its last stretch, so that a head can stand there."""
    *rest, before, end = path
    length = _length(before, end)
    return (*rest, before, _towards(end, before, min(by, length / 2)))


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _length(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _towards(start: Point, end: Point, by: float) -> Point:
    length = _length(start, end) or 1.0
    return start[0] + (end[0] - start[0]) * by / length, start[1] + (end[1] - start[1]) * by / length
