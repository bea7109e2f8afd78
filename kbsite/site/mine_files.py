"""A catalog to the files that "my schedule" reads in the browser: for each event its talks, and the entries of its calendar.

assets/kb/mine/index.ko.json      the one name that stays: events by id, former ids of talks, where the rest is
assets/kb/mine/<event>-….json     titles, times and addresses of an event's talks
assets/kb/mine/calendar-….json    the same entries as in the event's own calendar, read when somebody wants a file
assets/kb/mine/reading-….json     what there is to read and watch for each technique
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from pydantic_core import to_json

from kbsite.exports.ical import calendars_of, entry, zone_lines
from kbsite.exports.publication import File, Publication, talk_title
from kbsite.records.models import Event, Record, Talk
from kbsite.site.pages.technique import use_addresses
from kbsite.site.pages.view import View, address_of
from kbsite.site.timetable import timetable

FOLDER = "assets/kb/mine/"
MEDIA_TYPE = "application/json"
VERSION = 1
NO_ENTRIES: Mapping[str, Any] = {"zones": [], "entries": {}}
"""The calendar of every event without a day: one file of all of them."""


@dataclass(frozen=True, slots=True)
class Last:
    """What is known of the last build."""

    stays: Callable[[Record], bool]
    """Whether the files of a record would be the same again: then they need not be listed."""
    file: Callable[[str], bytes | None]
    """What a file held, by its path; None where it is not as it was written."""


def index_path(language: str) -> str:
    """The file that scripts begin with, from the root of the site."""
    return f"{FOLDER}index.{language}.json"


def mine_files(publication: Publication, view: View, last: Last | None = None) -> Iterator[File]:
    """Every file of a language; those of an event that stays are named as the last index names them, and not made again."""
    known, events = _known(last, view.language), dict[str, str]()
    for event in publication.catalog.events.values():
        if last and event.id in known and last.stays(event):
            events[event.id] = known[event.id]
            continue
        entries = _entries(publication, event, view.language)
        calendar = _file("calendar", entries, event)
        whole = _file(event.id, {**_event(publication, view, event), "calendar": _name(calendar)}, event)
        events[event.id] = _name(whole)
        yield from (calendar, whole) if entries["entries"] else (whole,)
    if not all(_has_a_day(publication, event) for event in publication.catalog.events.values()):
        yield _file("calendar", NO_ENTRIES)
    yield (reading := _file("reading", _reading(publication, view)))
    talks = publication.catalog.talks.values()
    aliases = {former: talk.id for talk in talks for former in talk.aliases}
    index = {"version": VERSION, "events": events, "aliases": aliases, "reading": _name(reading)}
    yield File(index_path(view.language), MEDIA_TYPE, partial(bytes, to_json(index)))


def _known(last: Last | None, language: str) -> Mapping[str, str]:
    """The files of events in the last index, by id; none where there is no such index."""
    try:
        index = json.loads((last and last.file(index_path(language))) or b"{}")
    except ValueError:
        return {}
    events = index.get("events") if isinstance(index, dict) and index.get("version") == VERSION else None
    return {id_: name for id_, name in events.items() if isinstance(name, str)} if isinstance(events, dict) else {}


def _file(stem: str, value: object, of: Record | None = None) -> File:
    """A file whose name holds a digest of it."""
    data = to_json(value)
    return File(f"{FOLDER}{stem}-{sha256(data).hexdigest()[:12]}.json", MEDIA_TYPE, partial(bytes, data), of)


def _name(file: File) -> str:
    return file.path.removeprefix(FOLDER)


def _has_a_day(publication: Publication, event: Event) -> bool:
    """Whether the calendar of an event has entries."""
    return any(talk.date for talk in publication.catalog.talks_of(event.id))


def _event(publication: Publication, view: View, event: Event) -> dict[str, Any]:
    talks = [talk for day in timetable(publication.catalog, event).days for talk in day.talks]
    return {
        "id": event.id,
        "name": view.label(event.name),
        "url": publication.path(view.language, address_of(event)),
        "zone": event.time_zone,
        "days": {day.isoformat(): view.date(day) for day in dict.fromkeys(talk.date for talk in talks if talk.date)},
        "talks": [_talk(publication, view, event, talk) for talk in talks],
    }


def _talk(publication: Publication, view: View, event: Event, talk: Talk) -> dict[str, Any]:
    session = publication.catalog.session(talk)
    title = talk_title(talk, view.language)
    facts = {
        "id": talk.id,
        "title": title.text,
        "language": None if title.language == view.language else title.language,
        "speakers": ", ".join(publication.speaker_names(talk, view.language)),
        "date": session.date.isoformat() if session.date else None,
        "start": session.start,
        "end": session.end,
        "slot": session.slot,
        "track": view.track(talk),
        "room": session.room,
        "url": publication.path(view.language, address_of(talk)),
        **_minutes(session.date, session.start, session.end, event.time_zone),
    }
    return {name: value for name, value in facts.items() if value not in (None, "")}


def _minutes(day: dt.date | None, start: str | None, end: str | None, zone: str) -> dict[str, int]:
    """When a talk began and ended, in minutes since 1970 (UTC), so that scripts can compare talks of any time zones."""
    if not day or not start:
        return {}
    last = day + dt.timedelta(days=1) if end and end <= start else day
    return {"from": _minute(day, start, zone), **({"to": _minute(last, end, zone)} if end else {})}


def _minute(day: dt.date, clock: str, zone: str) -> int:
    hour, minute = map(int, clock.split(":"))
    return int(dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone)).timestamp()) // 60


def _entries(publication: Publication, event: Event, language: str) -> Mapping[str, Any]:
    """The lines of an event's calendar, unfolded: its time zones, and its entries by the id of their talk."""
    calendar = next(calendars_of(publication, event, language), None)
    if calendar is None:
        return NO_ENTRIES
    held = [talk for talk in calendar.talks if talk.date]
    return {
        "zones": list(_components(list(zone_lines(publication, held)), "VTIMEZONE")),
        "entries": {talk.id: _unfolded(publication.once(entry, talk, language)) for talk in held},
    }


def _unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


def _components(lines: list[str], name: str) -> Iterator[list[str]]:
    starts = [at for at, line in enumerate(lines) if line == f"BEGIN:{name}"]
    ends = [at for at, line in enumerate(lines) if line == f"END:{name}"]
    return (lines[start : end + 1] for start, end in zip(starts, ends, strict=True))


def _reading(publication: Publication, view: View) -> dict[str, Any]:
    """What there is to read and watch for each technique, in the order of its page."""
    catalog = publication.catalog
    found = {}
    for technique in catalog.techniques.values():
        works = [catalog.sources[id_] for id_ in technique.references if id_ in catalog.sources]
        page = address_of(technique)
        places = use_addresses(catalog, view, technique)
        items = [{"key": f"work:{work.id}", "title": view.label(work.title), "url": f"{page}#work-{work.id}"} for work in works]
        talks = catalog.talks_with(technique.id)
        items += [{"key": f"talk:{talk.id}", "title": talk_title(talk, view.language).text, "url": places[talk.id]} for talk in talks]
        placed = [{**item, "url": publication.path(view.language, item["url"])} for item in items]
        if placed:
            found[technique.id] = {"title": view.label(technique.name), "url": publication.path(view.language, page), "items": placed}
    return found
