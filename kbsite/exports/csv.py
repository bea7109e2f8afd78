"""Records to tables (CSV, RFC 4180), one file a kind, to be opened in a spreadsheet.

The files begin with a byte order mark, without which the most common spreadsheet reads Korean as something else. A cell
that a spreadsheet would take for a formula has an apostrophe before it, and so has one that begins with an apostrophe:
taking the first apostrophe away gives every cell back as it was. Several values in a cell are joined by `; `.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from kbsite.exports.joined import Joined
from kbsite.exports.publication import LICENCE, File, Publication, official_tongues, talk_title, words_of
from kbsite.records.models import Event, Record, Source, Speaker, Tag, Talk, Technique
from kbsite.records.text import Text

MEDIA_TYPE = "text/csv"
FOLDER = "data/"
MARK = b"\xef\xbb\xbf"
"""Of the order of bytes."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
"""What makes a formula of a cell (the list of OWASP), and the mark itself."""

R = TypeVar("R", bound=Record)
Row = Mapping[str, str]
Table = Callable[[Publication], Joined[Any]]


def files(publication: Publication) -> Iterator[File]:
    """A table for talks, speakers, techniques, tags, events and sources."""
    for name, table in TABLES.items():
        yield File(f"{FOLDER}{name}.csv", MEDIA_TYPE, table(publication))


def _table(publication: Publication, records: Mapping[str, R], about: Callable[[Publication, R], Row]) -> Joined[R]:
    """A row for each record under the names of the columns; without records, an empty file."""

    def head() -> bytes:
        first = next(iter(records.values()), None)
        return MARK + (_line(_row(publication, about, first)) if first else b"")

    def line(record: R) -> bytes:
        return _line(map(guarded, _row(publication, about, record).values()))

    return Joined(head, records.values, line, b"", b"")


class _Back:
    """Gives back what the writer of lines makes."""

    def write(self, line: str) -> str:
        """Called once a line."""
        return line


def _line(cells: Iterable[str]) -> bytes:
    line: str = csv.writer(_Back(), lineterminator="\r\n").writerow(cells)
    return line.encode()


def guarded(value: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    value = value.replace("\x00", "")
    return f"'{value}" if value.startswith(FORMULA) else value


def _talk(publication: Publication, talk: Talk) -> Row:
    catalog = publication.catalog
    session, event = catalog.session(talk), catalog.events.get(talk.event)
    return {
        "id": talk.id,
        "event": talk.event,
        "code": talk.code or "",
        "type": talk.type,
        "language": talk.language,
        "state": catalog.state(talk),
        **_each("title", publication, lambda language: talk_title(talk, language).text),
        "official_title_languages": _joined(official_tongues(talk)),
        "date": talk.date.isoformat() if talk.date else "",
        "start": session.start or "",
        "end": session.end or "",
        "time_zone": event.time_zone if event else "",
        "track": talk.track or "",
        "slot": str(talk.slot or ""),
        "room": talk.room or "",
        "inferred": _joined(talk.inferred),
        "speakers": _joined(role.id for role in talk.speakers),
        **_each("speaker_names", publication, lambda language: _joined(publication.speaker_names(talk, language))),
        "tags": _joined(talk.tags),
        "techniques": _joined(use.id for use in talk.techniques),
        **_each("abstract", publication, lambda language: publication.summary(talk, language)),
        "slides": _joined(link.url for link in talk.links if link.type == "slides"),
        "video": _joined((*(link.url for link in talk.links if link.type == "video"), *(one.url for one in talk.recordings))),
        "repository": _joined(link.url for link in talk.links if link.type == "repository"),
        "license": talk.license or LICENCE,
    }


def _event(publication: Publication, event: Event) -> Row:
    return {
        **_texts("name", publication, event.name),
        "time_zone": event.time_zone,
        "first_day": min(day.date for day in event.days).isoformat(),
        "last_day": max(day.date for day in event.days).isoformat(),
        **_texts("venue", publication, event.venue.name if event.venue else None),
        "country": (event.venue.country if event.venue else None) or "",
        "talks": _joined(talk.id for talk in publication.catalog.talks_of(event.id)),
    }


def _speaker(publication: Publication, speaker: Speaker) -> Row:
    talks = publication.catalog.talks_by(speaker.id)
    return {
        **_texts("name", publication, speaker.name),
        "aliases": _joined(speaker.aliases),
        "talks": _joined(talk.id for talk in talks),
        "links": _joined(link.url for link in speaker.links),
    }


def _technique(publication: Publication, technique: Technique) -> Row:
    return {
        **_texts("name", publication, technique.name),
        "aliases": _joined(technique.aliases),
        "topic": technique.topic,
        **_texts("definition", publication, technique.definition),
        "tags": _joined(technique.tags),
        "talks": _joined(talk.id for talk in publication.catalog.talks_with(technique.id)),
        "references": _joined(technique.references),
    }


def _tag(publication: Publication, tag: Tag) -> Row:
    return {
        **_texts("label", publication, tag.label),
        "aliases": _joined(tag.aliases),
        **_texts("description", publication, tag.description),
        "talks": _joined(talk.id for talk in publication.catalog.talks_tagged(tag.id)),
        "techniques": _joined(one.id for one in publication.catalog.techniques_tagged(tag.id)),
    }


def _source(publication: Publication, source: Source) -> Row:
    return {
        "type": source.type,
        **_texts("title", publication, source.title),
        "authors": _joined(source.authors),
        "venue": source.venue or "",
        "year": str(source.year or (source.date.year if source.date else "")),
        "date": source.date.isoformat() if source.date else "",
        "url": source.url or "",
        "doi": source.doi or "",
        "arxiv": source.arxiv or "",
    }


def _row(publication: Publication, about: Callable[[Publication, R], Row], record: R) -> Row:
    found = about(publication, record)
    pages = {f"url_{language}": publication.page(record, language) for language in publication.languages}
    licence = {} if "license" in found else {"license": LICENCE}
    days = {"updated": publication.updated(record).isoformat()}
    return {"id": record.id, **found, **licence, **days, **pages, "record": record.path}


def _each(name: str, publication: Publication, say: Callable[[str], str]) -> Row:
    """A column for each language of the site."""
    return {f"{name}_{language}": say(language) for language in publication.languages}


def _texts(name: str, publication: Publication, text: Text | None) -> Row:
    return _each(name, publication, lambda language: words_of(text, language))


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)


TABLES: Mapping[str, Table] = {
    "talks": lambda publication: _table(publication, publication.catalog.talks, _talk),
    "events": lambda publication: _table(publication, publication.catalog.events, _event),
    "speakers": lambda publication: _table(publication, publication.catalog.speakers, _speaker),
    "techniques": lambda publication: _table(publication, publication.catalog.techniques, _technique),
    "tags": lambda publication: _table(publication, publication.catalog.tags, _tag),
    "sources": lambda publication: _table(publication, publication.catalog.sources, _source),
}
