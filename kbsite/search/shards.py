"""An index to static files for browsers: sorted tables in shards, documents in blocks, named by their contents.

The formats are in SPECIFICATION.md. Every file is packed, because hosts do not pack what they do not know.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import pairwise
from typing import Any, NamedTuple

from kbsite.search.document import Document
from kbsite.search.entries import Entry, separator, shard
from kbsite.search.listed import Listed
from kbsite.search.packing import dictionary, packed, packed_after, packed_columns, samples
from kbsite.search.postings import varint
from kbsite.search.ranges import HEAVY
from kbsite.search.selection import ALIASES
from kbsite.search.stretches import NAME, Grain, Group, Part, Parts, digest, groups, make_cut, place
from kbsite.text.rules import rules_bytes

VERSION = 5
TABLE = Grain(parts=256, smallest=768, largest=8192)
"""Shards of a table, and bytes of one before packing."""
BLOCK = Grain(parts=512, smallest=1536, largest=5120)
"""Blocks of documents, and bytes of one before packing; a longer document has one of its own."""
DOCUMENTS = "documents"
FACETS_BLOCK = 1024
"""Documents of a block of facets."""
DICTIONARY = 8192
"""Bytes of the dictionary of the documents at most, which every visitor loads."""
KNOWN = 512
"""Bytes of documents for each of the dictionary."""
MARKS = "lang:"
"""Terms that every query needs begin so."""


class Row(NamedTuple):
    """A document as its id and all that is shown of it."""

    key: str
    data: bytes

    @property
    def size(self) -> int:
        """Bytes before packing."""
        return len(self.data)


@dataclass(frozen=True, slots=True)
class Shards:
    """Files of an index for browsers, by path relative to its folder, and the path of the one to begin with."""

    files: Mapping[str, bytes]
    manifest: str

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(map(len, self.files.values()))


@dataclass(frozen=True, slots=True)
class Cutting:
    """Shards, and how each table was cut."""

    shards: Shards
    tables: Mapping[str, Parts]
    rows: Sequence[Row]
    """What is shown of each document."""

    def folders(self) -> Iterator[str]:
        """Those of all tables."""
        yield from (f"{name}-{shelf}" for name, parts in self.tables.items() for shelf in parts.shelves())


def make_shards(source: Listed) -> Shards:
    """All files of an index."""
    return cut_shards(source).shards


def cut_shards(source: Listed) -> Cutting:
    """All files of an index, and what tells where a change belongs."""
    files: dict[str, bytes] = {}
    lexicons = {name: _bytes(table) for name, table in source.lexicons.tables.items()}
    lexicons["words"] = merge(lexicons["words"], _common(source.heavy_words))
    spaces = {name: list(source.every(name)) for name in ("terms", "keys", "initials")}
    marks = [entry for entry in spaces["terms"] if entry.key.startswith(MARKS)]
    terms = (entry for entry in spaces["terms"] if not entry.key.startswith(MARKS))
    synonyms = (synonym(entry.key) for entry in lexicons.pop("synonyms"))
    entries = {**spaces, "terms": merge(terms, synonyms), **lexicons}
    documents = [source.document(number) for number in range(source.count)]
    tables = {name: _table(files, name, list(found), source.count) for name, found in entries.items()}
    rules = json.loads(rules_bytes())
    paraphrases = rules.pop("paraphrases")
    begin = "".join(sorted({said[0] for line in paraphrases for said in line.partition(" > ")[0].split()}))
    rows = [row(document) for document in documents]
    known, blocks = _blocks(files, rows)
    manifest = {
        "version": VERSION,
        "count": source.count,
        "rules": {name: value for name, value in rules.items() if name != "about"},
        "paraphrases": {"path": put(files, "paraphrases", as_json(paraphrases)), "begin": begin},
        "tables": {name: {"shelves": parts.shelves(), "first": first} for name, (parts, first) in tables.items()},
        "documents": {"shelves": blocks.shelves(), "sizes": [part.holds for part in blocks.parts]},
        "facets": _facets(files, documents),
        "dictionary": len(known),
    }
    begun = b"".join((as_json(manifest), b"\n", known, *shard(marks)))
    cuts = {name: parts for name, (parts, _) in tables.items()} | {DOCUMENTS: blocks}
    return Cutting(Shards(files, put(files, "manifest", begun)), cuts, rows)


def put(files: dict[str, bytes], name: str, data: bytes) -> str:
    """Keep a file under the name of its contents, which is given."""
    path = f"{name}-{digest(data)[:NAME]}.bin"
    files[path] = packed(data)
    return path


def _put_all(files: dict[str, bytes], name: str, made: Sequence[bytes], groups: Iterable[Group[Any]]) -> Parts:
    """Keep the files of some groups."""
    parts = [Part(group[0].key, group[0].size, size, len(group), digest(data)) for data, (group, size) in zip(made, groups, strict=True)]
    found = Parts(sum(part.size for part in parts), sum(part.holds for part in parts), parts)
    shelves = found.shelves()
    files.update({place(name, shelves, number): data for number, data in enumerate(made)})
    return found


def as_json(value: Any) -> bytes:
    """A value as the browser reads it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8", "replace")


