"""A sentence in Korean and English, filled in with values: what every message and label is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
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

    def say(self, language: Language = "en") -> str:
        """The sentence as text in one language."""
        values = {name: value.say(language) if isinstance(value, Words) else value for name, value in self.values}
        text = (self.ko if language == "ko" else self.en).format_map(values)
        return with_particles(text) if language == "ko" else text


def with_particles(text: str) -> str:
    """Choose between the two forms of each Korean particle, e.g. `기술을/를` -> `기술을`.

    The form depends on whether the syllable before it ends in a consonant (and for (으)로, on whether that
    consonant is ㄹ); quotes and brackets in between are looked through.
    """
    for both, (closed, open_) in PARTICLES.items():
        while (at := text.find(both)) >= 0:
            text = text[:at] + (closed if ends_closed(text[:at], rieul_is_open=both == "(으)로") else open_) + text[at + len(both) :]
    return text


def ends_closed(text: str, *, rieul_is_open: bool) -> bool:
    """Whether the last letter is read with a final consonant; Latin letters and digits by how Koreans read them."""
    letters = text.rstrip("'\"`)]}>»」』 ")
    if not letters:
        return False
    last = letters[-1]
    if "가" <= last <= "힣":
        final = (ord(last) - 0xAC00) % 28
        return final != 0 and not (rieul_is_open and final == 8)
    if rieul_is_open and last in "178lrLR":
        return False
    return last in "013678lmnrLMNR"
