"""What every format needs to know beside the records: where the site stands, what it is called, and when records changed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from kbsite.records.catalog import Catalog
from kbsite.records.models import Record, Talk
from kbsite.records.text import Said, Text
from kbsite.search.addresses import address, works_apart
from kbsite.search.documents import prefix
from kbsite.text.plain import plain
from kbsite.words import Language, Words

R = TypeVar("R", bound=Record)
T = TypeVar("T")

LICENCE = "CC BY 4.0"
LICENCE_ID = "CC-BY-4.0"
"""The same in the list of SPDX."""
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
_AS_IT_IS = re.compile(r"[A-Za-z0-9_.~/#-]*")
"""Nearly every path: nothing to be percent-encoded."""
NOWHERE = "https://site.invalid/"
"""Stands for the address of a site that has none yet: formats want whole addresses, and `.invalid` (RFC 2606) is nobody's."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of an export: where it goes in the site, its media type, and how to make it."""

    path: str
    media_type: str
    make: Callable[[], bytes]
    of: Record | None = None
    """The record that it tells of, where there is one."""
    lasting: bool = False
    """Whether no talk has a say in it."""
    slow: bool = False
    """Whether all records have one, so that it takes longer than others where they are many."""


@dataclass(frozen=True)
class Publication:
    """A catalog about to be published at an address."""

    catalog: Catalog
    site_url: str
    """Ends in `/`."""
    names: Mapping[str, str]
    """What the site is called, by language; the first language is the site's own."""
    descriptions: Mapping[str, str]
    changed: Mapping[str, dt.date]
    """Day of the last change of each record's file, as far as it is known."""
    edit_base: str = ""
    """Address to which a record's path is added to see it in its repository."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the site, its own first."""
        return tuple(self.names)

    @property
    def first(self) -> str:
        """The site's own language."""
        return self.languages[0]

    def path(self, language: str, where: str) -> str:
        """An address of a language, from the root of the site."""
        return prefix(language, self.languages) + where

    def url(self, path: str) -> str:
        """A path of the site as a whole address."""
        return (self.site_url or NOWHERE) + (path if _AS_IT_IS.fullmatch(path) else quote(path, safe="/#"))

    def home(self, language: str) -> str:
        """Address of the home page."""
        return self.url(self.path(language, ""))

    def page(self, record: Record, language: str) -> str:
        """Address of a record's page."""
        return self.once(_page, record, language)

    def once(self, make: Callable[[Publication, R, str], T], record: R, language: str = "") -> T:
        """What a function makes of a record in a language, made the first time somebody asks.

        Programmes, lists, feeds and calendars all say the same of a talk, and its page is named in each of them.
        """
        key = (make, type(record), record.id, language)
        try:  # nearly always it is there, and to look twice takes twice as long
            found: T = self._made[key]
        except KeyError:
            found = self._made[key] = make(self, record, language)
        return found

    @cached_property
    def _made(self) -> dict[tuple[object, type[Record], str, str], Any]:
        return {}

    def host(self) -> str:
        """The site's host and path as the right side of an identifier that nobody else uses: `kb.example`, `host.example.kb`."""
        parts = urlsplit(self.site_url or NOWHERE)
        return ".".join(part for part in (parts.hostname or "", *parts.path.split("/")) if part)

    def updated(self, *records: Record) -> dt.date:
        """The last change of any of some records.

        A record whose file was changed since the last commit counts as changed on the day of the newest commit, so that
        every build of the same files says the same.
        """
        latest = self.latest
        return max([self.changed.get(record.path, latest) for record in records], default=latest)

    @cached_property
    def latest(self) -> dt.date:
        """The last change of anything; of a project without a history, the last day of an event."""
        days = (day.date for event in self.catalog.events.values() for day in event.days)
        return max(self.changed.values(), default=None) or max(days, default=dt.date(1970, 1, 1))

    @cached_property
    def works_apart(self) -> bool:
        """Whether every work has a page of its own."""
        return works_apart(self.catalog)

    def updated_talk(self, talk: Talk) -> dt.date:
        """The last change of a talk, its event or its speakers: of all that an entry about it says."""
        return self.once(_updated, talk)

    def speaker_names(self, talk: Talk, language: str) -> list[str]:
        """Names of a talk's speakers, in its order."""
        return list(self.once(_speaker_names, talk, language))

    def summary(self, talk: Talk, language: str) -> str:
        """What a talk is about, as plain words on one line; empty where nobody has written it."""
        return self.once(_summary, talk, language)

    def tag_labels(self, talk: Talk, language: str) -> list[str]:
        """Labels of a talk's tags."""
        return [self.catalog.tags[tag].label.words(language) for tag in talk.tags if tag in self.catalog.tags]

    def track_name(self, talk: Talk, language: str) -> str:
        """The name of a talk's track; its id where the event names no such track, empty without one."""
        event = self.catalog.events.get(talk.event)
        known = next((track for track in event.tracks if track.id == talk.track), None) if event else None
        return known.name.words(language) if known else talk.track or ""


def _page(publication: Publication, record: Record, language: str) -> str:
    return publication.url(publication.path(language, address(record, apart=publication.works_apart)[1]))


def _updated(publication: Publication, talk: Talk, _: str) -> dt.date:
    catalog = publication.catalog
    event = catalog.events.get(talk.event)
    named = [event, *(catalog.speakers.get(role.id) for role in talk.speakers)]
    return publication.updated(talk, *filter(None, named))


def _speaker_names(publication: Publication, talk: Talk, language: str) -> tuple[str, ...]:
    known = publication.catalog.speakers
    return tuple(known[role.id].name.words(language) for role in talk.speakers if role.id in known)


def _summary(_: Publication, talk: Talk, language: str) -> str:
    return words_of(talk.abstract.text if talk.abstract else None, language)


def talk_title(talk: Talk, language: str) -> Said:
    """A talk's title in the language, official or ours; else the official one."""
    official = next((tag for tag in official_tongues(talk) if talk.title.get(tag)), None)
    if official is None or talk.title.get(language):
        return talk.title.say(language)
    return Said(talk.title.get(official) or "", official, wanted=False)


def official_tongues(talk: Talk) -> tuple[str, ...]:
    """Languages in which speaker or organiser gave the title."""
    return talk.official_title or (talk.language,)


def words_of(text: Text | None, language: str) -> str:
    """A text as plain words on one line, in the language or the nearest there is."""
    return plain(text.words(language)) if text else ""


@cache
def interface(language: str) -> Language:
    """The language our own words are in, for a file of a language."""
    return "ko" if language.split("-", maxsplit=1)[0] == "ko" else "en"


def tell(words: Words, language: str) -> str:
    """Our own words in the language of a file."""
    return words.say(interface(language))
