"""Events to frab's `schedule.xml` (c3voc, https://c3voc.de/schedule/schema.xsd)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from kbsite import __version__
from kbsite.exports._frab import Held, Programme, abstract, description, extension, guid, links, programme
from kbsite.exports._json import compact
from kbsite.exports._xml import branch, clean, document, leaf, tag
from kbsite.exports.publication import LICENCE, File, Publication, talk_title
from kbsite.records.models import Event

MEDIA_TYPE = "application/vnd.c3voc.schedule+xml"
NAME = "schedule.xml"
_SLUG = re.compile(r"[a-z0-9_]{4,}-[a-z0-9_-]{4,}")


def files(publication: Publication) -> Iterator[File]:
    """A schedule for every event, in every language."""
    for language in publication.languages:
        for event in publication.catalog.chosen(publication.catalog.events):
            path = publication.path(language, f"events/{event.id}/{NAME}")
            yield File(path, MEDIA_TYPE, partial(schedule_xml, publication, event, language), event)


def schedule_xml(publication: Publication, event: Event, language: str) -> bytes:
    """The file of an event."""
    made = programme(publication, event, language)
    more = compact(extension(made)).decode().replace(">", "\\u003e")
    inside = (
        f"<{tag('generator', name='kbsite', version=__version__)}/>",
        leaf("url", publication.url(publication.path(language, f"events/{event.id}/{NAME}"))),
        leaf("version", made.version),
        branch("conference", _conference(made)),
        *(_day(made, index) for index in range(len(made.days))),
    )
    said = made.note().replace("--", "-%2D")  # a comment may not hold two hyphens, an address may
    return document(f"<?kbsite {clean(more)}?>", *([f"<!-- {said} -->"] if said else ()), branch("schedule", inside))


def _conference(made: Programme) -> Iterator[str]:
    yield leaf("title", made.title)
    yield leaf("acronym", made.acronym)
    yield leaf("start", made.days[0].date.isoformat())
    yield leaf("end", made.days[-1].date.isoformat())
    yield leaf("days", str(len(made.days)))
    yield leaf("timeslot_duration", made.step)
    yield leaf("base_url", made.publication.home(made.language))
    yield leaf("url", made.page)
    yield leaf("time_zone_name", made.event.time_zone)
    yield from (leaf("track", name=track.name.words(made.language)) for track in made.event.tracks)


def _day(made: Programme, index: int) -> str:
    day = made.days[index]
    rooms = (branch("room", (_talk(made, one) for one in held), name=room, guid=made.room_guid(room)) for room, held in day.rooms.items())
    return branch("day", rooms, index=day.index, date=day.date.isoformat(), start=day.start.isoformat(), end=day.end.isoformat())


def _talk(made: Programme, held: Held) -> str:
    talk, language, publication = held.talk, made.language, made.publication
    slug = [leaf("slug", talk.id)] if _SLUG.fullmatch(talk.id) else []
    inside = (
        leaf("room", held.room),
        leaf("title", talk_title(talk, language).text),
        leaf("subtitle"),
        leaf("type", talk.type),
        leaf("date", held.start.isoformat()),
        leaf("start", f"{held.start:%H:%M}"),
        leaf("duration", held.duration),
        leaf("abstract", abstract(talk, language)),
        *slug,
        leaf("track", publication.track_name(talk, language)),
        branch("persons", _persons(made, held)),
        leaf("language", talk.language),
        leaf("description", description(talk, language)),
        branch("recording", (leaf("license", talk.license or LICENCE), leaf("optout", "false"))),
        branch("links", (leaf("link", words, href=url, type=kind) for kind, url, words in links(talk, language))),
        leaf("url", publication.page(talk, language)),
        leaf("origin_url", publication.page(talk, publication.first)),
    )
    return branch("event", inside, guid=held.guid, id=held.id)


def _persons(made: Programme, held: Held) -> Iterator[str]:
    publication = made.publication
    for role in held.talk.speakers:
        if speaker := publication.catalog.speakers.get(role.id):
            yield leaf("person", speaker.name.words(made.language), guid=guid(publication.page(speaker, publication.first)))
