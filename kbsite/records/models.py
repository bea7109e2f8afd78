"""The shapes of all records: what an editor may write, typed and frozen.

Terms follow frab/c3voc (talks, tracks, rooms) and schema.org (speakers, works). What every field means, in both
languages and with an example, stands in `meanings.toml`.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from kbsite.records.part import Part, part
from kbsite.records.text import LANGUAGE_TAG, Label, Prose

ID = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

Id = Annotated[str, StringConstraints(pattern=ID, max_length=100)]
LanguageTag = Annotated[str, StringConstraints(pattern=LANGUAGE_TAG)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\n\r]*$")]
Url = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"^\S+$")]


def as_list(value: Any) -> Any:
    """A single string may stand for a list of one."""
    return [value] if isinstance(value, str) else value


def _as_flag(value: Any) -> Any:
    if isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    if isinstance(value, bool):
        return value
    raise PydanticCustomError("flag", "must be true or false")


def _as_date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return dt.date.fromisoformat(value) if len(value) == 10 and "W" not in value else _refuse_date()
    except ValueError:
        return _refuse_date()


def _refuse_date() -> Any:
    raise PydanticCustomError("calendar_date", "must be a day of the calendar, as 2016-10-25")


def _as_whole(value: Any) -> Any:
    if isinstance(value, int) or (isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,9}", value)):
        return value
    raise PydanticCustomError("whole_number", "must be a whole number")


def _is_clock(value: str) -> str:
    hours, _, minutes = value.partition(":")
    if len(value) == 5 and value.isascii() and hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60:
        return value
    raise PydanticCustomError("clock_time", "must be a time of day, as 09:30")


def distinct(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """The values, each of which must stand there once."""
    if len(values) > 1 and len(set(values)) != len(values):
        twice = next(value for value in values if values.count(value) > 1)
        raise PydanticCustomError("repeated", "holds {value} twice", {"value": str(twice)})
    return values


Date = Annotated[dt.date, BeforeValidator(_as_date)]
Clock = Annotated[str, AfterValidator(_is_clock)]
Whole = Annotated[int, BeforeValidator(_as_whole)]
Flag = Annotated[bool, BeforeValidator(_as_flag)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(as_list), AfterValidator(distinct)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(as_list), AfterValidator(distinct)]


@part
class Record(Part):
    """One file, or one key of a file of many. `id` and `path` come from where it stands, never from its text."""

    id: Id
    path: str

    def __hash__(self) -> int:
        return hash(self.id)  # that of all fields is looked for in every set that records stand in


@part
class Entry(Record):
    """One of the records in a file of many; its key is the id."""


@part
class Statement(Part):
    """A sentence or more, with the works it rests on."""

    text: Prose
    source: Ids = Field(min_length=1)


@part
class Link(Part):
    """An address outside the site."""

    type: Literal["slides", "video", "page", "repository", "paper", "profile", "other"]
    url: Url
    title: Label | None = None
    note: Label | None = None
    archived_url: Url | None = None
    status: Literal["unchecked", "live", "dead", "archived"] = "unchecked"
    checked: Date | None = None


@part
class SpeakerRole(Part):
    """A speaker of one talk, with what they were at the time."""

    id: Id
    affiliation: Label | None = None
    role: Label | None = None


@part
class TechniqueUse(Part):
    """A technique, and how this talk used it."""

    id: Id
    note: Prose | None = None
    source: Ids = ()


@part
class Takeaway(Statement):
    """Something to carry home."""

    id: Id | None = None
    by: Literal["speaker", "attendee", "editor"]


@part
class Figure(Part):
    """A number the talk gave, as given, and as we compute it where that can be done."""

    id: Id | None = None
    label: Label
    claimed: Label
    recomputed: Label | None = None
    note: Prose | None = None
    source: Ids = Field(min_length=1)


@part
class Question(Part):
    """A question from the floor, and its answer."""

    q: Prose
    a: Prose
    source: Ids = Field(min_length=1)


@part
class Correction(Part):
    """Something a source says that is wrong, too strong, or open."""

    was: Prose
    now: Prose = Field(alias="is")
    reason: Prose
    said_in: Id
    status: Literal["corrected", "open", "noted"] = "corrected"
    source: Ids = Field(min_length=1)
    finds: Lines = ()


@part
class Section(Statement):
    """A stretch of a talk's description under its own heading."""

    heading: Label | None = None


@part
class Recording(Part):
    """A video or sound recording."""

    url: Url
    language: LanguageTag | None = None
    duration: Clock | None = None


@part
class Chapter(Part):
    """A named moment of a recording."""

    at: Annotated[str, StringConstraints(pattern=r"^(\d{1,2}:)?[0-5]?\d:[0-5]\d$")]
    title: Label


@part
class Node(Part):
    """A box of a diagram on a grid of columns and rows, both from 0."""

    id: Id
    label: Label
    detail: Label | None = None
    column: Whole = Field(ge=0, le=11)
    row: Whole = Field(ge=0, le=11)
    width: Whole = Field(default=1, ge=1, le=12)
    kind: Literal["plain", "accent", "hot", "muted", "store"] = "plain"


@part
class Edge(Part):
    """An arrow of a diagram."""

    start: Id = Field(alias="from")
    end: Id = Field(alias="to")
    label: Label | None = None
    kind: Literal["plain", "dashed", "both"] = "plain"


@part
class Group(Part):
    """A frame around some nodes of a diagram."""

    label: Label
    nodes: Ids = Field(min_length=1)


