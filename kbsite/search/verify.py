"""The best documents read again: who really has every word as it was typed, and in one section.

Pairs of syllables tell that a long document has 암호 and 호가, not that it has 암호가.
"""

from __future__ import annotations

from collections.abc import Sequence

from kbsite.search.document import Document
from kbsite.search.plan import Plan
from kbsite.search.source import Source
from kbsite.text.normalise import folded
from kbsite.text.rules import Rules

READ = 4
"""Documents read at most."""
AMBIGUOUS = 3
"""Characters from which the pairs of a word may stand apart."""


def verified(ranked: Sequence[tuple[int, float]], plan: Plan, source: Source, rules: Rules) -> list[tuple[int, float]]:
    """The ranking with more for documents of its head that have the words of a plan; unchanged where that cannot change who is first.

    Texts are read only of documents so near the best that they may overtake it. In a question only all of its words count.
    """
    words = _words(plan)
    bonus = rules.weights["verified"]
    near = [number for number, score in ranked[:READ] if score + bonus > ranked[0][1]]
    if len(near) < 2 or not words:
        return list(ranked)
    least = 0.5 if plan.asks else 0.0
    more = {number: bonus * share for number in near if (share := _share(source.document(number), words)) >= least}
    return [(number, score + more.get(number, 0.0)) for number, score in ranked]


def _words(plan: Plan) -> list[str]:
    """Words to look for, if there are several, and one that pairs may pretend."""
    units = [unit for unit in plan.units if unit.kind != "particle"]
    long = any(unit.kind == "gram" and len(unit.text) >= AMBIGUOUS for unit in units)
    return [unit.text for unit in units] if long and len(units) > 1 else []


def _share(document: Document, words: Sequence[str]) -> float:
    """1 where one section, with the title, has all words; a half and more where the document has them all."""
    names = folded("\n".join((document.title, *document.names)))
    sections = [folded(f"{section.title}\n{section.text}") for section in document.sections]
    having = [[word in names or word in section for word in words] for section in sections] or [[word in names for word in words]]
    everywhere = sum(map(any, zip(*having, strict=True))) / len(words)
    nearby = max(map(sum, having)) / len(words)
    return (everywhere * everywhere * everywhere * everywhere + nearby * nearby * nearby * nearby) / 2
