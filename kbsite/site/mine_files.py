"""A catalog to the files that "my schedule" reads in the browser: for each event its talks, and the entries of its calendar.

assets/kb/mine/index.ko.json      the one name that stays: events by id, former ids of talks, where the rest is
assets/kb/mine/<event>-….json     titles, times and addresses of an event's talks
assets/kb/mine/calendar-….json    the same entries as in the event's own calendar, read when somebody wants a file
assets/kb/mine/reading-….json     what there is to read and watch for each technique
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from kbsite.exports.ical import calendars_of, entry, zone_lines
from kbsite.exports.publication import Publication, talk_title
from kbsite.records.models import Event, Talk
from kbsite.site.pages.technique import use_addresses
from kbsite.site.pages.view import View, address_of
from kbsite.site.timetable import timetable

FOLDER = "assets/kb/mine/"
VERSION = 1


def index_path(language: str) -> str:
    """The file that scripts begin with, from the root of the site."""
    return f"{FOLDER}index.{language}.json"


def mine_files(publication: Publication, view: View) -> Mapping[str, bytes]:
    """Every file of a language by its path from the root of the site."""
    files: dict[str, bytes] = {}

    def keep(stem: str, value: object) -> str:
        data = _json(value)
        name = f"{stem}-{sha256(data).hexdigest()[:12]}.json"
        files[FOLDER + name] = data
        return name

    events = {}
    for event in publication.catalog.events.values():
        calendar = keep("calendar", _entries(publication, event, view.language))
        events[event.id] = keep(event.id, {**_event(publication, view, event), "calendar": calendar})
    talks = publication.catalog.talks.values()
    index = {
        "version": VERSION,
        "events": events,
        "aliases": {former: talk.id for talk in talks for former in talk.aliases},
        "reading": keep("reading", _reading(publication, view)),
    }
    return {**files, index_path(view.language): _json(index)}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


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


def _entries(publication: Publication, event: Event, language: str) -> dict[str, Any]:
    """The lines of an event's calendar, unfolded: its time zones, and its entries by the id of their talk."""
    calendar = next(calendars_of(publication, event, language), None)
    if calendar is None:
        return {"zones": [], "entries": {}}
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
