"""A query to ranked documents: filtered, read, verified, each record once."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from kbsite.search.plan import Plan, make_plan
from kbsite.search.query import Query
from kbsite.search.reading import Note, Reading, Scores
from kbsite.search.selection import has_phrases, selected, understood
from kbsite.search.source import Source
from kbsite.search.suggestions import suggestions
from kbsite.search.tables import MINOR, TWIN
from kbsite.search.verify import parts, verified
from kbsite.text.normalise import compact
from kbsite.text.rules import Rules, load_rules

LOOKED_AT = 40
"""Documents looked at for each page of results, at most."""
KEPT = 64
"""Texts kept for the next query."""
ROUNDED = 1e-8
"""More than scores may differ by that are the same when rounded."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Documents in order with their scores, how many records are worth showing, and what was done."""

    query: Query
    found: tuple[tuple[int, float], ...]
    total: int = 0
    matching: tuple[int, ...] = ()
    """All documents worth showing, best first."""
    notes: tuple[Note, ...] = ()
    suggestions: tuple[str, ...] = ()
    """Other queries to try, where nothing was found."""


class Engine:
    """Answers queries over a source."""

    def __init__(self, source: Source, rules: Rules | None = None) -> None:
        self.source = source
        self.rules = rules or load_rules()
        self._read = lru_cache(KEPT)(lambda number: parts(source.document(number)))

    def search(self, typed: str, count: int = 10, *, language: str = "", literal: bool = False) -> Answer:
        """The best documents, of one record only the best; `literal` takes what was typed as it stands."""
        query = understood(typed, self.source)
        allowed = selected(query, self.source)
        if not compact(query.text):
            return self._answer(query, dict.fromkeys(allowed or (), 1.0), allowed, count, language, ())
        scores, notes = Reading(self.source, self.rules, literal=literal).scores(query.text)
        if max(scores.values(), default=0.0) < self.rules.weights["nothing"] and _names_one_thing(make_plan(query.text, self.rules)):
            scores, notes = {}, ()  # two syllables of five are no find
        answer = self._answer(query, scores, allowed, count, language, notes)
        if answer.found:
            return answer
        bare = query.text.strip()
        return replace(answer, suggestions=(bare,) if scores and bare != typed.strip() else suggestions(bare, self.source, self.rules))

    def _answer(self, query: Query, scores: Scores, allowed: set[int] | None, count: int, language: str, notes: tuple[Note, ...]) -> Answer:
        own = self.source.postings(f"lang:{language}") if language else None
        if own:
            home, other = set(own.documents), self.rules.weights["other_language"]
            scores = {number: score if number in home else score * other for number, score in scores.items()}
        minor = self._marked(MINOR)
        if minor:
            scores = {number: score * self.rules.weights["minor"] if number in minor else score for number, score in scores.items()}
        # Taken before anything is left out, so that what facets promise is there when they are chosen.
        least = max(scores.values(), default=0.0) * self.rules.weights["enough"]
        if allowed is not None:
            scores = {number: score for number, score in scores.items() if number in allowed}
        looked_at = max(LOOKED_AT, count * 2)
        ranked = best(_head(scores, least, looked_at))
        if compact(query.text) and not any(note.kind != "typo" for note in notes):
            ranked = best(verified(ranked, make_plan(query.text, self.rules), self._read, self.rules))
        matching = tuple(number for number, _ in ranked if scores[number] >= least)
        twins = self._marked(TWIN)
        found = self._shown(query, ranked[:looked_at], count, set(own.documents) if own else set(), twins)
        return Answer(query, found, len({_first(number, twins) for number in matching}), matching, notes)

    def _marked(self, term: str) -> set[int]:
        found = self.source.postings(term)
        return set(found.documents) if found else set()

    def _shown(
        self, query: Query, ranked: list[tuple[int, float]], count: int, home: set[int], twins: set[int]
    ) -> tuple[tuple[int, float], ...]:
        """The first documents, each record once, in the reader's own language where that is found nearly as well."""
        found: dict[int, tuple[int, float]] = {}
        for number, score in ranked:
            if len(found) == count:
                break
            if query.phrases and not has_phrases(self.source.document(number), query.phrases):
                continue
            record = _first(number, twins)
            known = found.setdefault(record, (number, score))
            if number in home and known[0] not in home and score >= known[1] * self.rules.weights["own_language"]:
                found[record] = (number, known[1])
        return tuple(found.values())


def _names_one_thing(plan: Plan) -> bool:
    return sum(unit.kind not in {"question", "particle"} for unit in plan.units) == 1


def _first(number: int, twins: set[int]) -> int:
    """The first document about the same record."""
    while number in twins:
        number -= 1
    return number


def _head(scores: Scores, least: float, most: int) -> list[tuple[int, float]]:
    """Those of at least so much, and those that may be among the first `most`: the others need no order."""
    if len(scores) > most:
        least = min(least, sorted(scores.values())[-most] - ROUNDED)
        return [pair for pair in scores.items() if pair[1] >= least]
    return list(scores.items())


def best(scores: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """By score, ties in the order of the documents."""
    return sorted(scores, key=lambda pair: (-math.floor(pair[1] * 1e9 + 0.5), pair[0]))
