"""What is said of a technique in a talk names its source."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Record, Talk
from kbsite.records.places import Places
from kbsite.rules import Broken, in_each
from kbsite.words import Words

SAYS = Words("A note on how a talk used a technique names its source.", "발표에서 기술을 어떻게 썼는지 적은 글에는 출처가 있습니다.")
WHY = Words("Every statement about a talk can be checked.", "발표에 대한 말은 모두 확인할 수 있어야 합니다.")
UNSOURCED = Words("the note on '{id}' names no source", "'{id}'에 대한 설명에 출처가 없습니다")
ADD = Words("add 'source:' with the id of a work", "'source:'에 출처 id를 더하세요")


def check(catalog: Catalog) -> Iterator[Broken]:
    return in_each(catalog, check_record)


def check_record(places: Places, record: Record) -> Iterator[Broken]:
    for index, use in enumerate(record.techniques) if isinstance(record, Talk) else ():
        if use.note and not use.source:
            yield Broken(places.place(record, "techniques", index, "note"), UNSOURCED.fill(id=use.id), ADD)
