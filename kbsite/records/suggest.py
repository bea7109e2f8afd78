"""The value somebody probably meant: nearest names to a misspelt one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from kbsite.words import Words

DID_YOU_MEAN = Words("did you mean '{name}'?", "혹시 '{name}'인가요?")
PARTED = re.compile("[-/]")
"""What ids and names of time zones consist of stands between these."""
SHORTEST_PART = 4
MOST_OF_PART = 0.25
"""Of the letters of a part so many may differ."""


def nearest(wrong: str, names: Iterable[str], *, most: float = 0.4) -> str | None:
    """The name with the fewest edits from `wrong`, or None where the best differs in more than `most` of its letters.

    Korean is compared by letter (jamo), so that one wrong vowel is one edit and not a whole syllable. Where no name is near as a whole, it
    is the one name that begins or ends nearly so: `programm` means `conf2020-programme`.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    by_letters = {_letters(name): name for name in sorted(names)}  # of two equally near the same one every time
    found = process.extractOne(_letters(wrong), list(by_letters), scorer=DamerauLevenshtein.normalized_distance, score_cutoff=most)
    return by_letters[found[0]] if found else _nearest_in_part(_letters(wrong), by_letters)


def _nearest_in_part(wrong: str, names: Mapping[str, str]) -> str | None:
    """The one name of which as many parts as `wrong` has, its first or its last, are nearly the same; given are names by their letters."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    if len(wrong) < SHORTEST_PART:
        return None
    size = len(PARTED.split(wrong))
    ends: dict[str, set[str]] = {}
    for letters, name in names.items():
        borders = [border.span() for border in PARTED.finditer(letters)]
        if len(borders) >= size:
            ends.setdefault(letters[: borders[size - 1][0]], set()).add(name)
            ends.setdefault(letters[borders[-size][1] :], set()).add(name)
    near = process.extract(wrong, list(ends), scorer=DamerauLevenshtein.normalized_distance, score_cutoff=MOST_OF_PART, limit=None)
    best = {name for end, distance, _ in near if distance == near[0][1] for name in ends[end]}
    return best.pop() if len(best) == 1 else None


def surely(wrong: str, names: Iterable[str]) -> str | None:
    """The one name that is within a slip or two of `wrong`, if no other is and all digits are the same."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    letters = _letters(wrong)
    most = 2 if len(letters) > 5 else 1
    by_letters: dict[str, set[str]] = {}
    for name in names:
        by_letters.setdefault(_letters(name), set()).add(name)
    near = process.extract(letters, list(by_letters), scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=2)
    found = [name for each, *_ in near for name in by_letters[each]]
    return found[0] if len(found) == 1 and _digits(found[0]) == _digits(wrong) else None


def did_you_mean(wrong: str, names: Iterable[str]) -> Words | None:
    """The suggestion as a sentence, if there is one."""
    name = nearest(wrong, names)
    return DID_YOU_MEAN.fill(name=name) if name is not None else None


def _letters(name: str) -> str:
    return unicodedata.normalize("NFD", name.casefold())


def _digits(name: str) -> list[str]:
    return [letter for letter in name if letter.isdigit()]
