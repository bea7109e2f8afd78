"""The one way to say that an id names nothing, and to put the one meant in its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kbsite.problems import Place, Replacement
from kbsite.records.document import Path
from kbsite.records.models import Record
from kbsite.records.places import Places
from kbsite.records.suggest import did_you_mean, surely
from kbsite.rules import Broken
from kbsite.words import Words


def missing(
    places: Places, record: Record, named: Iterable[tuple[Path, str]], known: Collection[str], unknown: Words, make: Words
) -> Iterator[Broken]:
    """A `Broken` for each id that is not known, with the nearest known one or else how to make it.

    `unknown` and `make` may name `{id}`.
    """
    for path, id_ in named:
        if id_ not in known:
            cure = did_you_mean(id_, known) or make.fill(id=id_)
            place = places.place(record, *path)
            yield Broken(place, unknown.fill(id=id_), cure, replacement=meant(places, place, id_, known))


def meant(places: Places, place: Place, wrong: str, known: Iterable[str]) -> Replacement | None:
    """The replacement of a name at a place by the one that is surely meant, if there is one."""
    name = surely(wrong, known)
    return place.replaced_by(name) if name is not None and is_written(places, place, wrong) else None


def is_written(places: Places, place: Place, value: str) -> bool:
    """Whether a value stands at a place letter for letter, but for quotes."""
    at = place.column - 1
    return places.line_text(place)[at : at + place.length].strip("'\"") == value
