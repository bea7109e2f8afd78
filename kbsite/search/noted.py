"""Values to notes and back, each note with its digest before it: one that is damaged or missing leaves a renewal uncertain."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any
from zlib import crc32

SIZE = 8
"""Bytes of a digest."""
A_GROUP = 64
"""Documents for each group of notes."""


class Uncertain(Exception):
    """What a change does to an index cannot be told from what is known."""


def noted(value: Any) -> bytes:
    """A value as a note."""
    data = json.dumps(value, separators=(",", ":"), sort_keys=True).encode()
    return blake2b(data, digest_size=SIZE).digest() + data


def read(note: bytes | None) -> Any:
    """The value of a note. Raises Uncertain where there is none."""
    if note is None or blake2b(note[SIZE:], digest_size=SIZE).digest() != note[:SIZE]:
        raise Uncertain("a note is not here")
    return json.loads(note[SIZE:])


def brief(data: bytes) -> str:
    """A digest of some bytes."""
    return blake2b(data, digest_size=SIZE).hexdigest()


def group_count(documents: int) -> int:
    """Groups of notes of so many documents."""
    return 1 << max(0, (documents // A_GROUP).bit_length() - 1)


def group_of(text: str, groups: int) -> int:
    """The group that a text belongs to."""
    return crc32(text.encode("utf-8", "replace")) & (groups - 1)


def numbered(name: str, groups: Sequence[Any]) -> Iterator[tuple[str, bytes]]:
    """Notes of all groups."""
    return ((f"{name}-{number}", noted(group)) for number, group in enumerate(groups))
