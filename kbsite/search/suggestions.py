"""A query that found nothing to others that find something: without its filters, or with words of the index that begin alike."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.search.plan import make_plan
from kbsite.search.source import Source
from kbsite.text.hangul import compose, strokes
from kbsite.text.rules import Rules

SHORTEST = 2
"""Strokes that a word must share."""
EACH = 3
MOST = 4


def suggestions(text: str, source: Source, rules: Rules) -> tuple[str, ...]:
    """Texts with one word replaced by the most common of those that share most of its beginning; those sharing less than a half are left out."""
    found = [
        text.replace(unit.text, word).strip()
        for unit in make_plan(text, rules).units
        if unit.kind not in {"question", "particle"}
        for word in _near(strokes(unit.stem), source)
    ]
    return tuple(dict.fromkeys(found))[:MOST]


def _near(typed: str, source: Source) -> Iterator[str]:
    for size in range(len(typed) - 1, max(SHORTEST, len(typed) // 2) - 1, -1):
        words = sorted(source.common(typed[:size]), key=lambda entry: (-entry[1], entry[0]))
        if words:
            yield from (compose(word) for word, _ in words[:EACH])
            return
