"""YAML text to plain values and the place of each: strings only, nothing clever, every refusal with its position.

Records need little of YAML, and what they do not need is refused: aliases and anchors (an alias bomb is a few lines),
tags (which can build objects), deep nesting, several documents in a file. Scalars stay the strings they are written as,
so `10:00` is not 600 and `no` is not false.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from kbsite.problems import Place, Problem
from kbsite.records import yaml_words as say
from kbsite.records.document import Document, Path, Span, digest, split_lines
from kbsite.records.syntax import explain
from kbsite.records.yaml_values import EMPTY, LIMIT_DEPTH, LOADER, UNPRINTABLE, Refused, values_of
from kbsite.words import Words

LIMIT_BYTES = 256 * 1024


def read(path: str, data: bytes) -> Document:
    """Bytes of a file to a document; what is wrong with them is in its `problems`, never raised."""
    text, problem = _decode(path, data)
    if problem:
        return Document(path, text, None, {}, (problem,), digest(data))
    try:
        return Unplaced(path, text, values_of(text), digest(data))
    except (Refused, yaml.YAMLError, RecursionError):
        return replace(placed(path, text), digest=digest(data))


def placed(path: str, text: str) -> Document:
    """Text to a document with the place of each value, and every problem."""
    builder = _Builder(path, split_lines(text))
    broken = True
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
        broken = any(problem.rule in FATAL for problem in builder.problems)
    except yaml.MarkedYAMLError as error:
        builder.fail(error)
    except _TooDeep as deep:
        builder.problems.append(deep.problem)
    except (yaml.YAMLError, RecursionError) as error:
        builder.problems.append(Problem(Place(path), "yaml-syntax", say.SYNTAX_OTHER.fill(what=str(error).partition("\n")[0])))
    return Document(path, text, None if broken else builder.value, builder.spans, tuple(builder.problems))


class Unplaced(Document):
    """A document with nothing wrong, in which places are found when somebody asks for one."""

    def __init__(self, path: str, text: str, value: Any, digest: str) -> None:
        self.__dict__.update(path=path, text=text, value=value, digest=digest)

    def __getattr__(self, name: str) -> Any:
        if name != "spans":
            raise AttributeError(name)
        self.__dict__[name] = found = placed(self.path, self.text).spans
        return found


def too_big(path: str, size: int) -> Problem:
    """The refusal of a file of so many bytes."""
    return Problem(Place(path), "file-size", say.TOO_BIG.fill(size=-(-size // 1024), limit=LIMIT_BYTES // 1024), say.SPLIT)


def decoded(data: bytes) -> str:
    """Bytes as the text they are read as. Raises UnicodeDecodeError."""
    return unicodedata.normalize("NFC", data.decode("utf-8-sig"))


def _decode(path: str, data: bytes) -> tuple[str, Problem | None]:
    if len(data) > LIMIT_BYTES:
        return "", too_big(path, len(data))
    try:
        text = decoded(data)
    except UnicodeDecodeError as error:
        message, before = say.NOT_UTF8.fill(byte=f"0x{data[error.start]:02x}"), data[: error.start].decode("utf-8-sig")
        return "", _at(path, data.decode("utf-8-sig", "replace"), len(before), "utf-8", message, say.SAVE_UTF8)
    if match := UNPRINTABLE.search(text):
        message = say.BAD_CHARACTER.fill(character=f"U+{ord(match[0]):04X}")
        problem = _at(path, text, match.start(), "yaml-characters", message, say.REMOVE_IT)
        rest = problem.line_text[problem.place.column - 1 :]
        whole = Place(path, problem.place.line, problem.place.column, len(rest))
        return text, replace(problem, replacement=whole.replaced_by(UNPRINTABLE.sub("", rest)))
    return text, None


def _at(path: str, text: str, index: int, rule: str, message: Words, cure: Words) -> Problem:
    """A problem at an index of a text."""
    before = split_lines(text[:index])
    line = len(before)
    return Problem(Place(path, line, len(before[-1]) + 1), rule, message, cure, line_text=split_lines(text)[line - 1])


class _TooDeep(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


class _Builder:
    """Builds values from parser events without recursion, so that no nesting can overflow the stack."""

    def __init__(self, path: str, lines: Sequence[str]) -> None:
        self.path, self.lines = path, lines
        self.value: Any = None
        self.spans: dict[Path, Span] = {}
        self.problems: list[Problem] = []
        self._open: list[_Frame] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, NODES):
            self._node(event)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(event, "yaml-one-document", say.SECOND_DOCUMENT, say.ONE_RECORD)
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(event, "yaml-alias", say.ALIAS.fill(name=event.anchor), say.WRITE_AGAIN)
            self._add(event, None)

    def _node(self, event: Any) -> None:
        if event.anchor:
            self._refuse(event, "yaml-alias", say.ANCHOR.fill(name=event.anchor), say.WRITE_AGAIN)
        if event.tag:
            self._refuse(event, "yaml-tag", say.TAG.fill(tag=_short(event.tag.replace("tag:yaml.org,2002:", "!!"))), say.REMOVE_TAG)
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style in (None, "")  # as the parsers in Python and in C say it
            value = unicodedata.normalize("NFC", event.value)
            if match := UNPRINTABLE.search(value):  # written as an escape
                self._refuse(event, "yaml-characters", say.BAD_CHARACTER.fill(character=f"U+{ord(match[0]):04X}"), say.REMOVE_IT)
            self._add(event, None if plain and value in EMPTY else value)
            return
        if len(self._open) >= LIMIT_DEPTH:
            raise _TooDeep(self._problem(event, "yaml-depth", say.TOO_DEEP.fill(limit=LIMIT_DEPTH), say.FLATTEN))
        container: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._add(event, container)
        self._open.append(_Frame(container, path))

    def _add(self, event: Any, value: Any) -> Path:
        """Put a value where it belongs; a mapping's scalar at key position becomes the next key."""
        span = self._span(event)
        extent = (*span, self._last_line(event), not isinstance(value, CONTAINERS))
        if not self._open:
            if self._documents <= 1:
                self.value = value
                self.spans[()] = Span(*extent)
            return ()
        frame = self._open[-1]
        if isinstance(frame.container, list):
            path: Path = (*frame.path, len(frame.container))
            frame.container.append(value)
            self.spans[path] = Span(*extent)
            return path
        if frame.key is None:
            frame.key, frame.key_span = self._key(event, value, frame), span
            return (*frame.path, frame.key)
        path = (*frame.path, frame.key)
        if frame.keep:
            frame.container[frame.key] = value
            self.spans[path] = Span(*extent, frame.key_span)
        else:
            path = (*path, "(again)")
        frame.key, frame.keep = None, True
        return path

    def _key(self, event: Any, value: Any, frame: _Frame) -> str:
        if not isinstance(value, str):
            self._refuse(event, "yaml-key", say.BAD_KEY, say.PLAIN_KEY)
            frame.keep = False
            return "?"
        if value in frame.container:
            first = self.spans[(*frame.path, value)].key or (0, 0, 0)
            self._refuse(event, "yaml-duplicate-key", say.DUPLICATE.fill(key=value, line=first[0]), say.KEEP_ONE)
            frame.keep = False
        return value

    def _span(self, event: Any) -> tuple[int, int, int]:
        start, end = event.start_mark, event.end_mark
        if start.line >= len(self.lines):  # an empty value at the end of a text that has no last line end
            return len(self.lines), len(self.lines[-1]) + 1, 1
        leaf = isinstance(event, LEAVES)
        length = end.column - start.column if leaf and end.line == start.line else 1
        return start.line + 1, start.column + 1, max(1, length)

    def _last_line(self, event: Any) -> int:
        first: int = event.start_mark.line + 1
        end = event.end_mark
        last: int = end.line + 1 if end.column else end.line
        return min(max(first, last), len(self.lines))

    def _problem(self, event: Any, rule: str, message: Words, cure: Words) -> Problem:
        line, column, length = self._span(event)
        return Problem(Place(self.path, line, column, length), rule, message, cure, line_text=self._line(line))

    def fail(self, error: yaml.MarkedYAMLError) -> None:
        """Take note of an error of the parser, unless it only follows from something refused on the same line."""
        slip = explain(error, self.lines)
        if not any(problem.place.line == slip.line for problem in self.problems):
            place = Place(self.path, slip.line, slip.column)
            self.problems.append(Problem(place, "yaml-syntax", slip.message, slip.cure, line_text=self._line(slip.line)))

    def _line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def _refuse(self, event: Any, rule: str, message: Words, cure: Words) -> None:
        self.problems.append(self._problem(event, rule, message, cure))


@dataclass(slots=True)
class _Frame:
    container: Any
    path: Path
    key: str | None = None
    key_span: tuple[int, int, int] | None = None
    keep: bool = True


def _short(tag: str) -> str:
    return tag if len(tag) <= 60 else tag[:57] + "…"


NODES = (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent)
LEAVES = (yaml.ScalarEvent, yaml.AliasEvent)
CONTAINERS = (list, dict)
FATAL = {"yaml-syntax", "yaml-depth", "yaml-one-document"}
