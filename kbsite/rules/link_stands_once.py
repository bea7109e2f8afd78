"""A record lists an address once."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Event, Link, Record, Speaker, Talk
from kbsite.records.places import Places
from kbsite.rules import Broken, in_each
from kbsite.words import Words

SAYS = Words("A record lists an address once.", "한 기록에 같은 주소를 두 번 적지 않습니다.")
WHY = Words("The second of the two is usually a slip of copying.", "둘째 것은 대개 복사하다 생긴 실수입니다.")
TWICE = Words("the address of link {first} again", "{first}번째 링크와 같은 주소입니다")
CORRECT = Words("correct it, or delete the link", "바로잡거나 링크를 지우세요")
OF_PARTS = True


def check(catalog: Catalog) -> Iterator[Broken]:
    return in_each(catalog, check_record)


def check_record(places: Places, record: Record) -> Iterator[Broken]:
    if not isinstance(record, Talk | Speaker | Event):
        return
    seen: dict[str, int] = {}
    for index, link in enumerate(record.links):
        first = seen.setdefault(link.url, index)
        if first != index:
            again = link in (record.links[first], Link(type=link.type, url=link.url))
            gone = places.without(record, "links", index) if again else None
            yield Broken(places.place(record, "links", index, "url"), TWICE.fill(first=first + 1), CORRECT, replacement=gone)
