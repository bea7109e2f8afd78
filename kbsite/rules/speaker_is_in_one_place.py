"""Nobody speaks in two rooms at once."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Event, Talk
from kbsite.rules import Broken
from kbsite.rules._looks import TIMES, looks
from kbsite.rules._times import overlapping
from kbsite.words import Words

SAYS = Words("Nobody speaks in two rooms at once.", "한 사람이 두 곳에서 동시에 발표하지 않습니다.")
WHY = Words(
    "Either a time is wrong, or two people of one name share a record.",
    "시각이 틀렸거나, 이름이 같은 두 사람이 기록 하나를 나눠 쓰고 있습니다.",
)
TWICE = Words("'{speaker}' also speaks at this time in '{other}'", "'{speaker}'은/는 같은 시간에 '{other}'에서도 발표합니다")
SPLIT = Words("correct the time, or give each person a record of their own", "시각을 바로잡거나 사람마다 기록을 따로 만드세요")
LOOKS_AT = looks({Talk: (*TIMES, "speakers.id"), Event: ("slots",)})


def check(catalog: Catalog) -> Iterator[Broken]:
    for speaker in catalog.speakers.values():
        for first, second in overlapping(catalog, catalog.talks_by(speaker.id)):
            if (first.room or first.track) == (second.room or second.track):
                continue  # a double booking of the room, which has a rule of its own
            at = next(index for index, role in enumerate(second.speakers) if role.id == speaker.id)
            yield Broken(catalog.place(second, "speakers", at, "id"), TWICE.fill(speaker=speaker.id, other=first.id), SPLIT)
