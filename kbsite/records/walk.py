"""Every text, address and reference inside a record, with the path to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, get_args

from kbsite.records.document import Path
from kbsite.records.part import Part
from kbsite.records.text import Prose, Text

URL_FIELDS = frozenset({"url", "archived_url"})
LINK = re.compile(
    r"\]\(\s*<?((?:[^\s()>]|\([^\s()]*\))*)"
    r"|^ {0,3}\[[^\[\]]+\]: *\n? *<?([^\s>]+)>? *(?:\n? *(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)) *)?$",
    re.MULTILINE,
)
_BLANK_LINE = re.compile(r"(\n[ \t]*\n)")
_BACKQUOTES = re.compile(r"(?P<escape>\\*)(?P<run>`+)")


class Words(NamedTuple):
    """One language of a text in a record."""

    path: Path
    language: str
    text: str
    prose: bool


@cache
def keys(kind: type[Part]) -> tuple[tuple[str, str], ...]:
    """What the fields of a kind of record are called, in Python and in files."""
    return tuple((name, info.alias or name) for name, info in kind.model_fields.items())


def fields(part: Part, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every value of a record that is not itself a part of one, lists opened, with the path to it."""
    for name, key in keys(type(part)):
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from fields(value, (*path, key))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Part):
                    yield from fields(item, (*path, key, index))
                else:
                    yield (*path, key, index), item
        elif value is not None:
            yield (*path, key), value


def proses(part: Part) -> list[Prose]:
    """Every text that may use Markdown; without the paths to them, which take longer to make than the texts to find."""
    found: list[Prose] = []
    for name in _with_prose(type(part)):
        if value := getattr(part, name):
            for item in value if isinstance(value, tuple) else (value,):
                if isinstance(item, Prose):
                    found.append(item)
                elif isinstance(item, Part):
                    found += proses(item)
    return found


@cache
def _with_prose(kind: type[Part]) -> tuple[str, ...]:
    """The fields of a kind of record in which such a text can stand."""
    return tuple(name for name, info in kind.model_fields.items() if any(map(_may_hold_prose, _types(info.annotation))))


def _may_hold_prose(kind: type) -> bool:
    return issubclass(kind, Prose) or (issubclass(kind, Part) and bool(_with_prose(kind)))


def _types(annotation: object) -> Iterator[type]:
    """The classes that an annotation names."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for inner in get_args(annotation):
        yield from _types(inner)


def words(part: Part) -> Iterator[Words]:
    """Every text in every language it has."""
    for path, value in fields(part):
        if isinstance(value, Text):
            for language, text in value.variants:
                yield Words((*path, language), language, text, isinstance(value, Prose))
        elif isinstance(value, str):
            yield Words(path, "", value, prose=False)


def without_code(text: str) -> str:
    """The text with blanks where it has code spans, so that every other letter keeps its place."""
    if "`" not in text:
        return text
    return "".join(_blank_code(block) for block in _BLANK_LINE.split(text))


def _blank_code(block: str) -> str:
    runs = list(_BACKQUOTES.finditer(block))
    closers: list[int | None] = [None] * len(runs)
    next_of_length: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        length = len(runs[index]["run"])
        closers[index] = next_of_length.get(length)
        next_of_length[length] = index
    shown, index, at = [], 0, 0
    while index < len(runs):
        closer = closers[index]
        if closer is None or len(runs[index]["escape"]) % 2:
            index += 1
            continue
        begin, end = runs[index].start("run"), runs[closer].end()
        shown += [block[at:begin], " " * (end - begin)]
        index, at = closer + 1, end
    return "".join(shown) + block[at:]


def addresses(part: Part) -> Iterator[tuple[Path, str]]:
    """Every address a visitor could follow: fields of addresses, and links written in prose."""
    for path, value in fields(part):
        if path[-1] in URL_FIELDS and isinstance(value, str):
            yield path, value
        elif isinstance(value, Prose):
            for language, text in value.variants:
                for match in LINK.finditer(without_code(text)):
                    yield (*path, language), match[1] or match[2] or ""
