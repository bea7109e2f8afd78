"""Conferences that were found, and the days, tracks and slots of their talks, to records of events."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kbsite.imports.found import FoundEvent, FoundTalk
from kbsite.imports.remarks import Remarks
from kbsite.imports.shelf import KEPT, Shelf, texts
from kbsite.imports.values import script_language, shortened
from kbsite.words import Words


@dataclass(frozen=True, slots=True)
class Programme:
    """What talks of an event may name, and the record of the event."""

    id: str
    language: str
    value: Mapping[str, Any]
    days: frozenset[str]
    tracks: Mapping[str, str]
    """Ids of tracks by their names and ids."""
    slots: frozenset[tuple[str, str]]


def together(events: Iterable[FoundEvent]) -> dict[str, FoundEvent]:
    """Events by id; what several files say of one is put together."""
    found: dict[str, FoundEvent] = {}
    for event in events:
        known = found.get(event.id)
        if known:
            event = replace(  # noqa: PLW2901 - the whole of what is known
                known, name=known.name or event.name, language=known.language or event.language, time_zone=known.time_zone or event.time_zone,
                days=tuple(sorted({*known.days, *event.days})), tracks=tuple(dict([*known.tracks, *event.tracks]).items()),
                only_year=known.only_year or event.only_year, links=known.links or event.links, venue=known.venue or event.venue,
            )  # fmt: skip
        found[event.id] = event
    return found


def safe_id(id_: str) -> str:
    """The id of an event, which may not be that of a folder of other records."""
    return f"{id_}-event" if id_ in KEPT else id_


def programme(event: FoundEvent, talks: Sequence[FoundTalk], sources: list[str], shelf: Shelf, zone: str, update: bool, remarks: Remarks) -> Programme | None:  # fmt: skip
    """An event's record and what its talks may name; None where no day of it is known.

    An event that is there already stays as it is, unless it may be updated.
    """
    there = shelf.value(f"talks/{event.id}/event.yml")
    language = str(there.get("language") or ("ko" if there else "")) or event.language or _spoken(event, talks)
    days = sorted({*event.days, *(talk.date for talk in talks if talk.date)})
    listed = _days(event, days, bool(there), remarks)
    if listed is None:
        return None
    if not event.name and not there:
        remarks.add(event.spot, "import-assumed", "event.name", NO_NAME, event.id)
    where = event.time_zone or zone
    if not where and not there:
        remarks.add(event.spot, "import-assumed", "event.time_zone", NO_ZONE)
    tracks, slots = _tracks(event, talks), sorted({(f"{talk.date}", talk.slot) for talk in talks if talk.slot and talk.date})
    value: dict[str, Any] = {
        "name": shortened(event.name or event.id), "language": language, "time_zone": where or "UTC",
        **({"venue": {"name": event.venue}} if event.venue else {}), "days": listed,
        "tracks": [{"id": id_, "name": name} for id_, name in tracks.items()],
        "slots": [{"date": date, "number": str(number)} for date, number in slots],
        "links": [{"type": link.type, "url": link.url} for link in event.links], "sources": sources,
    }  # fmt: skip
    if there:
        kept = ("days", "tracks", "slots", "links", "sources") if update else ()
        value = {key: value[key] for key in kept}
    value = {key: each for key, each in value.items() if each}
    return _programme(event.id, language, value, there)


def _programme(id_: str, language: str, value: dict[str, Any], there: dict[str, Any]) -> Programme:
    """What is there and what is new may both be named; a track that is there is not made again."""
    known = {name for track in _parts(there, "tracks") for name in _names(track)}
    new = [track for track in value.get("tracks", []) if not known & set(_names(track))]
    value = {key: each for key, each in {**value, "tracks": new}.items() if each}
    items = {key: [*_parts(there, key), *_parts(value, key)] for key in ("days", "tracks", "slots")}
    tracks: dict[str, str] = {}
    for track in items["tracks"]:
        for name in _names(track):
            tracks.setdefault(name, str(track.get("id")))
    return Programme(
        id_, language, value, frozenset(str(day.get("date")) for day in items["days"]), tracks,
        frozenset((str(slot.get("date")), str(slot.get("number"))) for slot in items["slots"]),
    )  # fmt: skip


def _parts(value: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    found = value.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _names(track: Mapping[str, Any]) -> list[str]:
    """The id of a track and its names."""
    return [str(track.get("id")), *texts(track.get("name"))]


def _spoken(event: FoundEvent, talks: Sequence[FoundTalk]) -> str:
    """The language most talks are held in, or else that of the titles' script."""
    told = Counter(talk.language for talk in talks if talk.language)
    if told:
        return told.most_common(1)[0][0]
    guessed = Counter(script_language(talk.title, "en") for talk in talks)
    return guessed.most_common(1)[0][0] if guessed else script_language(event.name, "en")


def _days(event: FoundEvent, days: list[dt.date], there: bool, remarks: Remarks) -> list[dict[str, Any]] | None:
    if days or there:
        return [{"date": day.isoformat()} for day in days]
    if event.only_year:
        remarks.add(event.spot, "import-assumed", "event.days", ONLY_YEAR, event.only_year)
        return [{"date": f"{event.only_year}-01-01", "note": {"ko": UNKNOWN_DAY.say("ko"), "en": UNKNOWN_DAY.say("en")}}]
    remarks.add(event.spot, "import-refused", "event.days", NO_DAYS, event.id)
    return None


def _tracks(event: FoundEvent, talks: Sequence[FoundTalk]) -> dict[str, str]:
    given = dict(event.tracks)
    named = {**given, **{name: name for name in given.values()}}
    return {**given, **{talk.track: talk.track for talk in talks if talk.track and talk.track not in named}}


NO_NAME = Words("no name of the event is given; its id was taken for it", "행사 이름이 없어 id를 이름으로 적었습니다")
NO_ZONE = Words(
    "no time zone is given; UTC was written (--time-zone names another)", "시간대가 없어 UTC로 적었습니다. --time-zone으로 정할 수 있습니다"
)
ONLY_YEAR = Words(
    "only the year is known; the first of January stands for it, with a note", "연도만 알려져 1월 1일로 적고 그렇다고 덧붙였습니다"
)
UNKNOWN_DAY = Words("Only the year is known; this day stands for it.", "연도만 알려져 있어 이 날짜로 대신 적었다.")
NO_DAYS = Words(
    "no talk of this event has a date, and an event needs a day: none of its talks was imported; write its event.yml first",
    "날짜가 있는 발표가 없는데 행사에는 날짜가 있어야 합니다. 이 행사의 발표는 들이지 않았습니다. 먼저 event.yml을 만드세요",
)
