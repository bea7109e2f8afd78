"""Catalog to the pages of events: facts, and the timetable of each day, on pages of their own where they are long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from kbsite.records.catalog import Catalog
from kbsite.records.models import Event, Talk
from kbsite.site.leaves import PROGRAMME, Leaf, Part, openings, split
from kbsite.site.page import Card, Crumb, Heading, Page
from kbsite.site.pages.leaf import Shown, leaf_pages, with_parts
from kbsite.site.pages.notes import cited_by, notes
from kbsite.site.pages.view import View, address_of, record_at
from kbsite.site.timetable import DayTable, Timetable, timetable
from kbsite.text.plain import shorten

EVENTS = "events/"
MANY = 12
"""Events that the home page shows all of; more of them have a list of their own."""


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """A page for each event, and those its timetable is split into."""
    for event in catalog.chosen(catalog.events):
        yield from _pages(catalog, view, event)


def page_at(catalog: Catalog, view: View, address: str) -> Page | None:
    """The page of an event."""
    event = record_at(catalog.events, address)
    return next(_pages(catalog, view, event)) if event else None


def _pages(catalog: Catalog, view: View, event: Event) -> Iterator[Page]:
    table = timetable(catalog, event)
    leaves = _leaves(view, table)
    hub = with_parts(_page(catalog, view, table, openings(leaves)), leaves)
    yield hub
    yield from leaf_pages(view, hub, leaves, "event_days", partial(_shown, view, table))


def day_addresses(view: View, table: Timetable) -> Mapping[str, str]:
    """Where the table of each day stands, by the id of the day: on the event's page, or on a page of its own."""
    found = {day.id: f"{address_of(table.event)}#{day.id}" for day in table.days}
    for leaf in reversed(_leaves(view, table)):
        found |= {day.id: f"{leaf.address}#{day.id}" for day, _ in leaf.entries}
    return found


def _leaves(view: View, table: Timetable) -> tuple[Leaf[tuple[DayTable, Talk]], ...]:
    """Pages of an event's talks: by day, or by year where an event goes on for years. The head of a day weighs as much as a talk."""
    firsts = {day.talks[0].id for day in table.days if day.talks}
    years = {day.date.year for day in table.days if day.date}
    days: dict[str, list[tuple[DayTable, Talk]]] = defaultdict(list)
    for day in table.days:
        days[str(day.date.year) if day.date and len(years) > 1 else day.id].extend((day, talk) for talk in day.talks)
    parts = []
    for key, placed in days.items():
        label = view.t("leaf.year", year=key) if key.isdigit() else day_name(view, placed[0][0]) if placed else ""
        parts.append(Part(key, label, placed))
    return split(address_of(table.event), parts, PROGRAMME, lambda placed: 2 if placed[1].id in firsts else 1)


def _shown(view: View, table: Timetable, leaf: Leaf[tuple[DayTable, Talk]]) -> Shown:
    """What a page of an event's timetable shows."""
    held = {talk.id for _, talk in leaf.entries}
    days = tuple(day.only(held) for day in {day.id: day for day, _ in leaf.entries}.values())
    names = {day.id: day_name(view, day) for day in days}
    values = {"event": table.event, "table": replace(table, days=days), "names": names}
    return values, tuple(Heading(day.id, names[day.id]) for day in days), (table.event.path, *(talk.path for _, talk in leaf.entries))


def _page(catalog: Catalog, view: View, table: Timetable, parts: tuple[Leaf[tuple[DayTable, Talk]], ...]) -> Page:
    event = table.event
    address = address_of(event)
    talks = catalog.talks_of(event.id)
    sections = tuple(id_ for id_, shown in (("notes", event.notes), ("links", event.links), ("sources", True)) if shown)
    name = view.label(event.name)
    body = view.render(
        "event",
        address,
        event=event,
        table=replace(table, days=()) if parts else table,
        parts=parts,
        names={day.id: day_name(view, day) for day in table.days},
        count=len(talks),
        reviewed=sum(catalog.state(talk) == "reviewed" for talk in talks),
        sections=sections,
        notes=notes(catalog, (*cited_by(event.summary, *event.routes, *event.notes), *event.sources)),
    )
    return Page(
        kind="event",
        address=address,
        language=view.language,
        title=view.t("event.title", name=name),
        description=_description(view, event, len(talks)),
        body=body,
        headings=(
            *(Heading(day.id, day_name(view, day)) for day in table.days if not parts),
            *(Heading(id_, view.t(f"event.{id_}")) for id_ in sections),
        ),
        made_from=(event.path, *(talk.path for talk in talks)),
        edit=event.path,
        card=Card(name, view.t("event.timetable"), period(view, event)),
        section=address,
        crumbs=(Crumb(view.t("events.title"), EVENTS),) if len(catalog.events) > MANY else (),
    )


def day_name(view: View, day: DayTable) -> str:
    """What a day is called: its own name, or its number."""
    if day.day and day.day.label:
        return view.label(day.day.label)
    return view.t("common.day_number", number=day.number) if day.number else view.t("common.day_unknown")


def period(view: View, event: Event) -> str:
    """First and last day of an event."""
    dates = sorted(day.date for day in event.days)
    return view.date(dates[0]) if len(dates) == 1 else f"{view.date(dates[0])} – {view.date(dates[-1])}"


def _description(view: View, event: Event, count: int) -> str:
    facts = view.t("event.description", name=view.label(event.name), period=period(view, event), count=count)
    return shorten(facts, 160)
