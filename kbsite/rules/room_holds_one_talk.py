"""Sessions of one room or track do not overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Event, Talk
from kbsite.rules import Broken
from kbsite.rules._looks import TIMES, looks
from kbsite.rules._times import overlapping
from kbsite.words import Words

SAYS = Words("Sessions of one room or track do not overlap.", "한 방이나 한 트랙의 세션은 겹치지 않습니다.")
WHY = Words(
    "Two talks in one cell of the timetable mean that one of them stands wrong.",
    "시간표 한 칸에 발표가 둘이면 하나는 자리가 잘못된 것입니다.",
)
IN_ROOM = Words("in room '{room}' at the same time as '{other}'", "장소 '{room}'에서 '{other}'과/와 시간이 겹칩니다")
IN_TRACK = Words("in track '{room}' at the same time as '{other}'", "트랙 '{room}'에서 '{other}'과/와 시간이 겹칩니다")
MOVE = Words("correct the slot, time, track or room of one of them", "둘 중 하나의 슬롯, 시각, 트랙, 장소를 바로잡으세요")
LOOKS_AT = looks({Talk: TIMES, Event: ("slots",)})


def check(catalog: Catalog) -> Iterator[Broken]:
    rooms: dict[tuple[str, str], list[Talk]] = defaultdict(list)
    for talk in catalog.talks.values():
        if room := talk.room or talk.track:
            rooms[talk.event, room].append(talk)
    for (_, room), talks in rooms.items():
        for first, second in overlapping(catalog, talks):
            field = "slot" if second.slot else "start"
            yield Broken(catalog.place(second, field), (IN_ROOM if second.room else IN_TRACK).fill(room=room, other=first.id), MOVE)
