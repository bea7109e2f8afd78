"""Loanwords and their Latin originals brought together by sound: a key of consonants, and a distance of spelling.

The key follows the idea of Soundex (Russell 1918): letters of like sound share a class and vowels are left out. Korean
writes foreign words by sound (국립국어원, 외래어 표기법), so that one key fits both scripts: 스케줄러 and scheduler are SKCR.
The distance is an alignment of minimal cost (Needleman and Wunsch 1970) of jamo with groups of letters.
"""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.text.hangul import is_syllable, parts
from kbsite.text.rules import Rules

VOWELS = "aeiou"
VARIANTS = 4
"""Keys of one Latin word at most."""
LONGEST = 24
"""Letters compared."""
SINGLE = ("ㅔㅣ", "ㅗㅜ", "final ㄹㄹ")
"""Two jamo for one letter: 레이블, 로우, 볼륨."""
SILENT = VOWELS + "hwyx"
"""First letters of words whose Hangul begins with a vowel."""


def hangul_key(word: str, rules: Rules) -> str:
    """Classes of the consonants of a Hangul word."""
    found = []
    for char in word:
        if is_syllable(char):
            initial, _, final = parts(char)
            found += [rules.initials.get(initial, ""), rules.finals.get(final, "")]
    return _squeezed("".join(found))


def latin_keys(word: str, rules: Rules) -> tuple[str, ...]:
    """Classes of the consonants of a Latin word, in each way it may be read."""
    found = [""]
    at = 0
    while at < len(word):
        size, readings = _grapheme(word, at, rules)
        found = [before + reading for reading in readings for before in found][:VARIANTS]
        at += size
    return tuple(dict.fromkeys(_squeezed(key) for key in found))


def _grapheme(word: str, at: int, rules: Rules) -> tuple[int, tuple[str, ...]]:
    if word[at] == "r":
        after = word[at + 1 : at + 2]
        if word[at:] == "re":
            return 1, ("", "R")
        return 1, (("R",) if after and after in VOWELS + "yr" else ("",))
    for letters, readings in rules.graphemes.get(word[at], ()):
        if word.startswith(letters, at):
            return len(letters), readings
    return 1, ("",)


def _squeezed(key: str) -> str:
    return "".join(char for at, char in enumerate(key) if at == 0 or key[at - 1] != char)


def jamo_of(word: str) -> list[tuple[str, int]]:
    """Sounding jamo of a Hangul word, each with the number of syllables complete after it; finals are marked."""
    found: list[tuple[str, int]] = []
    for number, char in enumerate(word, 1):
        initial, vowel, final = parts(char)
        if initial != "ㅇ":
            found.append((initial, number - 1))
        found.append((vowel, number - 1 if final else number))
        if final:
            found.append((f"final {final}", number))
    return found


class Spelling:
    """A Latin word as sounds may spell it; what each jamo costs in it is kept, for other words to be compared with."""

    def __init__(self, latin: str, rules: Rules) -> None:
        self._latin = latin[:LONGEST]
        self._rules = rules
        self._left_out = tuple(_left_out(self._latin, at) for at in range(len(self._latin)))
        self._steps: dict[str, tuple[tuple[int, int, float], ...]] = {}

    def distance(self, word: str) -> tuple[float, int]:
        """Cost a sound at which the word is spelled by the beginning of a Hangul word, and how many syllables that takes."""
        sounds = jamo_of(word[: len(self._latin)])
        most = self._rules.weights["like"] * max(len(sounds), 2)
        row = [0.0]
        for cost in self._left_out:
            row.append(row[-1] + cost)
        best, syllables, before = 9.0, 0, 0
        earlier = ""
        for count, (jamo, complete) in enumerate(sounds, 1):
            row = self._next_row(row, jamo, earlier)
            earlier = jamo
            cost = row[-1] / max(count, 2)
            if complete > before and cost <= best:
                best, syllables = cost, complete
            if min(row) > most:
                break
            before = complete
        return best, syllables

    def _next_row(self, row: list[float], jamo: str, earlier: str) -> list[float]:
        skip = 0.05 if jamo == "ㅡ" or earlier + jamo in SINGLE else 0.5 if jamo == "ㅣ" else 1.0
        new = [cost + skip for cost in row]
        if jamo not in self._steps:
            self._steps[jamo] = tuple(_steps(jamo, self._latin, self._rules))
        for at, to, cost in self._steps[jamo]:
            if row[at] + cost < new[to]:  # noqa: PLR1730 -- this is where the time goes, and a call takes most of it
                new[to] = row[at] + cost
        for at, cost in enumerate(self._left_out):
            if new[at] + cost < new[at + 1]:  # noqa: PLR1730 -- the same
                new[at + 1] = new[at] + cost
        return new


def distance(word: str, latin: str, rules: Rules) -> tuple[float, int]:
    """The same for one pair of words."""
    return Spelling(latin, rules).distance(word)


def may_sound(word: str, latin: str, rules: Rules) -> bool:
    """Whether a Hangul word and a Latin one begin alike: a look that spares most alignments."""
    initial = parts(word[0])[0]
    if initial == "ㅇ":
        return latin[0] in SILENT
    return any(latin.startswith(letters) for letters, _ in rules.spellings[initial])


def _steps(jamo: str, latin: str, rules: Rules) -> Iterator[tuple[int, int, float]]:
    """Places in a Latin word between which a jamo may stand, and at what cost."""
    plain = jamo.removeprefix("final ")
    is_vowel = "ㅏ" <= plain <= "ㅣ"
    spelled = [pair for name in dict.fromkeys((jamo, plain)) for pair in rules.spellings.get(name, ())]
    for letters, cost in spelled:
        at = latin.find(letters)
        while at >= 0:
            yield at, at + len(letters), cost
            at = latin.find(letters, at + 1)
    for at, letter in enumerate(latin):
        yield at, at + 1, 0.6 if (letter in VOWELS) == is_vowel else 1.5


def _left_out(latin: str, at: int) -> float:
    """Cost of a letter that no sound answers to."""
    letter = latin[at]
    if at and latin[at - 1] == letter:
        return 0.0
    if letter == "e":
        return 0.1
    if letter == "r" and not (latin[at + 1 : at + 2] and latin[at + 1] in VOWELS):
        return 0.05
    if letter in "hw":
        return 0.2
    return 0.4 if letter in VOWELS or letter == "y" else 1.0
