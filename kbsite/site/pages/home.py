"""Catalog to the home page: what this is, and the ways into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kbsite.records.catalog import Catalog
from kbsite.records.models import Correction, Event, Tag, Talk, Technique
from kbsite.site.page import Card, Heading, Page
from kbsite.site.pages.event import MANY, day_addresses, day_name, period
from kbsite.site.pages.events import latest
from kbsite.site.pages.view import View
from kbsite.site.timetable import Timetable, timetable

CARDS = 6
"""Reviewed talks shown as cards."""
TECHNIQUES = 18
CORRECTIONS = 2
TAGS = 5
"""Tags named beside each day."""


@dataclass(frozen=True, slots=True)
class Programme:
    """An event with its timetable in small."""

    event: Event
    period: str
    table: Timetable
    talks: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is."""

    talks: int
    reviewed: int
    silent: int
    """Talks that nobody has summarised."""
    techniques: int
    takeaways: int
    corrections: int


def written_pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The one home page; what an editor wrote for it stands under the opening."""
    talks = tuple(catalog.talks.values())
    reviewed = tuple(talk for talk in talks if catalog.state(talk) == "reviewed")
    counts = _counts(catalog, talks, len(reviewed))
    order = latest(catalog)
    programmes = _programmes(catalog, view, order[:MANY])
    few = len(order) <= MANY
    events = ", ".join(view.label(event.name) for event in order) if few else view.t("events.many", count=len(order))
    lead = view.t("home.lead", events=events, talks=counts.talks, reviewed=counts.reviewed) if programmes else view.t("home.lead_empty")
    corrected = _corrected(reviewed)
    written = view.written.get("")
    body = view.render(
        "home",
        "",
        lead=lead,
        written=written,
        counts=counts,
        programmes=programmes,
        events=len(order),
        day_addresses={one.event.id: day_addresses(view, one.table) for one in programmes},
        names={one.event.id: {day.id: day_name(view, day) for day in one.table.days} for one in programmes},
        day_tags={one.event.id: {day.id: _main_tags(catalog, day.talks) for day in one.table.days} for one in programmes},
        cards=_on_route_first(order, reviewed)[:CARDS],
        techniques=_techniques(catalog)[:TECHNIQUES],
        corrections=corrected,
    )
    yield Page(
        kind="home",
        address="",
        language=view.language,
        title=view.t("home.title"),
        description=(written.description if written else "") or lead,
        body=body,
        headings=_headings(view, programmes, reviewed, corrected),
        made_from=(*((written.path,) if written else ()), *(record.path for record in catalog.records())),
        edit=written.path if written else None,
        card=Card(view.t("home.title"), below=events),
    )


def _counts(catalog: Catalog, talks: tuple[Talk, ...], reviewed: int) -> Counts:
    return Counts(
        talks=len(talks),
        reviewed=reviewed,
        silent=sum(catalog.state(talk) == "listed" for talk in talks),
        techniques=len(catalog.techniques),
        takeaways=sum(len(talk.takeaways) for talk in talks),
        corrections=sum(len(talk.corrections) for talk in talks),
    )


def _programmes(catalog: Catalog, view: View, events: Iterable[Event]) -> tuple[Programme, ...]:
    """Events with their timetables."""
    return tuple(Programme(event, period(view, event), timetable(catalog, event), len(catalog.talks_of(event.id))) for event in events)


def _on_route_first(events: Iterable[Event], talks: tuple[Talk, ...]) -> tuple[Talk, ...]:
    """Talks of the latest event first, in programme order."""
    place = {event.id: number for number, event in enumerate(events)}
    return tuple(sorted(talks, key=lambda talk: place.get(talk.event, len(place))))


def _main_tags(catalog: Catalog, talks: tuple[Talk, ...]) -> tuple[Tag, ...]:
    """The tags that most of these talks have."""
    counts = Counter(tag for talk in talks for tag in talk.tags if tag in catalog.tags)
    return tuple(catalog.tags[tag] for tag in sorted(counts, key=lambda tag: (-counts[tag], tag))[:TAGS])


def _techniques(catalog: Catalog) -> tuple[tuple[Technique, int], ...]:
    """Techniques of reviewed talks and those of several talks first."""
    uses = Counter(use.id for talk in catalog.talks.values() for use in talk.techniques)
    told = Counter(use.id for talk in catalog.talks.values() for use in talk.techniques if use.note)
    ranked = sorted(catalog.techniques.values(), key=lambda one: (-uses[one.id], -told[one.id], one.id))
    return tuple((technique, uses[technique.id]) for technique in ranked)


def _corrected(talks: tuple[Talk, ...]) -> tuple[tuple[Talk, int, Correction], ...]:
    """The first correction of each of some talks, with its number there; code is passed over, being no good as an appetiser."""
    firsts = (
        next(((talk, number, one) for number, one in enumerate(talk.corrections, 1) if _telling(one)), None)
        for talk in sorted(talks, key=lambda talk: (-len(talk.corrections), talk.id))
    )
    return tuple(first for first in firsts if first)[:CORRECTIONS]


def _telling(correction: Correction) -> bool:
    return correction.status == "corrected" and not any("`" in words for _, words in correction.was.variants)


def _headings(
    view: View, programmes: tuple[Programme, ...], reviewed: tuple[Talk, ...], corrected: tuple[object, ...]
) -> tuple[Heading, ...]:
    shown = {"reviewed": reviewed, "programme": programmes, "techniques": True, "corrections": corrected, "contribute": True}
    return tuple(Heading(id_, view.t(f"home.{id_}")) for id_, present in shown.items() if present)
