"""A text to the way it is written in YAML: bare where that is safe, else in quotes, or folded over lines.

Lines are at most `WIDTH` columns wide; Hangul and other wide letters take two. See YAML 1.2.2, chapters 7 and 8.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

WIDTH = 110


def cells(text: str) -> int:
    """Width of a text in columns."""
    return len(text) if text.isascii() else sum(map(_cells, text))


@cache
def _cells(letter: str) -> int:
    return 0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def inline(value: str | None, *, brackets: bool = False, text: bool = True) -> str:
    """A value on one line, inside `[]` or `{}` with `brackets`. What is no `text` but a number or a flag is never quoted for its looks."""
    if value is None:
        return "null" if brackets else ""
    if not _must_be_quoted(value, brackets) and not (text and OTHERWISE_READ.fullmatch(value)):
        return value
    if not ODD.search(value) and "'" not in value and ('"' in value or "\\" in value):
        return f"'{value}'"
    return '"' + ESCAPED.sub(_escape, value) + '"'


def _must_be_quoted(value: str, brackets: bool) -> bool:
    return (
        value in ("", "~", "null")
        or value != value.strip()
        or NOT_AT_START.match(value) is not None
        or NOT_INSIDE.search(value) is not None
        or (brackets and NOT_IN_BRACKETS.search(value) is not None)
    )


def _escape(match: re.Match[str]) -> str:
    letter = match[0]
    return SHORT.get(letter) or (f"\\x{ord(letter):02x}" if ord(letter) < 256 else f"\\u{ord(letter):04x}")


def block(value: str, indent: int) -> list[str] | None:
    """A value as a header and the lines below it, or None where it has to stand in quotes.

    Line ends of the text are kept as such (`|`) where all lines are narrow; else the text is folded (`>`) at single blanks.
    """
    if not value.strip() or value[0] in " \t\n" or ODD_IN_BLOCK.search(value) or value.rstrip("\n") != value.rstrip():
        return None
    body = value.rstrip("\n")
    chomp = {0: "-", 1: ""}.get(len(value) - len(body), "+")
    lines = body.split("\n")
    room, margin = WIDTH - indent, " " * indent
    narrow = len(lines) > 1 and all(cells(line) <= room for line in lines)
    if narrow or any(line[:1] in (" ", "\t") or line != line.rstrip() for line in lines):
        written = ["|" + chomp, *lines]
    else:
        written = [">" + chomp]
        for number, line in enumerate(lines):
            written += [*([""] if number and line and lines[number - 1] else []), *(fold(line, room) if line else [""])]
            if not line and number and lines[number - 1]:
                written.append("")
    written += [""] * max(0, len(value) - len(body) - 1)
    return [written[0], *(margin + line if line else "" for line in written[1:])]


def fold(line: str, room: int) -> list[str]:
    """A line broken at single blanks into pieces of at most `room` columns, where it can be."""
    pieces: list[str] = []
    width = 0
    for word in BREAK.split(line):
        wide = cells(word)
        if pieces and width + 1 + wide <= room:
            pieces[-1] += " " + word
            width += 1 + wide
        else:
            pieces.append(word)
            width = wide
    return pieces


BREAK = re.compile(r"(?<![ \t]) (?![ \t])")
NOT_AT_START = re.compile(r"[?:,\[\]{}#&*!|>'\"%@`]|-(?:\s|$)|---|\.\.\.")
NOT_INSIDE = re.compile(r":(?:\s|$)|\s#|[\t\n\r\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
NOT_IN_BRACKETS = re.compile(r"[,\[\]{}?]")
ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
ODD_IN_BLOCK = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
OTHERWISE_READ = re.compile(
    r"[-+]?0[0-9]+|0x[0-9a-f]+|0o[0-7]+|[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?:\.[0-9]*)?e[-+]?[0-9]+)"
    r"|[-+]?\.inf|\.nan|true|false|yes|no|on|off|null",
    re.IGNORECASE,
)
"""Texts that other readers of YAML take for something else, and write differently: `1.10` as 1.1, `no` as false.
Whole numbers, days and times of day come back as they are."""
