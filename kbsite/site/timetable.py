"""Talks of an event to the tables of its days: slots down, tracks across, and the routes people took through them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kbsite.records.catalog import Catalog, Session
from kbsite.records.models import Day, Event, Route, Slot, Talk
from kbsite.records.text import Text


@dataclass(frozen=True, slots=True)
class Column:
    """A track; an event without tracks has one column, whose id is empty."""

    id: str
    name: Text | None


@dataclass(frozen=True, slots=True)
class Row:
    """Talks held at one time. What is not known is None."""

    slot: int | None
    start: str | None
    end: str | None
    cells: tuple[tuple[Talk, ...], ...]
    """Talks of each column."""
    everyone: tuple[Talk, ...]
    """Talks that belong to no track: a keynote, or one whose track is not known."""

    def only(self, ids: Container[str]) -> Row:
        """The row with some of its talks."""
        cells = tuple(tuple(talk for talk in cell if talk.id in ids) for cell in self.cells)
        return replace(self, cells=cells, everyone=tuple(talk for talk in self.everyone if talk.id in ids))


@dataclass(frozen=True, slots=True)
class DayTable:
    """One day; `date` and `day` are None for talks whose day is not known."""

    id: str
    """Anchor: `day-1`, `day-2` … or `day-unknown`."""
    number: int | None
    date: dt.date | None
    day: Day | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def talks(self) -> tuple[Talk, ...]:
        """Talks of the day, row by row."""
        return tuple(talk for row in self.rows for talk in (*row.everyone, *(talk for cell in row.cells for talk in cell)))

    def only(self, ids: Container[str]) -> DayTable:
        """The day with some of its talks, in rows that hold any."""
        rows = (row.only(ids) for row in self.rows)
        return replace(self, rows=tuple(row for row in rows if row.everyone or any(row.cells)))


@dataclass(frozen=True, slots=True)
class Stop:
    """A talk's place on a route."""

    route: Route
    name: str
    """Number of the stop, from 1; with a letter for the route where there are several: `2`, `B2`."""
    shift: int | None
    """Columns to the right (or, negative, to the left) where the next stop is, if it is in the next row; else None."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """An event's days, and the stops of its routes by talk id."""

    event: Event
    days: tuple[DayTable, ...]
    stops: Mapping[str, tuple[Stop, ...]]
    letters: Mapping[str, str]
    """What stands before the stops of each route, by its id: a letter where there are several routes, else nothing."""


Key = tuple[int | None, str | None]
"""What puts talks in one row: a slot number, or else a start."""


def timetable(catalog: Catalog, event: Event) -> Timetable:
    """The tables of an event's days, days without talks included; nothing is shown that the records do not say."""
    talks = catalog.talks_of(event.id)
    columns = _columns(event, talks)
    known = {day.date: day for day in event.days}
    dates = sorted({*known, *(talk.date for talk in talks if talk.date)})
    days = []
    for number, date in enumerate(dates, 1):
        held = [talk for talk in talks if talk.date == date]
        days.append(DayTable(f"day-{number}", number, date, known.get(date), columns, _rows(catalog, event, date, columns, held)))
    lost = [talk for talk in talks if talk.date is None]
    if lost:
        days.append(DayTable("day-unknown", None, None, None, columns, _rows(catalog, event, None, columns, lost)))
    letters = {route.id: _letter(index) if len(event.routes) > 1 else "" for index, route in enumerate(event.routes)}
    return Timetable(event, tuple(days), _stops(event, days, letters), letters)


def _columns(event: Event, talks: Iterable[Talk]) -> tuple[Column, ...]:
    named = tuple(Column(track.id, track.name) for track in event.tracks)
    ids = {column.id for column in named}
    others = sorted({talk.track for talk in talks if talk.track and talk.track not in ids})
    return (*named, *(Column(id_, None) for id_ in others)) or (Column("", None),)


def _rows(catalog: Catalog, event: Event, date: dt.date | None, columns: tuple[Column, ...], talks: Sequence[Talk]) -> tuple[Row, ...]:
    slots = {slot.number: slot for slot in event.slots if slot.date == date}
    by_start = {slot.start: slot.number for slot in slots.values() if slot.start}
    groups: dict[Key, list[Talk]] = defaultdict(list, {(number, None): [] for number in slots})
    sessions = {talk.id: catalog.session(talk) for talk in talks}
    for talk in talks:
        groups[_key(sessions[talk.id], by_start)].append(talk)
    starts = {key: _start(sessions, key, slots, group) for key, group in groups.items()}
    order = sorted(groups, key=lambda key: (_place(key, starts), key[0] or 0, key[1] or ""))
    return tuple(_row(sessions, key, slots, starts[key], columns, groups[key]) for key in order)


def _key(session: Session, by_start: Mapping[str, int]) -> Key:
    if session.slot is not None:
        return session.slot, None
    if session.start and session.start in by_start:
        return by_start[session.start], None
    return None, session.start


def _start(sessions: Mapping[str, Session], key: Key, slots: Mapping[int, Slot], talks: Iterable[Talk]) -> str | None:
    number, start = key
    if number is None:
        return start
    if number in slots and slots[number].start:
        return slots[number].start
    return _same(sessions[talk.id].start for talk in talks)


def _place(key: Key, starts: Mapping[Key, str | None]) -> str:
    """A row's place in the day: its start; for a slot whose time is not known, that of the slot before it."""
    start = starts[key]
    if start or key[0] is None:
        return start or ""
    before = [other for other in starts if other[0] is not None and other[0] < key[0] and starts[other]]
    return starts[max(before, key=lambda other: other[0] or 0)] or "" if before else ""


def _row(
    sessions: Mapping[str, Session],
    key: Key,
    slots: Mapping[int, Slot],
    start: str | None,
    columns: tuple[Column, ...],
    talks: list[Talk],
) -> Row:
    number = key[0]
    slot = slots.get(number) if number is not None else None
    end = slot.end if slot and slot.end else _same(sessions[talk.id].end for talk in talks)
    if len(columns) == 1:
        return Row(number, start, end, (tuple(talks),), ())
    cells = tuple(tuple(talk for talk in talks if talk.track == column.id) for column in columns)
    return Row(number, start, end, cells, tuple(talk for talk in talks if not talk.track))


def _same(times: Iterable[str | None]) -> str | None:
    """The one time that all talks of a row share, if they do."""
    found = set(times)
    return found.pop() if len(found) == 1 else None


def _stops(event: Event, days: Iterable[DayTable], letters: Mapping[str, str]) -> Mapping[str, tuple[Stop, ...]]:
    places = {
        talk.id: (day.id, row_number, column)
        for day in days
        for row_number, row in enumerate(day.rows)
        for column, cell in enumerate(row.cells)
        for talk in cell
    }
    stops: dict[str, list[Stop]] = defaultdict(list)
    for route in event.routes:
        for number, talk in enumerate(route.talks, 1):
            following = route.talks[number] if number < len(route.talks) else None
            name = f"{letters[route.id]}{number}"
            stops[talk].append(Stop(route, name, _shift(places.get(talk), places.get(following or ""))))
    return {talk: tuple(found) for talk, found in stops.items()}


def _shift(here: tuple[str, int, int] | None, there: tuple[str, int, int] | None) -> int | None:
    if here is None or there is None or (here[0], here[1] + 1) != there[:2]:
        return None
    return there[2] - here[2]


def _letter(index: int) -> str:
    """A, B … Z, AA, AB …"""
    return (_letter(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)
