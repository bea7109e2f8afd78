"""Catalog to the page of all talks, by event and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kbsite.records.catalog import Catalog, State
from kbsite.records.models import Event, Talk
from kbsite.site.page import Card, Heading, Page
from kbsite.site.pages.event import day_name
from kbsite.site.pages.view import View
from kbsite.site.timetable import timetable

ADDRESS = "talks/"
STATES: tuple[State, ...] = ("reviewed", "summarised", "listed")


@dataclass(frozen=True, slots=True)
class Group:
    """Talks of one day of an event, or of an event that has no record."""

    id: str
    title: str
    event: Event | None
    talks: tuple[Talk, ...]


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The one page of all talks."""
    groups = tuple(_groups(catalog, view))
    states = Counter(catalog.state(talk) for talk in catalog.talks.values())
    tags = Counter(tag for talk in catalog.talks.values() for tag in talk.tags if tag in catalog.tags)
    title = view.t("talks.title")
    yield Page(
        kind="talks",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("talks.description", count=len(catalog.talks), reviewed=states["reviewed"]),
        body=view.render(
            "talks",
            ADDRESS,
            title=title,
            groups=groups,
            count=len(catalog.talks),
            states=tuple((state, states[state]) for state in STATES if states[state]),
            tags=sorted(
                ((catalog.tags[tag], count) for tag, count in tags.items()),
                key=lambda one: (view.label(one[0].label).casefold(), one[0].id),
            ),
        ),
        headings=tuple(Heading(group.id, group.title) for group in groups),
        made_from=tuple(talk.path for talk in catalog.talks.values()),
        card=Card(title, below=", ".join(dict.fromkeys(view.label(group.event.name) for group in groups if group.event))),
        section=ADDRESS,
    )


def _groups(catalog: Catalog, view: View) -> Iterator[Group]:
    for event_id in dict.fromkeys(talk.event for talk in catalog.talks.values()):
        event = catalog.events.get(event_id)
        if event is None:
            yield Group(event_id, event_id, None, catalog.talks_of(event_id))
            continue
        for day in timetable(catalog, event).days:
            held = set(day.talks)
            if held:
                title = f"{view.label(event.name)} · {day_name(view, day)}"
                yield Group(f"{event_id}-{day.id}", title, event, tuple(t for t in catalog.talks_of(event_id) if t in held))
