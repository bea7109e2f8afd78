"""Names of a technique to a pattern that finds it in the running text of either language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kbsite.records.models import Technique
from kbsite.records.text import Text

_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_HANGUL = re.compile(r"[가-힣]$")
_LOWER = re.compile(r"[a-z가-힣]")
_BREAK = re.compile(r"[\s-]+")
_LETTER = re.compile(r"[0-9A-Za-z가-힣]")
"""What no name may follow. Not a part of each pattern: so wide a class takes half a millisecond to compile."""
SHORTEST = 2


class Mentions:
    """Finds one technique in texts, by its names and aliases.

    A Korean name may run on into a particle (`세프는`), a Latin one not into another letter (`perf` is not in
    `performance`). A name in capitals counts only in capitals, since `PER` and `per` differ.
    """

    def __init__(self, technique: Technique) -> None:
        names = sorted({*_names(technique)}, key=lambda name: (-len(name), name))
        self._pattern = re.compile("|".join(map(_expression, names)) or r"(?!)", re.IGNORECASE)

    def in_words(self, *words: str) -> bool:
        """Whether one of these texts names it."""
        return any(self._is_in(text) for text in words)

    def _is_in(self, text: str) -> bool:
        match = self._pattern.search(text)
        while match and match.start() and _LETTER.match(text, match.start() - 1):
            match = self._pattern.search(text, match.start() + 1)
        return match is not None

    def in_text(self, *texts: Text | None) -> bool:
        """Whether one of these texts names it, in whichever language."""
        return any(self.in_words(*(words for _, words in text.variants)) for text in texts if text is not None)


def _names(technique: Technique) -> Iterable[str]:
    for name in (*(words for _, words in technique.name.variants), *technique.aliases):
        for part in (_ASIDE.sub("", name), *_ASIDE.findall(name)):
            if len(part.strip()) >= SHORTEST:
                yield part.strip()


def _expression(name: str) -> str:
    """Blanks and hyphens stand for each other; a Latin end must be the end of the word."""
    words = r"[\s-]+".join(re.escape(part) for part in _BREAK.split(name) if part)
    end = "" if _HANGUL.search(name) else r"(?-i:(?![0-9A-Za-z]))"
    exact = words if _LOWER.search(name) else f"(?-i:{words})"
    return exact + end
