"""Names to the letters they stand under: initial consonants of Hangul first, then A to Z, then all others."""

from __future__ import annotations

import unicodedata

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
PLAIN_INITIALS = {"ㄲ": "ㄱ", "ㄸ": "ㄷ", "ㅃ": "ㅂ", "ㅆ": "ㅅ", "ㅉ": "ㅈ"}
ANCHORS = {
    "ㄱ": "g", "ㄴ": "n", "ㄷ": "d", "ㄹ": "r", "ㅁ": "m", "ㅂ": "b", "ㅅ": "s",
    "ㅇ": "vowel", "ㅈ": "j", "ㅊ": "ch", "ㅋ": "k", "ㅌ": "t", "ㅍ": "p", "ㅎ": "h",
}  # fmt: skip
"""An ASCII id for each initial consonant, so that links to letters read the same in every language."""
SYLLABLES = 588
"""Syllables that share an initial consonant."""
LATIN, OTHER = "latin", "other"


def script(name: str) -> tuple[int, str]:
    """Rank and ASCII name of the initial consonant of a name; `latin` or `other` where it begins otherwise."""
    first = name[0]
    if "가" <= first <= "힣":
        initial = INITIALS[(ord(first) - ord("가")) // SYLLABLES]
        initial = PLAIN_INITIALS.get(initial, initial)
        return INITIALS.index(initial), ANCHORS[initial]
    if first.isascii() and first.isalpha():
        return len(INITIALS), LATIN
    return len(INITIALS) + 1, OTHER


def letter(name: str) -> tuple[int, str, str]:
    """Rank, key in addresses and label of the letter, for lists so long that Latin names are told apart too.

    A letter with a mark stands under the bare one (Ł and Ø, which are letters of their own, under others). The label is
    empty where the interface has its own word for it: `speaker.letter_<name>`.

    >>> letter("Élodie"), letter("김민지")
    ((19, 'e', 'E'), (0, 'hangul-g', ''))
    """
    bare = unicodedata.normalize("NFD", name)[0] if not "가" <= name[0] <= "힣" else name
    rank, found = script(bare)
    if found == LATIN:
        return rank, bare.lower()[0], bare.upper()[0]
    return rank, OTHER if found == OTHER else f"hangul-{found}", ""
