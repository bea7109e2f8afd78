"""What an index knows of a term in a document, in one byte; the same byte in Whoosh and in the browser's shards."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain, count
from math import log
from operator import add

K1, B = 1.2, 0.75
"""Saturation and length of BM25: Robertson and Zaragoza 2009, The Probabilistic Relevance Framework, section 3.2."""
LEVELS = 15
STEP = 1.02
"""Between two averages of lengths that are told apart."""
TITLE_SIZES = (1, 2, 3, 5, 8, 13, 1_000_000)
"""Upper ends of the classes of titles by number of terms."""


def body_level(count: int, length: int, average: float) -> int:
    """BM25's part of frequency and length, on a scale of 1 to 15; 0 where the term is not in the text."""
    if not count:
        return 0
    part = count * (K1 + 1) / (count + K1 * (1 - B + B * length / average))
    return max(1, min(LEVELS, int(part / (K1 + 1) * LEVELS + 0.5)))


def coarse(average: float) -> float:
    """An average on a grid: an edit of one document leaves it, and with it the levels of all others, as they were."""
    return float(f"{STEP ** round(log(average) / log(STEP)):.4g}")


def title_class(length: int) -> int:
    """1 to 7 by the number of terms of a title."""
    return next(number for number, size in enumerate(TITLE_SIZES, 1) if length <= size)


def pack(title: int, heading: bool, body: int) -> int:
    """Class of the shortest title that has the term (0: none), whether a heading has it, and its level in the text."""
    return title << 5 | heading << 4 | body


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents of a term in ascending order, with a byte for each."""

    documents: tuple[int, ...]
    bytes: bytes


HIGH = re.compile(b"[\x80-\xff]+[\x00-\x7f]")
"""A number of more than one byte."""
Packed = Mapping[int, int]
"""Documents in ascending order, each with its byte."""


def varint(number: int) -> bytes:
    """Seven bits a byte, lowest first, the high bit set on all but the last (LEB128)."""
    if number < 128:
        return bytes((number,))
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)


def packed(found: Packed) -> bytes:
    """The number of documents, the gaps between them less one, and their bytes."""
    return b"".join(in_columns(found))


def in_columns(found: Packed) -> tuple[bytes, bytes, bytes]:
    """The same as three columns."""
    if len(found) == 1:  # as of most terms
        ((number, byte),) = found.items()
        return b"\x01", varint(number), bytes((byte,))
    return varint(len(found)), gaps(found), bytes(found.values())


def gaps(numbers: Collection[int]) -> bytes:
    """Gaps between ascending numbers, less one."""
    found = bytearray()
    after = 0
    for number in numbers:
        gap = number - after
        if gap < 128:
            found.append(gap)
        else:
            found += varint(gap)
        after = number + 1
    return bytes(found)


def columns(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Packed postings as number of documents, gaps, and bytes."""
    documents, start = read_varint(data, 0)
    return data[:start], data[start : len(data) - documents], data[len(data) - documents :]


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """A number, and the place after it."""
    number, shift = data[at] & 127, 7
    while data[at] > 127:
        at += 1
        number |= (data[at] & 127) << shift
        shift += 7
    return number, at + 1


def unpacked(data: bytes) -> Postings:
    """Postings from what `packed` made."""
    _, between, values = columns(data)
    if len(between) == len(values):
        return Postings(tuple(map(add, accumulate(between), count())), values)
    found: list[int] = []
    at = 0
    for high in HIGH.finditer(between):
        found += between[at : high.start()]
        found.append(read_varint(high[0], 0)[0])
        at = high.end()
    return Postings(tuple(map(add, accumulate(chain(found, between[at:])), count())), values)


def pack_key(field: int, start: bool, total: int) -> int:
    """A key's field (2 title, 1 other name, 0 heading), whether it begins there, and how many strokes the rest has."""
    return field << 6 | start << 5 | size_class(total)


def size_class(total: int) -> int:
    """Strokes up to 24 as they are, then in steps of 8."""
    return total if total <= 24 else min(31, 24 + (total - 17) // 8)
