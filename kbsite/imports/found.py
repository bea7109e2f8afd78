"""What a reader of a format found in a file, before it becomes records: plain values in the terms of records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from kbsite.imports.remarks import Locate, Spot
from kbsite.words import Words


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody who spoke."""

    spot: Spot
    name: str
    key: str = ""
    """The source's own id, by which two people of one name are told apart."""
    id: str = ""
    """The id the record shall have, where an export of such a site names it."""
    translations: tuple[tuple[str, str], ...] = ()
    """The name by language, where the source says it in several."""
    affiliation: str = ""
    role: str = ""
    about: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """Addresses and titles."""


@dataclass(frozen=True, slots=True)
class FoundLink:
    """An address, what it leads to, and its title."""

    type: str
    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class FoundRecording:
    """A video or sound recording; its duration is HH:MM."""

    url: str
    duration: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class FoundTalk:
    """A session; what is unknown is empty."""

    spot: Spot
    event: str
    """Id of its event."""
    title: str
    slug: str = ""
    """What the source calls it in addresses, without what stands for the event."""
    translations: tuple[tuple[str, str, str], ...] = ()
    """Field (`title`, `abstract`), language and text, where the source says these in several languages."""
    official_title: tuple[str, ...] = ()
    code: str = ""
    type: str = ""
    language: str = ""
    words: str = ""
    """Language of abstract and description, where that is not the talk's."""
    official_url: str = ""
    """The talk's own page, by which it is known again."""
    persons: tuple[FoundPerson, ...] = ()
    date: dt.date | None = None
    start: str = ""
    end: str = ""
    track: str = ""
    slot: int | None = None
    room: str = ""
    inferred: tuple[str, ...] = ()
    abstract: tuple[str, ...] = ()
    description: tuple[str, ...] = ()
    """Pieces, each short enough for a section."""
    links: tuple[FoundLink, ...] = ()
    recordings: tuple[FoundRecording, ...] = ()
    tags: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    license: str = ""


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """A conference; what is unknown is empty."""

    spot: Spot
    id: str
    name: str
    language: str = ""
    time_zone: str = ""
    days: tuple[dt.date, ...] = ()
    only_year: int | None = None
    """The year, where no day is known."""
    tracks: tuple[tuple[str, str], ...] = ()
    """Ids and names."""
    venue: str = ""
    links: tuple[FoundLink, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundSource:
    """The imported file itself."""

    id: str
    title: str
    revision: str
    note: Words
    url: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything of one file."""

    source: FoundSource
    events: tuple[FoundEvent, ...] = ()
    talks: tuple[FoundTalk, ...] = ()
    locate: Locate = field(default=lambda spot: (spot.line, spot.column), repr=False)
