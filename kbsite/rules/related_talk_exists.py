"""Every related talk exists, is shown, and is not the talk itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kbsite.records.catalog import Catalog
from kbsite.records.document import Path
from kbsite.records.models import Event, Record, Talk
from kbsite.rules import Broken
from kbsite.rules._looks import looks
from kbsite.rules._missing import missing
from kbsite.words import Words

SAYS = Words("Related talks exist and are shown.", "관련 발표는 실제로 있고 사이트에 실립니다.")
WHY = Words(
    "A link must lead to a page; the other talk then links back by itself.",
    "링크는 화면으로 이어져야 합니다. 상대 발표에서는 저절로 되돌아오는 링크가 생깁니다.",
)
UNKNOWN = Words("unknown talk '{id}'", "모르는 발표 '{id}'입니다")
MAKE = Words("a talk's id is <event>-<file name>, as pycon2016-231-zinst", "발표 id는 <행사>-<파일 이름>입니다. 예: pycon2016-231-zinst")
NOT_SHOWN = Words("the talk '{id}' is not shown (publish: false)", "발표 '{id}'은/는 싣지 않습니다(publish: false)")
ITSELF = Words("the talk names itself as related", "발표가 자기 자신을 관련 발표로 들었습니다")
DELETE = Words("delete it", "지우세요")
LOOKS_AT = looks({Talk: ("related", "publish"), Event: ("routes",)})
OF_PARTS = True


def check(catalog: Catalog) -> Iterator[Broken]:
    for talk in catalog.talks.values():
        if not talk.related:
            continue
        named: list[tuple[Path, str]] = [(("related", index), other) for index, other in enumerate(talk.related)]
        yield from _unknown(catalog, talk, named)
        for path, other in named:
            if other == talk.id:
                yield Broken(catalog.place(talk, *path), ITSELF, DELETE, replacement=catalog.without(talk, *path))
    for event in catalog.events.values():
        for number, route in enumerate(event.routes):
            stops: list[tuple[Path, str]] = [(("routes", number, "talks", index), stop) for index, stop in enumerate(route.talks)]
            yield from _unknown(catalog, event, stops)


def _unknown(catalog: Catalog, record: Record, named: Sequence[tuple[Path, str]]) -> Iterator[Broken]:
    yield from missing(catalog, record, named, catalog.known(Talk), UNKNOWN, MAKE)
    for path, other in named:
        if other in catalog.every_talk and other not in catalog.talks:
            yield Broken(catalog.place(record, *path), NOT_SHOWN.fill(id=other), DELETE)
