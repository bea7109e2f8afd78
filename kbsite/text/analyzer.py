"""Text to index terms: grams of Hangul, words of other scripts, and the parts and joins of identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from kbsite.text.normalise import normalise

Kind = Literal["gram", "word", "jamo"]

GRAM = "가-힣\u3041-\u30ff\u3400-\u9fff"
"""Scripts indexed by grams: Hangul syllables, Kana, Han."""
_TAIL = r"(?:(?<=[A-Za-z])(?:\+\+|#)(?![A-Za-z0-9]))?"
WORD = rf"(?:[0-9A-Za-z]++|(?![{GRAM}ㄱ-ㅣ])[^\W_])++{_TAIL}"
ASCII_WORD = rf"[0-9A-Za-z]++{_TAIL}"
"""The same, of a text that is ASCII alone: found in a third of the time."""
TOKEN = re.compile(rf"([{GRAM}]+)|([ㄱ-ㅣ]+)|({WORD})")
PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
BLANKS = re.compile("[ \t\r\u00a0\u2000-\u200a\u202f\u205f]+")
JOINED = re.compile(r"[-_.]")
GRAM_CHAR = re.compile(f"[{GRAM}]")
LONGEST = 40
"""Letters of a term; the rest is cut off."""
MOST_PARTS = 4


class Token(NamedTuple):
    """A run of one script, folded, with the place it has in the normalised text."""

    kind: Kind
    text: str
    start: int
    end: int
    parts: tuple[str, ...] = ()
    """Pieces of a camelCase word."""


def tokens(text: str) -> Iterator[Token]:
    """The runs of a normalised text, in order."""
    for found in TOKEN.finditer(text):
        gram, jamo, word = found.groups()
        if gram:
            yield Token("gram", gram, found.start(), found.end())
        elif jamo:
            yield Token("jamo", jamo, found.start(), found.end())
        else:
            yield Token("word", word.lower()[:LONGEST], found.start(), found.end(), _pieces(word))


def by_script(text: str) -> tuple[str, str]:
    """The lines of a text that are ASCII alone, and all others: no token goes beyond its line."""
    if text.isascii():
        return text, ""
    lines = text.split("\n")
    return "\n".join(filter(str.isascii, lines)), "\n".join(line for line in lines if not line.isascii())


def _pieces(word: str) -> tuple[str, ...]:
    if not word.isascii() or word.islower() or word.isupper() or word.isdecimal():
        return ()
    pieces = PARTS.findall(word)
    return tuple(piece.lower() for piece in pieces if len(piece) > 1) if 1 < len(pieces) <= MOST_PARTS * 2 else ()


def spans(text: str) -> Iterator[tuple[Token, ...]]:
    """Tokens in groups: words of a gram script with only blanks between them stand together, and identifiers do."""
    group: list[Token] = []
    for token in tokens(text):
        if group and not _together(text, group[-1], token):
            yield tuple(group)
            group = []
        group.append(token)
    if group:
        yield tuple(group)


def _together(text: str, before: Token, after: Token) -> bool:
    between = text[before.end : after.start]
    if before.kind == after.kind == "gram":
        return bool(BLANKS.fullmatch(between))
    return before.kind == after.kind == "word" and len(between) == 1 and bool(JOINED.match(between))


def terms(text: str) -> Iterator[str]:
    """Every index term of a text, repeated as often as it stands there."""
    for span in spans(normalise(text)):
        if span[0].kind == "gram":
            yield from gram_terms([token.text for token in span])
        elif span[0].kind == "word":
            yield from word_terms(span)


def gram_terms(words: list[str]) -> Iterator[str]:
    """Pairs over the whole span, across its blanks; a word of one character is a term.

    Triples were measured and left out: they double the index and change nothing for the better.
    """
    whole = "".join(words)
    yield from (word for word in words if len(word) == 1)
    for at in range(len(whole) - 1):
        yield whole[at : at + 2]


def word_terms(span: tuple[Token, ...]) -> Iterator[str]:
    """Each word, its camelCase pieces, and the whole identifier without its joints."""
    for token in span:
        yield token.text
        yield from token.parts
    if 1 < len(span) <= MOST_PARTS:
        yield "".join(token.text for token in span)[:LONGEST]


def has_grams(word: str) -> bool:
    """Whether a word is indexed by grams, as its first character tells."""
    return bool(GRAM_CHAR.match(word))
