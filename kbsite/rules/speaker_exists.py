"""Every speaker a talk names has a record."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Speaker, Talk
from kbsite.rules import Broken
from kbsite.rules._looks import looks
from kbsite.rules._missing import missing
from kbsite.words import Words

SAYS = Words("Every speaker that is named has a record.", "이름을 든 발표자에게는 기록이 있습니다.")
WHY = Words(
    "A person's talks meet on one page, under one spelling.",
    "한 사람의 발표는 한 화면에, 한 가지 이름으로 모입니다.",
)
UNKNOWN = Words("unknown speaker '{id}'", "모르는 발표자 '{id}'입니다")
MAKE = Words("write talks/speakers/{id}.yml", "talks/speakers/{id}.yml을 만드세요")
LOOKS_AT = looks({Talk: ("speakers.id",), Speaker: ("differs_from",)})
OF_PARTS = True


def check(catalog: Catalog) -> Iterator[Broken]:
    known = catalog.known(Speaker)
    for talk in catalog.every_talk.values():
        named: list[tuple[tuple[str | int, ...], str]] = [(("speakers", index, "id"), role.id) for index, role in enumerate(talk.speakers)]
        yield from missing(catalog, talk, named, known, UNKNOWN, MAKE)
    for speaker in catalog.speakers.values():
        others = [(("differs_from", index), other) for index, other in enumerate(speaker.differs_from)]
        yield from missing(catalog, speaker, others, known, UNKNOWN, MAKE)
