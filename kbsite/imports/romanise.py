"""Names and titles to the ASCII words of an id: Hangul by the Revised Romanization, other letters without their accents.

국어의 로마자 표기법, 문화관광부 고시 제2000-8호 (2000). Names go syllable by syllable, as its rule 3.4 wants; in words a final
consonant moves to a following vowel. Ids need no more: assimilation beyond that is left out, so that the same syllables
always give the same letters.
"""

from __future__ import annotations

import re
import unicodedata
import zlib

from kbsite.text.hangul import is_syllable

INITIALS = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "-", "j", "jj", "ch", "k", "t", "p", "h"]
VOWELS = ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"]
FINALS = [
    "-",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
]
MOVED = [
    "-",
    "g",
    "kk",
    "ks",
    "n",
    "nj",
    "n",
    "d",
    "r",
    "lg",
    "lm",
    "lb",
    "ls",
    "lt",
    "lp",
    "r",
    "m",
    "b",
    "ps",
    "s",
    "ss",
    "ng",
    "j",
    "ch",
    "k",
    "t",
    "p",
    "-",
]
"""Finals before a vowel."""
DOUBLE_FAMILY_NAMES = frozenset({"남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방"})
LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"}
    | {"ı": "i", "þ": "th", "Þ": "Th", "ð": "d", "+": " plus ", "#": " sharp ", "&": " and "}
)
KOREAN_NAME = re.compile("[가-힣]{2,5}")
LONGEST = 60


def slug(text: str, *, longest: int = LONGEST) -> str:
    """Words of a-z and digits joined by hyphens, at most `longest` characters; a checksum stands for letters that have no Latin form.

    The same text always gives the same slug; text without any letter gives an empty one.
    """
    text = unicodedata.normalize("NFC", text)
    latin = unicodedata.normalize("NFKD", _romanised(text).translate(LETTERS)).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.split(r"[^a-z0-9]+", re.sub(r"(?<=[a-z])['’](?=[a-z])", "", latin)) if word]
    kept, length = list[str](), 0
    for word in words:
        if kept and length + 1 + len(word) > longest - 9:
            break
        kept.append(word[: longest - 9])
        length += 1 + len(kept[-1])
    if len(kept) < len(words) and len(" ".join(words)) <= longest:
        kept = words
    if any(_is_lost(letter) for letter in text):
        kept.append(checksum(text))
    return "-".join(kept)


def person_slug(name: str) -> str:
    """The id of a person: a Korean name as family name and given name, any other as its words."""
    bare = name.replace(" ", "")
    if not KOREAN_NAME.fullmatch(bare):
        return slug(name)
    family = 2 if len(bare) > 2 and bare[:2] in DOUBLE_FAMILY_NAMES else 1
    return f"{_syllables(bare[:family])}-{_syllables(bare[family:])}"


def checksum(text: str) -> str:
    """Eight characters that follow from a text, to tell ids apart."""
    return f"{zlib.crc32(text.encode()):08x}"


def _syllables(name: str) -> str:
    return "".join("".join(part for part in _parts(letter) if part != "-") for letter in name)


def _parts(letter: str) -> tuple[str, str, str]:
    code = ord(letter) - 0xAC00
    return INITIALS[code // 588], VOWELS[code % 588 // 28], FINALS[code % 28]


def _romanised(text: str) -> str:
    found = []
    for at, letter in enumerate(text):
        if not is_syllable(letter):
            found.append(letter)
            continue
        initial, vowel, final = _parts(letter)
        following = text[at + 1 : at + 2]
        if final != "-" and is_syllable(following) and _parts(following)[0] == "-":
            final = MOVED[(ord(letter) - 0xAC00) % 28]
        if initial == "r" and found[-1:] == ["l"] and is_syllable(text[at - 1]):
            initial = "l"
        found += [part for part in (initial, vowel, final) if part != "-"]
    return "".join(found)


def _is_lost(letter: str) -> bool:
    """Whether a letter or digit leaves nothing behind."""
    if letter.isascii() or is_syllable(letter) or not letter.isalnum():
        return False
    return not unicodedata.normalize("NFKD", letter.translate(LETTERS)).encode("ascii", "ignore")
