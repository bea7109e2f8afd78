"""The one way to say that an id names nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.document import Path
from kbsite.records.models import Record
from kbsite.records.suggest import did_you_mean
from kbsite.rules import Broken
from kbsite.words import Words


def missing(
    catalog: Catalog, record: Record, named: Iterable[tuple[Path, str]], known: Collection[str], unknown: Words, make: Words
) -> Iterator[Broken]:
    """A `Broken` for each id that is not known, with the nearest known one or else how to make it.

    `unknown` and `make` may name `{id}`.
    """
    for path, id_ in named:
        if id_ not in known:
            cure = did_you_mean(id_, known) or make.fill(id=id_)
            yield Broken(catalog.place(record, *path), unknown.fill(id=id_), cure)
