"""Hangul taken apart and put together: keystrokes of the two-set layout, initial consonants, and the other layout.

A keystroke is written as the compatibility jamo printed on the key (ㅘ is two strokes, ㄲ is one, with shift).
Arithmetic of syllables: The Unicode Standard, section 3.12, "Conjoining Jamo Behavior".
"""

from __future__ import annotations

from functools import lru_cache

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
FIRST, LAST = 0xAC00, 0xD7A3
PER_INITIAL = len(VOWELS) * len(FINALS)

SPLIT = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
"""Jamo that take two strokes."""
JOIN = {pair: one for one, pair in SPLIT.items()}

KEYS = dict(zip("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", "qwertyuiopasdfghjklzxcvbnm", strict=True)) | dict(
    zip("ㅃㅉㄸㄲㅆㅒㅖ", "QWERTOP", strict=True)
)
"""Key of the Latin layout for each stroke (KS X 5002)."""
STROKES = {key: stroke for stroke, key in KEYS.items()}


def is_syllable(char: str) -> bool:
    """Whether a character is a composed Hangul syllable."""
    return "가" <= char <= "힣"


def is_jamo(char: str) -> bool:
    """Whether a character is a consonant or vowel standing alone."""
    return "ㄱ" <= char <= "ㅣ"


def parts(syllable: str) -> tuple[str, str, str]:
    """Initial, vowel and final ("" where open) of a syllable."""
    number = ord(syllable) - FIRST
    return INITIALS[number // PER_INITIAL], VOWELS[number % PER_INITIAL // len(FINALS)], FINALS[number % len(FINALS)]


def strokes(text: str) -> str:
    """The keystrokes that type a text; what is not Hangul stands for itself."""
    return text if text.isascii() else "".join(map(_strokes_of, text))


@lru_cache(LAST - FIRST + 1)
def _strokes_of(char: str) -> str:
    return "".join(SPLIT.get(jamo, jamo) for jamo in parts(char)) if is_syllable(char) else SPLIT.get(char, char)


def initials(text: str) -> str:
    """Each syllable as its initial consonant; everything else as it is."""
    return "".join(INITIALS[(ord(char) - FIRST) // PER_INITIAL] if is_syllable(char) else char for char in text)


def compose(keys: str) -> str:
    """What an input method shows after these strokes: an automaton that gives a final back to a vowel that follows."""
    done: list[str] = []
    initial = vowel = final = ""
    for key in keys:
        if key in VOWELS:
            if final:
                kept, moved = _give_back(final)
                done.append(_shown(initial, vowel, kept))
                initial, vowel, final = moved, key, ""
            elif vowel and vowel + key in JOIN:
                vowel = JOIN[vowel + key]
            elif initial and not vowel:
                vowel = key
            else:
                done.append(_shown(initial, vowel, final))
                initial, vowel = "", key
        elif initial and vowel and not final and key in FINALS[1:]:
            final = key
        elif final and final + key in JOIN:
            final = JOIN[final + key]
        else:
            done.append(_shown(initial, vowel, final))
            initial = vowel = final = ""
            if key in INITIALS:
                initial = key
            else:
                done.append(key)
    done.append(_shown(initial, vowel, final))
    return "".join(done)


def _give_back(final: str) -> tuple[str, str]:
    """What stays of a final consonant, and what begins the next syllable."""
    pair = SPLIT.get(final)
    return (pair[0], pair[1]) if pair else ("", final)


def _shown(initial: str, vowel: str, final: str) -> str:
    if not (initial and vowel):
        return initial or vowel
    return chr(FIRST + INITIALS.index(initial) * PER_INITIAL + VOWELS.index(vowel) * len(FINALS) + FINALS.index(final))


def as_latin_keys(text: str) -> str:
    """What the strokes of a text give with the Latin layout on: 쿠버 -> znqj."""
    return "".join(KEYS.get(stroke, stroke) for stroke in strokes(text))


def as_hangul_keys(text: str) -> str:
    """What Latin letters give with the Korean layout on: gksrmf -> 한글."""
    return compose("".join(STROKES.get(char) or STROKES.get(char.lower(), char) for char in text))
