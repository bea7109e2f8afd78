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
        return text, Problem(Place(path, line, column), "yaml-characters", BAD_CHARACTER.fill(character=shown), REMOVE_IT, line_text=_line(text, line))
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
    for pattern, message, cure in SYNTAX:
        if re.search(pattern, said):
            break
    else:
        message, cure = SYNTAX_OTHER.fill(what=said or str(error).splitlines()[0]), None
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

TOO_BIG = Words("the file has {size} KiB; at most {limit} KiB are read", "파일 크기가 {size} KiB입니다. {limit} KiB까지만 읽습니다")
SPLIT = Words("shorten it; a record holds text, not data", "내용을 줄이세요. 기록에는 자료가 아니라 글을 담습니다")
NOT_UTF8 = Words("the file is not UTF-8 (byte {byte})", "UTF-8이 아닌 파일입니다(바이트 {byte})")
SAVE_UTF8 = Words("save it as UTF-8", "UTF-8로 저장하세요")
BAD_CHARACTER = Words("the character {character} cannot be shown and is not allowed", "보이지 않는 문자 {character}은/는 쓸 수 없습니다")
REMOVE_IT = Words("remove it", "지우세요")
SECOND_DOCUMENT = Words("a second document begins here ('---')", "둘째 문서가 시작됩니다('---')")
ONE_RECORD = Words("put each record in a file of its own", "기록마다 파일을 따로 두세요")
ALIAS = Words("the alias '*{name}' is not allowed", "별칭 '*{name}'은/는 쓸 수 없습니다")
ANCHOR = Words("the anchor '&{name}' is not allowed", "앵커 '&{name}'은/는 쓸 수 없습니다")
WRITE_AGAIN = Words("write the value out; quote it if it is meant as text", "값을 풀어 쓰세요. 글자 그대로라면 따옴표로 감싸세요")
TAG = Words("the YAML tag '{tag}' is not allowed", "YAML 태그 '{tag}'은/는 쓸 수 없습니다")
REMOVE_TAG = Words("remove it; quote the value if it begins with '!'", "지우세요. 값이 '!'로 시작한다면 따옴표로 감싸세요")
TOO_DEEP = Words("nested deeper than {limit} levels", "{limit}단계보다 깊게 들어가 있습니다")
FLATTEN = Words("no record needs more; look for a '[' or '{{' too many", "기록에는 그만큼 필요하지 않습니다. '['나 '{{'가 남지 않았는지 보세요")
BAD_KEY = Words("a key must be plain text", "키는 글자여야 합니다")
PLAIN_KEY = Words("write 'key: value'", "'키: 값' 꼴로 쓰세요")
DUPLICATE = Words("the key '{key}' is used again (first on line {line})", "키 '{key}'이/가 다시 나왔습니다(처음은 {line}행)")
KEEP_ONE = Words("keep one of the two", "둘 중 하나만 남기세요")
SINCE = Words("(in what begins on line {line})", "({line}행에서 시작한 부분)")
SYNTAX_OTHER = Words("not valid YAML: {what}", "올바른 YAML이 아닙니다: {what}")
SYNTAX: list[tuple[str, Words, Words | None]] = [
    (
        "mapping values are not allowed",
        Words("a ':' followed by a blank stands inside a plain value", "값 안에 ':'과 빈칸이 이어져 있습니다"),
        Words("put the value in double quotes: title: \"YARN: GPU\"", "값을 큰따옴표로 감싸세요: title: \"YARN: GPU\""),
    ),
    (
        r"found character '\\t'|cannot start any token",
        Words("a character that cannot begin a value (a tab, '@', '`' or '%')", "값이 시작될 수 없는 문자입니다(탭, '@', '`', '%')"),
        Words("indent with blanks; put the value in quotes", "들여쓰기는 빈칸으로 하고, 값은 따옴표로 감싸세요"),
    ),
    (
        "did not find expected key|expected <block end>",
        Words("the indentation does not fit, or a quote or ':' is missing", "들여쓰기가 맞지 않거나 따옴표 또는 ':'이 빠졌습니다"),
        Words("line it up with the keys around it", "위아래 키와 줄을 맞추세요"),
    ),
    (
        "did not find expected ',' or '[\\]}]'|expected ',' or",
        Words("a list in [ ] or { } is not closed, or a comma is missing".replace("{", "{{").replace("}", "}}"), "[ ]나 {{ }} 목록이 닫히지 않았거나 쉼표가 빠졌습니다"),
        Words("add the missing ',' or bracket", "빠진 쉼표나 괄호를 넣으세요"),
    ),
    (
        "unexpected end of stream|found unexpected end|while scanning a quoted scalar",
        Words("a quote is not closed", "따옴표가 닫히지 않았습니다"),
        Words("close it with the same quote it began with", "시작한 따옴표와 같은 것으로 닫으세요"),
    ),
    (
        "could not find expected ':'",
        Words("a ':' is missing after a key", "키 뒤에 ':'이 없습니다"),
        Words("write 'key: value'", "'키: 값' 꼴로 쓰세요"),
    ),
    (
        "block sequence entries are not allowed",
        Words("a '- ' list item cannot stand here", "여기에는 '- ' 목록 항목이 올 수 없습니다"),
        Words("begin the list on its own line below the key", "목록은 키 아래 새 줄에서 시작하세요"),
    ),
    (
        "unknown escape|escape",
        Words("an unknown '\\' escape in double quotes", "큰따옴표 안에 알 수 없는 '\\' 표기가 있습니다"),
        Words("use single quotes, or write '\\\\'", "작은따옴표를 쓰거나 '\\\\'로 적으세요"),
    ),
    (
        "undefined alias|alias",
        Words("a value begins with '*'", "값이 '*'로 시작합니다"),
        Words("put it in quotes", "따옴표로 감싸세요"),
    ),
]
