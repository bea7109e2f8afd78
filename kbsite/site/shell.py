"""The layout that many pages have, with marks where each has something of its own, to the whole document of one of them."""

from __future__ import annotations

import re
from html import escape

from kbsite.site.fonts import FONT_MARK, Fonts
from kbsite.site.frame import WAY_MARK, Frame

HEAD, CONTENT = "<!--kbsite:head-->", "<!--kbsite:content-->"
MARKS = re.compile(f"({HEAD}|{CONTENT}|{FONT_MARK}|{WAY_MARK}[A-Za-z0-9-]+:)")
BLANK_LINES = re.compile(r"\n\s*\n")
"""Templates leave many; a shell has nothing in which they mean anything."""


class Shell:
    """The layout in pieces, and the font that its own words need."""

    def __init__(self, html: str, fonts: Fonts) -> None:
        self._fonts = fonts
        self._parts = MARKS.split(BLANK_LINES.sub("\n", html).lstrip())
        self._enough = fonts.enough(html)

    def around(self, frame: Frame, head: str, content: str) -> str:
        """The document of a page with this layout."""
        font = self._fonts.file((self._enough, self._fonts.enough(content)))
        gaps = {HEAD: head, CONTENT: content, FONT_MARK: frame.root + font if font else frame.fonts}
        gaps |= {f"{WAY_MARK}{other.language}:": escape(other.url) for other in frame.alternates}
        return "".join(gaps.get(part, part) for part in self._parts)
