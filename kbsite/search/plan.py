"""A query's text to units: what to look up for each word, and what each lookup weighs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kbsite.text.analyzer import Token, spans
from kbsite.text.normalise import normalise
from kbsite.text.rules import Rules
from kbsite.text.stem import asks, stem_length

How = Literal["typed", "form", "beginning", "typo", "sound", "paraphrase"]

MOST_UNITS = 20


@dataclass(frozen=True, slots=True)
class Gram:
    """A term to look up: what it adds where found, and what is missed where not."""

    term: str
    weight: float
    needed: float


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a word may stand in a document."""

    grams: tuple[Gram, ...]
    factor: float = 1.0
    how: How = "typed"
    text: str = ""
    """The word found, where it is not the one typed."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of the query."""

    text: str
    stem: str
    weight: float
    kind: str
    alternatives: tuple[Alternative, ...]
    known: bool = False
    """Whether it was put in for another, and so stands as the index has it."""

    def offering(self, *more: Alternative) -> Unit:
        """The same with more ways to stand in a document."""
        return replace(self, alternatives=(*self.alternatives, *more))


@dataclass(frozen=True, slots=True)
class Plan:
    """All units of a query, and the grams that join neighbours."""

    text: str
    units: tuple[Unit, ...]
    bridges: tuple[Gram, ...]
    unfinished: bool
    """Whether it ends within a word."""
    stray: bool
    """Whether lone jamo stand before the end."""
    asks: bool
    """Whether it is a question."""
    tail: str
    """The jamo after the last unit, if an input method left any."""


def make_plan(text: str, rules: Rules) -> Plan:
    """Units of a text."""
    text = normalise(text)
    units: list[Unit] = []
    bridges: list[Gram] = []
    before: Token | None = None
    stray, tail = False, ""
    for span in spans(text):
        stray, tail = stray or bool(tail), ""
        if span[0].kind == "jamo":
            tail = span[0].text
        elif span[0].kind == "gram":
            attached = before is not None and before.kind == "word" and before.end == span[0].start
            units += [_gram_unit(token.text, rules, attached=attached and at == 0) for at, token in enumerate(span)]
            bridges += _bridges([token.text for token in span], rules)
        else:
            units += [_word_unit(token, rules) for token in span]
            if len(span) > 1:
                bridges.append(Gram("".join(token.text for token in span), rules.weights["bridge"], 0.0))
            elif before is not None and before.kind == "word":
                bridges.append(Gram(before.text + span[0].text, rules.weights["bridge"], 0.0))
        before = span[-1]
    # An input method leaves one consonant at the end, never a vowel and never two.
    stray = stray or len(tail) > 1 or tail[:1] >= "ㅏ"
    units = units[:MOST_UNITS]
    asked = any(unit.text in rules.asking or unit.text.endswith(rules.asking_ends) for unit in units)
    filler = rules.weights["question" if asked else "filler"]
    if any(unit.kind != "question" for unit in units):
        units = [replace(unit, weight=unit.weight * filler) if unit.kind == "question" else unit for unit in units]
    unfinished = bool(units) and not text[-1:].isspace()
    return Plan(text, tuple(units), tuple(bridges[: MOST_UNITS * 2]), unfinished, stray, asked, tail)


def _word_unit(token: Token, rules: Rules) -> Unit:
    word = token.text
    kind = "question" if word in rules.question else "word"
    weight = 0.5 if len(word) == 1 or word.isdecimal() else 1.0
    return Unit(word, word, weight, kind, (Alternative((Gram(word, 1.0, 1.0),)),))


def _gram_unit(word: str, rules: Rules, *, attached: bool) -> Unit:
    if attached and word in rules.endings:
        return Unit(word, word, rules.weights["attached"], "particle", (Alternative(tuple(grams(word, len(word), rules))),))
    size = stem_length(word, rules)
    kind = "question" if asks(word, rules) else "gram"
    weight = rules.weights["lone"] if len(word) == 1 else min(rules.weights["longest"], 1 + rules.weights["longer"] * (size - 2))
    return Unit(word, word[:size], weight, kind, (Alternative(tuple(grams(word, size, rules))),))


def grams(word: str, stem: int, rules: Rules) -> Iterator[Gram]:
    """Grams of a word, those of its stem heavier. Those that touch an ending add to the score and are not missed."""
    weights = rules.weights
    if len(word) == 1:
        yield Gram(word, 1.0, 1.0)
    for at in range(len(word) - 1):
        inside = at + 2 <= stem
        yield Gram(word[at : at + 2], 1.0 if inside else weights["at_ending"], 1.0 if inside else weights["ending_needed"])


def _bridges(words: list[str], rules: Rules) -> Iterator[Gram]:
    """Pairs across the blank between two words, with and without the ending of the first."""
    for one, other in itertools.pairwise(words):
        for size in dict.fromkeys((len(one), stem_length(one, rules))):
            yield Gram(one[size - 1] + other[0], rules.weights["bridge"], 0.0)
