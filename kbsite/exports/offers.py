"""What a visitor or a machine can take away from a page: its calendars, feed, data and citation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from kbsite.exports import api, atom, bibtex, csl, csv, frab_json, frab_xml, ical, llms
from kbsite.exports.publication import Publication
from kbsite.records.models import Event, Record, Speaker, Tag, Talk, Technique
from kbsite.records.snippets import Snippet
from kbsite.search.addresses import address

Group = Literal["calendar", "feed", "cite", "data"]


class Offer(NamedTuple):
    """A file that goes with a page."""

    group: Group
    name: str
    """What it is called: a name of a day or track, or of a format; empty where its group says it all."""
    path: str
    """From the root of the site."""
    media_type: str
    main: bool = True
    """Whether it stands for the page as a whole and is named in its head."""


def offers(publication: Publication, record: Record, language: str) -> Iterator[Offer]:
    """The files of a record's page, the most wanted first."""
    folder = publication.path(language, address(record)[1])
    yield from _calendars(publication, record, language)
    if isinstance(record, Event | Speaker | Tag | Technique):
        yield Offer("feed", "Atom", f"{folder}{atom.NAME}", atom.MEDIA_TYPE)
    if isinstance(record, Talk):
        yield Offer("cite", "BibTeX", f"talks/{record.id}/{bibtex.NAME}", bibtex.MEDIA_TYPE)
        yield Offer("cite", "CSL-JSON", f"talks/{record.id}/{csl.NAME}", csl.MEDIA_TYPE)
    if isinstance(record, Snippet):
        yield Offer("cite", "BibTeX", f"{address(record)[1]}{bibtex.NAME}", bibtex.MEDIA_TYPE)
        yield Offer("cite", "CSL-JSON", f"{address(record)[1]}{csl.NAME}", csl.MEDIA_TYPE)
    if isinstance(record, Event | Talk | Speaker | Tag | Technique | Snippet):
        yield Offer("data", "Markdown", f"{folder}{llms.NAME}", llms.MEDIA_TYPE)
    yield Offer("data", "JSON", api.path(api.kind_of(record), record), api.MEDIA_TYPE)
    if isinstance(record, Event):
        yield Offer("data", frab_json.NAME, f"{folder}{frab_json.NAME}", frab_json.MEDIA_TYPE, main=False)
        yield Offer("data", frab_xml.NAME, f"{folder}{frab_xml.NAME}", frab_xml.MEDIA_TYPE)


def _calendars(publication: Publication, record: Record, language: str) -> Iterator[Offer]:
    for number, calendar in enumerate(ical.calendars_of(publication, record, language)):
        yield Offer(
            "calendar",
            calendar.short or ("" if isinstance(record, Event) else "iCalendar"),
            calendar.path,
            ical.MEDIA_TYPE,
            main=number == 0,
        )


def site_offers(publication: Publication, language: str) -> Iterator[Offer]:
    """What goes with the site as a whole."""
    yield Offer("feed", "Atom", publication.path(language, atom.NAME), atom.MEDIA_TYPE)
    yield Offer("cite", "BibTeX", bibtex.ALL, bibtex.MEDIA_TYPE, main=False)
    yield Offer("cite", "CSL-JSON", csl.ALL, csl.MEDIA_TYPE, main=False)
    yield from (Offer("data", f"{name}.csv", f"{csv.FOLDER}{name}.csv", csv.MEDIA_TYPE, main=False) for name in csv.TABLES)
    yield Offer("data", "JSON", f"{api.FOLDER}index.json", api.MEDIA_TYPE, main=False)
