"""Sources a page cites to numbers: the small notes after statements and the list they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kbsite.records.catalog import Catalog
from kbsite.records.models import Source
from kbsite.records.part import Part
from kbsite.records.references import source_references


@dataclass(frozen=True, slots=True)
class Notes:
    """Works in the order of their numbers, from 1."""

    works: tuple[Source, ...]
    numbers: Mapping[str, int]
    """By the ids of the works."""

    def numbered(self, ids: Iterable[str]) -> tuple[tuple[int, Source], ...]:
        """These works with their numbers; ids that the list does not have are left out."""
        numbers = sorted({self.numbers[id_] for id_ in ids if id_ in self.numbers})
        return tuple((number, self.works[number - 1]) for number in numbers)


def notes(catalog: Catalog, ids: Iterable[str]) -> Notes:
    """Numbers for works in the order in which a page first cites them; unknown ids are left out."""
    works = tuple(catalog.sources[id_] for id_ in dict.fromkeys(ids) if id_ in catalog.sources)
    return Notes(works, {work.id: number for number, work in enumerate(works, 1)})


def cited_by(*parts: Part | None) -> Iterable[str]:
    """Ids of the works that these parts of a record rest on, in order."""
    for part in parts:
        if part is not None:
            yield from (source for _, source in source_references(part))
