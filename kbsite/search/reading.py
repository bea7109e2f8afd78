"""What was typed to scores of documents: as it stands, in other words, on the other keyboard layout, by initial consonants."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from kbsite.search.expand import beginnings, forms, paraphrases, sounds, typos
from kbsite.search.plan import Alternative, Plan, Unit, make_plan
from kbsite.search.postings import size_class
from kbsite.search.ranking import Ranking
from kbsite.search.readings import in_other_script, in_other_words, with_other_layout
from kbsite.search.rows import INITIALS_SIZE, KEY_SIZE, START
from kbsite.search.source import Source, Space
from kbsite.text.hangul import strokes
from kbsite.text.normalise import compact
from kbsite.text.rules import Rules

ONLY_INITIALS = re.compile(r"[ㄱ-ㅎ ]{2,}")
KEY_SHORT = 4
"""Strokes up to which the beginning of a key says little."""
KEY_FIELDS = ("key_heading", "key_name", "key_title")

Scores = dict[int, float]


@dataclass(frozen=True, slots=True)
class Note:
    """What was done to find something: the words typed, and the words found instead."""

    kind: Literal["layout", "typo", "initials"]
    typed: str
    found: str


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
            for other, put in in_other_words(text, self._source):
                scores = merged(scores, self._read(other, put)[0], self._weights["variant"])
        return scores, tuple(notes)

    def plan(self, text: str, put: str = "") -> Plan:
        """The words of a text, each with the others that may stand for it; those of a phrase put in for another stand as they are."""
        plan = make_plan(text, self._rules)
        known = {unit.text for unit in make_plan(put, self._rules).units}
        last = len(plan.units) - 1
        units = [self._expand(replace(unit, known=unit.text in known), plan, last=at == last) for at, unit in enumerate(plan.units)]
        return replace(plan, units=tuple(units))

    def _read(self, text: str, put: str = "") -> tuple[Scores, float, bool]:
        """Scores of one reading, its coverage, and whether a title or heading has a part that begins so."""
        plan = self.plan(text, put)
        outcome = self._ranking.rank(plan)
        typed = strokes(compact(text))
        # A title that begins with C is not about C++.
        keys = {} if any(unit.text.endswith(("+", "#")) for unit in plan.units) else self._keyed("keys", typed)
        stems = strokes("".join(unit.stem for unit in plan.units if unit.kind not in {"question", "particle"}))
        if not plan.tail and stems != typed and len(stems) > 3 and not (keys and self._begins(typed)):
            # A title that is the stems alone is meant even where another one has the words with their endings.
            keys = merged(keys, self._keyed("keys", stems, whole=bool(keys)), self._weights["key_stem"])
        if not keys and not plan.tail:
            for other, factor in in_other_script(plan):
                keys = merged(keys, self._keyed("keys", strokes(compact(other))), factor * self._weights["variant"])
        for number, value in keys.items():
            outcome.scores[number] = outcome.scores.get(number, 0.0) + value
        return outcome.scores, outcome.coverage, bool(keys)

    def _expand(self, unit: Unit, plan: Plan, *, last: bool) -> Unit:
        typing = last and plan.unfinished
        asking = plan.asks or len(plan.units) > 2
        key = (unit, plan.tail if last else "", typing, asking)
        if key not in self._expanded:
            self._expanded[key] = unit if unit.kind == "particle" else unit.offering(*self._alternatives(*key))
        return self._expanded[key]

    def _alternatives(self, unit: Unit, tail: str, typing: bool, asking: bool) -> Iterable[Alternative]:
        source, rules = self._source, self._rules
        if unit.known:
            yield from forms(unit, source, rules)
            return
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

    def _begins(self, typed: str) -> bool:
        """Whether a title, name or heading begins so."""
        return any(packed & START for _, packed in self._source.begun("keys", typed[:KEY_SIZE]))

    def _keyed(self, space: Space, prefix: str, *, whole: bool = False) -> Scores:
        """Documents of which a title, name or heading has a part that begins so, or (`whole`) is just that."""
        found: Scores = {}
        if not prefix:
            return found
        weights, size = self._weights, KEY_SIZE if space == "keys" else INITIALS_SIZE
        long = weights["key_long"] * min(1.0, max(0, len(prefix) - KEY_SHORT) / KEY_SHORT / 2)
        for number, packed in self._source.begun(space, prefix[:size]):
            typed, total = size_class(len(prefix)), packed & 31
            if typed > total:
                continue
            start, ratio = packed & START, typed / max(1, total)
            is_whole = start and ratio >= 1
            if whole and not is_whole:
                continue
            value = weights[KEY_FIELDS[packed >> 6]] * (
                weights["key_start" if start else "key_inside"]
                + weights["key_ratio"] * ratio
                + (weights["key_whole"] if is_whole else 0.0)
                + long
            )
            found[number] = max(found.get(number, 0.0), value)
        return found


def merged(first: Scores, second: Scores, factor: float) -> Scores:
    """The better of two scores of each document, the second times a factor."""
    found = dict(first)
    for number, value in second.items():
        found[number] = max(found.get(number, 0.0), factor * value)
    return found
