"""Which talks are held at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Talk


def overlapping(catalog: Catalog, talks: Iterable[Talk]) -> Iterator[tuple[Talk, Talk]]:
    """Pairs of one event and day that share a slot, or whose times overlap; each pair of neighbours once."""
    by_slot: dict[tuple[str, object, int], Talk] = {}
    timed: list[tuple[str, str, str, Talk]] = []
    for talk in talks:
        session = catalog.session(talk)
        if session.date is None:
            continue
        if session.start and session.end:
            timed.append((f"{talk.event} {session.date}", session.start, session.end, talk))
        elif session.slot is not None:
            key = (talk.event, session.date, session.slot)
            if key in by_slot:
                yield by_slot[key], talk
            by_slot.setdefault(key, talk)
    timed.sort(key=lambda item: (*item[:3], item[3].id))
    latest: tuple[str, str, str, Talk] | None = None
    for item in timed:
        if latest and item[0] == latest[0] and item[1] < latest[2]:
            yield latest[3], item[3]
        if latest is None or item[0] != latest[0] or item[2] > latest[2]:
            latest = item
