"""YAML text to plain values and the place of each: strings only, nothing clever, every refusal with its position.

Records need little of YAML, and what they do not need is refused: aliases and anchors (an alias bomb is a few lines),
tags (which can build objects), deep nesting, several documents in a file. Scalars stay the strings they are written as,
so `10:00` is not 600 and `no` is not false.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import yaml

from kbsite.problems import Place, Problem
from kbsite.records.yaml_words import (
    ALIAS,
    ANCHOR,
    BAD_CHARACTER,
    BAD_KEY,
    DUPLICATE,
    FLATTEN,
    KEEP_ONE,
    NOT_UTF8,
    ONE_RECORD,
    PLAIN_KEY,
    REMOVE_IT,
    REMOVE_TAG,
    SAVE_UTF8,
    SECOND_DOCUMENT,
    SINCE,
    SPLIT,
    SYNTAX,
    SYNTAX_OTHER,
    TAG,
    TOO_BIG,
    TOO_DEEP,
    WRITE_AGAIN,
)
from kbsite.words import Words

LIMIT_BYTES = 256 * 1024
LIMIT_DEPTH = 20

Path = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value starts, and its key if it has one: line and column from 1, length in characters."""

    line: int
    column: int
    length: int
    key: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its values (`str`, `list`, `dict`, or None where empty) and where each stands."""

    path: str
    text: str
    value: Any
    spans: dict[Path, Span] = field(repr=False)
    problems: tuple[Problem, ...] = ()

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the value at `path` stands, or else the nearest value around it."""
        for end in range(len(path), -1, -1):
            span = self.spans.get(path[:end])
            if span is None:
                continue
            if key and end == len(path) and span.key:
                return Place(self.path, *span.key)
            if end < len(path) and span.key:
                return Place(self.path, *span.key)
            return Place(self.path, span.line, span.column, span.length)
        return Place(self.path)

    def find(self, path: Path, fragment: str) -> Place:
        """Where `fragment` first stands in the value at `path`; the value's own place if it is not on one line there."""
        start = self.place(path)
        for number, line in enumerate(self.text.splitlines()[start.line - 1 :], start.line):
            from_column = start.column - 1 if number == start.line else 0
            if (at := line.find(fragment, from_column)) >= 0:
                return Place(self.path, number, at + 1, len(fragment))
        return start

    def line(self, number: int) -> str:
        """One line of the text, from 1."""
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""


def read(path: str, data: bytes) -> Document:
    """Bytes of a file to a document; what is wrong with them is in its `problems`, never raised."""
    text, problem = _decode(path, data)
    if problem:
        return Document(path, text, None, {}, (problem,))
    builder = _Builder(path, text)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax_problem(path, text, error))
    except _TooDeep as deep:
        builder.problems.append(deep.problem)
    except (yaml.YAMLError, RecursionError) as error:
        builder.problems.append(Problem(Place(path), "yaml-syntax", SYNTAX_OTHER.fill(what=str(error).splitlines()[0])))
    broken = any(problem.rule in FATAL for problem in builder.problems)
    return Document(path, text, None if broken else builder.value, builder.spans, tuple(builder.problems))


