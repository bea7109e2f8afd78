"""Entries of a table to the bytes of a shard, and back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from kbsite.search.postings import read_varint, varint

HIGH = bytes(range(128, 256))


class Entry(NamedTuple):
    """A key of a table with its byte or number of documents, and the gaps between these and their bytes."""

    key: str
    head: bytes
    gaps: bytes = b""
    values: bytes = b""

    @property
    def size(self) -> int:
        """Bytes before packing, or nearly."""
        return len(self.key) + len(self.head) + len(self.gaps) + len(self.values)

    @property
    def packed(self) -> bytes:
        """Packed postings, where it has documents."""
        return self.head + self.gaps + self.values


def separator(last: str, first: str) -> str:
    """The shortest beginning of a key that comes after another key."""
    return next(first[:size] for size in range(1, len(first) + 1) if first[:size] > last)


def shard(group: Sequence[Entry]) -> tuple[bytes, ...]:
    """Columns of a shard: sizes of the keys, the keys, and what stands beside each; gaps; bytes."""
    sizes, keys = bytearray(varint(len(group))), bytearray()
    before = b""
    for entry in group:
        key = entry.key.encode()
        shared = _shared(before, key)
        rest = len(key) - shared
        if shared | rest < 128:
            sizes += bytes((shared, rest))
        else:
            sizes += varint(shared) + varint(rest)
        keys += key[shared:]
        before = key
    heads = b"".join(entry.head for entry in group)
    return bytes(sizes + keys + heads), b"".join(entry.gaps for entry in group), b"".join(entry.values for entry in group)


def _shared(one: bytes, other: bytes) -> int:
    """Bytes that two keys begin with alike."""
    most = min(len(one), len(other))
    if one[:most] == other[:most]:
        return most
    at = 0
    while one[at] == other[at]:
        at += 1
    return at


def entries(data: bytes, counted: bool) -> list[Entry]:
    """What `shard` made columns of, whether entries have documents or a byte each."""
    keys, at = _keys(data)
    if not counted:
        return [Entry(key, data[at + place : at + place + 1]) for place, key in enumerate(keys)]
    heads, counts = [], []
    for _ in keys:
        end = at + 1
        count = data[at]
        if count > 127:
            count, end = read_varint(data, at)
        heads.append(data[at:end])
        counts.append(count)
        at = end
    gaps = []
    for count in counts:
        end = at + count
        if not data[at:end].isascii():
            end = _after(data, at, count)
        gaps.append(data[at:end])
        at = end
    ends = accumulate(counts, initial=at)
    values = [data[begin:end] for begin, end in pairwise(ends)]
    return list(map(Entry._make, zip(keys, heads, gaps, values, strict=True)))


def _keys(data: bytes) -> tuple[list[str], int]:
    """Keys of a shard, and the place after them."""
    count, at = read_varint(data, 0)
    sizes: Sequence[int] = data[at : at + 2 * count]
    if data[at : at + 2 * count].isascii():
        at += 2 * count
    else:
        sizes = []
        for _ in range(2 * count):
            size, at = read_varint(data, at)
            sizes.append(size)
    keys, before = [], b""
    for place in range(0, 2 * count, 2):
        end = at + sizes[place + 1]
        before = before[: sizes[place]] + data[at:end]
        keys.append(before.decode())
        at = end
    return keys, at


def _after(data: bytes, at: int, count: int) -> int:
    """The place after some numbers: each ends with a byte that is not high."""
    end = at + count
    while count := count - len(data[at:end].translate(None, HIGH)):
        at, end = end, end + count
    return end
