"""A Whoosh index to static files for browsers: sorted tables in shards, documents in blocks, named by their contents.

The formats are in SPECIFICATION.md. Every file is packed with zlib, because hosts do not pack what they do not know.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import Any, NamedTuple

from kbsite.search.document import Document
from kbsite.search.index import WhooshSource
from kbsite.search.postings import columns, varint
from kbsite.search.ranges import HEAVY
from kbsite.search.selection import ALIASES
from kbsite.text.rules import rules_bytes

VERSION = 3
SHARDS = 256
"""Shards of a table, where that gives no smaller or larger ones than the next two allow."""
SMALLEST, LARGEST = 1536, 8192
"""Bytes of a shard before packing."""
WHOLE = 1 << 15
"""Strokes of all words up to which they are one file, of which browsers make the tables of sounds and of words backwards themselves."""
DOCUMENTS_BLOCK, TEXTS_BLOCK, FACETS_BLOCK = 2048, 6144, 1024
"""Bytes of a block of documents at most and of texts before packing, and documents of a block of facets."""
DICTIONARY, PIECE = 1 << 15, 256
"""Bytes of the dictionary of the texts at most, which is the window of deflate (RFC 1951), and of each piece that it is made of."""
KNOWN = 32
"""Bytes of texts for each of the dictionary, which a visitor loads before the first excerpt."""


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


@dataclass(frozen=True, slots=True)
class Shards:
    """Files of an index for browsers, by path relative to its folder, and the path of the one to begin with."""

    files: Mapping[str, bytes]
    manifest: str

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(map(len, self.files.values()))


def make_shards(source: WhooshSource) -> Shards:
    """All files of an index."""
    files: dict[str, bytes] = {}
    lexicons = {name: _bytes(table) for name, table in source.lexicons.tables.items()}
    small = sum(map(len, source.lexicons.tables["words"])) <= WHOLE
    if small:
        del lexicons["reversed"], lexicons["sounds"]
    else:
        lexicons["words"] = merge(lexicons["words"], _common(source.heavy_words))
    spaces = {name: (Entry(key, *columns(found)) for key, found in source.every(name)) for name in ("terms", "keys", "initials")}
    spaces["terms"] = merge(spaces["terms"], (Entry(entry.key, varint(0)) for entry in lexicons.pop("synonyms")))
    tables = {name: _table(files, name, entries, whole=small and name == "words") for name, entries in {**spaces, **lexicons}.items()}
    documents = [source.document(number) for number in range(source.count)]
    blocks = {
        "documents": _blocks(files, "documents", [_shown(document) for document in documents], DOCUMENTS_BLOCK),
        "texts": _blocks(files, "texts", [_sections(document) for document in documents], TEXTS_BLOCK, DICTIONARY),
    }
    facets = _facets(files, documents)
    rules = json.loads(rules_bytes())
    manifest = {"version": VERSION, "count": source.count, "rules": rules, "tables": tables, "blocks": blocks, "facets": facets}
    return Shards(files, _put(files, "manifest", _json(manifest)))


def _put(files: dict[str, bytes], name: str, data: bytes) -> str:
    path = f"{name}-{_digest(data)}.bin"
    files[path] = zlib.compress(data, 9)
    return path


def _put_all(files: dict[str, bytes], name: str, parts: Sequence[bytes], packed: Sequence[bytes] = ()) -> str:
    folder = f"{name}-{_digest(b''.join(parts))}"
    files.update({f"{folder}/{number}.bin": part for number, part in enumerate(packed or [zlib.compress(part, 9) for part in parts])})
    return folder


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8", "replace")


def _bytes(table: Mapping[str, int]) -> Iterator[Entry]:
    """A table of bytes, in order."""
    return (Entry(key, bytes((table[key],))) for key in sorted(table))


def _common(heavy: Mapping[str, Sequence[tuple[str, int]]]) -> Iterator[Entry]:
    """Beginning, mark, rank and word, so that a look at what begins with beginning and mark gives the words in order."""
    for prefix in sorted(heavy):
        for rank, (word, count) in enumerate(heavy[prefix]):
            yield Entry(f"{prefix}{HEAVY}{chr(ord('A') + rank)}{word}", bytes((count,)))


def _table(files: dict[str, bytes], name: str, entries: Iterable[Entry], *, whole: bool = False) -> dict[str, Any]:
    ordered = list(entries)
    total = sum(entry.size for entry in ordered)
    target = total if whole else min(LARGEST, max(SMALLEST, total // SHARDS))
    parts: list[tuple[bytes, ...]] = []
    first: list[str] = []
    last = ""
    for group in _groups(ordered, target):
        first.append(_separator(last, group[0].key) if last else "")
        parts.append(_shard(group))
        last = group[-1].key
    return {"path": _put_all(files, name, [b"".join(part) for part in parts], list(map(_packed_columns, parts))), "first": first}


def _groups(items: Iterable[Entry], target: int) -> Iterator[list[Entry]]:
    group: list[Entry] = []
    filled = 0
    for item in items:
        if group and filled + item.size > target:
            yield group
            group, filled = [], 0
        group.append(item)
        filled += item.size
    if group:
        yield group


def _separator(last: str, first: str) -> str:
    """The shortest beginning of a key that comes after another key."""
    return next(first[:size] for size in range(1, len(first) + 1) if first[:size] > last)


def _shard(group: Sequence[Entry]) -> tuple[bytes, ...]:
    """Columns of a shard: sizes of the keys, the keys, and what stands beside each; gaps; bytes."""
    sizes, keys = bytearray(varint(len(group))), bytearray()
    before = b""
    for entry in group:
        key = entry.key.encode()
        shared = _shared(before, key)
        sizes += varint(shared) + varint(len(key) - shared)
        keys += key[shared:]
        before = key
    heads = b"".join(entry.head for entry in group)
    return bytes(sizes + keys + heads), b"".join(entry.gaps for entry in group), b"".join(entry.values for entry in group)


def _shared(one: bytes, other: bytes) -> int:
    """Bytes that two keys begin with alike."""
    return next((at for at, (first, second) in enumerate(zip(one, other, strict=False)) if first != second), min(len(one), len(other)))


def _packed_columns(columns: Sequence[bytes]) -> bytes:
    """Columns in one stream, each with codes of its own where that is smaller."""
    packing = zlib.compressobj(9)
    apart = b"".join(packing.compress(column) + packing.flush(zlib.Z_BLOCK) for column in columns if column) + packing.flush()
    return min(zlib.compress(b"".join(columns), 9), apart, key=len)


def _blocks(files: dict[str, bytes], name: str, items: Sequence[Any], target: int, dictionary: int = 0) -> dict[str, Any]:
    """Blocks of as many items as fit on average; with a dictionary, of that many bytes, each is packed as if it followed that."""
    rows = list(map(_json, items))
    total = sum(map(len, rows))
    size = max(1, min(64, target * len(items) // max(1, total)))
    parts = [b"[" + b",".join(rows[at : at + size]) + b"]" for at in range(0, len(rows), size)]
    if not dictionary:
        return {"path": _put_all(files, name, parts), "size": size}
    known = _sample(b"".join(rows), min(dictionary, total // KNOWN))
    packing = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_DEFAULT_STRATEGY, known)
    packed = [_finished(packing.copy(), part) for part in parts]
    return {"path": _put_all(files, name, parts, packed), "size": size, "dictionary": _put(files, "dictionary", known)}


def _sample(data: bytes, size: int) -> bytes:
    """Pieces from all over some bytes."""
    count = size // PIECE
    starts = (len(data) * number // count for number in range(count))
    return b"".join(data[start : start + PIECE] for start in starts)


def _finished(packing: Any, data: bytes) -> bytes:
    return bytes(packing.compress(data) + packing.flush())


def _shown(document: Document) -> list[Any]:
    return [document.id, document.title, document.url, document.language, document.kind, document.record, list(document.names)]


def _sections(document: Document) -> list[list[str]]:
    return [[section.anchor, section.title, section.text] for section in document.sections]


def _facets(files: dict[str, bytes], documents: Sequence[Document]) -> dict[str, Any]:
    """Values of all fields, the most common first, and for each document the numbers of its values."""
    counts: dict[str, int] = {}
    rows = [
        [f"{f}:{v}" for f, v in (("kind", d.kind), ("lang", d.language), *d.facets) if v and not f.endswith(ALIASES)] for d in documents
    ]
    for row in rows:
        for value in row:
            counts[value] = counts.get(value, 0) + 1
    ordered = sorted(counts, key=lambda value: (-counts[value], value))
    number = {value: at for at, value in enumerate(ordered)}
    parts = [_json([sorted(number[v] for v in row) for row in rows[at : at + FACETS_BLOCK]]) for at in range(0, len(rows), FACETS_BLOCK)]
    values = [_json(ordered[at : at + FACETS_BLOCK]) for at in range(0, len(ordered), FACETS_BLOCK)]
    return {"path": _put_all(files, "facets", parts), "size": FACETS_BLOCK, "values": _put_all(files, "values", values)}
