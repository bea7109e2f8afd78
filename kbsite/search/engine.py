"""A query to ranked documents: every reading of what was typed, and what each finds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from kbsite.search.expand import beginnings, forms, paraphrases, sounds, typos
from kbsite.search.plan import Alternative, Plan, Unit, make_plan
from kbsite.search.postings import size_class
from kbsite.search.query import Query, parse_query
from kbsite.search.ranking import Ranking
from kbsite.search.readings import in_other_script, in_other_words, with_other_layout
from kbsite.search.selection import has_phrases, selected
from kbsite.search.source import Source, Space
from kbsite.search.suggestions import suggestions
from kbsite.search.tables import INITIALS_SIZE, KEY_SIZE, MINOR, TWIN
from kbsite.search.verify import verified
from kbsite.text.hangul import strokes
from kbsite.text.normalise import compact
from kbsite.text.rules import Rules, load_rules

ONLY_INITIALS = re.compile(r"[ㄱ-ㅎ ]{2,}")
KEY_SHORT = 4
"""Strokes up to which the beginning of a key says little."""
KEY_FIELDS = ("key_heading", "key_name", "key_title")
LOOKED_AT = 40
"""Documents looked at for each page of results, at most."""

Scores = dict[int, float]


@dataclass(frozen=True, slots=True)
class Note:
    """What was done to find something: the words typed, and the words found instead."""

    kind: Literal["layout", "typo", "initials"]
    typed: str
    found: str


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


class Reading:
    """All readings of one query's text, and the words found for those typed."""

    def __init__(self, source: Source, rules: Rules, *, literal: bool) -> None:
        self._source = source
        self._rules = rules
        self._weights = rules.weights
        self._literal = literal
        self._ranking = Ranking(source, rules)
        self._expanded: dict[tuple[Unit, str, bool, bool], Unit] = {}
        self._corrected: dict[str, str] = {}
        self._missed = False
        """Whether some word that names is in no document."""

    def scores(self, text: str) -> tuple[Scores, tuple[Note, ...]]:
        """The best score of each document over all readings."""
        if ONLY_INITIALS.fullmatch(text):
            found = self._keyed("initials", compact(text))
            if found:
                return found, (Note("initials", text.strip(), ""),)
        scores, coverage, keyed = self._read(text)
        notes = [Note("typo", typed, found) for typed, found in self._corrected.items()]
        if not self._literal:
            weak = not keyed and (coverage < self._weights["weak"] or self._missed)
            if weak or make_plan(text, self._rules).stray:
                other = with_other_layout(text)
                more, covered, keyed = self._read(other) if other else ({}, 0.0, False)
                if covered > max(coverage, 0.5) or (keyed and len(other) > 1):
                    return merged(more, scores, self._weights["swapped"]), (Note("layout", text.strip(), other.strip()),)
            for other in in_other_words(text, self._source):
                scores = merged(scores, self._read(other)[0], self._weights["variant"])
        return scores, tuple(notes)

    def plan(self, text: str) -> Plan:
        """The words of a text, each with the others that may stand for it."""
        return self._with_alternatives(make_plan(text, self._rules))

    def _read(self, text: str) -> tuple[Scores, float, bool]:
        """Scores of one reading, its coverage, and whether a title or heading has a part that begins so."""
        plan = self.plan(text)
        outcome = self._ranking.rank(plan)
        typed = strokes(compact(text))
        # A title that begins with C is not about C++.
        keys = {} if any(unit.text.endswith(("+", "#")) for unit in plan.units) else self._keyed("keys", typed)
        if not keys and not plan.tail:
            stems = strokes("".join(unit.stem for unit in plan.units if unit.kind != "question"))
            if stems != typed and len(stems) > 3:
                keys = {number: value * self._weights["key_stem"] for number, value in self._keyed("keys", stems).items()}
        if not keys and not plan.tail:
            for other, factor in in_other_script(plan):
                keys = merged(keys, self._keyed("keys", strokes(compact(other))), factor * self._weights["variant"])
        for number, value in keys.items():
            outcome.scores[number] = outcome.scores.get(number, 0.0) + value
        return outcome.scores, outcome.coverage, bool(keys)

    def _with_alternatives(self, plan: Plan) -> Plan:
        last = len(plan.units) - 1
        units = [self._expand(unit, plan, last=at == last) for at, unit in enumerate(plan.units)]
        return replace(plan, units=tuple(units))

    def _expand(self, unit: Unit, plan: Plan, *, last: bool) -> Unit:
        typing = last and plan.unfinished
        asking = plan.asks or len(plan.units) > 2
        key = (unit, plan.tail if last else "", typing, asking)
        if key not in self._expanded:
            self._expanded[key] = unit if unit.kind == "particle" else unit.offering(*self._alternatives(*key))
        return self._expanded[key]

    def _alternatives(self, unit: Unit, tail: str, typing: bool, asking: bool) -> Iterable[Alternative]:
        source, rules = self._source, self._rules
        named = unit.kind != "question"
        inflected = list(forms(unit, source, rules))
        corrections = self._corrections(unit, tail) if named and not self._literal and not inflected else []
        yield from inflected
        if named and not (corrections and unit.kind == "word"):
            yield from sounds(unit, source, rules)
        if named and asking:
            yield from paraphrases(unit, rules)
        if typing:
            yield from beginnings(unit, tail, source, rules)
        yield from corrections

    def _corrections(self, unit: Unit, tail: str) -> list[Alternative]:
        """Words that a word which no document has may be a mistake for."""
        if not self._unknown(unit):
            return []
        self._missed = True
        found = list(typos(unit, tail, self._source, self._rules))
        if found and not tail:
            self._corrected.setdefault(unit.text, found[0].text)
        return found

    def _unknown(self, unit: Unit) -> bool:
        """Whether no document has all that a word needs."""
        shared: set[int] | None = None
        for gram in unit.alternatives[0].grams:
            if gram.needed == 1:
                found = self._source.postings(gram.term)
                numbers = set(found.documents) if found else set()
                shared = numbers if shared is None else shared & numbers
        if not shared:
            return True
        return unit.kind == "gram" and len(unit.stem) > 2 and len(shared) <= self._weights["rare"] and not self._in_a_word(unit.stem)

    def _in_a_word(self, stem: str) -> bool:
        """Whether some word of the index begins or ends so."""
        typed = strokes(stem)
        return bool(self._source.scan("words", typed, 1) or self._source.scan("reversed", typed[::-1], 1))

    def _keyed(self, space: Space, prefix: str) -> Scores:
        """Documents of which a title, name or heading has a part that begins so."""
        found: Scores = {}
        if not prefix:
            return found
        weights, size = self._weights, KEY_SIZE if space == "keys" else INITIALS_SIZE
        long = weights["key_long"] * min(1.0, max(0, len(prefix) - KEY_SHORT) / KEY_SHORT / 2)
        for number, packed in self._source.begun(space, prefix[:size]):
            typed, total = size_class(len(prefix)), packed & 31
            if typed > total:
                continue
            start, ratio = packed & 32, typed / max(1, total)
            whole = weights["key_whole"] if start and ratio >= 1 else 0.0
            value = weights[KEY_FIELDS[packed >> 6]] * (
                weights["key_start" if start else "key_inside"] + weights["key_ratio"] * ratio + whole + long
            )
            found[number] = max(found.get(number, 0.0), value)
        return found


def _first(number: int, twins: set[int]) -> int:
    """The first document about the same record."""
    while number in twins:
        number -= 1
    return number


def merged(first: Scores, second: Scores, factor: float) -> Scores:
    """The better of two scores of each document, the second times a factor."""
    found = dict(first)
    for number, value in second.items():
        found[number] = max(found.get(number, 0.0), factor * value)
    return found


def best(scores: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """By score, ties in the order of the documents."""
    return sorted(scores, key=lambda pair: (-math.floor(pair[1] * 1e9 + 0.5), pair[0]))
