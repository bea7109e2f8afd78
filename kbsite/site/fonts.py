"""The letters of a page to the file of fonts that it needs: the smallest that has them all, or the style sheet of every file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kbsite.site.asset_names import ASSETS
from kbsite.site.small_files import FOLDER

SHEET = ASSETS / "fonts" / "kb-sans.css"
"""The files that nearly every page can do with one of, the smallest first; tests/fonts/cut.py makes them."""
OTHERS = ASSETS / "fonts" / "pretendard.css"
"""The files of all letters that the fonts have."""

FONT_MARK = "kbsite:font"
"""Stands in a shell for the address of the file of fonts."""
_FACE = re.compile(r"src:url\((?P<file>[^)]+)\)[^}]*unicode-range:(?P<letters>[^}]+)")
_RANGE = re.compile(r"U\+([0-9a-f]+)(?:-([0-9a-f]+))?")
_ASCII = bytes(range(0x80))


class Fonts:
    """Files of fonts with the letters in each; every file has ASCII."""

    def __init__(self, sheet: Path = SHEET, others: Path = OTHERS) -> None:
        faces = list(_FACE.finditer(sheet.read_text("utf-8")))
        self._files = [f"{FOLDER}fonts/{face['file']}" for face in faces]
        self._letters = [frozenset(map(chr, _numbers(face["letters"]))) for face in faces]
        self._known = frozenset(map(chr, _numbers(others.read_text("utf-8"))))

    def enough(self, html: str) -> int:
        """The number of the file that has all letters of a text, save those that no file has; where none has, the number after the last."""
        if html.isascii():
            return 0
        letters = self._known.intersection(html.encode("utf-8", "replace").translate(None, _ASCII).decode())
        return next((number for number, has in enumerate(self._letters) if letters <= has), len(self._letters))

    def file(self, parts: Sequence[int]) -> str:
        """Path of the file that is enough for all parts of a page; empty where only all files together are."""
        return ([*self._files, ""])[max(parts)]


def _numbers(ranges: str) -> Iterator[int]:
    for begin, end in _RANGE.findall(ranges):
        yield from range(int(begin, 16), int(end or begin, 16) + 1)
