"""Files that are no records to what remains of them without all that is refused, so that the rest is looked at in the same run."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
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

ROUNDS = 8
"""Of taking out what is refused: what is around it may be refused then, for what it lacks."""
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
    value, spans = _without(document.value, document.spans, {*empty(document.value), *((key,) for key in injected)})
    for _ in range(ROUNDS):
        try:
            record = modelled(kind, value, dict(injected), language)
            return record, Document(document.path, document.text, value, spans, (), document.digest)
        except ValidationError as error:
            wrong = error.errors(include_url=False)
        missing = {str(one["loc"][0]) for one in wrong if one["type"] == "missing" and len(one["loc"]) == 1}
        refused = {_refused(value, one) for one in wrong} - {()}
        if not missing <= stand_ins.keys() or not (missing or refused):
            break
        value, spans = _without(value, spans, refused)
        value |= {name: stand_ins[name] for name in missing}
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


def _without(value: Any, spans: Mapping[Path, Span], gone: Collection[Path]) -> tuple[Any, dict[Path, Span]]:
    """A value without some of those in it, and where the others stand."""
    moved: dict[Path, Path] = {}
    left = _left(value, gone, moved, (), ())
    return left, {moved[path]: span for path, span in spans.items() if path in moved}


def _left(value: Any, gone: Collection[Path], moved: dict[Path, Path], path: Path, now: Path) -> Any:
    """What is left of a value at a path; `moved` is told the paths of all that is left, in a list of which what follows moves up."""
    moved[path] = now
    if isinstance(value, dict):
        return {key: _left(inner, gone, moved, (*path, key), (*now, key)) for key, inner in value.items() if (*path, key) not in gone}
    if isinstance(value, list):
        stay = [(number, inner) for number, inner in enumerate(value) if (*path, number) not in gone]
        return [_left(inner, gone, moved, (*path, number), (*now, at)) for at, (number, inner) in enumerate(stay)]
    return value
