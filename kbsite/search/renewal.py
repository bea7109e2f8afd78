"""Documents to shards, and a few other documents in place of some of them to the shards that change, byte for byte as if all were made again.

made = make(documents)
renewed = renew(changed, made.shards.manifest, made.notes.get, made.shards.files.get)   # None where all must be made again
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from unicodedata import unidata_version

from kbsite.search.blocks import Blocks
from kbsite.search.document import Document
from kbsite.search.edits import Edit, Edits
from kbsite.search.former import Former, Reader
from kbsite.search.listed import ListedTables
from kbsite.search.noted import Uncertain, noted, numbered
from kbsite.search.places import PLACES, Placing, places, told
from kbsite.search.recut import Recut
from kbsite.search.shards import DOCUMENTS, VERSION, Cutting, Shards, as_json, cut_shards, put
from kbsite.search.stretches import digest
from kbsite.search.tables import Tables, make_tables, together
from kbsite.search.tallies import TALLIES, tallies
from kbsite.text.rules import rules_bytes

INDEX, BEGINNINGS, PARTS = "index", "beginnings", "parts"
"""Names of notes."""


@dataclass(frozen=True, slots=True)
class Made:
    """Shards made from nothing."""

    shards: Shards
    notes: Mapping[str, bytes]
    """What a later renewal needs, by name."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """Shards made from the last ones."""

    files: Mapping[str, bytes]
    """Files whose bytes are new, by path."""
    taken: Mapping[str, str]
    """Every other file by its path, with the one it had."""
    manifest: str
    notes: Mapping[str, bytes]
    """The notes that changed."""


def make(documents: Sequence[Document]) -> Made:
    """All shards of some documents."""
    tables = make_tables(together(documents))
    cutting = cut_shards(ListedTables(tables))
    return Made(cutting.shards, _notes(tables, cutting))


def _notes(tables: Tables, cutting: Cutting) -> dict[str, bytes]:
    count = len(tables.documents)
    folders = {*cutting.folders()}
    manifest = cutting.shards.manifest
    others = [path for path in cutting.shards.files if path.partition("/")[0] not in folders and path != manifest]
    return {
        INDEX: _index(digest(cutting.shards.files[manifest]), tables.counts.length, sorted(others)),
        BEGINNINGS: noted(tables.counts.beginnings),
        **{f"{PARTS}-{name}": noted(parts) for name, parts in cutting.tables.items()},
        **dict(numbered(TALLIES, tallies(tables.counts, count))),
        **dict(numbered(PLACES, places(tables.documents, cutting.rows))),
    }


def _index(manifest: str, length: int, others: Sequence[str]) -> bytes:
    """The digest of the manifest, how many terms all texts have, and files of no table that changes."""
    return noted([_conditions(), manifest, length, others])


def _conditions() -> list[str | int]:
    """What bytes depend on besides documents."""
    return [VERSION, zlib.ZLIB_RUNTIME_VERSION, unidata_version, sha256(rules_bytes()).hexdigest()]


def renew(changed: Iterable[Document], manifest: str, note: Reader, file: Reader, absent: Iterable[str] = ()) -> Renewed | None:
    """The shards of the last index with some documents changed: its manifest, and what reads its notes and files, are given.

    None where it is not certain that nothing but their words changed, or where all shards would; so too where the index has
    a document with an id of those that are to be absent.
    """
    try:
        return _renewed(changed, absent, Former(manifest, note, file))
    except Uncertain:
        return None


def _renewed(changed: Iterable[Document], absent: Iterable[str], former: Former) -> Renewed:
    conditions, manifest, length, others = former.note(INDEX)
    if (conditions, manifest) != (_conditions(), former.digest):
        raise Uncertain("notes are of another index")
    placing, blocks = Placing(former), Blocks(former)
    if any(map(placing.has, absent)):
        raise Uncertain("a document is to be there no more")
    found = list(placing.edits(changed))
    documents = blocks.renewed({number: row for number, _, row in found})
    beginnings = former.note(BEGINNINGS)
    edits = Edits(former, length, beginnings)
    edits.make([Edit(number, told(blocks.shown(number), document), document) for number, document, _ in found])
    files, taken, path = _files(former, others, edits, documents, blocks.known)
    if not found:
        return Renewed({}, {**taken, path: path}, path, {})
    notes = {INDEX: _index(digest(files[path]), edits.length, others)}
    if edits.beginnings != beginnings:
        notes[BEGINNINGS] = noted(edits.beginnings)
    parts = {name: table.parts for name, (table, _) in edits.recut.items() if table.changed} | {DOCUMENTS: documents.parts}
    groups = ((PARTS, parts), (TALLIES, edits.tallying.notes), (PLACES, placing.notes))
    notes |= {f"{kind}-{name}": noted(value) for kind, values in groups for name, value in values.items()}
    return Renewed(files, taken, path, notes)


def _files(
    former: Former, others: Iterable[str], edits: Edits, documents: Recut, known: bytes
) -> tuple[dict[str, bytes], dict[str, str], str]:
    """Files that are new, where the others stood, and the path of the manifest."""
    begun = {
        **former.manifest,
        "tables": {name: {"shelves": table.parts.shelves(), "first": first} for name, (table, first) in edits.recut.items()},
        "documents": {"shelves": documents.parts.shelves(), "sizes": [part.holds for part in documents.parts.parts]},
        "dictionary": len(known),
    }
    files: dict[str, bytes] = {}
    path = put(files, "manifest", b"".join((as_json(begun), b"\n", known, former.rest[len(former.known) :])))
    taken = {other: other for other in others}
    for table in (*(table for table, _ in edits.recut.values()), documents):
        files.update(table.files)
        taken.update(table.taken)
    return files, taken, path
