"""Speakers whose names are alike say whether they are one person."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rapidfuzz.distance import DamerauLevenshtein

from kbsite.records.catalog import Catalog
from kbsite.records.document import Path
from kbsite.records.models import Speaker
from kbsite.rules import Broken
from kbsite.rules._looks import looks
from kbsite.words import Words

SAYS = Words("Speakers of like names are told apart.", "이름이 비슷한 발표자는 같은 사람인지 밝힙니다.")
WHY = Words(
    "One person under two spellings loses half of their talks; two people on one page get each other's.",
    "한 사람이 두 표기로 갈라지면 발표 절반을 잃고, 두 사람이 섞이면 남의 발표를 얻습니다.",
)
ALIKE = Words("'{name}' is like '{other}' ({id})", "'{name}'은/는 '{other}'({id})과/와 비슷합니다")
SAY_SO = Words(
    "if they are one person, keep one record and add the other spelling to its aliases; if not, add 'differs_from: [{id}]'",
    "같은 사람이면 기록 하나에 aliases로 합치고, 다른 사람이면 'differs_from: [{id}]'을/를 더하세요",
)
LOOKS_AT = looks({Speaker: ("name", "aliases", "differs_from")})


def check(catalog: Catalog) -> Iterator[Broken]:
    buckets: dict[str, list[tuple[str, str, Path, Speaker]]] = {}
    for speaker in catalog.speakers.values():
        for name, path in _names(speaker).items():
            letters = _letters(name)
            for key in _deletions(letters):
                buckets.setdefault(key, []).append((letters, name, path, speaker))
    seen: set[tuple[str, str]] = set()
    for alike in buckets.values():
        for at, (letters, name, path, speaker) in enumerate(alike):
            for others, other_name, _, other in alike[:at]:
                pair = (other.id, speaker.id)
                if (
                    pair not in seen
                    and not _told_apart(speaker, other)
                    and DamerauLevenshtein.distance(letters, others) <= _allowed(letters)
                ):
                    seen.add(pair)
                    message = ALIKE.fill(name=name, other=other_name, id=other.id)
                    yield Broken(catalog.place(speaker, *path), message, SAY_SO.fill(id=other.id), "warning")


def _names(speaker: Speaker) -> dict[str, Path]:
    names: dict[str, Path] = {}
    for language, text in speaker.name.variants:
        names.setdefault(text, ("name", language))
    for index, alias in enumerate(speaker.aliases):
        names.setdefault(alias, ("aliases", index))
    return names


def _letters(name: str) -> str:
    folded = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in folded if letter.isalnum() or "\u1100" <= letter <= "\u11ff")


def _allowed(letters: str) -> int:
    """Hangul names are short and differ by one letter between strangers: only equal ones are alike."""
    return 0 if any("\u1100" <= letter <= "\u11ff" for letter in letters) or len(letters) < 8 else 1


def _deletions(letters: str) -> set[str]:
    """Keys under which names one edit apart meet, so that no pair of strangers is ever compared."""
    if _allowed(letters) == 0:
        return {letters}
    return {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))}


def _told_apart(one: Speaker, other: Speaker) -> bool:
    return one.id == other.id or one.id in other.differs_from or other.id in one.differs_from
