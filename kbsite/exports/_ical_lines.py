"""Properties of iCalendar to lines (RFC 5545, 3.1 and 3.3.11)."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 75
"""Octets of a line without its end."""
_LINE_END = re.compile(r"\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def escaped(text: str) -> str:
    """A text as the value of a property; control characters, which the format has no place for, become blanks."""
    if not text.replace("\n", "").isprintable():  # most texts are, and have neither other ends of lines nor control characters
        text = _CONTROL.sub(" ", _LINE_END.sub("\n", text))
    return text.replace("\\", r"\\").replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")


def folded(line: str) -> bytes:
    """A line of at most 75 octets, or several with a blank before all but the first; no character is cut in two."""
    data = line.encode()
    if len(data) <= LONGEST:
        return data
    pieces, start, room = [], 0, LONGEST
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # the inside of a character in UTF-8
            end -= 1
        pieces.append(data[start:end])
        start, room = end, LONGEST - 1
    return b"\r\n ".join((*pieces, data[start:]))


def document(lines: Iterable[str]) -> bytes:
    """Lines as a file."""
    return b"\r\n".join((*map(folded, lines), b""))
