"""An index to static files for browsers: sorted tables in shards, documents in blocks, named by their contents.

The formats are in SPECIFICATION.md. Every file is packed, because hosts do not pack what they do not know.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import Any, NamedTuple, TypeVar

from kbsite.search.document import Document
from kbsite.search.listed import Listed
from kbsite.search.packing import dictionary, packed, packed_after, packed_columns
from kbsite.search.postings import columns, varint
from kbsite.search.ranges import HEAVY
from kbsite.search.selection import ALIASES
from kbsite.text.rules import rules_bytes

VERSION = 4
SHARDS = 256
"""Shards of a table, where that gives no smaller or larger ones than the next two allow."""
SMALLEST, LARGEST = 768, 8192
"""Bytes of a shard before packing."""
BLOCKS = 512
"""Blocks of documents, where that gives no smaller or larger ones than the next two allow."""
SMALLEST_BLOCK, LARGEST_BLOCK = 1536, 5120
"""Bytes of a block before packing; a longer document has one of its own."""
FACETS_BLOCK = 1024
"""Documents of a block of facets."""
DICTIONARY = 8192
"""Bytes of the dictionary of the documents at most, which every visitor loads."""
KNOWN = 512
"""Bytes of documents for each of the dictionary."""
MARKS = "lang:"
"""Terms that every query needs begin so."""


Item = TypeVar("Item")


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


def make_shards(source: Listed) -> Shards:
    """All files of an index."""
    files: dict[str, bytes] = {}
    lexicons = {name: _bytes(table) for name, table in source.lexicons.tables.items()}
    lexicons["words"] = merge(lexicons["words"], _common(source.heavy_words))
    spaces = {name: [Entry(key, *columns(found)) for key, found in source.every(name)] for name in ("terms", "keys", "initials")}
    marks = [entry for entry in spaces["terms"] if entry.key.startswith(MARKS)]
    terms = (entry for entry in spaces["terms"] if not entry.key.startswith(MARKS))
    synonyms = (Entry(entry.key, varint(0)) for entry in lexicons.pop("synonyms"))
    entries = {**spaces, "terms": merge(terms, synonyms), **lexicons}
    tables = {name: _table(files, name, found) for name, found in entries.items()}
    documents = [source.document(number) for number in range(source.count)]
    rules = json.loads(rules_bytes())
    paraphrases = rules.pop("paraphrases")
    begin = "".join(sorted({said[0] for line in paraphrases for said in line.partition(" > ")[0].split()}))
    known, blocks = _blocks(files, list(map(_row, documents)))
    manifest = {
        "version": VERSION,
        "count": source.count,
        "rules": {name: value for name, value in rules.items() if name != "about"},
        "paraphrases": {"path": _put(files, "paraphrases", _json(paraphrases)), "begin": begin},
        "tables": tables,
        "documents": blocks,
        "facets": _facets(files, documents),
        "dictionary": len(known),
    }
    return Shards(files, _put(files, "manifest", b"".join((_json(manifest), b"\n", known, *_shard(marks)))))


def _put(files: dict[str, bytes], name: str, data: bytes) -> str:
    path = f"{name}-{_digest(data)}.bin"
    files[path] = packed(data)
    return path


def _put_all(files: dict[str, bytes], name: str, parts: Iterable[bytes]) -> str:
    made = list(parts)
    folder = f"{name}-{_digest(b''.join(made))}"
    files.update({f"{folder}/{number}.bin": part for number, part in enumerate(made)})
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


def _table(files: dict[str, bytes], name: str, entries: Iterable[Entry]) -> dict[str, Any]:
    ordered = list(entries)
    target = min(LARGEST, max(SMALLEST, sum(entry.size for entry in ordered) // SHARDS))
    parts: list[tuple[bytes, ...]] = []
    first: list[str] = []
    last = ""
    for group in _groups(ordered, target, lambda entry: entry.size):
        first.append(_separator(last, group[0].key) if last else "")
        parts.append(_shard(group))
        last = group[-1].key
    return {"path": _put_all(files, name, map(packed_columns, parts)), "first": first}


def _groups(items: Iterable[Item], target: int, size: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Items in a row, as many as fit."""
    group: list[Item] = []
    filled = 0
    for item in items:
        its = size(item)
        if group and filled + its > target:
            yield group
            group, filled = [], 0
        group.append(item)
        filled += its
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


def _blocks(files: dict[str, bytes], rows: Sequence[bytes]) -> tuple[bytes, dict[str, Any]]:
    """Documents in blocks, each packed as if it followed the dictionary, which is given too; and how many each block has."""
    total = sum(map(len, rows))
    groups = list(_groups(rows, min(LARGEST_BLOCK, max(SMALLEST_BLOCK, total // BLOCKS)), len))
    parts = [b"[" + b",".join(group) + b"]" for group in groups]
    known = dictionary(rows, min(DICTIONARY, total // KNOWN))
    return known, {"path": _put_all(files, "documents", packed_after(known, parts)), "sizes": list(map(len, groups))}


def _row(document: Document) -> bytes:
    """All that is shown of a document."""
    sections = [[section.anchor, section.title, section.text] for section in document.sections]
    shown = (document.id, document.title, document.url, document.language, document.kind, document.record, document.names)
    return _json([*shown, sections])


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
    return {
        "path": _put_all(files, "facets", map(packed, parts)),
        "size": FACETS_BLOCK,
        "values": _put_all(files, "values", map(packed, values)),
    }
