"""A query's text to its readings: as typed, in other words, without blanks, and with the other keyboard layout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbsite.search.plan import Plan
from kbsite.search.source import Source
from kbsite.text.hangul import as_hangul_keys, as_latin_keys, is_jamo, is_syllable
from kbsite.text.normalise import compact

MOST_REPLACED = 4
LONGEST_PHRASE = 3
BETWEEN = re.compile(r"(?<=[가-힣]) +(?=[가-힣])")


def in_other_words(text: str, source: Source) -> Iterator[tuple[str, str]]:
    """The text with broken words joined, and with phrases replaced by others of the same meaning; with the phrase put in."""
    words = text.split(" ")
    if len(words) > 1 and any(len(word) == 1 for word in words):
        joined = BETWEEN.sub("", text)
        if joined != text:
            yield joined, ""
    replaced = 0
    for size in range(LONGEST_PHRASE, 0, -1):
        for at in range(len(words) - size + 1):
            phrase = compact(" ".join(words[at : at + size]))
            found = source.scan("synonyms", phrase + "\t", 3) if len(phrase) > 1 else ()
            for entry, _ in found[: MOST_REPLACED - replaced]:
                replaced += 1
                put = entry.partition("\t")[2]
                yield " ".join((*words[:at], put, *words[at + size :])), put


def in_other_script(plan: Plan) -> Iterator[tuple[str, float]]:
    """A plan's words with one of them, or all, as they sound in the other script; with a factor for how alike that is."""
    units = [unit for unit in plan.units if unit.kind != "particle"][:MOST_REPLACED]
    words = [unit.text for unit in units]
    sounding = [next((one for one in unit.alternatives if one.how == "sound"), None) for unit in units]
    found = [(at, one.text, one.factor) for at, one in enumerate(sounding) if one]
    if len(units) < 2:
        return
    for at, text, factor in found:
        yield " ".join((*words[:at], text, *words[at + 1 :])), factor
    if len(found) > 1:
        yield " ".join(one.text if one else word for word, one in zip(words, sounding, strict=True)), min(one[2] for one in found)


def with_other_layout(text: str) -> str:
    """What the same keys give with the other keyboard layout; empty where that cannot have been meant."""
    has_hangul = any(is_syllable(char) or is_jamo(char) for char in text)
    has_latin = any(char.isascii() and char.isalpha() for char in text)
    if has_latin == has_hangul:
        return ""
    if has_hangul:
        return as_latin_keys(text).lower()
    other = as_hangul_keys(text)
    letters = [char for char in other if char != " "]
    return other if sum(map(is_syllable, letters)) >= max(1, 0.6 * len(letters)) else ""
