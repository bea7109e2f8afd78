"""Catalog to the list of events, the latest first, where they are too many for the home page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kbsite.records.catalog import Catalog
from kbsite.records.models import Event
from kbsite.site.leaves import NAMES, Leaf, Part, openings, split
from kbsite.site.page import Heading, Page
from kbsite.site.pages.event import EVENTS, MANY, period
from kbsite.site.pages.leaf import Shown, leaf_pages, with_parts
from kbsite.site.pages.view import View

ADDRESS = EVENTS


@dataclass(frozen=True, slots=True)
class Held:
    """An event, when it was held, and how many talks of it there are."""

    event: Event
    period: str
    talks: int


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The list by year, and the pages it is split into; none where the home page has all events."""
    if len(catalog.events) <= MANY:
        return
    years = _years(catalog, view)
    leaves = split(EVENTS, years, NAMES)
    hub = with_parts(_page(catalog, view, () if leaves else years, openings(leaves)), leaves)
    yield hub
    yield from leaf_pages(view, hub, leaves, "events", _shown)


def latest(catalog: Catalog) -> list[Event]:
    """All events, the latest first."""
    return sorted(catalog.events.values(), key=lambda event: (event.days[0].date, event.id), reverse=True)


def _years(catalog: Catalog, view: View) -> tuple[Part[Held], ...]:
    years: dict[int, list[Held]] = defaultdict(list)
    for event in latest(catalog):
        years[event.days[0].date.year].append(Held(event, period(view, event), len(catalog.talks_of(event.id))))
    return tuple(Part(str(year), view.t("leaf.year", year=year), held) for year, held in years.items())


def _shown(leaf: Leaf[Held]) -> Shown:
    """What a page of the events of a year shows."""
    return {"years": (Part(leaf.part.key, leaf.part.label, leaf.entries),)}, (), (held.event.path for held in leaf.entries)


def _page(catalog: Catalog, view: View, years: tuple[Part[Held], ...], parts: tuple[Leaf[Held], ...]) -> Page:
    title = view.t("events.title")
    return Page(
        kind="events",
        address=EVENTS,
        language=view.language,
        title=title,
        description=view.t("events.description", count=len(catalog.events), talks=len(catalog.talks)),
        body=view.render("events", EVENTS, title=title, count=len(catalog.events), years=years, parts=parts, leaf=None),
        headings=tuple(Heading(f"year-{year.key}", year.label) for year in years),
        made_from=tuple(event.path for event in catalog.events.values()),
        section="talks/",
    )
