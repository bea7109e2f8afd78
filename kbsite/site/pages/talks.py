"""Catalog to the page of all talks, by event and day; by year on pages of their own where there are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from kbsite.records.catalog import Catalog, State
from kbsite.records.models import Event, Talk
from kbsite.site.leaves import CARDS, Leaf, openings, split
from kbsite.site.page import Card, Heading, Page
from kbsite.site.pages.event import MANY, day_name
from kbsite.site.pages.leaf import Shown, by_year, leaf_pages, with_parts
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
    """The page of all talks, and those it is split into."""
    groups = tuple(_groups(catalog, view))
    placed = ((group, talk) for group in groups for talk in group.talks)
    leaves = split(ADDRESS, by_year(catalog, view, placed, lambda one: one[1]), CARDS)
    hub = with_parts(_page(catalog, view, () if leaves else groups, openings(leaves)), leaves)
    yield hub
    yield from leaf_pages(view, hub, leaves, "talks", _shown, lambda one: (one[1], one[0].id, one[0].title))


def _shown(leaf: Leaf[tuple[Group, Talk]]) -> Shown:
    """What a page of the talks of a year shows."""
    groups = tuple(
        replace(together[0][0], talks=tuple(talk for _, talk in together))
        for together in (tuple(pairs) for _, pairs in groupby(leaf.entries, key=lambda one: one[0].id))
    )
    return {"groups": groups}, _headings(groups), (talk.path for _, talk in leaf.entries)


def _headings(groups: tuple[Group, ...]) -> tuple[Heading, ...]:
    return tuple(Heading(group.id, group.title) for group in groups)


def _page(catalog: Catalog, view: View, groups: tuple[Group, ...], parts: tuple[Leaf[tuple[Group, Talk]], ...]) -> Page:
    states = Counter(catalog.state(talk) for talk in catalog.talks.values())
    tags = Counter(tag for talk in catalog.talks.values() for tag in talk.tags if tag in catalog.tags)
    title = view.t("talks.title")
    events = ", ".join(dict.fromkeys(view.label(group.event.name) for group in groups if group.event))
    return Page(
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
            parts=parts,
            leaf=None,
            events=len(catalog.events) > MANY,
            count=len(catalog.talks),
            states=tuple((state, states[state]) for state in STATES if states[state]),
            tags=sorted(
                ((catalog.tags[tag], count) for tag, count in tags.items()),
                key=lambda one: (view.label(one[0].label).casefold(), one[0].id),
            ),
        ),
        headings=_headings(groups),
        made_from=tuple(talk.path for talk in catalog.talks.values()),
        card=Card(title, below=events),
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
