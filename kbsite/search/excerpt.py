"""A document and the words to mark to its best section, a piece of that section's text, and where to mark it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kbsite.search.document import Document, Section
from kbsite.text.normalise import folded

AROUND = 60
"""Characters shown before the first mark."""
LENGTH = 180


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What to show of a document: the section to link to, a piece of text, and pairs of places to mark in it."""

    anchor: str
    heading: str
    text: str
    marks: tuple[tuple[int, int], ...]


def excerpt(document: Document, words: Sequence[str]) -> Excerpt:
    """The piece of a document that has most of some words."""
    sections = document.sections or (Section("", "", ""),)
    pattern = marked(words)
    ranked = [(len(set(_found(pattern, section.title))) * 2 + len(set(_found(pattern, section.text))), section) for section in sections]
    section = max(ranked, key=lambda pair: pair[0])[1]
    places = [found.span() for found in pattern.finditer(section.text)] if pattern else []
    start = max(0, places[0][0] - AROUND) if places else 0
    if start:
        start = section.text.find(" ", start) + 1 or start
    text = section.text[start : start + LENGTH]
    marks = tuple((one - start, end - start) for one, end in places if one >= start and end <= start + len(text))
    return Excerpt(section.anchor, section.title, text, marks)


def marked(words: Sequence[str]) -> re.Pattern[str] | None:
    """What finds any of some words, blanks within Hangul ones allowed; None for no words."""
    each = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    pieces = [
        "[ ]?".join(re.escape(char) for char in word) if not word.isascii() else rf"(?<![A-Za-z0-9]){re.escape(word)}" for word in each
    ]
    return re.compile("|".join(pieces), re.IGNORECASE) if pieces else None


def _found(pattern: re.Pattern[str] | None, text: str) -> list[str]:
    return [folded(found[0]).replace(" ", "") for found in pattern.finditer(text)] if pattern else []
