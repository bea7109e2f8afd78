"""No event lists a talk twice."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Talk
from kbsite.rules import Broken
from kbsite.rules._letters import letters
from kbsite.rules._looks import looks
from kbsite.words import Words

SAYS = Words("An event has no two talks of one title.", "한 행사에 제목이 같은 발표가 둘 있지 않습니다.")
WHY = Words("It is nearly always the same talk, recorded twice.", "거의 언제나 같은 발표를 두 번 적은 것입니다.")
TWICE = Words("'{other}' has this title too", "'{other}'도 같은 제목입니다")
MERGE = Words("keep one record; if they differ, say so in the title", "기록 하나만 남기거나, 다른 발표라면 제목에서 구별하세요")
LOOKS_AT = looks({Talk: ("title",)})


def check(catalog: Catalog) -> Iterator[Broken]:
    seen: dict[tuple[str, str], str] = {}
    for talk in catalog.every_talk.values():
        for language, title in talk.title.variants:
            key = (talk.event, letters(title))
            other = seen.setdefault(key, talk.id)
            if other != talk.id:
                yield Broken(catalog.place(talk, "title", language), TWICE.fill(other=other), MERGE, "warning")
                break
