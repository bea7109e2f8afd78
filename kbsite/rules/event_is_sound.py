"""An event's time zone exists; its days, slots, tracks and routes are in order and named once."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from kbsite.records.catalog import Catalog
from kbsite.records.document import Path
from kbsite.records.models import Event
from kbsite.records.suggest import did_you_mean
from kbsite.rules import Broken
from kbsite.rules._looks import looks
from kbsite.rules._missing import meant
from kbsite.words import Words

SAYS = Words(
    "An event's time zone exists; its days, slots and tracks are named once and lie inside it.",
    "행사의 시간대는 실제로 있고, 날짜와 슬롯, 트랙은 한 번씩만 나오며 행사 안에 있습니다.",
)
WHY = Words("Timetable and calendars are drawn from them.", "시간표와 달력이 여기서 나옵니다.")
NO_ZONE = Words("unknown time zone '{zone}'", "모르는 시간대 '{zone}'입니다")
ZONES = Words("a name of the IANA database, as Asia/Seoul", "IANA 시간대 이름을 쓰세요. 예: Asia/Seoul")
DAY = Words("the day {date}", "날짜 {date}")
TRACK = Words("the track '{id}'", "트랙 '{id}'")
SLOT = Words("slot {number} of {date}", "{date}의 {number}번 슬롯")
ROUTE = Words("the route '{id}'", "경로 '{id}'")
TWICE = Words("{what} stands twice", "{what}이/가 두 번 나옵니다")
KEEP_ONE = Words("keep one", "하나만 남기세요")
OUTSIDE = Words("a slot on {date}, which is no day of the event", "행사 날짜가 아닌 {date}의 슬롯입니다")
ADD_DAY = Words("add the day to 'days', or correct the date", "'days'에 더하거나 날짜를 바로잡으세요")
BACKWARDS = Words("the slot ends at {end}, which is not after {start}", "슬롯이 끝나는 {end}이/가 시작하는 {start}보다 늦지 않습니다")
CORRECT = Words("correct one of the two", "둘 중 하나를 바로잡으세요")
LOOKS_AT = looks({Event: ("time_zone", "days", "tracks", "slots", "routes")})


def check(catalog: Catalog) -> Iterator[Broken]:
    for event in catalog.events.values():
        if not _is_zone(event.time_zone) and (zones := available_timezones()):
            cure = did_you_mean(event.time_zone, zones) or ZONES
            place = catalog.place(event, "time_zone")
            yield Broken(place, NO_ZONE.fill(zone=event.time_zone), cure, replacement=meant(catalog, place, event.time_zone, zones))
        yield from _named_once(catalog, event)
        yield from _slots(catalog, event)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _named_once(catalog: Catalog, event: Event) -> Iterator[Broken]:
    named: list[tuple[Path, Words]] = [(("days", index, "date"), DAY.fill(date=day.date)) for index, day in enumerate(event.days)]
    named += [(("tracks", index, "id"), TRACK.fill(id=track.id)) for index, track in enumerate(event.tracks)]
    named += [(("slots", index, "number"), SLOT.fill(date=slot.date, number=slot.number)) for index, slot in enumerate(event.slots)]
    named += [(("routes", index, "id"), ROUTE.fill(id=route.id)) for index, route in enumerate(event.routes)]
    seen: set[Words] = set()
    for path, name in named:
        if name in seen:
            yield Broken(catalog.place(event, *path), TWICE.fill(what=name), KEEP_ONE)
        seen.add(name)


def _slots(catalog: Catalog, event: Event) -> Iterator[Broken]:
    days = {day.date for day in event.days}
    for index, slot in enumerate(event.slots):
        if slot.date not in days:
            yield Broken(catalog.place(event, "slots", index, "date"), OUTSIDE.fill(date=slot.date), ADD_DAY)
        if slot.start and slot.end and slot.end <= slot.start:
            yield Broken(catalog.place(event, "slots", index, "end"), BACKWARDS.fill(start=slot.start, end=slot.end), CORRECT)
