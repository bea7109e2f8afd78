"""Tables to a Whoosh index in a folder, and the index as a source. This module and `codec` alone import whoosh."""

from __future__ import annotations

import json
import warnings
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kbsite.search.codec import PackedCodec
from kbsite.search.document import Document, Section, document_of
from kbsite.search.entries import Entry
from kbsite.search.postings import Postings, columns
from kbsite.search.ranges import HEAVY
from kbsite.search.source import EVERY, Lexicons, Space, beginning
from kbsite.search.tables import Tables, make_tables, together

with warnings.catch_warnings():
    # Whoosh 2.7.4 has invalid escapes that Python 3.12 and newer warn of when they compile it.
    warnings.simplefilter("ignore", SyntaxWarning)
    from whoosh import fields, formats
    from whoosh.filedb.filestore import FileStorage, RamStorage
    from whoosh.index import TOC

LEXICONS = "lexicons"
NAME = "MAIN"
FIELDS = ("terms", "keys", "initials")
KEPT = 4096
"""Postings kept between queries."""


class Memory(RamStorage):  # type: ignore[misc]
    """An index in memory. Whoosh sorts its postings in a folder of a fixed name, which two processes must not share."""

    def __init__(self, scratch: Path) -> None:
        super().__init__()
        self._scratch = scratch

    def temp_storage(self, name: str | None = None) -> Any:
        """The folder that a writer sorts its postings in."""
        return FileStorage(str(self._scratch / (name or "index"))).create()


class PackedTerms(fields.FieldType):  # type: ignore[misc]
    """A field of terms, each with the byte that the ranking reads."""

    analyzer = None
    scorable = False
    stored = False
    vector = None
    unique = False

    def __init__(self) -> None:
        self.format = formats.Format()
        self.format.posting_size = 1


def schema() -> Any:
    """Fields of the index: terms and facets, keys for typing, initial consonants, and the document itself."""
    return fields.Schema(terms=PackedTerms(), keys=PackedTerms(), initials=PackedTerms(), document=fields.STORED())


def build_index(documents: Sequence[Document], folder: Path | None = None) -> WhooshSource:
    """An index of documents, in a folder or in memory."""
    return write_index(make_tables(together(documents)), folder)


def write_index(tables: Tables, folder: Path | None = None) -> WhooshSource:
    """Tables as an index, in a folder or in memory."""
    if folder is None:
        with TemporaryDirectory(prefix="kbsite-") as scratch:
            return _written(tables, Memory(Path(scratch)))
    folder.mkdir(parents=True, exist_ok=True)
    return _written(tables, FileStorage(str(folder)))


def _written(tables: Tables, storage: Any) -> WhooshSource:
    codec = PackedCodec()
    segment = codec.new_segment(storage, NAME)
    segment.set_doc_count(len(tables.documents))
    described = schema()
    stored = codec.per_document_writer(storage, segment)
    for number, document in enumerate(tables.documents):
        stored.start_doc(number)
        stored.add_field("document", described["document"], _dumped(document), 0)
        stored.finish_doc()
    stored.close()
    storage.temp_storage(f"{NAME}.tmp").destroy()
    writer = codec.field_writer(storage, segment)
    for name in FIELDS:
        writer.add_field(name, sorted(getattr(tables, name).items()))
    writer.close()
    segment.create_compound_file(storage)
    segment.compound = True
    TOC(described, [segment], 0).write(storage, NAME)
    lexicons = {"words": tables.words, "sounds": tables.sounds, "synonyms": tables.synonyms, "heavy": tables.heavy_words}
    with storage.create_file(LEXICONS) as file:
        file.write(zlib.compress(json.dumps(lexicons).encode(), 1))
    return WhooshSource(storage)


def open_index(folder: Path) -> WhooshSource:
    """The index in a folder. Raises FileNotFoundError where there is none."""
    if not (folder / LEXICONS).is_file():
        raise FileNotFoundError(folder)
    return WhooshSource(FileStorage(str(folder), readonly=True))


def _dumped(document: Document) -> str:
    sections = [{"anchor": section.anchor, "title": section.title, "text": section.text} for section in document.sections]
    rest = {name: getattr(document, name) for name in ("id", "title", "url", "language", "kind", "names", "record", "facets")}
    return json.dumps({**rest, "sections": sections}, ensure_ascii=False)


class WhooshSource:
    """A Whoosh index as a source."""

    def __init__(self, storage: Any) -> None:
        self._storage = storage
        self._reader = storage.open_index(NAME).reader()
        self._terms = self._reader.codec().terms_reader(self._reader.storage(), self._reader.segment())
        with storage.open_file(LEXICONS) as file:
            lexicons = json.loads(zlib.decompress(file.read()))
        heavy = {prefix: [(word, count) for word, count in found] for prefix, found in lexicons.pop("heavy").items()}
        self.heavy_words: Mapping[str, Sequence[tuple[str, int]]] = heavy
        self.lexicons = Lexicons(lexicons, heavy)
        self.common = self.lexicons.common
        self.scan = self.lexicons.scan
        self.postings = lru_cache(maxsize=KEPT)(self._postings)

    @property
    def count(self) -> int:
        """How many documents there are."""
        return int(self._reader.doc_count_all())

    def _postings(self, term: str) -> Postings | None:
        """Documents of an index term."""
        return self.entry("terms", term)

    def entry(self, field: str, term: str) -> Postings | None:
        """Documents of a term of a field."""
        found: Postings | None = self._terms.found(field, term)
        return found

    def begun(self, space: Space, prefix: str) -> Sequence[tuple[int, int]]:
        """Documents with a key that begins so."""
        heavy = self.entry(space, prefix + HEAVY)
        found = [heavy] if heavy else [self.entry(space, key) for key in beginning(self._keys[space], prefix, EVERY)]
        return [pair for one in found if one for pair in zip(one.documents, one.bytes, strict=True)]

    def document(self, number: int) -> Document:
        """A document with its text."""
        data = json.loads(self._reader.stored_fields(number)["document"])
        return document_of(data)

    def every(self, field: str) -> Iterator[Entry]:
        """All terms of a field in order, with their documents."""
        return (Entry(term, *columns(found)) for term, found in self._terms.field(field))

    def close(self) -> None:
        """Let go of the files."""
        self._terms.close()
        self._reader.close()
        self._storage.close()

    @cached_property
    def _keys(self) -> Mapping[str, list[str]]:
        return {space: [name for name, _ in self._terms.field(space)] for space in ("keys", "initials")}


__all__ = ["PackedTerms", "Section", "WhooshSource", "build_index", "open_index", "write_index"]
