"""What is surely wrong in records to the text without it: problems that carry their replacement, and slips nobody sees."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kbsite.problems import Place, Problem, Replacement
from kbsite.records.document import LINE_END, Document
from kbsite.records.fields import field_types
from kbsite.records.models import Record
from kbsite.records.yaml import read
from kbsite.words import Words


@dataclass(frozen=True, slots=True)
class Cured:
    """Something that was mended: where, and what was done."""

    place: Place
    what: Words


def mended(path: str, text: str, problems: Iterable[Problem]) -> tuple[str, list[Cured]]:
    """The text of a file (as the reader has it) with the certain cures of its problems, those that overlap left for later."""
    sure = {problem.replacement: problem for problem in problems if problem.replacement and problem.place.path == path}
    cured: list[Cured] = []
    starts = line_starts(text)
    begun = len(text) + 1
    for replacement in sorted(sure, reverse=True):
        start, end = _index(starts, replacement.line, replacement.column), _index(starts, replacement.end_line, replacement.end_column)
        if end <= begun:
            old, begun = text[start:end], start
            text = text[:start] + replacement.text + text[end:]
            cured.append(Cured(sure[replacement].place, _done(sure[replacement], old, replacement)))
    return text, cured


def line_starts(text: str) -> list[int]:
    """Where each line of a text begins, and where the text ends."""
    return [0, *(match.end() for match in LINE_END.finditer(text)), len(text)]


def _index(starts: Sequence[int], line: int, column: int) -> int:
    return min(starts[min(line, len(starts)) - 1] + column - 1, starts[-1])


def _done(problem: Problem, old: str, replacement: Replacement) -> Words:
    if (
        not replacement.text
        or len(old) > len(replacement.text) + 40
        or problem.rule in ("text-has-no-hidden-characters", "yaml-characters")
    ):
        return REMOVED.fill(what=problem.message)
    return REPLACED.fill(old=old.strip("'\""), new=replacement.text, what=problem.message)


def plain_slips(path: str, data: bytes) -> tuple[str, list[Cured]]:
    """The text of a file composed (NFC), with plain line ends, without trailing blanks; what was done is told by line.

    Text that does not read the same without its blanks keeps them. Raises UnicodeDecodeError.
    """
    text = data.decode("utf-8")
    cured: list[Cured] = []
    if text.startswith("\ufeff"):
        text = text[1:]
        cured.append(Cured(Place(path), MARK))
    if "\r" in text:
        cured.append(Cured(Place(path), LINE_ENDS))
        text = text.replace("\r\n", "\n")
    composed = unicodedata.normalize("NFC", text)
    before, after = text.split("\n"), composed.split("\n")
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        if old != new:
            at = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
            cured.append(Cured(Place(path, number, at + 1), COMPOSED))
    composed, blanks = _without_blanks(path, composed)
    return composed, [*cured, *blanks]


def _without_blanks(path: str, text: str) -> tuple[str, list[Cured]]:
    lines, bare = text.split("\n"), [line.rstrip(" \t") for line in text.split("\n")]
    value = read(path, text.encode()).value
    cured: list[Cured] = []
    alike = lines == bare or read(path, "\n".join(bare).encode()).value == value
    for at in [at for at, line in enumerate(lines) if line != bare[at]]:
        if alike or read(path, "\n".join([*lines[:at], bare[at], *lines[at + 1 :]]).encode()).value == value:
            lines[at] = bare[at]
            cured.append(Cured(Place(path, at + 1, len(bare[at]) + 1), BLANKS))
    done = "\n".join(lines)
    if done and not done.endswith("\n"):
        cured.append(Cured(Place(path, len(lines), len(lines[-1]) + 1), LAST_LINE))
        done += "\n"
    return done, cured


def out_of_order(document: Document, kind: type[Record]) -> Cured | None:
    """The first key that stands before one it should follow, at the top of a record."""
    if not isinstance(document.value, dict):
        return None
    keys = list(field_types(kind))
    known = [key for key in document.value if key in keys]
    for first, second in pairwise(known):
        if keys.index(first) > keys.index(second):
            return Cured(document.place((second,), key=True), ORDER.fill(first=second, second=first))
    return None


def by_file(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Problems with a certain cure, by file."""
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.replacement:
            found[problem.place.path].append(problem)
    return dict(found)


REPLACED = Words("'{old}' → '{new}' ({what})", "'{old}' → '{new}' ({what})")
REMOVED = Words("removed ({what})", "지움 ({what})")
MARK = Words("removed the byte order mark", "바이트 순서 표시를 지움")
LINE_ENDS = Words("line ends are plain line feeds now", "줄 끝을 줄 바꿈 문자 하나로 맞춤")
COMPOSED = Words("composed the letters (NFC)", "글자를 조합형에서 완성형으로 바꿈(NFC)")
BLANKS = Words("removed blanks at the end of the line", "줄 끝의 공백을 지움")
LAST_LINE = Words("ended the last line", "마지막 줄을 줄 바꿈으로 끝냄")
ORDER = Words("put the keys in order: '{first}' comes before '{second}'", "키의 순서를 맞춤: '{first}'이/가 '{second}'보다 먼저")
