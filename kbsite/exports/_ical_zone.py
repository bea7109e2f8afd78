"""A time zone to a VTIMEZONE component (RFC 5545, 3.6.5): every change of the clock in some years, written out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from zoneinfo import ZoneInfo

LONG_AGO = "19700101T000000"
DAY = dt.timedelta(days=1)


@cache
def time_zone(name: str, first: int, last: int) -> tuple[str, ...]:
    """Lines of the component, right from the year before `first` to the year after `last`.

    Raises ZoneInfoNotFoundError for a zone that the system does not know; the check refuses such events.
    """
    zone = ZoneInfo(name)
    start, end = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (first - 1, last + 2))
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}", *_observance(start.astimezone(zone), start.astimezone(zone), LONG_AGO)]
    for before, after in _changes(zone, start, end):
        local = (after.astimezone(dt.UTC) + _offset(before)).strftime("%Y%m%dT%H%M%S")
        lines += _observance(before, after, local)
    return (*lines, "END:VTIMEZONE")


def _changes(zone: ZoneInfo, start: dt.datetime, end: dt.datetime) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """The last minute before and the first after each change."""
    at = start
    while at < end:
        one, other = at, at + DAY
        if _rules(one.astimezone(zone)) != _rules(other.astimezone(zone)):
            while other - one > dt.timedelta(minutes=1):
                middle = one + (other - one) // 2 // dt.timedelta(minutes=1) * dt.timedelta(minutes=1)
                one, other = (middle, other) if _rules(middle.astimezone(zone)) == _rules(one.astimezone(zone)) else (one, middle)
            yield one.astimezone(zone), other.astimezone(zone)
        at += DAY


def _observance(before: dt.datetime, after: dt.datetime, local: str) -> list[str]:
    kind = "DAYLIGHT" if after.dst() else "STANDARD"
    offsets = (f"TZOFFSETFROM:{before:%z}", f"TZOFFSETTO:{after:%z}")
    return [f"BEGIN:{kind}", f"DTSTART:{local}", *offsets, f"TZNAME:{after.tzname()}", f"END:{kind}"]


def _offset(moment: dt.datetime) -> dt.timedelta:
    return moment.utcoffset() or dt.timedelta()


def _rules(moment: dt.datetime) -> tuple[dt.timedelta, bool, str | None]:
    return _offset(moment), bool(moment.dst()), moment.tzname()
