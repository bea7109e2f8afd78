"""Events to frab's `schedule.json` (c3voc, https://c3voc.de/schedule/schema.json)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from kbsite import __version__
from kbsite.exports._frab import Held, Programme, abstract, description, extension, guid, links, programme
from kbsite.exports._json import laid_out
from kbsite.exports.publication import File, Publication, talk_title
from kbsite.records.models import Event, SpeakerRole

MEDIA_TYPE = "application/json"
NAME = "schedule.json"
_ZONE = re.compile(r"([A-Z][a-z]+/[A-Z][a-z]+)|UTC$")
_CODE = re.compile(r"[A-Z0-9]+")


def files(publication: Publication) -> Iterator[File]:
    """A schedule for every event, in every language."""
    for language in publication.languages:
        for event in publication.catalog.chosen(publication.catalog.events):
            path = publication.path(language, f"events/{event.id}/{NAME}")
            yield File(path, MEDIA_TYPE, partial(schedule_json, publication, event, language), event)


def schedule_json(publication: Publication, event: Event, language: str) -> bytes:
    """The file of an event."""
    made = programme(publication, event, language)
    value = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": "kbsite", "version": __version__},
        "schedule": {"version": made.version, "base_url": publication.home(language), "conference": _conference(made)},
    }
    return laid_out(value) + b"\n"


def _conference(made: Programme) -> dict[str, Any]:
    event, language = made.event, made.language
    dates = [day.date.isoformat() for day in made.days]
    zone = {"time_zone_name": event.time_zone} if _ZONE.match(event.time_zone) else {}
    note = {"description": made.note()} if made.note() else {}
    return {
        "acronym": made.acronym,
        "title": made.title,
        **note,
        "start": dates[0],
        "end": dates[-1],
        "daysCount": len(dates),
        "timeslot_duration": made.step,
        **zone,
        "url": made.page,
        "tracks": [{"name": track.name.words(language)} for track in event.tracks],
        "rooms": [{"name": room, "guid": made.room_guid(room)} for room in made.rooms],
        "meta": {"kbsite": extension(made)},
        "days": [
            {
                "index": day.index,
                "date": day.date.isoformat(),
                "day_start": day.start.isoformat(),
                "day_end": day.end.isoformat(),
                "rooms": {room: [_talk(made, one) for one in held] for room, held in day.rooms.items()},
            }
            for day in made.days
        ],
    }


def _talk(made: Programme, held: Held) -> dict[str, Any]:
    talk, language, publication = held.talk, made.language, made.publication
    code = {"code": talk.code} if talk.code and _CODE.fullmatch(talk.code) else {}
    return {
        "guid": held.guid,
        **code,
        "id": held.id,
        "date": held.start.isoformat(),
        "start": f"{held.start:%H:%M}",
        "end": held.end.isoformat(),
        "duration": held.duration,
        "room": held.room,
        "slug": talk.id,
        "url": publication.page(talk, language),
        "title": talk_title(talk, language).text,
        "subtitle": None,
        "track": publication.track_name(talk, language) or None,
        "type": talk.type,
        "language": talk.language,
        "abstract": abstract(talk, language) or None,
        "description": description(talk, language) or None,
        "persons": [_person(made, role) for role in talk.speakers if role.id in publication.catalog.speakers],
        "links": [{"type": kind, "url": url, "title": words} for kind, url, words in links(talk, language)],
        "origin_url": publication.page(talk, publication.first),
    }


def _person(made: Programme, role: SpeakerRole) -> dict[str, Any]:
    speaker, publication = made.publication.catalog.speakers[role.id], made.publication
    return {
        "guid": guid(publication.page(speaker, publication.first)),
        "name": speaker.name.words(made.language),
        "url": publication.page(speaker, made.language),
    }