@part
class Diagram(Part):
    """A drawing of boxes and arrows, from which the site makes an accessible SVG."""

    id: Id
    title: Label
    description: Prose
    nodes: tuple[Node, ...] = Field(min_length=1, max_length=40)
    edges: tuple[Edge, ...] = Field(default=(), max_length=60)
    groups: tuple[Group, ...] = Field(default=(), max_length=12)
    source: Ids = Field(min_length=1)


@part
class Talk(Record):
    """One session of an event."""

    event: Id
    code: Line | None = None
    type: Literal["talk", "keynote", "lightning", "panel", "workshop", "tutorial", "other"] = "talk"
    language: LanguageTag = "ko"
    title: Label
    official_title: Annotated[tuple[LanguageTag, ...], BeforeValidator(as_list)] = ()
    other_titles: Lines = ()
    speakers: tuple[Annotated[SpeakerRole, BeforeValidator(lambda v: {"id": v} if isinstance(v, str) else v)], ...] = ()
    date: Date | None = None
    start: Clock | None = None
    end: Clock | None = None
    track: Line | None = None
    slot: Annotated[Whole, Field(ge=1, le=99)] | None = None
    room: Line | None = None
    inferred: Annotated[tuple[Literal["code", "date", "start", "end", "track", "slot", "room"], ...], BeforeValidator(as_list)] = ()
    inferred_note: Prose | None = None
    abstract: Statement | None = None
    problem: Statement | None = None
    approach: Statement | None = None
    result: Statement | None = None
    description: tuple[Section, ...] = ()
    techniques: tuple[TechniqueUse, ...] = ()
    takeaways: tuple[Takeaway, ...] = ()
    figures: tuple[Figure, ...] = ()
    questions: tuple[Question, ...] = ()
    diagrams: tuple[Diagram, ...] = ()
    corrections: tuple[Correction, ...] = ()
    snippets: Ids = ()
    links: tuple[Link, ...] = ()
    recordings: tuple[Recording, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    tags: Lines = ()
    references: Ids = ()
    related: Ids = ()
    sources: Ids = Field(min_length=1)
    reviewed_by: Lines = ()
    aliases: Ids = ()
    license: Line | None = None
    publish: Flag = True


@part
class Day(Part):
    """A day of an event."""

    date: Date
    label: Label | None = None
    note: Prose | None = None


@part
class Slot(Part):
    """A row of the timetable."""

    date: Date
    number: Whole = Field(ge=1, le=99)
    start: Clock | None = None
    end: Clock | None = None


@part
class Track(Part):
    """A column of the timetable."""

    id: Line
    name: Label


@part
class Route(Part):
    """A path somebody took through the event."""

    id: Id
    title: Label
    note: Prose | None = None
    talks: Ids = Field(min_length=1)
    source: Ids = Field(min_length=1)


@part
class Venue(Part):
    """Where an event took place."""

    name: Label
    city: Label | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None


@part
class Event(Record):
    """A conference: its days, tracks and slots. The folder's name is its id."""

    name: Label
    aliases: Ids = ()
    language: LanguageTag = "ko"
    organiser: Label | None = None
    edition: Annotated[Whole, Field(ge=1)] | None = None
    time_zone: Line
    venue: Venue | None = None
    days: tuple[Day, ...] = Field(min_length=1)
    tracks: tuple[Track, ...] = ()
    slots: tuple[Slot, ...] = ()
    summary: Statement | None = None
    notes: tuple[Section, ...] = ()
    routes: tuple[Route, ...] = ()
    links: tuple[Link, ...] = ()
    sources: Ids = Field(min_length=1)


@part
class Speaker(Record):
    """A person who spoke. The file's name is the id."""

    name: Label
    name_note: Prose | None = None
    aliases: Lines = ()
    former_ids: Ids = ()
    differs_from: Ids = ()
    about: tuple[Statement, ...] = ()
    links: tuple[Link, ...] = ()
    sources: Ids = Field(min_length=1)


@part
class Technique(Record):
    """A method, tool or idea that talks use. The file's name is the id."""

    name: Label
    aliases: Lines = ()
    former_ids: Ids = ()
    topic: Line
    definition: Prose
    why: Prose | None = None
    today: Statement | None = None
    tags: Lines = ()
    references: Ids = ()
    related: Ids = ()
    sources: Ids = Field(min_length=1)


@part
class Tag(Entry):
    """A word of the closed vocabulary in `tags.yml`."""

    label: Label
    description: Prose | None = None
    aliases: Lines = ()


@part
class Search(Entry):
    """A query in `searches.yml`, and what it must find first."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    finds: Ids = Field(min_length=1)
    kind: Line | None = None
    language: LanguageTag | None = None
    note: Line | None = None


@part
class Source(Record):
    """A work that statements cite. The file's name is the id."""

    type: Literal[
        "paper", "documentation", "repository", "pull-request", "slides", "video", "review", "article", "list", "specification", "note"
    ]
    title: Label
    authors: Lines = ()
    venue: Line | None = None
    year: Annotated[Whole, Field(ge=1600, le=2200)] | None = None
    date: Date | None = None
    url: Url | None = None
    doi: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    arxiv: Annotated[str, StringConstraints(pattern=r"^\d{4}\.\d{4,5}$")] | None = None
    revision: Line | None = None
    language: LanguageTag | None = None
    note: Prose | None = None
    archived_url: Url | None = None
    status: Literal["unchecked", "live", "dead", "archived"] = "unchecked"
    checked: Date | None = None
