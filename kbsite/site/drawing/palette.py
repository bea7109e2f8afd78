"""Grey masks to pictures of few colours: every colour is a step of a ramp from one colour to another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PIL import Image

STEPS = 16
"""Colours of a ramp: enough for smooth edges of letters, few enough for small files."""
Colour = tuple[int, int, int]
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def colour(written: str) -> Colour:
    """`#rrggbb` as numbers. Raises ValueError for anything else."""
    if not _HEX.fullmatch(written):
        raise ValueError(f"not a colour: {written!r}; write it as #rrggbb")
    return int(written[1:3], 16), int(written[3:5], 16), int(written[5:7], 16)


class Palette:
    """Ramps of colours in one picture; the picture's values are numbers of steps."""

    def __init__(self, ramps: Sequence[tuple[str, str]]) -> None:
        self._ramps = tuple((colour(start), colour(end)) for start, end in ramps)

    def values(self) -> list[int]:
        """Red, green and blue of every step, one ramp after the other."""
        return [
            round(a + (b - a) * step / (STEPS - 1))
            for start, end in self._ramps
            for step in range(STEPS)
            for a, b in zip(start, end, strict=True)
        ]

    def new(self, width: int, height: int, ramp: int) -> Image.Image:
        """A picture in the first colour of a ramp."""
        image = Image.new("P", (width, height), ramp * STEPS)
        image.putpalette(self.values())
        return image

    def fill(self, image: Image.Image, area: tuple[int, int, int, int], ramp: int, *, full: bool = False) -> None:
        """Fill an area with the first or last colour of a ramp."""
        image.paste(ramp * STEPS + (STEPS - 1 if full else 0), area)

    def stamp(self, image: Image.Image, mask: Image.Image, at: tuple[int, int], ramp: int) -> None:
        """Draw a grey mask in the colours of a ramp, whose first colour must be the ground it stands on."""
        steps = mask.point([ramp * STEPS + round(level * (STEPS - 1) / 255) for level in range(256)])
        image.paste(steps, at, mask.point([255 if round(level * (STEPS - 1) / 255) else 0 for level in range(256)]))
