"""The schedule of frab and pretalx, as JSON and XML tell it alike, to an event and its talks.

Format: https://c3voc.de/wiki/schedule and github.com/voc/schedule (schema.json, schedule.xml.xsd); frab and pretalx write it.
What such a site wrote itself also has an extension of ours (`conference.meta.kbsite`) with the ids of its records; then nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from kbsite.imports.fields import Fields
from kbsite.imports.found import FoundEvent, FoundLink, FoundTalk
from kbsite.imports.frab_own import Own
from kbsite.imports.frab_session import COSMETIC, Sessions
from kbsite.imports.links import closed
from kbsite.imports.remarks import Remarks, Spot
from kbsite.imports.romanise import slug
from kbsite.imports.values import NO_ZONE, language, moment, time_zone
from kbsite.words import Words


def schedule(value: Mapping[str, Any], spot: Spot, remarks: Remarks, event: str) -> tuple[FoundEvent, list[FoundTalk], str]:
    """The conference of a schedule, its sessions and its version; `event` is the id to use in place of its acronym."""
    fields = Fields(value, spot, "schedule", remarks)
    given = fields.take("conference")
    conference = Fields(given if isinstance(given, Mapping) else {}, spot.inside("conference"), "conference", remarks)
    own = Own.of(conference)
    title, acronym = conference.line("title"), conference.line("acronym")
    zone = time_zone(own.time_zone) or _zone(conference)
    days = [day for key in ("start", "end") if (day := _day(conference, key))]
    tracks = [name for track in closed(conference.objects("tracks"), COSMETIC) if (name := track.line("name"))]
    for room in closed(conference.objects("rooms"), COSMETIC):
        room.take("name")
        if own.event:
            room.take("guid")
    id_ = event or own.event or slug(acronym) or slug(title) or "event"
    sessions = Sessions(id_, acronym, zone, own, remarks)
    talks = [talk for day in conference.objects("days") for talk in _sessions(day, sessions, days)]
    talks += own.left_out(id_)
    spoken, links = language(conference.text("language")) or own.language, _links(fields, conference, own)
    version = fields.line("version")
    conference.close(COSMETIC, silent=DERIVED | (OUR_OWN if own.event else frozenset()))
    fields.close()
    found = FoundEvent(
        conference.spot, id_, title or acronym or id_, spoken, zone or sessions.offset_zone(),
        tuple(sorted({*_span(days), *(talk.date for talk in talks if talk.date)})), tracks=_tracks(tracks, talks, own),
        venue=own.venue(), links=links,
    )  # fmt: skip
    return found, talks, version


def _zone(conference: Fields) -> str:
    name = conference.line("time_zone_name")
    if name and not time_zone(name):
        conference.remark("import-left-out", "time_zone_name", NO_ZONE, name)
    return time_zone(name)


def _day(fields: Fields, key: str) -> dt.date | None:
    text = fields.line(key)
    at = moment(text) if text else None
    if text and not at:
        fields.remark("import-left-out", key, NO_DAY, text)
    return at.day if at else None


def _span(days: list[dt.date]) -> list[dt.date]:
    """Every day from the first to the last, where these are not months apart."""
    first, last = (min(days), max(days)) if days else (dt.date.max, dt.date.max)
    if days and (last - first).days < 31:
        return [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    return days


def _sessions(day: Fields, sessions: Sessions, days: list[dt.date]) -> Iterator[FoundTalk]:
    day.name = "day"
    if date := _day(day, "date"):
        days.append(date)
    rooms = day.take("rooms")
    if isinstance(rooms, Mapping):
        for name, held in rooms.items():
            inside = Fields({str(name): held}, day.spot.inside("rooms"), "room", day.remarks)
            for session in inside.objects(str(name)):
                yield from sessions.read(session, str(name))
    elif rooms:
        day.remark("import-left-out", "rooms", NO_ROOMS, rooms)
    day.close(silent=frozenset({"index", "day_start", "day_end", "start", "end"}))


def _links(fields: Fields, conference: Fields, own: Own) -> tuple[FoundLink, ...]:
    found = [url for holder, key in ((conference, "url"), (conference, "base_url"), (fields, "url"), (fields, "base_url"))
             if (url := holder.address(key))]  # fmt: skip
    return () if own.event else tuple(FoundLink("page", url) for url in dict.fromkeys(found))


def _tracks(names: list[str], talks: list[FoundTalk], own: Own) -> tuple[tuple[str, str], ...]:
    """Ids and names of tracks: a name is its own id, unless an export of ours says otherwise."""
    known = {name: id_ for id_, name in own.tracks.items()}
    used = [talk.track for talk in talks if talk.track and talk.track not in own.tracks]
    return tuple((known.get(name, name), name) for name in dict.fromkeys([*names, *used]))


DERIVED = frozenset({"daysCount", "days_count"})
OUR_OWN = frozenset({"description", "time_zone_name", "timeslot_duration"})
"""What our own exports derive from the records."""
NO_DAY = Words(
    "is no day of the calendar and was left out; expected as 2016-10-25", "날짜가 아니어서 옮기지 않았습니다. 2016-10-25처럼 적습니다"
)
NO_ROOMS = Words(
    "must hold a list of sessions for each room; it was left out", "방마다 세션 목록이 있어야 하는데 아니어서 옮기지 않았습니다"
)
