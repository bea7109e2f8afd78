"""A talk to the facts by which one cites it, in the language it was given in."""

from __future__ import annotations

from dataclasses import dataclass

from kbsite.exports.publication import LICENCE, Publication, talk_title
from kbsite.records.models import Talk


@dataclass(frozen=True, slots=True)
class Citation:
    """What a list of references says of a talk. What is not known is empty."""

    key: str
    authors: tuple[str, ...]
    title: str
    event: str
    place: str
    """Venue and city."""
    organiser: str
    date: tuple[int, ...]
    """Year, month and day, as far as they are known."""
    language: str
    page: str
    summary: str
    keywords: tuple[str, ...]
    licence: str
    """Of what the page says about the talk, not of the talk."""


def citation(publication: Publication, talk: Talk) -> Citation:
    """The facts of a talk; without a day of its own, the year of its event."""
    return publication.once(_cited, talk, talk.language)


def _cited(publication: Publication, talk: Talk, language: str) -> Citation:
    event = publication.catalog.events.get(talk.event)
    venue = event.venue if event else None
    years = {day.date.year for day in event.days} if event else set()
    day = (talk.date.year, talk.date.month, talk.date.day) if talk.date else tuple(years) if len(years) == 1 else ()
    told = language if language in publication.languages else publication.first
    return Citation(
        key=talk.id,
        authors=tuple(publication.speaker_names(talk, language)),
        title=talk_title(talk, language).text,
        event=event.name.words(language) if event else talk.event,
        place=", ".join(text.words(language) for text in (venue.name, venue.city) if text) if venue else "",
        organiser=event.organiser.words(language) if event and event.organiser else "",
        date=day,
        language=language,
        page=publication.page(talk, told),
        summary=publication.summary(talk, language),
        keywords=tuple(publication.tag_labels(talk, language)),
        licence=talk.license or LICENCE,
    )
