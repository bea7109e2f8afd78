"""Units of a query to scores of documents."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from kbsite.search.plan import Alternative, Plan, Unit
from kbsite.search.postings import K1, LEVELS
from kbsite.search.source import Source
from kbsite.text.rules import Rules

BODY = tuple((K1 + 1) * level / LEVELS for level in range(LEVELS + 1))
TITLE = (0.0, 5.2, 4.8, 4.4, 3.7, 3.0, 2.3, 1.6)
"""What a term in the title adds, by the title's class: BM25's part for one occurrence in a short field, three times that of the text."""
TITLE_SHARE = (0.0, 1.0, 0.5, 0.34, 0.22, 0.15, 0.1, 0.05)
"""Share of a title that one of its terms is."""
WHOLE = 1 - 1e-9
"""Cover from which a document has a word with its ending, as it was typed."""
MOST = 6.0
"""What one term adds at most, or nearly."""


@dataclass(slots=True)
class Match:
    """What a document has of a query, or of a word of it."""

    score: float = 0.0
    cover: float = 0.0
    title: float = 0.0
    heading: float = 0.0
    share: float = 0.0
    whole: float = 0.0

    def at_least(self, other: Match) -> None:
        """Raise each number to the other's."""
        self.score = max(self.score, other.score)
        self.cover = max(self.cover, other.cover)
        self.title = max(self.title, other.title)
        self.heading = max(self.heading, other.heading)
        self.share = max(self.share, other.share)


@dataclass(frozen=True, slots=True)
class Found:
    """What all documents have of a word."""

    matches: dict[int, Match]
    rarity: float
    named: bool
    """Whether a title or heading has it."""


@dataclass(frozen=True, slots=True)
class Bonuses:
    """Weights of a document's score that are others where a query asks."""

    floor: float
    heading: float
    cover: float
    whole: float


@dataclass(slots=True)
class Outcome:
    """Scores of one reading of a query."""

    scores: dict[int, float] = field(default_factory=dict)
    coverage: float = 0.0
    """The largest share of the query that one document has."""


