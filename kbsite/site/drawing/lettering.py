"""Text to grey masks with one font file, letter by letter, so that the result does not depend on a shaping library."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from kbsite.site.drawing.svg import clean

NOT_A_LETTER = "\U0010ffff"
"""A code point that no font has: it shows what a missing letter looks like."""
REFERENCE, LOOK = 100, 16
"""Sizes at which widths are taken, and at which letters are compared with a missing one."""
MARGIN = 8
"""Room around a mask for strokes that reach beyond their letter, in pixels."""


class Lettering:
    """A font at all sizes; `tracking` is added after each letter, in the unit of the font size."""

    def __init__(self, path: Path, tracking: float = 0.0) -> None:
        self._path = path
        self._tracking = tracking
        self._fonts: dict[int, ImageFont.FreeTypeFont] = {}
        self._advances: dict[str, float] = {}
        self._known: dict[str, str] = {}
        self._missing = self._look(NOT_A_LETTER)

    def readable(self, text: str) -> str:
        """The text in letters the font has: those it lacks as their plain form (`ｅ` as `e`), or left out."""
        return clean("".join(self._instead(letter) for letter in unicodedata.normalize("NFC", clean(text))))

    def width(self, text: str, size: float) -> float:
        """Width of one line in pixels."""
        return sum(self._advance(letter) for letter in text) * size

    def mask(self, text: str, size: int) -> Image.Image:
        """One line as a grey mask; its letters begin `MARGIN` from the left and stand on `baseline(size)`."""
        font = self._font(size)
        mask = Image.new("L", (round(self.width(text, size)) + 2 * MARGIN, round(size * 1.5)), 0)
        draw = ImageDraw.Draw(mask)
        at = float(MARGIN)
        for letter in text:
            if not letter.isspace():
                draw.text((at, self.baseline(size)), letter, fill=255, font=font, anchor="ls")
            at += self._advance(letter) * size
        return mask

    @staticmethod
    def baseline(size: int) -> int:
        """How far under the top of a mask letters stand, in pixels."""
        return round(size * 1.1)

    def _font(self, size: int) -> ImageFont.FreeTypeFont:
        if size not in self._fonts:
            self._fonts[size] = ImageFont.truetype(self._path, size, layout_engine=ImageFont.Layout.BASIC)
        return self._fonts[size]

    def _advance(self, letter: str) -> float:
        if letter not in self._advances:
            self._advances[letter] = self._font(REFERENCE).getlength(letter) / REFERENCE + self._tracking
        return self._advances[letter]

    def _look(self, letter: str) -> bytes:
        return bytes(self._font(LOOK).getmask(letter))

    def _has(self, letter: str) -> bool:
        return letter.isspace() or self._look(letter) != self._missing

    def _instead(self, letter: str) -> str:
        if letter not in self._known:
            parts = unicodedata.normalize("NFKD", letter)
            bare = "".join(part for part in parts if not unicodedata.combining(part))
            forms = (letter, unicodedata.normalize("NFKC", letter), bare)
            self._known[letter] = next((form for form in forms if all(map(self._has, form))), "")
        return self._known[letter]
