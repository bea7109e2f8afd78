"""The data of the analysis, as both homes read it: endings, question words, and how sounds are spelled."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Rules:
    """Contents of `rules.json`."""

    endings: frozenset[str]
    """Particles and endings that may stand after a stem."""
    question: frozenset[str]
    """Words that ask or fill rather than name."""
    asking: frozenset[str]
    """Words that make a query a question."""
    asking_ends: tuple[str, ...]
    """Ends of words that do."""
    initials: Mapping[str, str]
    """Class of each initial consonant."""
    finals: Mapping[str, str]
    """Class of each final consonant."""
    graphemes: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    """By first letter, spellings at the beginning of the rest of a word, longest first, with the classes they may stand for."""
    spellings: Mapping[str, tuple[tuple[str, float], ...]]
    """For each jamo, Latin spellings with what they cost."""
    paraphrases: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """How people say it, and the words that documents use."""
    longest_ending: int
    weights: Mapping[str, float]
    """Every number of the ranking, by name; the specification says what each does."""


def rules_bytes() -> bytes:
    """`rules.json` as it stands, for the browser."""
    return resources.files("kbsite.text").joinpath("rules.json").read_bytes()


@cache
def load_rules() -> Rules:
    """The rules; read once, since they are part of the program."""
    data = json.loads(rules_bytes())
    sound = data["sound"]
    endings = frozenset(data["endings"].split())
    graphemes = {key: tuple(value.split("|")) for key, value in sound["graphemes"].items()}
    return Rules(
        endings=endings,
        question=frozenset(data["question"].split()),
        asking=frozenset(data["asking"].split()),
        asking_ends=tuple(data["asking_ends"].split()),
        initials=sound["initials"],
        finals=sound["finals"],
        graphemes=_by_first_letter(sorted(graphemes.items(), key=lambda pair: (-len(pair[0]), pair[0]))),
        spellings={jamo: _costs(value) for jamo, value in sound["spellings"].items()},
        paraphrases=tuple(_paraphrase(line) for line in data["paraphrases"]),
        longest_ending=max(map(len, endings)),
        weights=data["weights"],
    )


def _by_first_letter(spellings: Iterable[tuple[str, tuple[str, ...]]]) -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for letters, readings in spellings:
        found.setdefault(letters[0], []).append((letters, readings))
    return {letter: tuple(all_) for letter, all_ in found.items()}


def _costs(value: Any) -> tuple[tuple[str, float], ...]:
    good, _, fair = value.partition("|")
    return (*((letters, 0.0) for letters in good.split()), *((letters, 0.25) for letters in fair.split()))


def _paraphrase(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    said, _, written = line.partition(" > ")
    return tuple(said.split()), tuple(written.split())
