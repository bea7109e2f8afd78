"""Every folder of talks has an event.yml."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.problems import Place
from kbsite.records.catalog import Catalog
from kbsite.rules import Broken
from kbsite.rules._looks import looks
from kbsite.words import Words

SAYS = Words("Every folder of talks has an event.yml.", "발표 폴더마다 event.yml이 있습니다.")
WHY = Words("Days, tracks and time zone of a talk are those of its event.", "발표의 날짜와 트랙, 시간대는 행사에서 옵니다.")
NO_EVENT = Words("the folder 'talks/{id}' has talks and no event.yml", "'talks/{id}' 폴더에 발표만 있고 event.yml이 없습니다")
MAKE = Words(
    "write talks/{id}/event.yml with name, time_zone, days and sources", "talks/{id}/event.yml에 name, time_zone, days, sources를 적으세요"
)
LOOKS_AT = looks({})


def check(catalog: Catalog) -> Iterator[Broken]:
    read = {path.split("/")[1] for path in catalog.documents if path.endswith("/event.yml")}
    for event in sorted({talk.event for talk in catalog.every_talk.values()} - set(catalog.events) - read):
        yield Broken(Place(f"talks/{event}/event.yml"), NO_EVENT.fill(id=event), MAKE.fill(id=event))
