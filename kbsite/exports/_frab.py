"""An event to the programme that schedule apps know (frab, as c3voc describes it): days, rooms, and talks with a clock time.

The format has no place for a talk without a start and an end. Such talks are left out of the days and listed, each with
the reason, beside what else has no field: under `conference.meta.kbsite` in JSON, in a processing instruction in XML.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from kbsite.exports.publication import LICENCE_ID, LICENCE_URL, Publication, official_tongues, talk_title, tell
from kbsite.records.models import Event, Talk
from kbsite.words import Words

LINKS: Mapping[str, str] = {"slides": "slides", "paper": "paper", "video": "media"}
"""Kinds of links that the format knows; all others are `web`."""
_ACRONYM = re.compile(r"[^a-z0-9_]")


@dataclass(frozen=True, slots=True)
class Held:
    """A talk of the programme."""

    talk: Talk
    id: int
    guid: str
    start: dt.datetime
    end: dt.datetime
    room: str

    @property
    def duration(self) -> str:
        """Length, HH:MM."""
        minutes = int((self.end - self.start).total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day and what was held on it, room by room."""

    index: int
    date: dt.date
    start: dt.datetime
    end: dt.datetime
    rooms: Mapping[str, tuple[Held, ...]]


@dataclass(frozen=True, slots=True)
class Programme:
    """An event in one language, as far as the format goes."""

    publication: Publication
    event: Event
    language: str
    days: tuple[Day, ...]
    left_out: tuple[tuple[Talk, str], ...]
    """Talks and what is not known of them: `day`, `start` or `end`."""

    @property
    def title(self) -> str:
        """Name of the event."""
        return self.event.name.words(self.language)

    @property
    def acronym(self) -> str:
        """At least four of a-z, 0-9 and the underscore."""
        return _ACRONYM.sub("_", self.event.id).ljust(4, "_")

    @property
    def page(self) -> str:
        """Address of the event's page."""
        return self.publication.page(self.event, self.language)

    @property
    def version(self) -> str:
        """Goes up with every change of a record."""
        return self.publication.updated(self.event, *self.publication.catalog.talks_of(self.event.id)).isoformat()

    @property
    def rooms(self) -> tuple[str, ...]:
        """Every room once."""
        return tuple(dict.fromkeys(room for day in self.days for room in day.rooms))

    @property
    def step(self) -> str:
        """The longest step, HH:MM, that all starts and lengths are a whole number of."""
        held = [one for day in self.days for talks in day.rooms.values() for one in talks]
        minutes = (n for one in held for n in (one.start.minute, int((one.end - one.start).total_seconds()) // 60))
        step = math.gcd(60, *minutes) if held else 5
        return f"{step // 60:02}:{step % 60:02}"

    def room_guid(self, room: str) -> str:
        """The same for a room in every build."""
        return guid(f"{self.publication.page(self.event, self.publication.first)}#room:{room}")

    def note(self) -> str:
        """What the programme leaves out, in a sentence; empty where it is whole."""
        return tell(LEFT_OUT.fill(count=len(self.left_out), page=self.page), self.language) if self.left_out else ""


def guid(address: str) -> str:
    """A UUID (RFC 9562, version 5) of an address."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, address))


def programme(publication: Publication, event: Event, language: str) -> Programme:
    """The programme of an event."""
    catalog, zone = publication.catalog, ZoneInfo(event.time_zone)
    talks = catalog.talks_of(event.id)
    numbers = _numbers(talks)
    held: dict[dt.date, dict[str, list[Held]]] = {}
    left = []
    for talk in talks:
        session = catalog.session(talk)
        if talk.date is None or not session.start or not session.end:
            left.append((talk, "day" if talk.date is None else "end" if session.start else "start"))
            continue
        start, end = (_moment(talk.date, clock, zone) for clock in (session.start, session.end))
        end += dt.timedelta(days=0 if end > start else 1)
        room = _room(publication, talk, event, language)
        here = guid(publication.page(talk, publication.first))
        held.setdefault(talk.date, {}).setdefault(room, []).append(Held(talk, numbers[talk.id], here, start, end, room))
    return Programme(publication, event, language, tuple(_days(event, held, zone)), tuple(left))


def _days(event: Event, held: Mapping[dt.date, Mapping[str, list[Held]]], zone: ZoneInfo) -> Iterator[Day]:
    for index, date in enumerate(sorted({*(day.date for day in event.days), *held}), 1):
        start, end = (_moment(day, "00:00", zone) for day in (date, date + dt.timedelta(days=1)))
        yield Day(index, date, start, end, {room: tuple(talks) for room, talks in sorted(held.get(date, {}).items())})


def _moment(day: dt.date, clock: str, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), zone)


def _room(publication: Publication, talk: Talk, event: Event, language: str) -> str:
    """The room; where none is known what stands for it in the timetable: the track, or else the venue."""
    venue = event.venue.name if event.venue else event.name
    return talk.room or publication.track_name(talk, language) or venue.words(language)


def _numbers(talks: Iterable[Talk]) -> Mapping[str, int]:
    """A number from 1 for each talk, made of its id, so that it stays when others come and go."""
    taken: dict[int, str] = {}
    for talk in sorted(talks, key=lambda talk: talk.id):
        number = int.from_bytes(hashlib.sha256(talk.id.encode()).digest()[:4]) >> 1 or 1
        while number in taken:
            number += 1
        taken[number] = talk.id
    return {id_: number for number, id_ in taken.items()}


def links(talk: Talk, language: str) -> Iterator[tuple[str, str, str]]:
    """Kind, address and words of a talk's links and recordings."""
    for link in talk.links:
        yield LINKS.get(link.type, "web"), link.url, link.title.words(language) if link.title else link.type
    for recording in talk.recordings:
        yield "media", recording.url, "recording"


def abstract(talk: Talk, language: str) -> str:
    """The summary, in the Markdown of records."""
    return talk.abstract.text.words(language) if talk.abstract else ""


def description(talk: Talk, language: str) -> str:
    """Problem, approach, result and whatever else is said, in the Markdown of records."""
    outline = [part.text.words(language) for part in (talk.problem, talk.approach, talk.result) if part]
    for section in talk.description:
        outline += [section.heading.words(language)] if section.heading else []
        outline.append(section.text.words(language))
    return "\n\n".join(outline)


def extension(made: Programme) -> dict[str, Any]:
    """What the format has no field for: licence, source, what was left out, and of each talk what its record knows more."""
    event = made.event
    return {
        "format": 1,
        "language": made.language,
        "event": event.id,
        "time_zone": event.time_zone,
        "license": LICENCE_ID,
        "license_url": LICENCE_URL,
        "source": made.page,
        "left_out": [_whole(made, talk, unknown) for talk, unknown in made.left_out],
        "talks": {one.guid: _more(made, one.talk) for day in made.days for held in day.rooms.values() for one in held},
    }


def _whole(made: Programme, talk: Talk, unknown: str) -> dict[str, Any]:
    """A talk that the format itself does not show."""
    language = made.language
    return {
        **_more(made, talk),
        "unknown": unknown,
        "title": talk_title(talk, language).text,
        "persons": made.publication.speaker_names(talk, language),
        "abstract": abstract(talk, language),
        "description": description(talk, language),
        "links": [{"type": kind, "url": url, "title": words} for kind, url, words in links(talk, language)],
    }


def _more(made: Programme, talk: Talk) -> dict[str, Any]:
    session = made.publication.catalog.session(talk)
    values = {
        "id": talk.id,
        "url": made.publication.page(talk, made.language),
        "code": talk.code,
        "type": talk.type,
        "language": talk.language,
        "date": talk.date.isoformat() if talk.date else None,
        "start": session.start,
        "end": session.end,
        "track": talk.track,
        "slot": talk.slot,
        "room": talk.room,
        "official_title": list(official_tongues(talk)),
        "speakers": [_role(role.id, role.affiliation, role.role, made.language) for role in talk.speakers],
        "tags": list(talk.tags),
        "techniques": [use.id for use in talk.techniques],
        "link_types": [link.type for link in talk.links],
        "license": talk.license,
        "state": made.publication.catalog.state(talk),
    }
    return {key: value for key, value in values.items() if value not in (None, [])}


def _role(id_: str, affiliation: Any, role: Any, language: str) -> dict[str, str]:
    said = {"affiliation": affiliation, "role": role}
    return {"id": id_, **{key: text.words(language) for key, text in said.items() if text}}


LEFT_OUT = Words(
    "{count} talks are left out, since no source gives the clock times that this format asks for; they are listed at {page}",
    "이 형식이 요구하는 시각이 알려지지 않은 발표 {count}개는 빠져 있습니다. 전체 목록: {page}",
)
