"""Text to lines that fit, by the widths of a font or, without one at hand, by estimated widths.

Estimates are those of Pretendard's bold weight or a little more, so that lighter weights and the usual Korean system
fonts stay within them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from types import MappingProxyType

_CLASSES = (
    (0.29, " ijlI'|.,:;"),
    (0.40, 'frt()[]{}/\\-"`!*^_'),
    (0.63, "abcdeghknopqsuvxyzFJ?+<>=~$#0123457LSPR"),
    (0.66, "BEKTZ689&"),
    (0.76, "ACDGHNOQUVXY"),
    (0.90, "mwM@"),
    (1.00, "W%"),
)
Ruler = Callable[[str, float], float]
"""Width of a line of text at a font size."""
_ASCII = MappingProxyType({ord(letter): width for width, letters in _CLASSES for letter in letters})
HANGUL = 0.92
FULL = 1.0
ELLIPSIS = "…"
_AFTER = frozenset("-/_.,·:)]}")
"""A word too long for a line is broken after one of these if it can be."""


@lru_cache(maxsize=4096)
def _advance(letter: str) -> float:
    known = _ASCII.get(ord(letter))
    if known is not None:
        return known
    if "가" <= letter <= "힣":
        return HANGUL
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(letter) not in "WF" and letter.isalpha():
        return 0.80 if letter.isupper() else 0.68
    return 0.32 if letter in "·‘’" else FULL


def text_width(text: str, size: float) -> float:
    """Estimated width of one line of text."""
    return sum(map(_advance, text)) * size


def wrap(text: str, size: float, width: float, ruler: Ruler = text_width) -> tuple[str, ...]:
    """Lines no wider than `width`, broken between words, and within a word only where it fits no line."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if ruler(longer, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, size, width, ruler)
        lines.extend(full)
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, size: float, width: float, ruler: Ruler) -> list[str]:
    pieces: list[str] = []
    while ruler(word, size) > width and len(word) > 1:
        fitting = _fitting(word, size, width, ruler)
        good = max((at for at in range(fitting // 2 + 1, fitting + 1) if word[at - 1] in _AFTER), default=fitting)
        pieces.append(word[:good])
        word = word[good:]
    return [*pieces, word]


def _fitting(word: str, size: float, width: float, ruler: Ruler) -> int:
    taken = 0.0
    for at, letter in enumerate(word):
        taken += ruler(letter, size)
        if taken > width:
            return max(at, 1)
    return len(word)


def balanced(text: str, size: float, width: float, ruler: Ruler = text_width) -> tuple[str, ...]:
    """As few lines as `wrap` needs, but of even length."""
    lines = wrap(text, size, width, ruler)
    if len(lines) < 2:
        return lines
    low, high = max(width / len(lines), min(longest_word(text, size, ruler), width)), width
    for _ in range(6):
        middle = (low + high) / 2
        tighter = wrap(text, size, middle, ruler)
        if len(tighter) > len(lines):
            low = middle
        else:
            lines, high = tighter, middle
    return lines


def longest_word(text: str, size: float, ruler: Ruler = text_width) -> float:
    """Width of the longest word."""
    return max((ruler(word, size) for word in text.split()), default=0.0)


def limited(text: str, size: float, width: float, count: int, ruler: Ruler = text_width) -> tuple[str, ...]:
    """At most `count` lines; where the text is longer, the last one ends in an ellipsis, after a word if that costs little."""
    lines = wrap(text, size, width, ruler)
    if len(lines) <= count:
        return balanced(text, size, width, ruler)
    last = " ".join(lines[count - 1 : count + 1])
    while last and ruler(last + ELLIPSIS, size) > width:
        last = last[:-1]
    whole, _, begun = last.rpartition(" ")
    last = whole if begun and len(whole) > 0.7 * len(last) else last
    return (*lines[: count - 1], last.rstrip(" ,.;:·-(") + ELLIPSIS)


def widest(lines: tuple[str, ...], size: float) -> float:
    """Width of the longest line."""
    return max((text_width(line, size) for line in lines), default=0.0)
