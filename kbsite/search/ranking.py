"""Units of a query to scores of documents."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from kbsite.search.matches import Matches, Term, Totals
from kbsite.search.plan import Alternative, Plan, Unit
from kbsite.search.postings import K1, LEVELS
from kbsite.search.source import Source
from kbsite.text.rules import Rules

BODY = tuple((K1 + 1) * level / LEVELS for level in range(LEVELS + 1))
TITLE = (0.0, 5.2, 4.8, 4.4, 3.7, 3.0, 2.3, 1.6)
"""What a term in the title adds, by the title's class: BM25's part for one occurrence in a short field, three times that of the text."""
MOST = 6.0
"""What one term adds at most, or nearly."""


@dataclass(frozen=True, slots=True)
class Found:
    """What all documents have of a word."""

    matches: Matches | Term
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
        self._impacts = tuple(self._impact(packed) for packed in range(256))

    def rank(self, plan: Plan) -> Outcome:
        """Every document that has something of a plan."""
        total, bonuses = Totals(self._source.count), self._bonuses(plan)
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
            long = bonuses.whole > 0 and len(unit.text) > 1
            if isinstance(found.matches, Term):
                total.add_term(found.matches, importance, weight, long=long)
            else:
                total.add(found.matches, importance, weight, long=long)
        if not full:
            return Outcome()
        for gram in plan.bridges:
            found_term = self._source.postings(gram.term)
            if found_term:
                total.add_bridge(found_term, self.rarity(gram.term) * gram.weight * 0.5, self._impacts)
        scores = self._combined(total, full, top, bonuses)
        return Outcome(scores, max(total.cover, default=0.0) / full)

    def rarity(self, term: str) -> float:
        """Inverse document frequency of BM25, rounded so that both homes agree to the last digit."""
        found = self._source.postings(term)
        count = len(found.documents) if found else 0
        return math.floor(math.log(1 + (self._source.count - count + 0.5) / (count + 0.5)) * 256 + 0.5) / 256

    def _unit(self, unit: Unit) -> Found:
        known = self._known.get(unit)
        if known is None:
            known = self._known[unit] = self._look_up(unit)
        return known

    def _look_up(self, unit: Unit) -> Found:
        return self._term(unit) or self._alternatives(unit)

    def _term(self, unit: Unit) -> Found | None:
        """The same as below, where a word is one term that nothing else stands for."""
        alternative, *others = unit.alternatives
        if others or len(alternative.grams) > 1 or alternative.factor != 1 or not alternative.grams[0].needed:
            return None
        gram = alternative.grams[0]
        postings = self._source.postings(gram.term)
        if not postings:
            return None
        rarity = self.rarity(gram.term)
        add = gram.weight * rarity / gram.weight
        term = Term(postings, tuple(add * impact for impact in self._impacts))
        return Found(term, gram.needed * rarity / gram.needed, term.named)

    def _alternatives(self, unit: Unit) -> Found:
        best = Matches()
        plain = rarity = 0.0
        # Words of like sound come last: 파드 is no rarer for sounding like path.
        for alternative in sorted(unit.alternatives, key=lambda one: one.how == "sound"):
            found, its = self._alternative(alternative)
            if not found.score:
                continue
            sounds = alternative.how == "sound"
            if not sounds:
                plain = max(plain, its * alternative.factor)
            rarity = plain or max(rarity, its * alternative.factor)
            if sounds and its > plain > 0:
                found.score = {number: score * (plain / its) for number, score in found.score.items()}
            if best.score:
                best.at_least(found)
            else:
                best = found
        named = max(best.title.values(), default=0.0) > 0.5 or max(best.heading.values(), default=0.0) > 0.5
        return Found(best, rarity or self.rarity(""), named)

    def _alternative(self, alternative: Alternative) -> tuple[Matches, float]:
        """What each document has of it, and how rare it is."""
        found = Matches()
        factor = alternative.factor
        weight = sum(gram.weight for gram in alternative.grams) or 1.0
        needed = sum(gram.needed for gram in alternative.grams) or 1.0
        rarities = 0.0
        for gram in alternative.grams:
            rarity = self.rarity(gram.term)
            rarities += gram.needed * rarity
            postings = self._source.postings(gram.term)
            if postings:
                found.add(postings, factor * gram.weight * rarity / weight, self._impacts, factor * gram.needed / needed)
        partial = self._weights["partial"]
        # Few covers are different: what each does to a score is computed once.
        scale = {cover: partial + (1 - partial) * (cover / factor) * (cover / factor) for cover in set(found.cover.values())}
        if set(scale.values()) != {1.0}:
            covers = found.cover.values()
            found.score = {number: score * scale[cover] for (number, score), cover in zip(found.score.items(), covers, strict=True)}
        return found, rarities / needed

    def _impact(self, packed: int) -> float:
        heading = self._weights["heading"] if packed & 16 else 0.0
        return BODY[packed & 15] + self._weights["title"] * TITLE[packed >> 5] + heading

    def _bonuses(self, plan: Plan) -> Bonuses:
        weights, asking = self._weights, "_asking" if plan.asks else ""
        whole = weights["whole_bonus"] if len(plan.units) > 1 and not plan.asks else 0.0
        return Bonuses(weights[f"cover_floor{asking}"], weights[f"heading_bonus{asking}"], weights[f"cover_bonus{asking}"], whole)

    def _combined(self, total: Totals, full: float, top: float, bonuses: Bonuses) -> dict[int, float]:
        """One number: BM25's sum against the most it could be, by coverage; then how much of the query title and headings have."""
        floor, most, heading_bonus, cover_bonus, whole_bonus = (
            bonuses.floor,
            1 - bonuses.floor,
            bonuses.heading,
            bonuses.cover,
            bonuses.whole,
        )
        title_bonus, share_bonus = self._weights["title_bonus"], self._weights["share_bonus"]
        all_scores, covers, wholes = total.score, total.cover, total.whole
        titles, headings, shares = total.title, total.heading, total.share
        scores: dict[int, float] = {}
        for number in total.documents:
            cover, every = covers[number] / full, wholes[number] / full
            value = all_scores[number] / top * (floor + most * cover * cover * cover)
            if titles[number] or headings[number]:
                title, heading, share = titles[number] / full, headings[number] / full, min(1.0, shares[number])
                named = title * title * (title_bonus + share_bonus * share)
                value = value + named + heading_bonus * heading * heading
            scores[number] = value + cover_bonus * cover * cover * cover * cover + whole_bonus * every * every * every * every
        return scores
