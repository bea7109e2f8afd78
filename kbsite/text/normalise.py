"""Text to the form that is compared: composed, half width, without invisible characters and without accents."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = re.compile("[\u00ad\u034f\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]")
"""Soft hyphen, joiners, direction marks, Hangul fillers, variation selectors, byte order mark."""
BEYOND = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")
"""Lone surrogates, and what needs two: emoji and scripts that are not searched. Without them a character is one unit in both homes."""
FULL_WIDTH = re.compile("[\uff01-\uff5e]")
HALF_JAMO = re.compile("[\uffa1-\uffdc]")
ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
LEADING = re.compile("[\u1100-\u1112]")
MEDIAL = re.compile("[\u1161-\u1175]")
ODD = re.compile(
    "[\u3000" + "".join(one.pattern[1:-1] for one in (INVISIBLE, BEYOND, FULL_WIDTH, HALF_JAMO, ACCENTED, LEADING, MEDIAL)) + "]"
)
"""Whatever is replaced: one look tells that most texts have nothing of it."""
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"


def normalise(text: str) -> str:
    """The comparable form, letter case kept.

    NFC and not NFKC: the latter turns the jamo of the keyboard (ㅋ) into conjoining ones. Conjoining jamo that NFC
    leaves alone (a syllable typed halfway, in NFD) become those of the keyboard.
    """
    if text.isascii() or (not ODD.search(text) and unicodedata.is_normalized("NFC", text)):
        return text
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", BEYOND.sub(" ", text)))
    text = FULL_WIDTH.sub(lambda found: chr(ord(found[0]) - 0xFEE0), text)
    text = HALF_JAMO.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text).replace("\u3000", " ")
    text = LEADING.sub(lambda found: INITIALS[ord(found[0]) - 0x1100], text)
    text = MEDIAL.sub(lambda found: chr(ord(found[0]) - 0x1161 + ord("ㅏ")), text)
    return ACCENTED.sub(lambda found: unicodedata.normalize("NFD", found[0])[0], text)


def folded(text: str) -> str:
    """The comparable form in lower case."""
    return normalise(text).lower()


NOT_WORD = re.compile(r"[\W_]+")


def compact(text: str) -> str:
    """Letters and digits alone, folded: what is equal whatever the spaces and punctuation."""
    return NOT_WORD.sub("", folded(text))
