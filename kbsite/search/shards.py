"""A Whoosh index to static files for browsers: sorted tables in shards, documents in blocks, named by their contents.

The formats are in SPECIFICATION.md. Every file is packed with zlib, because hosts do not pack what they do not know.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kbsite.search.document import Document
from kbsite.search.index import WhooshSource
from kbsite.search.postings import Postings
from kbsite.search.ranges import HEAVY
from kbsite.search.selection import ALIASES
from kbsite.text.rules import rules_bytes

VERSION = 1
SHARDS = 256
"""Shards of a table, where that gives no smaller or larger ones than the next two allow."""
SMALLEST, LARGEST = 1536, 8192
"""Bytes of a shard before packing."""
DOCUMENTS_BLOCK, TEXTS_BLOCK, FACETS_BLOCK = 2048, 6144, 1024
"""Bytes of a block of documents and of texts before packing, and documents of a block of facets."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a table with its bytes: what stands beside the key, and what stands after all keys."""

    key: str
    head: bytes
    body: bytes = b""


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
    tables: dict[str, Any] = {}
    for name in ("terms", "keys", "initials"):
        tables[name] = _table(files, name, (_posting_entry(key, found) for key, found in source.every(name)))
    for name, table in source.lexicons.tables.items():
        tables[name] = _table(files, name, (Entry(key, bytes((table[key],))) for key in sorted(table)))
    tables["common"] = _table(files, "common", _common(source.heavy_words))
    documents = [source.document(number) for number in range(source.count)]
    blocks = {
        "documents": _blocks(files, "documents", [_shown(document) for document in documents], DOCUMENTS_BLOCK),
        "texts": _blocks(files, "texts", [_sections(document) for document in documents], TEXTS_BLOCK),
    }
    facets = _facets(files, documents)
    rules = _put(files, "rules", rules_bytes())
    manifest = {"version": VERSION, "count": source.count, "rules": rules, "tables": tables, "blocks": blocks, "facets": facets}
    return Shards(files, _put(files, "manifest", _json(manifest)))


def _put(files: dict[str, bytes], name: str, data: bytes) -> str:
    path = f"{name}-{_digest(data)}.bin"
    files[path] = zlib.compress(data, 9)
    return path


def _put_all(files: dict[str, bytes], name: str, parts: Sequence[bytes]) -> str:
    folder = f"{name}-{_digest(b''.join(parts))}"
    files.update({f"{folder}/{number}.bin": zlib.compress(part, 9) for number, part in enumerate(parts)})
    return folder


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8", "replace")


def varint(number: int) -> bytes:
    """Seven bits a byte, lowest first, the high bit set on all but the last (LEB128)."""
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)


def _posting_entry(key: str, found: Postings) -> Entry:
    gaps = b"".join(varint(number - before - 1) for before, number in zip((-1, *found.documents), found.documents, strict=False))
    return Entry(key, varint(len(found.documents)) + varint(len(gaps)), gaps + found.bytes)


def _common(heavy: Mapping[str, Sequence[tuple[str, int]]]) -> Iterator[Entry]:
    """Beginning, mark, rank and word, so that a look at what begins with beginning and mark gives the words in order."""
    for prefix in sorted(heavy):
        for rank, (word, count) in enumerate(heavy[prefix]):
            yield Entry(f"{prefix}{HEAVY}{chr(ord('A') + rank)}{word}", bytes((count,)))


def _table(files: dict[str, bytes], name: str, entries: Iterable[Entry]) -> dict[str, Any]:
    ordered = list(entries)
    total = sum(len(entry.key.encode()) + len(entry.head) + len(entry.body) for entry in ordered)
    target = min(LARGEST, max(SMALLEST, total // SHARDS))
    parts: list[bytes] = []
    first: list[str] = []
    last = ""
    for group in _groups(ordered, lambda entry: len(entry.key) + len(entry.head) + len(entry.body), target):
        first.append(_separator(last, group[0].key) if last else "")
        parts.append(_shard(group))
        last = group[-1].key
    return {"path": _put_all(files, name, parts), "first": first}


def _groups(items: Sequence[Any], size: Callable[[Any], int], target: int) -> Iterator[list[Any]]:
    group: list[Any] = []
    filled = 0
    for item in items:
        if group and filled + size(item) > target:
            yield group
            group, filled = [], 0
        group.append(item)
        filled += size(item)
    if group:
        yield group


def _separator(last: str, first: str) -> str:
    """The shortest beginning of a key that comes after another key."""
    return next(first[:size] for size in range(1, len(first) + 1) if first[:size] > last)


def _shard(group: Sequence[Entry]) -> bytes:
    found = bytearray(varint(len(group)))
    before = b""
    for entry in group:
        key = entry.key.encode()
        shared = next((at for at, (one, other) in enumerate(zip(before, key, strict=False)) if one != other), min(len(before), len(key)))
        found += varint(shared) + varint(len(key) - shared) + key[shared:] + entry.head
        before = key
    for entry in group:
        found += entry.body
    return bytes(found)


def _blocks(files: dict[str, bytes], name: str, items: Sequence[Any], target: int) -> dict[str, Any]:
    total = sum(len(_json(item)) for item in items)
    size = max(1, min(64, target * len(items) // max(1, total)))
    parts = [_json(items[at : at + size]) for at in range(0, len(items), size)]
    return {"path": _put_all(files, name, parts), "size": size}


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
