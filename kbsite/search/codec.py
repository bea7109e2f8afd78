"""Whoosh's files with postings kept as the browser has them: packed, beside their term, a whole field read at once.

Whoosh's own codec writes and reads postings one by one, with a weight and a length each, which this index has no use for.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from kbsite.search.postings import Packed, Postings, packed, unpacked

with warnings.catch_warnings():
    # Whoosh 2.7.4 has invalid escapes that Python 3.12 and newer warn of when they compile it.
    warnings.simplefilter("ignore", SyntaxWarning)
    from whoosh.codec import whoosh3
    from whoosh.filedb.filetables import OrderedHashWriter
    from whoosh.matching import ListMatcher
    from whoosh.reading import TermInfo, TermNotFound

FIELD_BYTES = 2
"""Bytes before a term in its key that name the field."""


class PackedCodec(whoosh3.W3Codec):  # type: ignore[misc]
    """Files of an index whose postings are one byte each."""

    def field_writer(self, storage: Any, segment: Any) -> PackedWriter:
        """What writes the terms of a segment."""
        return PackedWriter(segment.create_file(storage, self.TERMS_EXT))

    def terms_reader(self, storage: Any, segment: Any) -> PackedReader:
        """What reads them."""
        name = segment.make_filename(self.TERMS_EXT)
        return PackedReader(self, storage.open_file(name), storage.file_length(name), None)


class PackedWriter:
    """Writes whole fields, each given in the order of its terms."""

    def __init__(self, file: Any) -> None:
        self._table = OrderedHashWriter(file)
        self._fields: dict[str, int] = self._table.extras.setdefault("fieldmap", {})

    def add_field(self, name: str, terms: Iterable[tuple[str, Packed]]) -> None:
        """Write the terms of a field, in order, with their documents in ascending order."""
        prefix = self._fields.setdefault(name, len(self._fields)).to_bytes(FIELD_BYTES, "big")
        for term, found in terms:
            self._table.add(prefix + term.encode(), packed(found))

    def close(self) -> None:
        """Finish the file."""
        self._table.close()


class PackedReader(whoosh3.W3TermsReader):  # type: ignore[misc]
    """Reads what PackedWriter wrote, for Whoosh's queries one posting at a time, for ours all at once."""

    def found(self, field: str, term: str) -> Postings | None:
        """Documents of a term."""
        data = self._tindex.get(self._keycoder(field, term.encode()))
        return unpacked(data) if data is not None else None

    def field(self, name: str) -> Iterator[tuple[str, bytes]]:
        """All terms of a field in order, with their packed documents."""
        prefix = self._keycoder(name, b"")
        for key, data in self._tindex.items_from(prefix):
            if not key.startswith(prefix):
                return
            yield key[FIELD_BYTES:].decode(), data

    def term_info(self, fieldname: str, tbytes: bytes) -> Any:
        """Whoosh's statistics of a term. Raises TermNotFound where there is none."""
        found = self.found(fieldname, tbytes.decode())
        if found is None:
            raise TermNotFound(f"No term {fieldname}:{tbytes!r}")
        count = len(found.documents)
        return TermInfo(weight=count, df=count, maxweight=1, minid=found.documents[0], maxid=found.documents[-1])

    def frequency(self, fieldname: str, tbytes: bytes) -> float:
        """How many documents have a term."""
        return float(self.doc_frequency(fieldname, tbytes))

    def doc_frequency(self, fieldname: str, tbytes: bytes) -> int:
        """How many documents have a term."""
        found = self.found(fieldname, tbytes.decode())
        return len(found.documents) if found else 0

    def matcher(self, fieldname: str, tbytes: bytes, format_: Any, scorer: Any = None) -> Any:
        """Documents of a term one by one, as Whoosh's queries want them."""
        info = self.term_info(fieldname, tbytes)
        found = unpacked(self._tindex[self._keycoder(fieldname, tbytes)])
        values = [bytes((byte,)) for byte in found.bytes]
        weights = [1.0] * len(values)
        return ListMatcher(found.documents, weights, values, format_, scorer=scorer, term=(fieldname, tbytes), terminfo=info)

    def close(self) -> None:
        """Let go of the file."""
        self._tindex.close()
