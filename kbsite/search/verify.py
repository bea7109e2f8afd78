"""The best documents read again: who really has every word as it was typed, and in one section.

Pairs of syllables tell that a long document has 암호 and 호가, not that it has 암호가; and 일환 they find in 동일 환경.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kbsite.search.document import Document
from kbsite.search.plan import Plan, Unit
from kbsite.text.analyzer import has_grams
from kbsite.text.normalise import folded
from kbsite.text.rules import Rules

READ = 8
"""Documents read at most."""
READ_FEWER = 4
"""The same where a query asks, since few of its words stand in what answers it, and for one pair, which seldom stands apart."""
AMBIGUOUS = 3
"""Characters from which the pairs of one word of several may stand apart."""
TOGETHER = 3
"""Words of any script from which on it counts that one section has them all."""
STEM = 0.8
"""What the only word of a query counts that a text has with another ending."""
APART = 0.6
"""What it counts with blanks in it."""
BELOW = 0.9
"""What it counts where it stands under a heading and not in one."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A document as it is read: folded."""

    names: str
    heads: tuple[str, ...]
    sections: tuple[str, ...]


def parts(document: Document) -> Parts:
    """The folded title and names, titles of sections, and sections."""
    sections = tuple(folded(f"{section.title}\n{section.text}") for section in document.sections)
    heads = tuple(folded(section.title) for section in document.sections)
    return Parts(folded("\n".join((document.title, *document.names))), heads, sections or ("",))


def verified(ranked: Sequence[tuple[int, float]], plan: Plan, read: Callable[[int], Parts], rules: Rules) -> list[tuple[int, float]]:
    """The ranking with more for documents of its head that have the words of a plan; unchanged where that cannot change who is first.

    Texts are read only of documents so near the best that they may overtake it. In a question only all of its words count.
    """
    units = _units(plan)
    bonus, titled = rules.weights["verified"], rules.weights["titled"]
    few = plan.asks or (len(units) == 1 and len(units[0].text) < AMBIGUOUS)
    near = [number for number, score in ranked[: READ_FEWER if few else READ] if score + bonus > ranked[0][1]]
    if len(near) < 2 or not units:
        return list(ranked)
    least = 0.5 if plan.asks else 0.0
    more = {number: bonus * share for number in near if (share := _share(read(number), units)) >= least}
    for number in more:
        more[number] += titled if len(units) > 1 and all(unit.text in read(number).names for unit in units) else 0.0
    return [(number, score + more.get(number, 0.0)) for number, score in ranked]


def _units(plan: Plan) -> list[Unit]:
    """Words to look for, if one that names (or that stands alone) may be pretended by pairs, or if there are so many that it tells whether they stand together."""
    units = [unit for unit in plan.units if unit.kind != "particle"]
    least = AMBIGUOUS if len(units) > 1 else 2
    many = len(units) >= TOGETHER
    named = [unit for unit in units if unit.kind != "question"] or units
    return units if many or any(has_grams(unit.text) and len(unit.text) >= least for unit in named) else []


def _share(document: Parts, units: Sequence[Unit]) -> float:
    """1 where one section, with the title, has all words as typed; a half and more where the document has them all."""
    if len(units) == 1:
        return _share_of_one(document, units[0])
    known = [unit.text in document.names for unit in units]
    having = [[had or unit.text in text for unit, had in zip(units, known, strict=True)] for text in document.sections]
    everywhere = sum(map(any, zip(*having, strict=True))) / len(units)
    nearby = max(map(sum, having)) / len(units)
    return (everywhere * everywhere * everywhere * everywhere + nearby * nearby * nearby * nearby) / 2


def _share_of_one(document: Parts, unit: Unit) -> float:
    """The same for the only word of a query, which may have another ending and counts most in a title or heading."""
    apart = re.compile(" ?".join(map(re.escape, unit.stem)))
    named = max(_had(unit, text, apart) for text in (document.names, *document.heads))
    share = max(named, BELOW * max(_had(unit, text, apart) for text in document.sections))
    return share * share * share * share


def _had(unit: Unit, text: str, apart: re.Pattern[str]) -> float:
    """How much of a word a text has in one piece."""
    if unit.text in text:
        return 1.0
    return STEM if unit.stem in text else APART if apart.search(text) else 0.0
