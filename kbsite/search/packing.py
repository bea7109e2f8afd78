"""Bytes to files for browsers: packed, so that many make one stream. The twin of kbsite/site/assets/search/packing.js.

Three bytes say how many there are, the lowest first; blocks of deflate (RFC 1951) follow, none of them the last one, up to a byte's end.
What such an end takes is left out (RFC 7692, section 7.2.1).
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

END = b"\0\0\xff\xff"
SIZE = 3
WINDOW = -zlib.MAX_WBITS
PIECE, GRAM = 32, 8
"""Bytes of a piece of a dictionary, and of what such pieces may share with rows."""
LOOKED_AT = 1 << 18
"""Bytes of rows, or nearly, of which a dictionary is made."""


def packed(data: bytes) -> bytes:
    """A file."""
    return _file(len(data), zlib.compressobj(9, zlib.DEFLATED, WINDOW), data)


def packed_after(known: bytes, parts: Iterable[bytes]) -> list[bytes]:
    """Files that are packed as if each followed a dictionary."""
    packing = zlib.compressobj(9, zlib.DEFLATED, WINDOW, zlib.DEF_MEM_LEVEL, zlib.Z_DEFAULT_STRATEGY, known)
    return [_file(len(part), packing.copy(), part) for part in parts]


def packed_columns(columns: Sequence[bytes]) -> bytes:
    """A file of columns, each with codes of its own where that is smaller."""
    packing = zlib.compressobj(9, zlib.DEFLATED, WINDOW)
    begun = b"".join(packing.compress(column) + packing.flush(zlib.Z_BLOCK) for column in columns if column)
    apart = _sized(sum(map(len, columns)), begun + packing.flush(zlib.Z_SYNC_FLUSH))
    return min(packed(b"".join(columns)), apart, key=len)


def dictionary(looked_at: Sequence[bytes], size: int) -> bytes:
    """The pieces of some rows that share most with the others, the best at the end, where deflate reaches them in the fewest bits."""
    counts = Counter(gram for row in looked_at for gram in set(_grams(row)))
    worth = {piece: shared for row in looked_at for piece, shared in _pieces(row, counts)}
    taken: list[bytes] = []
    known: set[bytes] = set()
    for piece in sorted(worth, key=lambda piece: (-worth[piece], piece)):
        if len(taken) >= size // PIECE:
            break
        if 2 * sum(counts[gram] - 1 for gram in _grams(piece) if gram not in known) > worth[piece]:
            taken.append(piece)
            known.update(_grams(piece))
    return b"".join(reversed(taken))


def samples(total: int, count: int) -> range:
    """The rows that are looked at, by number, of so many that have so many bytes in all."""
    step = 1 + total // LOOKED_AT
    return range(step // 2, count, step)


def _pieces(row: bytes, counts: Mapping[bytes, int]) -> Iterator[tuple[bytes, int]]:
    """The pieces of a row, with how often other rows have what stands in each."""
    before = list(accumulate((counts[gram] - 1 for gram in _grams(row)), initial=0))
    for at in range(0, len(row) - PIECE + 1, PIECE // 2):
        yield row[at : at + PIECE], before[at + PIECE - GRAM + 1] - before[at]


def _grams(data: bytes) -> Iterator[bytes]:
    return (data[at : at + GRAM] for at in range(len(data) - GRAM + 1))


def unpacked(data: bytes, known: bytes = b"") -> bytes:
    """What is in a file."""
    return zlib.decompressobj(WINDOW, zdict=known).decompress(data[SIZE:] + END)


def _file(size: int, packing: zlib._Compress, data: bytes) -> bytes:
    return _sized(size, packing.compress(data) + packing.flush(zlib.Z_SYNC_FLUSH))


def _sized(size: int, blocks: bytes) -> bytes:
    return size.to_bytes(SIZE, "little") + blocks.removesuffix(END)
