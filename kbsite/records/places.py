"""Where the values of records stand in their files."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kbsite.problems import Place, Replacement
from kbsite.records.document import Document, Path
from kbsite.records.models import Entry, Record
from kbsite.records.project import Project


class Places:
    """The files that records were read from, and the place of each value in them."""

    def __init__(self, project: Project, documents: Mapping[str, Document]) -> None:
        self.project = project
        self.documents = documents
        self.digests: Mapping[str, str] = MappingProxyType({path: document.digest for path, document in documents.items()})
        """BLAKE2b of the bytes of each file, by its path; empty where they were not read.

        While it is the same, the file holds the same records: those of a listing all together, and of an example its recipe alone.
        """

    def digest(self, record: Record) -> str:
        """BLAKE2b of the bytes of the record's file; empty where it has none."""
        return self.digests.get(record.path, "")

    def place(self, record: Record, *path: str | int, key: bool = False) -> Place:
        """Where a value (or with `key`, its key) of a record stands; the nearest enclosing one if it is absent."""
        document = self.documents.get(record.path)
        if document is None:
            return Place(record.path)
        inside: Path = (record.id, *path) if isinstance(record, Entry) else path
        return document.place(inside, key=key or (not path and bool(inside)))

    def is_written(self, record: Record, *path: str | int) -> bool:
        """Whether a value stands in the record's file as such, and does not follow from another."""
        document = self.documents.get(record.path)
        return document is not None and ((record.id, *path) if isinstance(record, Entry) else path) in document.spans

    def without(self, record: Record, *path: str | int) -> Replacement | None:
        """The change of the record's file that takes out a value, where that is simple."""
        document = self.documents.get(record.path)
        inside: Path = (record.id, *path) if isinstance(record, Entry) else path
        return document.without(inside) if document and inside in document.spans else None

    def find(self, record: Record, path: Path, fragment: str) -> Place:
        """Where a piece of a record's text stands in its file."""
        document = self.documents.get(record.path)
        return document.find((record.id, *path) if isinstance(record, Entry) else path, fragment) if document else Place(record.path)

    def line_text(self, place: Place) -> str:
        """The line of a file that a place is on, without its end."""
        if place.path == "mkdocs.yml" and place.line == self.project.site_url_line:
            return self.project.site_url_words
        document = self.documents.get(place.path)
        return document.line(place.line) if document else ""
