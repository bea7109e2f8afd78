"""Every work that is cited has a record."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Source
from kbsite.records.references import source_references
from kbsite.rules import Broken
from kbsite.rules._looks import works
from kbsite.rules._missing import missing
from kbsite.words import Words

SAYS = Words("Every work that is cited has a record.", "인용한 출처에는 기록이 있습니다.")
WHY = Words(
    "A reader must be able to see what a statement rests on.",
    "읽는 사람이 무엇을 근거로 한 말인지 볼 수 있어야 합니다.",
)
UNKNOWN = Words("unknown source '{id}'", "모르는 출처 '{id}'입니다")
MAKE = Words("write talks/sources/{id}.yml", "talks/sources/{id}.yml을 만드세요")
LOOKS_AT = works
OF_PARTS = True


def check(catalog: Catalog) -> Iterator[Broken]:
    known = catalog.known(Source)
    if all(source in known for source in catalog.cited):
        return
    for record in catalog.records():
        yield from missing(catalog, record, source_references(record), known, UNKNOWN, MAKE)
