"""A sentence in Korean and English, filled in with values: what every message and label is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from string import Formatter
from typing import Any, Literal

Language = Literal["ko", "en"]

PARTICLES = {"은/는": ("은", "는"), "이/가": ("이", "가"), "을/를": ("을", "를"), "과/와": ("과", "와"), "(으)로": ("으로", "로")}


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in both languages; `{name}` stands for a value given later with `fill`."""

    en: str
    ko: str
    values: tuple[tuple[str, Any], ...] = field(default=())

    def fill(self, **values: Any) -> Words:
        """The same sentence with values for its names; nested `Words` are spoken in the same language."""
        return Words(self.en, self.ko, (*self.values, *values.items()))

    def __add__(self, other: Words) -> Words:
        """Two sentences, one after the other."""
        return Words("{first} {second}", "{first} {second}").fill(first=self, second=other)

    def say(self, language: Language = "en", **values: Any) -> str:
        """The sentence as text in one language, with values for names that have none yet."""
        sentence = self.ko if language == "ko" else self.en
        pieces = _pieces(sentence)
        if not pieces:
            return with_particles(sentence) if language == "ko" else sentence
        known = {**dict(self.values), **values} if self.values else values
        text = ""
        for literal, name in pieces:
            text = with_particles(text + literal, len(text)) if language == "ko" else text + literal
            if name is not None:
                value = known[name]
                text += value.say(language) if isinstance(value, Words) else f"{value}"
        return text


@lru_cache(1 << 12)
def _pieces(sentence: str) -> tuple[tuple[str, str | None], ...]:
    """Words and names of a sentence in turn; none where it has no names."""
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(sentence)) if "{" in sentence or "}" in sentence else ()


def with_particles(text: str, start: int = 0) -> str:
    """Choose between the two forms of each Korean particle from `start` on, e.g. `기술을/를` -> `기술을`.

    The form depends on whether the syllable before it ends in a consonant (and for (으)로, on whether that
    consonant is ㄹ); quotes and brackets in between are looked through.
    """
    if "/" not in text and "(으)로" not in text:
        return text
    for both, (closed, open_) in PARTICLES.items():
        while (at := text.find(both, start)) >= 0:
            text = text[:at] + (closed if ends_closed(text[:at], rieul_is_open=both == "(으)로") else open_) + text[at + len(both) :]
    return text


def ends_closed(text: str, *, rieul_is_open: bool) -> bool:
    """Whether the last letter is read with a final consonant; Latin letters and digits by how Koreans read them."""
    letters = text.rstrip("'\"`)]}>»」』: ")
    if not letters:
        return False
    last = letters[-1]
    if "가" <= last <= "힣":
        final = (ord(last) - 0xAC00) % 28
        return final != 0 and not (rieul_is_open and final == 8)
    if last in "178LR" or LIKE_RIEUL.search(letters):
        return not rieul_is_open
    return last in "036MN" or LIKE_CONSONANT.search(letters) is not None


LIKE_RIEUL = re.compile(r"le?$")
"""English words that end in ㄹ in Korean: kernel (커널), title (타이틀)."""
LIKE_CONSONANT = re.compile(r"(?:[mn]e?|ng|ck)$")
"""English words that end in ㅁ, ㄴ, ㅇ or ㄱ in Korean: name (네임), time zone (타임 존), tracking (트래킹), track (트랙)."""
