"""The site's sign (assets/icon.svg) to icons of the sizes that systems ask for when a site is installed."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path

SIGN = Path(__file__).parent / "assets" / "icon.svg"
SIDE = 32
"""Of the sign's own square."""
FINER = 4
"""Drawn so much larger, then made smaller: Pillow draws hard edges."""
MASKED = 0.7
"""How much of a maskable icon the sign takes: the rest may be cut away (W3C App Manifest, 80 % are safe)."""
ICONS = {"icon-192.png": (192, False), "icon-512.png": (512, False), "icon-maskable-512.png": (512, True), "icon-180.png": (180, True)}
"""Files with their size in pixels and whether a system may cut them to a shape of its own."""


@cache
def icon(name: str) -> bytes:
    """One of the icons as PNG."""
    from PIL import Image, ImageDraw

    size, maskable = ICONS[name]
    full = size * FINER
    sign = SIGN.read_text("utf-8")
    rect = _attributes(sign, "rect")
    image = Image.new("RGBA", (full, full), rect["fill"] if maskable else (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    if not maskable:
        draw.rounded_rectangle((0, 0, full - 1, full - 1), float(rect["rx"]) * full / SIDE, rect["fill"])
    scale = full / SIDE * (MASKED if maskable else 1)
    edge = (full - scale * SIDE) / 2
    path = _attributes(sign, "path")
    points = [(edge + x * scale, edge + y * scale) for x, y in _points(path["d"])]
    width = float(path["stroke-width"]) * scale
    draw.line(points, path["stroke"], round(width), joint="curve")
    for circle in re.findall(r"<circle[^>]*>", sign):
        one = _attributes(circle, "circle")
        x, y, radius = (float(one[key]) * scale for key in ("cx", "cy", "r"))
        draw.ellipse((edge + x - radius, edge + y - radius, edge + x + radius, edge + y + radius), one["fill"])
    file = BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
    return file.getvalue()


def _attributes(text: str, element: str) -> dict[str, str]:
    found = re.search(rf"<{element}\b([^>]*)>", text)
    return dict(re.findall(r'([\w-]+)="([^"]*)"', found[1])) if found else {}


def _points(path: str) -> list[tuple[float, float]]:
    """Corners of a path of `M`, `h` and `v`."""
    points: list[tuple[float, float]] = []
    for command, numbers in re.findall(r"([Mhv])([-\d. ]+)", path):
        values = [float(number) for number in numbers.split()]
        if command == "M":
            points.append((values[0], values[1]))
        else:
            x, y = points[-1]
            points.append((x + values[0], y) if command == "h" else (x, y + values[0]))
    return points
