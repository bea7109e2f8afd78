"""Catalog to the pages of events: facts, and the timetable of each day."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Event
from kbsite.site.page import Card, Heading, Page
from kbsite.site.pages.notes import cited_by, notes
from kbsite.site.pages.view import View, address_of
from kbsite.site.timetable import DayTable, timetable
from kbsite.text.plain import shorten


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """A page for each event."""
    for event in catalog.events.values():
        yield _page(catalog, view, event)


def _page(catalog: Catalog, view: View, event: Event) -> Page:
    address = address_of(event)
    table = timetable(catalog, event)
    talks = catalog.talks_of(event.id)
    sections = tuple(id_ for id_, shown in (("notes", event.notes), ("links", event.links), ("sources", True)) if shown)
    name = view.label(event.name)
    body = view.render(
        "event",
        address,
        event=event,
        table=table,
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
            *(Heading(day.id, day_name(view, day)) for day in table.days),
            *(Heading(id_, view.t(f"event.{id_}")) for id_ in sections),
        ),
        made_from=(event.path, *(talk.path for talk in talks)),
        edit=event.path,
        card=Card(name, view.t("event.timetable"), period(view, event)),
        section=address,
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
