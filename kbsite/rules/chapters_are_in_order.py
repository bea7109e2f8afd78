"""Chapters of a recording follow one another."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Record, Talk
from kbsite.records.places import Places
from kbsite.rules import Broken, in_each
from kbsite.words import Words

SAYS = Words("Chapters are in the order of time.", "구간은 시간 순서대로 적습니다.")
WHY = Words("Each chapter ends where the next begins.", "한 구간은 다음 구간이 시작할 때 끝나기 때문입니다.")
EARLIER = Words("{at} is not after the chapter before it", "{at}이/가 앞 구간보다 늦지 않습니다")
SORT = Words("sort the chapters by time", "시간 순서로 늘어놓으세요")


def check(catalog: Catalog) -> Iterator[Broken]:
    return in_each(catalog, check_record)


def check_record(places: Places, record: Record) -> Iterator[Broken]:
    last = -1
    for index, chapter in enumerate(record.chapters) if isinstance(record, Talk) else ():
        now = seconds(chapter.at)
        if now <= last:
            yield Broken(places.place(record, "chapters", index, "at"), EARLIER.fill(at=chapter.at), SORT)
        last = max(last, now)


def seconds(clock: str) -> int:
    """`12:30` or `1:02:03` in seconds."""
    total = 0
    for part in clock.split(":"):
        total = total * 60 + int(part)
    return total