def synonym(key: str) -> Entry:
    """A synonym among the terms: a term of no document."""
    return Entry(key, varint(0))


def _bytes(table: Mapping[str, int]) -> Iterator[Entry]:
    """A table of bytes, in order."""
    return (Entry(key, bytes((table[key],))) for key in sorted(table))


def _common(heavy: Mapping[str, Sequence[tuple[str, int]]]) -> Iterator[Entry]:
    for prefix in sorted(heavy):
        yield from common(prefix, heavy[prefix])


def common(prefix: str, words: Iterable[tuple[str, int]]) -> Iterator[Entry]:
    """Beginning, mark, rank and word, so that a look at what begins with beginning and mark gives the words in order."""
    for rank, (word, count) in enumerate(words):
        yield Entry(f"{prefix}{HEAVY}{chr(ord('A') + rank)}{word}", bytes((count,)))


def _table(files: dict[str, bytes], name: str, entries: Sequence[Entry], documents: int) -> tuple[Parts, list[str]]:
    """How a table was cut, and what separates its parts."""
    sizes = [entry.size for entry in entries]
    cuttings = list(groups(entries, make_cut(TABLE, sum(sizes), len(entries), documents), sizes))
    first = ["", *(separator(before[-1].key, group[0].key) for (before, _), (group, _) in pairwise(cuttings))]
    parts = _put_all(files, name, [packed_columns(shard(group)) for group, _ in cuttings], cuttings)
    return parts, first[: len(cuttings)]


def _blocks(files: dict[str, bytes], rows: Sequence[Row]) -> tuple[bytes, Parts]:
    """Documents in blocks, each packed as if it followed the dictionary, which is given too."""
    sizes = [row.size for row in rows]
    total = sum(sizes)
    cuttings = list(groups(rows, make_cut(BLOCK, total, len(rows), len(rows)), sizes))
    known = dictionary([rows[number].data for number in samples(total, len(rows))], dictionary_size(total))
    return known, _put_all(files, DOCUMENTS, packed_after(known, [block(group) for group, _ in cuttings]), cuttings)


def dictionary_size(total: int) -> int:
    """Bytes of the dictionary for documents of so many."""
    return min(DICTIONARY, total // KNOWN)


def block(rows: Sequence[Row]) -> bytes:
    """Some documents before packing."""
    return b"[" + b",".join(row.data for row in rows) + b"]"


def row(document: Document) -> Row:
    """All that is shown of a document."""
    sections = [[section.anchor, section.title, section.text] for section in document.sections]
    shown = (document.id, document.title, document.url, document.language, document.kind, document.record, document.names)
    return Row(document.id, as_json([*shown, sections]))


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
    parts = [as_json([sorted(number[v] for v in row) for row in rows[at : at + FACETS_BLOCK]]) for at in range(0, len(rows), FACETS_BLOCK)]
    values = [as_json(ordered[at : at + FACETS_BLOCK]) for at in range(0, len(ordered), FACETS_BLOCK)]
    return {
        "path": _put_each(files, "facets", parts),
        "size": FACETS_BLOCK,
        "values": _put_each(files, "values", values),
    }


def _put_each(files: dict[str, bytes], name: str, contents: Iterable[bytes]) -> str:
    made = list(map(packed, contents))
    folder = f"{name}-{digest(''.join(map(digest, made)).encode())[:NAME]}"
    files.update({f"{folder}/{number}.bin": data for number, data in enumerate(made)})
    return folder
