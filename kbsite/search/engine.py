"""A query to ranked documents: filtered, read, verified, each record once."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kbsite.search.plan import make_plan
from kbsite.search.query import Query, parse_query
from kbsite.search.reading import Note, Reading, Scores
from kbsite.search.selection import has_phrases, selected
from kbsite.search.source import Source
from kbsite.search.suggestions import suggestions
from kbsite.search.tables import MINOR, TWIN
from kbsite.search.verify import verified
from kbsite.text.normalise import compact
from kbsite.text.rules import Rules, load_rules

LOOKED_AT = 40
"""Documents looked at for each page of results, at most."""


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

    def search(self, typed: str, count: int = 10, *, language: str = "", literal: bool = False) -> Answer:
        """The best documents, of one record only the best; `literal` takes what was typed as it stands."""
        query = parse_query(typed)
        allowed = selected(query, self.source)
        if not compact(query.text):
            scores = dict.fromkeys(allowed or (), 1.0)
            return self._answer(query, scores, count, language, ())
        scores, notes = Reading(self.source, self.rules, literal=literal).scores(query.text)
        unfiltered = scores
        if allowed is not None:
            scores = {number: score for number, score in scores.items() if number in allowed}
        answer = self._answer(query, scores, count, language, notes)
        if answer.found:
            return answer
        bare = query.text.strip()
        return replace(answer, suggestions=(bare,) if unfiltered and bare != typed.strip() else suggestions(bare, self.source, self.rules))

    def _answer(self, query: Query, scores: Scores, count: int, language: str, notes: tuple[Note, ...]) -> Answer:
        own = self.source.postings(f"lang:{language}") if language else None
        if own:
            home, other = set(own.documents), self.rules.weights["other_language"]
            scores = {number: score if number in home else score * other for number, score in scores.items()}
        minor = self._marked(MINOR)
        if minor:
            scores = {number: score * self.rules.weights["minor"] if number in minor else score for number, score in scores.items()}
        ranked = best(scores.items())
        if compact(query.text) and not any(note.kind != "typo" for note in notes):
            ranked = best(verified(ranked, make_plan(query.text, self.rules), self.source, self.rules))
        least = ranked[0][1] * self.rules.weights["enough"] if ranked else 0.0
        matching = tuple(number for number, score in ranked if score >= least)
        found = self._shown(query, ranked[: max(LOOKED_AT, count * 2)], count, set(own.documents) if own else set())
        return Answer(query, found, self._records(matching), matching, notes)

    def _marked(self, term: str) -> set[int]:
        found = self.source.postings(term)
        return set(found.documents) if found else set()

    def _records(self, matching: tuple[int, ...]) -> int:
        """How many records some documents are about; those of one record stand next to each other."""
        twins = self._marked(TWIN)
        return len({_first(number, twins) for number in matching})

    def _shown(self, query: Query, ranked: list[tuple[int, float]], count: int, home: set[int]) -> tuple[tuple[int, float], ...]:
        """The first documents, each record once, in the reader's own language where that is found nearly as well."""
        found: dict[str, tuple[int, float]] = {}
        for number, score in ranked:
            if len(found) == count:
                break
            document = self.source.document(number)
            if not has_phrases(document, query.phrases):
                continue
            known = found.setdefault(document.record or document.id, (number, score))
            if number in home and known[0] not in home and score >= known[1] * self.rules.weights["own_language"]:
                found[document.record or document.id] = (number, known[1])
        return tuple(found.values())


def _first(number: int, twins: set[int]) -> int:
    """The first document about the same record."""
    while number in twins:
        number -= 1
    return number


def best(scores: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """By score, ties in the order of the documents."""
    return sorted(scores, key=lambda pair: (-math.floor(pair[1] * 1e9 + 0.5), pair[0]))
