"""A query to ranked documents: every reading of what was typed, and what each finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kbsite.search.expand import beginnings, forms, sounds, typos
from kbsite.search.plan import Plan, Unit, make_plan
from kbsite.search.ranking import Outcome, Ranking, best
from kbsite.search.source import Source
from kbsite.text.hangul import as_hangul_keys, as_latin_keys, initials, is_syllable, strokes
from kbsite.text.normalise import compact, folded, normalise
from kbsite.text.rules import Rules

LONGEST_QUERY = 200
ONLY_INITIALS = re.compile(r"[ㄱ-ㅎ\s]{2,}")
KEY_FIELDS = ("key_heading", "key_name", "key_title")


@dataclass(frozen=True, slots=True)
class Result:
    """Documents in order, with scores and what was done to find them."""

    found: list[tuple[int, float]]
    done: tuple[str, ...] = ()


class Engine:
    """Answers queries over a source."""

    def __init__(self, source: Source, rules: Rules) -> None:
        self.source = source
        self.rules = rules
        self.ranking = Ranking(source, rules)

    def search(self, query: str, count: int = 10) -> Result:
        """The best documents."""
        text = folded_query(query)
        if not text:
            return Result([])
        if ONLY_INITIALS.fullmatch(text):
            found = self._keys("initials", compact(text))
            if found:
                return Result(best(found.items(), count))
        scores, coverage, keyed = self.read(text)
        plan = make_plan(text, self.rules)
        weak = (coverage < self.rules.weights["weak"] and not keyed) or plan.stray
        done: list[str] = []
        if weak:
            for other in swapped(text):
                more, covered, keys = self.read(other)
                if covered > max(coverage, 0.5) or (keys and len(other) > 1):
                    scores = merged(more, scores, self.rules.weights["swapped"])
                    done.append(other)
                    coverage = covered
        for factor, other in self.variants(text):
            more, _, _ = self.read(other)
            scores = merged(scores, more, factor)
        return Result(best(scores.items(), count), tuple(done))

    def variants(self, text: str) -> Iterator[tuple[float, str]]:
        """The query with phrases replaced by others of the same meaning, and without the blanks between Hangul words."""
        words = text.split()
        if len(words) > 1 and any(len(word) == 1 for word in words):
            joined = re.sub(r"(?<=[가-힣])\s+(?=[가-힣])", "", text)
            if joined != text:
                yield self.rules.weights["variant"], joined
        tried = 0
        for size in (3, 2, 1):
            for at in range(len(words) - size + 1):
                phrase = compact(" ".join(words[at : at + size]))
                if len(phrase) < 2:
                    continue
                for entry, _ in self.source.scan("synonyms", phrase + "\t", 3):
                    other = entry.partition("\t")[2]
                    if tried < 4:
                        tried += 1
                        yield self.rules.weights["variant"], " ".join((*words[:at], other, *words[at + size :]))

    def read(self, text: str) -> tuple[dict[int, float], float, bool]:
        """Scores of one reading, its coverage, and whether a title or heading begins with it."""
        plan = make_plan(text, self.rules)
        plan = self.expanded(plan)
        outcome = self.ranking.rank(plan)
        scores = outcome.scores
        keys = self._keys("keys", strokes(compact(text)))
        stems = strokes("".join(unit.stem for unit in plan.units if unit.kind != "question"))
        if not keys and stems != strokes(compact(text)) and len(stems) > 3:
            for number, value in self._keys("keys", stems).items():
                keys[number] = max(keys.get(number, 0.0), self.rules.weights["key_stem"] * value)
        for number, value in keys.items():
            scores[number] = scores.get(number, 0.0) + value
        return scores, outcome.coverage, bool(keys)

    def expanded(self, plan: Plan) -> Plan:
        """A plan whose words may stand otherwise."""
        units = []
        for at, unit in enumerate(plan.units):
            if unit.kind == "particle":
                units.append(unit)
                continue
            last = at == len(plan.units) - 1
            tail = plan.tail if last else ""
            more = [*forms(unit, self.source, self.rules)]
            if unit.kind != "question":
                more += sounds(unit, self.source, self.rules)
            if last and plan.unfinished:
                more += beginnings(unit, tail, self.source, self.rules)
            if unit.kind != "question" and self.unknown(unit):
                more += typos(unit, tail, self.source, self.rules)
            units.append(unit.offering(*more))
        return replace(plan, units=tuple(units))

    def unknown(self, unit: Unit) -> bool:
        """Whether no document has all that a word needs."""
        shared: set[int] | None = None
        for gram in unit.alternatives[0].grams:
            if gram.needed:
                found = self.source.postings(gram.term)
                if not found:
                    return True
                shared = set(found.documents) if shared is None else shared & set(found.documents)
                if not shared:
                    return True
        return not shared

    def _keys(self, space: str, prefix: str) -> dict[int, float]:
        found: dict[int, float] = {}
        weights = self.rules.weights
        if not prefix:
            return found
        size = 20 if space == "keys" else 12
        for _, number, packed in self.source.begun(space, prefix[:size]):  # type: ignore[arg-type]
            total = packed & 31
            total = total if total <= 24 else 24 + (total - 24) * 8
            if len(prefix) > total + 8:
                continue
            ratio = min(1.0, len(prefix) / max(1, total))
            value = weights[KEY_FIELDS[packed >> 6]] * (
                weights["key_start" if packed & 32 else "key_inside"] + weights["key_ratio"] * ratio + (weights["key_whole"] if ratio >= 1 and packed & 32 else 0.0)
            )
            found[number] = max(found.get(number, 0.0), value)
        return found


def folded_query(query: str) -> str:
    """What is left of a query: cut, comparable, blanks made one."""
    return re.sub(r"\s+", " ", normalise(query[:LONGEST_QUERY])).lstrip()


def merged(first: dict[int, float], second: dict[int, float], factor: float) -> dict[int, float]:
    """The better of two scores of each document, the second times a factor."""
    found = dict(first)
    for number, value in second.items():
        found[number] = max(found.get(number, 0.0), factor * value)
    return found


def swapped(text: str) -> Iterator[str]:
    """What the same keys give with the other keyboard layout."""
    has_hangul = any(is_syllable(char) or "ㄱ" <= char <= "ㅣ" for char in text)
    has_latin = any(char.isascii() and char.isalpha() for char in text)
    if has_latin and not has_hangul:
        other = as_hangul_keys(text)
        letters = [char for char in other if not char.isspace()]
        if sum(map(is_syllable, letters)) >= max(1, 0.6 * len(letters)):
            yield other
    if has_hangul and not has_latin:
        yield as_latin_keys(text).lower()
