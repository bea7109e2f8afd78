"""A file as read: its values, and where in its text each of them stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple

from kbsite.problems import Place, Problem, Replacement

Path = tuple[str | int, ...]


class Span(NamedTuple):
    """Where a value starts and on which line it ends, and its key if it has one: from 1, length in characters."""

    line: int
    column: int
    length: int
    last_line: int
    leaf: bool
    """Whether it holds no other values."""
    key: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class Document:
    """A file as read: its values (`str`, `list`, `dict`, or None where empty) and where each stands."""

    path: str
    text: str
    value: Any
    spans: dict[Path, Span] = field(repr=False)
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    """BLAKE2b of the bytes it was read from."""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The text by lines, without their ends."""
        return split_lines(self.text)

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the value at `path` stands, or else the nearest value around it."""
        for end in range(len(path), -1, -1):
            span = self.spans.get(path[:end])
            if span is None:
                continue
            if span.key and (key if end == len(path) else not span.leaf):
                return Place(self.path, *span.key)
            return Place(self.path, span.line, span.column, span.length)
        return Place(self.path)

    def find(self, path: Path, fragment: str) -> Place:
        """Where `fragment` first stands in the value at `path`; the value's own place if it is not on one line there."""
        span = self.spans.get(path) or self.spans.get(path[:-1])
        for number in range(span.line, span.last_line + 1) if span else ():
            from_column = span.column - 1 if span and number == span.line else 0
            if (at := self.line(number).find(fragment, from_column)) >= 0:
                return Place(self.path, number, at + 1, len(fragment))
        return self.place(path)

    def without(self, path: Path) -> Replacement | None:
        """The change that takes out a value with its line, or in brackets with its comma; None where that is not simple.

        A comment beside it, or its being the only one there, makes it so.
        """
        span, others = self.spans[path], [other for other in self.spans if other[:-1] == path[:-1] and other and other != path]
        last = max(inner.last_line for other, inner in self.spans.items() if other[: len(path)] == path)
        line, column, _ = span.key or span[:3]
        before = self.line(line)[: column - 1]
        if not others or any("#" in self.line(number) for number in range(line, last + 1)):
            return None
        around, index = self.spans[path[:-1]], path[-1]
        if self.line(around.line)[around.column - 1 : around.column] not in ("[", "{"):
            alone = before.strip() == ("-" if isinstance(index, int) else "")
            return Replacement(line, 1, last + 1, 1, "") if alone else None
        if not isinstance(index, int) or not span.leaf:
            return None
        beside = self.spans[(*path[:-1], index - 1 if index else 1)]
        if not beside.leaf or beside.line != span.line:
            return None
        own_end = span.column + span.length
        if index:
            return Replacement(line, beside.column + beside.length, line, own_end, "")
        return Replacement(line, span.column, line, beside.column, "")

    def line(self, number: int) -> str:
        """One line of the text, from 1."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


def split_lines(text: str) -> tuple[str, ...]:
    """Lines as YAML counts them, which is not quite how Python does."""
    return tuple(LINE_END.split(text))


LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def digest(data: bytes) -> str:
    """What tells the bytes of one file from those of any other: BLAKE2b, as hexadecimal digits."""
    return blake2b(data, digest_size=20).hexdigest()
