"""A talk's day, track and slot are those of its event, and it ends after it starts."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Event, Talk
from kbsite.records.suggest import did_you_mean
from kbsite.rules import Broken
from kbsite.rules._looks import TIMES, looks
from kbsite.rules._missing import meant
from kbsite.words import Words

SAYS = Words(
    "A talk's day, track and slot are in its event; it ends after it starts.",
    "발표의 날짜, 트랙, 슬롯은 행사에 있는 것이고 시작한 뒤에 끝납니다.",
)
WHY = Words("Otherwise the timetable has no cell for it.", "그러지 않으면 시간표에 놓을 칸이 없습니다.")
OUTSIDE = Words("{date} is no day of '{event}'", "{date}은/는 '{event}'의 날짜가 아닙니다")
DAYS = Words("its days: {days}", "행사 날짜: {days}")
NO_TRACK = Words("unknown track '{track}'", "모르는 트랙 '{track}'입니다")
TRACKS = Words("tracks of the event: {tracks}", "행사의 트랙: {tracks}")
NO_SLOT = Words("slot {slot} is not in the timetable of {date}", "{date} 시간표에 {slot}번 슬롯이 없습니다")
ADD_SLOT = Words("add it to event.yml, or correct the number", "event.yml에 더하거나 번호를 바로잡으세요")
OTHER_TIME = Words("'{key}' is {talk}, but slot {slot} has {event}", "'{key}'이/가 {talk}인데 {slot}번 슬롯은 {event}입니다")
LEAVE_OUT = Words("leave it out: the time comes from the slot", "지우세요. 시각은 슬롯에서 옵니다")
BACKWARDS = Words("ends at {end}, which is not after its start {start}", "끝나는 {end}이/가 시작하는 {start}보다 늦지 않습니다")
SWAP = Words("correct one of the two", "둘 중 하나를 바로잡으세요")
NO_DATE = Words("has a time or slot but no date", "시각이나 슬롯은 있는데 날짜가 없습니다")
ADD_DATE = Words("add 'date'", "'date'를 더하세요")
LOOKS_AT = looks({Talk: TIMES, Event: ("days", "tracks", "slots")})


def check(catalog: Catalog) -> Iterator[Broken]:
    for talk in catalog.every_talk.values():
        event = catalog.events.get(talk.event)
        if event:
            yield from _day(catalog, talk, event)
            yield from _slot(catalog, talk, event)
        yield from _order(catalog, talk)


def _day(catalog: Catalog, talk: Talk, event: Event) -> Iterator[Broken]:
    days = [day.date for day in event.days]
    if talk.date and talk.date not in days:
        cure = DAYS.fill(days=", ".join(day.isoformat() for day in days))
        yield Broken(catalog.place(talk, "date"), OUTSIDE.fill(date=talk.date, event=event.id), cure)
    if not talk.date and (talk.start or talk.slot):
        yield Broken(catalog.place(talk, "start" if talk.start else "slot"), NO_DATE, ADD_DATE)
    tracks = [track.id for track in event.tracks]
    if talk.track and talk.track not in tracks:
        cure = did_you_mean(talk.track, tracks) or TRACKS.fill(tracks=", ".join(tracks) or "-")
        place = catalog.place(talk, "track")
        yield Broken(place, NO_TRACK.fill(track=talk.track), cure, replacement=meant(catalog, place, talk.track, tracks))


def _slot(catalog: Catalog, talk: Talk, event: Event) -> Iterator[Broken]:
    if talk.slot is None or talk.date not in [day.date for day in event.days]:
        return
    slot = next((slot for slot in event.slots if (slot.date, slot.number) == (talk.date, talk.slot)), None)
    if slot is None:
        yield Broken(catalog.place(talk, "slot"), NO_SLOT.fill(slot=talk.slot, date=talk.date), ADD_SLOT)
        return
    for key, own, theirs in (("start", talk.start, slot.start), ("end", talk.end, slot.end)):
        if own and theirs and own != theirs:
            yield Broken(catalog.place(talk, key), OTHER_TIME.fill(key=key, talk=own, slot=talk.slot, event=theirs), LEAVE_OUT)


def _order(catalog: Catalog, talk: Talk) -> Iterator[Broken]:
    session = catalog.session(talk)
    own = talk.start or talk.end  # else it is the slot that ends too early
    if own and session.start and session.end and session.end <= session.start:
        yield Broken(catalog.place(talk, "end" if talk.end else "start"), BACKWARDS.fill(start=session.start, end=session.end), SWAP)
