"""Documents to where each stands in an index, and what tells whether it is another now; and old documents from its blocks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from kbsite.search.document import Document, Section
from kbsite.search.former import Former
from kbsite.search.noted import Uncertain, brief, group_count, group_of
from kbsite.search.shards import Row, row

PLACES = "places"


class Place(NamedTuple):
    """A document's number, and digests of what may not change in a renewal and of what may."""

    number: int
    fixed: str
    shown: str
    """Empty where the index does not have the document as it is: lone surrogates are lost."""


def places(documents: Sequence[Document], rows: Sequence[Row]) -> list[dict[str, Place | None]]:
    """Every document's place by its id, in groups; none where several have one id."""
    groups: list[dict[str, Place | None]] = [{} for _ in range(group_count(len(documents)))]
    for number, (document, shown) in enumerate(zip(documents, rows, strict=True)):
        group = groups[group_of(document.id, len(groups))]
        group[document.id] = _place(number, document, shown) if document.id not in group else None
    return groups


def _place(number: int, document: Document, shown: Row) -> Place:
    fixed = repr((document.url, document.language, document.kind, document.record, document.facets, document.minor))
    lost = b"?" in shown.data and told(json.loads(shown.data), document) != document
    return Place(number, brief(fixed.encode("utf-8", "surrogatepass")), "" if lost else brief(shown.data))


def told(shown: Sequence[Any], like: Document) -> Document:
    """A document from what is shown of it; the rest is that of another."""
    id_, title, url, language, kind, record, names, sections = shown
    made = tuple(Section(*section) for section in sections)
    return Document(id_, title, made, url, language, kind, tuple(names), record, like.facets, like.minor)


class Placing:
    """Finds documents by their ids, and changes their places."""

    def __init__(self, former: Former) -> None:
        self._former = former
        self._groups = group_count(former.count)
        self._read: dict[int, dict[str, Any]] = {}
        self.notes: dict[int, dict[str, Any]] = {}
        """Groups with a change."""

    def has(self, id_: str) -> bool:
        """Whether there is a document with an id."""
        return id_ in self._group(group_of(id_, self._groups))

    def edits(self, changed: Iterable[Document]) -> Iterator[tuple[int, Document, Row]]:
        """Documents that are not as they were, with their numbers. Raises Uncertain where more changed than words."""
        for id_, document in _by_id(changed).items():
            group = group_of(id_, self._groups)
            known = self._group(group)
            before = Place(*(known.get(id_) or (-1, "", "")))
            shown = row(document)
            after = _place(before.number, document, shown)
            if before.number < 0 or before.fixed != after.fixed or not (before.shown and after.shown):
                raise Uncertain(f"{id_} is another document")
            if before != after:
                self.notes.setdefault(group, known)[id_] = after
                yield before.number, document, shown

    def _group(self, number: int) -> dict[str, Any]:
        if number not in self._read:
            self._read[number] = self._former.note(f"{PLACES}-{number}")
        return self._read[number]


def _by_id(documents: Iterable[Document]) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for document in documents:
        if found.setdefault(document.id, document) != document:
            raise Uncertain(f"{document.id} is there twice")
    return found
