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
NEAR = 30
"""Characters by which a piece may be shorter, to end with a word."""


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
    start, end = _cut(section.text, places[0][0] if places else 0)
    before, after = ("…" if start else ""), ("…" if end < len(section.text) else "")
    marks = tuple((one - start + len(before), last - start + len(before)) for one, last in places if one >= start and last <= end)
    text = before + section.text[start:end] + after
    return Excerpt(section.anchor, section.title, text, marks)


def _cut(text: str, mark: int) -> tuple[int, int]:
    """Where a piece of a text around a mark begins and ends: at blanks, where there are some near."""
    start = max(0, mark - AROUND)
    if start:
        blank = text.find(" ", start, mark)
        start = blank + 1 if blank >= 0 else start
    end = min(len(text), start + LENGTH)
    if end < len(text):
        blank = text.rfind(" ", max(mark + 1, end - NEAR), end)
        end = blank if blank >= 0 else end
    return start, end


def marked(words: Sequence[str]) -> re.Pattern[str] | None:
    """What finds any of some words, blanks within Hangul ones allowed; None for no words."""
    each = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    pieces = [
        "[ ]?".join(re.escape(char) for char in word) if not word.isascii() else rf"(?<![A-Za-z0-9]){re.escape(word)}" for word in each
    ]
    return re.compile("|".join(pieces), re.IGNORECASE) if pieces else None


def _found(pattern: re.Pattern[str] | None, text: str) -> list[str]:
    return [folded(found[0]).replace(" ", "") for found in pattern.finditer(text)] if pattern else []
