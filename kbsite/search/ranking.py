"""Units of a query to scores of documents."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from kbsite.search.plan import Alternative, Plan, Unit
from kbsite.search.postings import LEVELS, K1
from kbsite.search.source import Source
from kbsite.text.rules import Rules

BODY = tuple((K1 + 1) * level / LEVELS for level in range(LEVELS + 1))
TITLE = (0.0, 5.2, 4.8, 4.4, 3.7, 3.0, 2.3, 1.6)
"""What a term in the title adds, by the title's class."""
TITLE_SHARE = (0.0, 1.0, 0.5, 0.34, 0.22, 0.15, 0.1, 0.05)
"""Share of a title that one of its terms is."""


@dataclass(slots=True)
class Match:
    """What a document has of a query."""

    score: float = 0.0
    cover: float = 0.0
    title: float = 0.0
    heading: float = 0.0
    share: float = 0.0


@dataclass(slots=True)
class Outcome:
    """Scores of one reading of a query."""

    scores: dict[int, float]
    coverage: float
    """The largest share of the query that one document has."""
    used: list[tuple[Unit, Alternative]] = field(default_factory=list)


class Ranking:
    """Ranks the documents of a source."""

    def __init__(self, source: Source, rules: Rules) -> None:
        self._source = source
        self._weights = rules.weights

    def rarity(self, term: str) -> float:
        """Inverse document frequency of BM25, rounded so that both homes agree to the last digit."""
        found = self._source.postings(term)
        count = len(found.documents) if found else 0
        return math.floor(math.log(1 + (self._source.count - count + 0.5) / (count + 0.5)) * 256 + 0.5) / 256

    def rank(self, plan: Plan) -> Outcome:
        """Every document that has something of a plan."""
        total: dict[int, Match] = {}
        full = top = 0.0
        for unit in plan.units:
            found, rarity = self._unit(unit)
            weight = unit.weight * rarity
            full += weight
            top += weight * 6.0
            for number, match in found.items():
                into = total.setdefault(number, Match())
                into.score += unit.weight * match.score
                into.cover += weight * match.cover
                into.title += weight * match.title
                into.heading += weight * match.heading
                into.share += match.share
        for gram in plan.bridges:
            self._bridge(gram.term, gram.weight, total)
        if not full:
            return Outcome({}, 0.0)
        scores = {number: self._combined(match, full, top) for number, match in total.items()}
        return Outcome(scores, max((match.cover for match in total.values()), default=0.0) / full)

    def _bridge(self, term: str, weight: float, total: dict[int, Match]) -> None:
        found = self._source.postings(term)
        if not found:
            return
        rarity = self.rarity(term) * weight
        for number, packed in zip(found.documents, found.bytes, strict=True):
            if number in total:
                total[number].score += rarity * self._impact(packed) * 0.5
                total[number].share += TITLE_SHARE[packed >> 5]

    def _unit(self, unit: Unit) -> tuple[dict[int, Match], float]:
        best: dict[int, Match] = {}
        rarity = 0.0
        for alternative in unit.alternatives:
            found, its = self._alternative(alternative)
            if found:
                rarity = max(rarity, its * alternative.factor)
            for number, match in found.items():
                known = best.get(number)
                if known is None:
                    best[number] = match
                else:
                    known.score = max(known.score, match.score)
                    known.cover = max(known.cover, match.cover)
                    known.title = max(known.title, match.title)
                    known.heading = max(known.heading, match.heading)
                    known.share = max(known.share, match.share)
        return best, rarity or self.rarity("")

    def _alternative(self, alternative: Alternative) -> tuple[dict[int, Match], float]:
        found: dict[int, Match] = {}
        weight = sum(gram.weight for gram in alternative.grams) or 1.0
        needed = sum(gram.needed for gram in alternative.grams) or 1.0
        factor, rarities, partial = alternative.factor, 0.0, self._weights["partial"]
        for gram in alternative.grams:
            postings = self._source.postings(gram.term)
            rarity = self.rarity(gram.term)
            rarities += gram.needed * rarity
            if not postings:
                continue
            add, cover = factor * gram.weight * rarity / weight, factor * gram.needed / needed
            for number, packed in zip(postings.documents, postings.bytes, strict=True):
                match = found.get(number)
                if match is None:
                    match = found[number] = Match()
                match.score += add * self._impact(packed)
                match.cover += cover
                if packed >> 5:
                    match.title += cover
                    if cover:
                        match.share += TITLE_SHARE[packed >> 5]
                if packed & 16:
                    match.heading += cover
        for match in found.values():
            if self._weights["unit_power"] != 1:
                for name in ("cover", "title", "heading"):
                    setattr(match, name, factor * (getattr(match, name) / factor) ** self._weights["unit_power"])
            part = match.cover / factor
            match.score *= partial + (1 - partial) * part * part
        return found, rarities / needed

    def _impact(self, packed: int) -> float:
        return BODY[packed & 15] + self._weights["title"] * TITLE[packed >> 5] + (self._weights["heading"] if packed & 16 else 0.0)

    def _combined(self, match: Match, full: float, top: float) -> float:
        """One number: BM25's sum against the most it could be, by coverage; then how much of the query title and headings have."""
        weights = self._weights
        cover, title, heading = match.cover / full, match.title / full, match.heading / full
        share = min(1.0, match.share)
        floor = weights["cover_floor"]
        power = cover ** weights["cover_power"]
        return (
            match.score / top * (floor + (1 - floor) * power)
            + title * title * (weights["title_bonus"] + weights["share_bonus"] * share)
            + weights["heading_bonus"] * heading * heading
        )


def best(scores: Iterable[tuple[int, float]], count: int) -> list[tuple[int, float]]:
    """The highest scores, ties in the order of the documents."""
    return sorted(scores, key=lambda pair: (-round(pair[1], 9), pair[0]))[:count]
