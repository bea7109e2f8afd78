"""What is typed to its parts: words, phrases in quotes, exclusions, and filters by field."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kbsite.text.normalise import compact, normalise

LONGEST = 200
FIELDS = {
    "tag": "tag", "태그": "tag", "speaker": "speaker", "발표자": "speaker", "technique": "technique", "기술": "technique",
    "day": "day", "날짜": "day", "kind": "kind", "종류": "kind", "lang": "lang", "언어": "lang", "event": "event", "행사": "event",
    "track": "track", "트랙": "track", "has": "has",
}  # fmt: skip
VALUES = {
    "발표": "talk", "발표자": "speaker", "기술": "technique", "태그": "tag", "행사": "event", "자료": "work", "코드": "snippet", "페이지": "page",
    "한국어": "ko", "korean": "ko", "영어": "en", "english": "en",
}  # fmt: skip
"""Other names of the values of kind and lang."""
SINGLE = frozenset({"kind", "lang", "day", "event", "track"})
"""Fields of which a document has one value, so that two of them can only mean either."""
PIECE = re.compile(r'(-(?!-|[^"]*[^ ]-(?: |$)))?(?:([a-z가-힣]+):)?(?:"([^"]*)"?|(\S+))')
"""A minus that is closed by another one sets off a subtitle."""
QUOTES = re.compile("[“”„‟«»]")
BLANKS = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f]+")


@dataclass(frozen=True, slots=True)
class Filter:
    """A field and the values of which a document must have one (or, negated, none)."""

    field: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query in parts. `text` holds the words of phrases too, since they are ranked by."""

    text: str
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()


def cleaned(typed: str) -> str:
    """What was typed with one kind of blank and of quote."""
    return QUOTES.sub('"', BLANKS.sub(" ", normalise(typed[:LONGEST]))).lstrip()


def parse_query(typed: str) -> Query:
    """The parts of what was typed; anything that is not one of the forms is text."""
    typed = cleaned(typed)
    if not re.search('[-:"]', typed):
        return Query(typed)
    words: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    filters: list[tuple[str, str, bool]] = []
    for minus, name, quoted, bare in PIECE.findall(typed):
        value, field = quoted or bare, FIELDS.get(name, "")
        if name and not field:
            value = f"{name}:{value}"
        if not compact(value):
            continue
        if field:
            value = value.lower()
            filters.append((field, VALUES.get(value, value) if field in {"kind", "lang"} else value, bool(minus)))
        elif minus:
            excluded.append(value)
        else:
            words.append(value)
            if quoted and not name:
                phrases.append(value)
    ended = " " if typed.endswith((" ", '"')) else ""
    return Query(" ".join(words) + (ended if words else ""), tuple(phrases), tuple(excluded), _filters(filters))


def _filters(found: list[tuple[str, str, bool]]) -> tuple[Filter, ...]:
    """Values of a field that a document has once stand together."""
    grouped: dict[tuple[str, bool], list[str]] = {}
    rest: list[Filter] = []
    for field, value, negated in found:
        if field in SINGLE:
            grouped.setdefault((field, negated), []).append(value)
        else:
            rest.append(Filter(field, (value,), negated))
    return (*(Filter(field, tuple(values), negated) for (field, negated), values in grouped.items()), *rest)