class Ranking:
    """Ranks the documents of a source for one query; what is known of a word is kept for its other readings."""

    def __init__(self, source: Source, rules: Rules) -> None:
        self._source = source
        self._weights = rules.weights
        self._known: dict[Unit, Found] = {}

    def rank(self, plan: Plan) -> Outcome:
        """Every document that has something of a plan."""
        total: dict[int, Match] = {}
        full = top = 0.0
        for unit in plan.units:
            found = self._unit(unit)
            importance, rarity = unit.weight, found.rarity
            if plan.asks and unit.kind != "question":
                importance *= 1.0 if found.named else self._weights["unnamed"]
                # What a question is about may stand everywhere; the verbs around it are rare.
                rarity = max(rarity, self._weights["rarity_asking"])
            weight = importance * rarity
            full += weight
            top += weight * MOST
            for number, match in found.matches.items():
                into = total.setdefault(number, Match())
                into.score += importance * match.score
                into.cover += weight * match.cover
                into.title += weight * match.title
                into.heading += weight * match.heading
                into.share += match.share
                if match.cover > WHOLE and len(unit.text) > 1:
                    into.whole += weight
        if not full:
            return Outcome()
        for gram in plan.bridges:
            self._bridge(gram.term, gram.weight, total)
        bonuses = self._bonuses(plan)
        scores = {number: self._combined(match, full, top, bonuses) for number, match in total.items()}
        return Outcome(scores, max((match.cover for match in total.values()), default=0.0) / full)

    def rarity(self, term: str) -> float:
        """Inverse document frequency of BM25, rounded so that both homes agree to the last digit."""
        found = self._source.postings(term)
        count = len(found.documents) if found else 0
        return math.floor(math.log(1 + (self._source.count - count + 0.5) / (count + 0.5)) * 256 + 0.5) / 256

    def _bridge(self, term: str, weight: float, total: dict[int, Match]) -> None:
        """Add to documents that have something of the query already."""
        found = self._source.postings(term)
        if not found:
            return
        add = self.rarity(term) * weight * 0.5
        for number, packed in zip(found.documents, found.bytes, strict=True):
            match = total.get(number)
            if match is not None:
                match.score += add * self._impact(packed)
                match.share += TITLE_SHARE[packed >> 5]

    def _unit(self, unit: Unit) -> Found:
        known = self._known.get(unit)
        if known is None:
            known = self._known[unit] = self._look_up(unit)
        return known

    def _look_up(self, unit: Unit) -> Found:
        best: dict[int, Match] = {}
        plain = rarity = 0.0
        # Words of like sound come last: 파드 is no rarer for sounding like path.
        for alternative in sorted(unit.alternatives, key=lambda one: one.how == "sound"):
            found, its = self._alternative(alternative)
            if not found:
                continue
            sounds = alternative.how == "sound"
            if not sounds:
                plain = max(plain, its * alternative.factor)
            rarity = plain or max(rarity, its * alternative.factor)
            scale = plain / its if sounds and its > plain > 0 else 1.0
            for number, match in found.items():
                match.score *= scale
                best.setdefault(number, match).at_least(match)
        named = any(match.title > 0.5 or match.heading > 0.5 for match in best.values())
        return Found(best, rarity or self.rarity(""), named)

    def _alternative(self, alternative: Alternative) -> tuple[dict[int, Match], float]:
        """What each document has of it, and how rare it is."""
        found: dict[int, Match] = {}
        weight = sum(gram.weight for gram in alternative.grams) or 1.0
        needed = sum(gram.needed for gram in alternative.grams) or 1.0
        rarities = 0.0
        for gram in alternative.grams:
            rarity = self.rarity(gram.term)
            rarities += gram.needed * rarity
            self._add(gram.term, alternative.factor * gram.weight * rarity / weight, alternative.factor * gram.needed / needed, found)
        partial = self._weights["partial"]
        for match in found.values():
            part = match.cover / alternative.factor
            match.score *= partial + (1 - partial) * part * part
        return found, rarities / needed

    def _add(self, term: str, add: float, cover: float, found: dict[int, Match]) -> None:
        postings = self._source.postings(term)
        if not postings:
            return
        for number, packed in zip(postings.documents, postings.bytes, strict=True):
            match = found.get(number)
            if match is None:
                match = found[number] = Match()
            match.score += add * self._impact(packed)
            match.cover += cover
            if packed & 16:
                match.heading += cover
            if packed > 31:
                match.title += cover
                if cover:
                    match.share += TITLE_SHARE[packed >> 5]

    def _impact(self, packed: int) -> float:
        heading = self._weights["heading"] if packed & 16 else 0.0
        return BODY[packed & 15] + self._weights["title"] * TITLE[packed >> 5] + heading

    def _bonuses(self, plan: Plan) -> Bonuses:
        weights, asking = self._weights, "_asking" if plan.asks else ""
        whole = weights["whole_bonus"] if len(plan.units) > 1 and not plan.asks else 0.0
        return Bonuses(weights[f"cover_floor{asking}"], weights[f"heading_bonus{asking}"], weights[f"cover_bonus{asking}"], whole)

    def _combined(self, match: Match, full: float, top: float, bonuses: Bonuses) -> float:
        """One number: BM25's sum against the most it could be, by coverage; then how much of the query title and headings have."""
        weights = self._weights
        cover, title, heading = match.cover / full, match.title / full, match.heading / full
        share, every = min(1.0, match.share), match.whole / full
        return (
            match.score / top * (bonuses.floor + (1 - bonuses.floor) * cover * cover * cover)
            + title * title * (weights["title_bonus"] + weights["share_bonus"] * share)
            + bonuses.heading * heading * heading
            + bonuses.cover * cover * cover * cover * cover
            + bonuses.whole * every * every * every * every
        )
