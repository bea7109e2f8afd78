"""Judged queries over archives of talks: titles in every way of typing them, speakers, and both together, with fixed seeds."""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from relevance.make import HANGUL, Query

from kbsite.search.document import Document, Section
from kbsite.text.hangul import as_hangul_keys, as_latin_keys, compose, initials, strokes
from kbsite.text.normalise import compact, folded

WORD = re.compile(r"[가-힣]{2,}|[a-z][a-z0-9]{2,}")
KOREAN = re.compile("[가-힣 ]{4,}")
FEW = 5
"""Right answers of a query at most."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What an archive knows of a talk."""

    id: str
    title: str
    speakers: tuple[str, ...]
    text: str

    @property
    def document(self) -> Document:
        """As it is found: the speakers stand in the text."""
        return Document(self.id, self.title, (Section("", "", "\n".join((", ".join(self.speakers), self.text)).strip()),))


def read_talks(path: Path) -> list[Talk]:
    """Talks from a packed list, or from packed lines, of JSON objects with title, author or persons, and description."""
    text = gzip.decompress(path.read_bytes()).decode()
    rows = json.loads(text) if text.startswith("[") else [json.loads(line) for line in text.split("\n") if line]
    return [_talk(str(number), row) for number, row in enumerate(rows)]


def _talk(id_: str, row: dict[str, object]) -> Talk:
    persons = row.get("persons")
    names = persons if isinstance(persons, list) else str(row.get("author") or "").split(",")
    return Talk(id_, str(row["title"]).strip(), tuple(name.strip() for name in names if name.strip()), str(row.get("description") or ""))


class Archive:
    """Talks with what several classes ask of them."""

    def __init__(self, talks: Iterable[Talk]) -> None:
        self.talks = list(talks)
        self.compact = {talk.id: compact(talk.title) for talk in self.talks}
        self.words = {talk.id: tuple(dict.fromkeys(WORD.findall(folded(talk.title)))) for talk in self.talks}
        self.by_name: dict[str, set[str]] = defaultdict(set)
        for talk in self.talks:
            for name in talk.speakers:
                self.by_name[compact(name)].add(talk.id)

    def titled(self, part: str) -> set[str]:
        """Talks whose title has this, blanks or not."""
        part = compact(part)
        return {id_ for id_, title in self.compact.items() if part in title}

    def with_words(self, words: Iterable[str]) -> set[str]:
        """Talks whose title has all of these words."""
        return set.intersection(*map(self.titled, words))

    @cached_property
    def strokes(self) -> dict[str, str]:
        """Titles as typed."""
        return {id_: strokes(title) for id_, title in self.compact.items()}

    @cached_property
    def initials(self) -> dict[str, str]:
        """Initial consonants of titles."""
        return {id_: initials(title) for id_, title in self.compact.items()}


Maker = Callable[[Archive, Talk, random.Random], tuple[str, set[str]] | None]


def title(archive: Archive, talk: Talk, dice: random.Random) -> tuple[str, set[str]]:
    """The title as it stands."""
    return talk.title, archive.titled(talk.title)


def title_words(archive: Archive, talk: Talk, dice: random.Random) -> tuple[str, set[str]] | None:
    """Three words of the title in another order."""
    words = archive.words[talk.id]
    chosen = dice.sample(words, 3) if len(words) > 3 else []
    return (" ".join(chosen), archive.with_words(chosen)) if chosen else None


def prefix(archive: Archive, talk: Talk, dice: random.Random) -> tuple[str, set[str]] | None:
    """The beginning of the title."""
    begun = talk.title[: dice.randrange(4, max(5, int(len(talk.title) * 0.7)))].rstrip()
    return begun, archive.titled(begun)


def half_composed(archive: Archive, talk: Talk, dice: random.Random) -> tuple[str, set[str]] | None:
    """The beginning of a Korean title, cut within a syllable as an input method shows it."""
    if not HANGUL.match(talk.title):
        return None
    typed = strokes(talk.title)
    cut = typed[: dice.randrange(6, max(7, len(typed)))].rstrip()
    shown = compose(cut)
    begun = strokes(compact(cut))
    return (shown, {id_ for id_, keys in archive.strokes.items() if begun in keys}) if shown not in talk.title else None


