"""Talks to calendars (iCalendar: RFC 5545, with the properties of a calendar of RFC 7986 and the links of RFC 9253).

A talk whose clock time no source gives stands on its whole day, shown as free, and says so; one without a day is left
out, and the calendar says that. `DTSTAMP` is the day the record changed, so that the same records give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kbsite.exports._ical_lines import document, escaped
from kbsite.exports._ical_zone import time_zone
from kbsite.exports.publication import LICENCE, LICENCE_URL, File, Publication, talk_title, tell
from kbsite.records.models import Event, Record, Speaker, Talk
from kbsite.search.addresses import address
from kbsite.words import Words

MEDIA_TYPE = "text/calendar"
NAME = "calendar.ics"
PRODUCT = "-//kbsite//kbsite 1//EN"
_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar of some talks in one language."""

    path: str
    name: str
    short: str
    """What it is called beside others of the same page."""
    page: str
    """Address of the page that shows the same talks."""
    language: str
    talks: tuple[Talk, ...]
    record: Record
    """What it is of."""


def files(publication: Publication) -> Iterator[File]:
    """A calendar for every event, day, track, speaker and talk that has a talk with a day, in every language."""
    for calendar in calendars(publication):
        yield File(calendar.path, MEDIA_TYPE, partial(calendar_bytes, publication, calendar), calendar.record)


def calendars(publication: Publication) -> Iterator[Calendar]:
    """Every calendar."""
    catalog = publication.catalog
    for language in publication.languages:
        for kind in (catalog.events, catalog.speakers, catalog.talks):
            for record in catalog.chosen(kind):
                yield from calendars_of(publication, record, language)


def calendars_of(publication: Publication, record: Record, language: str) -> Iterator[Calendar]:
    """The calendars of a record, that of all its talks first; those without a dated talk would be empty and are none."""
    name, talks = _held(publication, record, language)
    page = publication.page(record, language)
    folder = publication.path(language, address(record)[1])
    every = [Calendar(f"{folder}{NAME}", name, "", page, language, talks, record)]
    if isinstance(record, Event):
        parts = (*_days(record, talks, language), *_tracks(record, talks, language))
        every += [Calendar(f"{folder}{file}", f"{name}, {short}", short, page, language, held, record) for file, short, held in parts]
    yield from (calendar for calendar in every if any(talk.date for talk in calendar.talks))


def _held(publication: Publication, record: Record, language: str) -> tuple[str, tuple[Talk, ...]]:
    catalog = publication.catalog
    if isinstance(record, Event):
        return record.name.words(language), catalog.talks_of(record.id)
    if isinstance(record, Speaker):
        return record.name.words(language), catalog.talks_by(record.id)
    return (talk_title(record, language).text, (record,)) if isinstance(record, Talk) else ("", ())


def _days(event: Event, talks: Sequence[Talk], language: str) -> Iterator[tuple[str, str, tuple[Talk, ...]]]:
    names = {day.date: day.label.words(language) for day in event.days if day.label}
    for day in dict.fromkeys(talk.date for talk in talks if talk.date):
        yield f"days/{day.isoformat()}.ics", names.get(day, day.isoformat()), tuple(talk for talk in talks if talk.date == day)


def _tracks(event: Event, talks: Sequence[Talk], language: str) -> Iterator[tuple[str, str, tuple[Talk, ...]]]:
    """Named by their ids where these can be names of files, else by number."""
    safe = all(_SAFE.fullmatch(track.id) for track in event.tracks)
    for number, track in enumerate(event.tracks, 1):
        name = track.name.words(language)
        yield f"tracks/{track.id if safe else number}.ics", name, tuple(talk for talk in talks if talk.track == track.id)


def calendar_bytes(publication: Publication, calendar: Calendar) -> bytes:
    """The file of a calendar."""
    held = [talk for talk in calendar.talks if talk.date]
    entries = (publication.once(entry, talk, calendar.language) for talk in held)
    return b"".join((document(_head(publication, calendar, held)), *entries, document(("END:VCALENDAR",))))


def entry(publication: Publication, talk: Talk, language: str) -> bytes:
    """A talk's part of every calendar that it stands in."""
    return document(_entry(publication, language, talk))


def _head(publication: Publication, calendar: Calendar, held: Sequence[Talk]) -> Iterator[str]:
    address = publication.url(calendar.path)
    name, about = escaped(calendar.name), escaped(_about(publication, calendar))
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN")
    yield from (f"UID:{escaped(calendar.path)}@{publication.host()}", f"LAST-MODIFIED:{_stamp(publication, held)}")
    yield from (f"NAME:{name}", f"X-WR-CALNAME:{name}", f"DESCRIPTION:{about}", f"X-WR-CALDESC:{about}")
    yield from (f"URL:{calendar.page}", f"SOURCE;VALUE=URI:{address}")
    yield from ("REFRESH-INTERVAL;VALUE=DURATION:P7D", "X-PUBLISHED-TTL:P7D", f"LINK;VALUE=URI;LINKREL=license:{LICENCE_URL}")
    yield from zone_lines(publication, held)


