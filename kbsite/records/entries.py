"""Files that hold many records, one a key: the vocabulary of tags, and the searches that must find something."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from kbsite.problems import Problem
from kbsite.records.document import Document
from kbsite.records.models import Entry, Search, Tag
from kbsite.records.shape import shape
from kbsite.words import Words

EVERY = "*"
"""Stands for every id where a file could not be read at all."""
LONGEST_QUERY = 200


def is_id(name: str) -> bool:
    """Whether a name may be an id: words of a-z and digits, joined by single hyphens."""
    return bool(name) and all(word and word.isascii() and word.isalnum() and word == word.lower() for word in name.split("-"))


def is_query(name: str) -> bool:
    """Whether a key can be a query: a line with something in it."""
    return bool(name.strip()) and len(name) <= LONGEST_QUERY and "\n" not in name


@dataclass(frozen=True, slots=True)
class Listing:
    """What one such file holds, and the words for what does not belong there."""

    kind: type[Entry]
    fits: Callable[[str], bool]
    not_keys: Words
    example: Words
    bad_key: Words
    good_key: Words


def entries(document: Document, listing: Listing, language: str) -> tuple[list[Entry], list[Problem]]:
    """The records of such a file, and what is wrong with it; `language` is that of its plain strings."""
    if document.value is None:
        return [], []
    if not isinstance(document.value, dict):
        return [], [Problem(document.place(()), "record-shape", listing.not_keys, listing.example, line_text=document.line(1))]
    found: list[Entry] = []
    problems: list[Problem] = []
    for key in document.value:
        if not listing.fits(key):
            place = document.place((key,), key=True)
            problems.append(
                Problem(place, "file-name", listing.bad_key.fill(name=key), listing.good_key, line_text=document.line(place.line))
            )
            continue
        record, wrong = shape(listing.kind, document, {"id": key, "path": document.path}, inside=(key,), language=language)
        found.extend([record] if record else [])
        problems.extend(wrong)
    return found, problems


def unread_keys(document: Document, found: Collection[str]) -> Iterator[str]:
    """Keys that should have been records and are not; `EVERY` where it is not known which."""
    if isinstance(document.value, dict):
        yield from (str(key) for key in document.value if key not in found)
    elif document.value is not None or document.problems:
        yield EVERY


BAD_NAME = Words("'{name}' cannot be an id", "'{name}'은/는 id가 될 수 없습니다")
GOOD_NAME = Words(
    "lower-case letters a-z, digits and single hyphens, as 231-zinst", "소문자 a-z, 숫자, 하이픈 하나씩만 쓰세요. 예: 231-zinst"
)
TAGS, SEARCHES = "talks/tags.yml", "talks/searches.yml"
LISTINGS: Mapping[str, Listing] = {
    TAGS: Listing(
        Tag,
        is_id,
        Words("tags.yml must hold a key for each tag", "tags.yml에는 태그마다 키가 하나씩 있어야 합니다"),
        Words("write 'storage:' and below it, indented, 'label: …'", "'storage:'를 적고 그 아래에 들여 써서 'label: …'을 적으세요"),
        BAD_NAME,
        GOOD_NAME,
    ),
    SEARCHES: Listing(
        Search,
        is_query,
        Words("searches.yml must hold a key for each query", "searches.yml에는 검색어마다 키가 하나씩 있어야 합니다"),
        Words(
            "write the query, a colon, and below it, indented, 'finds: <id>'",
            "검색어와 쌍점을 적고 그 아래에 들여 써서 'finds: <id>'를 적으세요",
        ),
        Words("'{name}' cannot be a query", "'{name}'은/는 검색어가 될 수 없습니다"),
        Words("one line of at most 200 characters", "200자까지의 한 줄로 적으세요"),
    ),
}