def no_spaces(archive: Archive, talk: Talk, dice: random.Random) -> tuple[str, set[str]] | None:
    """A Korean title without its blanks."""
    return (talk.title.replace(" ", ""), archive.titled(talk.title)) if re.search("[가-힣] [가-힣]", talk.title) else None


def particle(archive: Archive, talk: Talk, dice: random.Random) -> tuple[str, set[str]] | None:
    """Two words of a title, one of them Hangul, both with a particle."""
    words = archive.words[talk.id]
    if len(words) < 2 or not any(HANGUL.match(word) for word in words):
        return None
    chosen = dice.sample(words, 2)
    return " ".join(word + dice.choice(("를", "에서", "의")) for word in chosen), archive.with_words(chosen)


def typo(archive: Archive, talk: Talk, dice: random.Random) -> tuple[str, set[str]] | None:
    """A title with two strokes or letters of its longest word exchanged."""
    word = max(archive.words[talk.id], key=len, default="")
    typed = strokes(word)
    at = dice.randrange(1, max(2, len(typed) - 2))
    wrong = compose(typed[:at] + typed[at + 1 : at + 2] + typed[at : at + 1] + typed[at + 2 :])
    if len(typed) < 6 or wrong == word or archive.titled(wrong) or (HANGUL.match(word) and not HANGUL.fullmatch(wrong)):
        return None
    return folded(talk.title).replace(word, wrong), archive.titled(talk.title)


def first_consonants(archive: Archive, talk: Talk, dice: random.Random) -> tuple[str, set[str]] | None:
    """Initial consonants of a Korean title."""
    if not KOREAN.fullmatch(talk.title):
        return None
    query = initials(compact(talk.title))[:8]
    return query, {id_ for id_, text in archive.initials.items() if query in text}


def other_keys(archive: Archive, talk: Talk, dice: random.Random) -> tuple[str, set[str]] | None:
    """A Korean title typed with the English layout on, or a long English word of one with the Korean layout on."""
    if KOREAN.fullmatch(talk.title):
        return as_latin_keys(talk.title), archive.titled(talk.title)
    word = max((word for word in archive.words[talk.id] if word.isalpha() and word.isascii()), key=len, default="")
    return (as_hangul_keys(word), archive.titled(word)) if len(word) > 5 else None


def full_width(archive: Archive, talk: Talk, dice: random.Random) -> tuple[str, set[str]]:
    """A title decomposed and in full width."""
    wide = re.sub("[!-~]", lambda found: chr(ord(found[0]) + 0xFEE0), talk.title)
    return unicodedata.normalize("NFD", wide), archive.titled(talk.title)


def speaker(archive: Archive, talk: Talk, dice: random.Random) -> tuple[str, set[str]] | None:
    """A speaker's name."""
    return (talk.speakers[0], archive.by_name[compact(talk.speakers[0])]) if talk.speakers else None


def speaker_and_word(archive: Archive, talk: Talk, dice: random.Random) -> tuple[str, set[str]] | None:
    """A speaker's name and a word of the title."""
    words = archive.words[talk.id]
    if not talk.speakers or not words:
        return None
    word = dice.choice(words)
    return f"{talk.speakers[0]} {word}", archive.by_name[compact(talk.speakers[0])] & archive.titled(word)


MAKERS: tuple[Maker, ...] = (
    title, title_words, prefix, half_composed, no_spaces, particle, typo, first_consonants, other_keys, full_width, speaker, speaker_and_word,
)  # fmt: skip


def make_for_talks(archive: Archive, size: int) -> Iterator[Query]:
    """Up to `size` queries of each class, none with more than a few right answers."""
    for maker in MAKERS:
        dice = random.Random(f"{maker.__name__}-talks")  # noqa: S311 -- the same queries every time
        found: dict[str, Query] = {}
        for talk in dice.sample(archive.talks, len(archive.talks)):
            made = maker(archive, talk, dice)
            if made and 0 < len(made[1]) <= FEW and compact(made[0]):
                found.setdefault(made[0], Query(maker.__name__.replace("_", " "), made[0], tuple(sorted(made[1]))))
            if len(found) == size:
                break
        yield from found.values()