def _about(publication: Publication, calendar: Calendar) -> str:
    language, session = calendar.language, publication.catalog.session
    parts = [tell(FROM.fill(site=publication.names[language], licence=LICENCE, page=calendar.page), language)]
    if any(talk.date and not session(talk).start for talk in calendar.talks):
        parts.append(tell(WHOLE_DAYS, language))
    if left := [talk_title(talk, language).text for talk in calendar.talks if not talk.date]:
        parts.append(tell(LEFT_OUT.fill(talks="; ".join(left)), language))
    return "\n".join(parts)


def zone_lines(publication: Publication, talks: Iterable[Talk]) -> Iterator[str]:
    """The time zones that the clock times of talks are in, for their years."""
    zones: dict[str, list[int]] = {}
    for talk in talks:
        event = publication.catalog.events.get(talk.event)
        if event and talk.date and publication.catalog.session(talk).start:
            zones.setdefault(event.time_zone, []).append(talk.date.year)
    for zone, years in zones.items():
        yield from time_zone(zone, min(years), max(years))


def _entry(publication: Publication, language: str, talk: Talk) -> Iterator[str]:
    stamp = _stamp(publication, (talk,))
    yield from ("BEGIN:VEVENT", f"UID:{talk.id}@{publication.host()}", f"DTSTAMP:{stamp}", f"LAST-MODIFIED:{stamp}")
    yield from _times(publication, talk)
    yield f"SUMMARY:{escaped(talk_title(talk, language).text)}"
    yield f"DESCRIPTION:{escaped(_description(publication, language, talk))}"
    if place := _place(publication, language, talk):
        yield f"LOCATION:{escaped(place)}"
    yield f"URL:{publication.page(talk, language)}"
    if labels := publication.tag_labels(talk, language):
        yield f"CATEGORIES:{','.join(map(escaped, labels))}"
    yield from ("STATUS:CONFIRMED", "END:VEVENT")


def _times(publication: Publication, talk: Talk) -> Iterator[str]:
    session, event = publication.catalog.session(talk), publication.catalog.events.get(talk.event)
    day = talk.date or dt.date.min
    if not session.start or not event:
        yield from (f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}", "TRANSP:TRANSPARENT")
        return
    yield f"DTSTART;TZID={event.time_zone}:{_moment(day, session.start)}"
    if session.end:
        last = day if session.end > session.start else day + dt.timedelta(days=1)
        yield f"DTEND;TZID={event.time_zone}:{_moment(last, session.end)}"


def _moment(day: dt.date, clock: str) -> str:
    return f"{day:%Y%m%d}T{clock.replace(':', '')}00"


def _description(publication: Publication, language: str, talk: Talk) -> str:
    session, event = publication.catalog.session(talk), publication.catalog.events.get(talk.event)
    unknown = (TIME_UNKNOWN_SLOT.fill(number=session.slot) if session.slot else TIME_UNKNOWN) if not session.start else None
    unknown = END_UNKNOWN if session.start and not session.end else unknown
    parts = (
        ", ".join(publication.speaker_names(talk, language)),
        event.name.words(language) if event else "",
        tell(unknown, language) if unknown else "",
        publication.summary(talk, language),
        tell(FROM.fill(site=publication.names[language], licence=talk.license or LICENCE, page=publication.page(talk, language)), language),
    )
    return "\n\n".join(part for part in parts if part)


def _place(publication: Publication, language: str, talk: Talk) -> str:
    event = publication.catalog.events.get(talk.event)
    venue = event.venue if event else None
    parts = [talk.room or publication.track_name(talk, language)]
    parts += [text.words(language) for text in (venue.name, venue.city) if text] if venue else []
    return ", ".join(part for part in parts if part)


def _stamp(publication: Publication, talks: Sequence[Talk]) -> str:
    return f"{max(map(publication.updated_talk, talks)):%Y%m%d}T000000Z"


FROM = Words("From {site} ({licence}): {page}", "{site}에서({licence}): {page}")
WHOLE_DAYS = Words(
    "Talks whose clock time no source gives stand on their whole day, in the order of the programme.",
    "시각이 알려지지 않은 발표는 그날 하루 일정으로, 진행 순서대로 싣습니다.",
)
LEFT_OUT = Words("Left out, since no source gives their day: {talks}", "날짜가 알려지지 않아 뺀 발표: {talks}")
TIME_UNKNOWN = Words("No source gives the clock time.", "시각이 알려지지 않았습니다.")
TIME_UNKNOWN_SLOT = Words(
    "No source gives the clock time; the talk was in slot {number} of the day.",
    "시각은 알려지지 않았고, 그날 {number}번째 시간대의 발표입니다.",
)
END_UNKNOWN = Words("No source gives the end.", "끝난 시각은 알려지지 않았습니다.")
