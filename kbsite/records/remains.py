"""Files that are no records to what remains of them without all that is refused, so that the rest is looked at in the same run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kbsite.records.catalog import Catalog
from kbsite.records.document import Document, Path, Span
from kbsite.records.entries import LISTINGS
from kbsite.records.file import kind_of, misplaced
from kbsite.records.known import Known
from kbsite.records.models import Record
from kbsite.records.shape import again, empty, modelled

MOST = 100
"""Mistakes in a file of which something is to remain."""
STAND_IN = "…"
"""For a title or a name that is missing."""


class Remains(Catalog):
    """What remains of files that are no records: these alone, among the ids of the project in which they stand."""

    def __init__(self, whole: Catalog) -> None:
        found = [*_found(whole)]
        super().__init__(whole.project, [record for record, _ in found], [document for _, document in found], whole.unread)
        self._whole = whole
        self.found: Sequence[Record] = [*self.records()]
        self.tags = whole.tags
        """Those that are there, with all their spellings."""

    def known(self, kind: type[Record]) -> Known:
        """Ids that the records of the project may name."""
        return self._whole.known(kind)


def _found(whole: Catalog) -> Iterator[tuple[Record, Document]]:
    read = {record.path for record in whole.records()} | {*LISTINGS}
    stand_ins = {"title": STAND_IN, "name": STAND_IN, "sources": next(iter(whole.sources), STAND_IN)}
    for path, document in whole.documents.items():
        if path not in read and isinstance(document.value, dict) and not misplaced(path):
            kind, injected = kind_of(path)
            found = remains(kind, document, injected, stand_ins, whole.project.languages[0])
            if found:
                yield found


def remains(
    kind: type[Record], document: Document, injected: Mapping[str, str], stand_ins: Mapping[str, str], language: str
) -> tuple[Record, Document] | None:
    """A record of all in a document that is not refused, and where that stands; None where it is not enough for one.

    `stand_ins` are put where a field is missing that every record of the kind has.
    """
    value, spans = deepcopy(document.value), dict(document.spans)
    for path in [*reversed([*empty(value)]), *((key,) for key in injected if key in value)]:
        spans = _without(value, spans, path)
    for _ in range(MOST):
        try:
            record = modelled(kind, value, dict(injected), language)
            return record, Document(document.path, document.text, value, spans, (), document.digest)
        except ValidationError as error:
            wrong = error.errors(include_url=False)[0]
        name = str(wrong["loc"][-1]) if wrong["loc"] else ""
        if wrong["type"] == "missing" and len(wrong["loc"]) == 1 and name in stand_ins:
            value[name] = stand_ins[name]
        elif path := _refused(value, wrong):
            spans = _without(value, spans, path)
        else:
            break
    return None


def _refused(value: Any, wrong: ErrorDetails) -> Path:
    """The path of what has to go, as far as it is there."""
    loc: Path = (*wrong["loc"], *again(wrong))
    path: Path = ()
    for step in loc[:-1] if wrong["type"] == "missing" else loc:
        if isinstance(value, str) or step not in (value if isinstance(value, dict) else range(len(value))):
            break
        value = value[step]
        path = (*path, step)
    return path


def _without(value: Any, spans: Mapping[Path, Span], path: Path) -> dict[Path, Span]:
    """Take a value out of others; gives the places of those, of which in a list all that follow move up."""
    *above, last = path
    for step in above:
        value = value[step]
    del value[last]
    first = last if isinstance(value, list) else None
    size = len(above)
    found: dict[Path, Span] = {}
    for other, span in spans.items():
        beside = other[size] if other[:size] == path[:size] and len(other) > size else None
        if beside == last:
            continue
        moves = isinstance(first, int) and isinstance(beside, int) and beside > first
        found[(*other[:size], beside - 1, *other[size + 1 :]) if isinstance(beside, int) and moves else other] = span
    return found