def _decode(path: str, data: bytes) -> tuple[str, Problem | None]:
    if len(data) > LIMIT_BYTES:
        return "", Problem(Place(path), "file-size", TOO_BIG.fill(size=len(data) // 1024, limit=LIMIT_BYTES // 1024), SPLIT)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", Problem(Place(path, line), "utf-8", NOT_UTF8.fill(byte=f"0x{data[error.start]:02x}"), SAVE_UTF8)
    text = unicodedata.normalize("NFC", text)
    if match := UNPRINTABLE.search(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        shown = f"U+{ord(match[0]):04X}"
        return text, Problem(
            Place(path, line, column), "yaml-characters", BAD_CHARACTER.fill(character=shown), REMOVE_IT, line_text=_line(text, line)
        )
    return text, None


class _TooDeep(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


class _Builder:
    """Builds values from parser events without recursion, so that no nesting can overflow the stack."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.value: Any = None
        self.spans: dict[Path, Span] = {}
        self.problems: list[Problem] = []
        self._open: list[_Frame] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(event, "yaml-one-document", SECOND_DOCUMENT, ONE_RECORD)
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(event, "yaml-alias", ALIAS.fill(name=event.anchor), WRITE_AGAIN)
            self._add(event, None)
        elif isinstance(event, yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._node(event)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._open.pop()

    def _node(self, event: Any) -> None:
        if event.anchor:
            self._refuse(event, "yaml-alias", ANCHOR.fill(name=event.anchor), WRITE_AGAIN)
        if event.tag:
            self._refuse(event, "yaml-tag", TAG.fill(tag=_short(event.tag)), REMOVE_TAG)
        if isinstance(event, yaml.ScalarEvent):
            empty = event.value in ("", "~", "null") and event.style is None
            self._add(event, None if empty else event.value)
            return
        if len(self._open) >= LIMIT_DEPTH:
            raise _TooDeep(self._problem(event, "yaml-depth", TOO_DEEP.fill(limit=LIMIT_DEPTH), FLATTEN))
        container: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._add(event, container)
        self._open.append(_Frame(container, path))

    def _add(self, event: Any, value: Any) -> Path:
        """Put a value where it belongs; a mapping's scalar at key position becomes the next key."""
        span = self._span(event)
        if not self._open:
            if self._documents <= 1:
                self.value = value
                self.spans[()] = Span(*span)
            return ()
        frame = self._open[-1]
        if isinstance(frame.container, list):
            path: Path = (*frame.path, len(frame.container))
            frame.container.append(value)
            self.spans[path] = Span(*span)
            return path
        if frame.key is None:
            frame.key, frame.key_span = self._key(event, value, frame), span
            return (*frame.path, frame.key)
        path = (*frame.path, frame.key)
        if frame.keep:
            frame.container[frame.key] = value
            self.spans[path] = Span(*span, key=frame.key_span)
        else:
            path = (*path, "(again)")
        frame.key, frame.keep = None, True
        return path

    def _key(self, event: Any, value: Any, frame: _Frame) -> str:
        if not isinstance(value, str):
            self._refuse(event, "yaml-key", BAD_KEY, PLAIN_KEY)
            frame.keep = False
            return "?"
        if value in frame.container:
            first = self.spans[(*frame.path, value)].key or (0, 0, 0)
            self._refuse(event, "yaml-duplicate-key", DUPLICATE.fill(key=value, line=first[0]), KEEP_ONE)
            frame.keep = False
        return value

    def _span(self, event: Any) -> tuple[int, int, int]:
        start, end = event.start_mark, event.end_mark
        length = end.column - start.column if end.line == start.line else 1
        if not isinstance(event, yaml.ScalarEvent):
            length = 1
        return start.line + 1, start.column + 1, max(1, length)

    def _problem(self, event: Any, rule: str, message: Words, cure: Words) -> Problem:
        line, column, length = self._span(event)
        return Problem(Place(self.path, line, column, length), rule, message, cure, line_text=_line(self.text, line))

    def _refuse(self, event: Any, rule: str, message: Words, cure: Words) -> None:
        self.problems.append(self._problem(event, rule, message, cure))


@dataclass(slots=True)
class _Frame:
    container: Any
    path: Path
    key: str | None = None
    key_span: tuple[int, int, int] | None = None
    keep: bool = True


def _syntax_problem(path: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = error.problem or ""
    known = next(((message, cure) for pattern, message, cure in SYNTAX if re.search(pattern, said)), None)
    message, cure = known or (SYNTAX_OTHER.fill(what=said or str(error).splitlines()[0]), None)
    if error.context and error.context_mark and error.context_mark.line + 1 != line:
        message = message + SINCE.fill(line=error.context_mark.line + 1)
    return Problem(Place(path, line, column), "yaml-syntax", message, cure, line_text=_line(text, line))


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _short(tag: str) -> str:
    return tag if len(tag) <= 60 else tag[:57] + "…"


UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
FATAL = {"yaml-syntax", "yaml-depth", "yaml-one-document"}
