"""Catalog to the pages of talks: what each was about, what to carry home, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from kbsite.records.catalog import Catalog
from kbsite.records.models import Event, Link, Source, Talk
from kbsite.records.text import Said
from kbsite.site.diagram import diagram_svg
from kbsite.site.page import Card, Crumb, Deferred, Heading, Page
from kbsite.site.pages.notes import Notes, cited_by, notes
from kbsite.site.pages.view import View, address_of, record_at
from kbsite.site.timetable import Stop, timetable
from kbsite.text.plain import shorten

SECTION = "talks/"
ACTIONS = ("slides", "video", "repository")
"""Kinds of links that stand at the top of the page, in this order."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The talks before and after one in the programme, and the routes that pass through it."""

    before: Talk | None
    after: Talk | None
    stops: tuple[Stop, ...]


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """A page for each talk."""
    events = dict.fromkeys(talk.event for talk in catalog.chosen(catalog.talks))
    neighbours = {id_: found for event in events for id_, found in _neighbours(catalog, event)}
    for talk in catalog.chosen(catalog.talks):
        yield _page(catalog, view, talk, neighbours[talk.id])


def page_at(catalog: Catalog, view: View, address: str) -> Page | None:
    """The page of a talk."""
    talk = record_at(catalog.talks, address)
    return _page(catalog, view, talk, dict(_neighbours(catalog, talk.event))[talk.id]) if talk else None


def _neighbours(catalog: Catalog, event_id: str) -> Iterator[tuple[str, Neighbours]]:
    """By id of the talks of an event."""
    event = catalog.events.get(event_id)
    stops = timetable(catalog, event).stops if event and event.routes else {}  # which few events have
    talks = catalog.talks_of(event_id)
    for before, talk, after in zip((None, *talks), talks, (*talks[1:], None), strict=False):
        yield talk.id, Neighbours(before, after, stops.get(talk.id, ()))


def _page(catalog: Catalog, view: View, talk: Talk, neighbours: Neighbours) -> Page:
    address = address_of(talk)
    event = catalog.events.get(talk.event)
    numbered = _notes(catalog, talk)
    sections = _sections(catalog, talk)
    body = view.render(
        "talk",
        address,
        talk=talk,
        event=event,
        session=catalog.session(talk),
        state=catalog.state(talk),
        official=_official(view, talk),
        spoken=_language_name(view, talk.language),
        actions=_links(talk, actions=True),
        unchecked=any(link.status == "unchecked" for link in _links(talk, actions=True)),
        links=_links(talk, actions=False),
        drawings=tuple(
            (diagram, Deferred(partial(diagram_svg, diagram, view.language, prefix=f"diagram-{diagram.id}"))) for diagram in talk.diagrams
        ),
        notes=numbered,
        sections=sections,
        reading=_works(catalog, talk.references),
        examples=catalog.snippets_of(talk.id),
        related=catalog.related_talks(talk.id),
        neighbours=neighbours,
    )
    return Page(
        kind="talk",
        address=address,
        language=view.language,
        title=view.title(talk).text,
        description=_description(catalog, view, talk),
        body=body,
        headings=_headings(view, talk, sections),
        crumbs=_crumbs(view, event),
        made_from=_made_from(catalog, talk, event, numbered),
        edit=talk.path,
        card=_card(catalog, view, talk, event),
        section=SECTION,
        keywords=(*talk.other_titles, *(view.label(catalog.tags[tag].label) for tag in talk.tags if tag in catalog.tags)),
    )


def _notes(catalog: Catalog, talk: Talk) -> Notes:
    """Numbers for works in the order in which the page cites them."""
    outline = (talk.abstract, talk.problem, talk.approach, talk.result)
    statements = (*talk.diagrams, *talk.figures, *talk.takeaways, *talk.techniques, *talk.questions, *talk.corrections, *talk.description)
    return notes(catalog, (*cited_by(*outline, *statements), *talk.sources))


def _sections(catalog: Catalog, talk: Talk) -> tuple[str, ...]:
    """Ids of the sections that the page has, in order."""
    shown = {
        "abstract": talk.abstract,
        "outline": talk.problem or talk.approach or talk.result,
        "missing": catalog.state(talk) == "listed",
        "diagrams": talk.diagrams,
        "figures": talk.figures,
        "takeaways": talk.takeaways,
        "examples": catalog.snippets_of(talk.id),
        "techniques": any(use.id in catalog.techniques for use in talk.techniques),
        "questions": talk.questions,
        "corrections": talk.corrections,
        "details": talk.description,
        "chapters": talk.chapters,
        "references": any(id_ in catalog.sources for id_ in talk.references),
        "related": catalog.related_talks(talk.id),
        "links": _links(talk, actions=False),
        "sources": True,
    }
    return tuple(id_ for id_, present in shown.items() if present)


def _headings(view: View, talk: Talk, sections: tuple[str, ...]) -> tuple[Heading, ...]:
    found = []
    for id_ in sections:
        found.append(Heading(id_, view.t("snippet.on_talk" if id_ == "examples" else f"talk.{id_}")))
        if id_ == "details":
            found += [Heading(f"details-{n}", view.label(part.heading), 3) for n, part in enumerate(talk.description, 1) if part.heading]
    return tuple(found)


def _official(view: View, talk: Talk) -> tuple[Said, ...]:
    """Official titles beside the one shown."""
    shown = view.title(talk)
    titles = [Said(talk.title.get(tag) or "", tag, wanted=False) for tag in view.official(talk)]
    return tuple(title for title in titles if title.text and title.text != shown.text)


def _language_name(view: View, language: str) -> str:
    key = f"common.language_{language.split('-', maxsplit=1)[0]}"
    return view.t(key) if key in view.strings else language


def _links(talk: Talk, *, actions: bool) -> tuple[Link, ...]:
    """Links for the top of the page, by kind; or all the others."""
    if actions:
        return tuple(link for kind in ACTIONS for link in talk.links if link.type == kind)
    return tuple(link for link in talk.links if link.type not in ACTIONS)


def _works(catalog: Catalog, ids: tuple[str, ...]) -> tuple[Source, ...]:
    return tuple(catalog.sources[id_] for id_ in ids if id_ in catalog.sources)


def _names(catalog: Catalog, view: View, talk: Talk) -> str:
    return ", ".join(view.label(catalog.speakers[role.id].name) for role in talk.speakers if role.id in catalog.speakers)


def _description(catalog: Catalog, view: View, talk: Talk) -> str:
    if talk.abstract:
        return shorten(view.words(talk.abstract.text), 160)
    event = catalog.events.get(talk.event)
    parts = (view.label(event.name) if event else "", view.title(talk).text, _names(catalog, view, talk))
    return shorten(" · ".join(part for part in parts if part), 160)


def _card(catalog: Catalog, view: View, talk: Talk, event: Event | None) -> Card:
    above = (view.label(event.name) if event else "", talk.code or "")
    below = (_names(catalog, view, talk), view.date(talk.date) if talk.date else "")
    return Card(view.title(talk).text, " · ".join(part for part in above if part), " · ".join(part for part in below if part))


def _crumbs(view: View, event: Event | None) -> tuple[Crumb, ...]:
    talks = Crumb(view.t("common.talks"), SECTION)
    return (talks, Crumb(view.label(event.name), address_of(event))) if event else (talks,)


def _made_from(catalog: Catalog, talk: Talk, event: Event | None, numbered: Notes) -> tuple[str, ...]:
    people = (catalog.speakers[role.id].path for role in talk.speakers if role.id in catalog.speakers)
    techniques = (catalog.techniques[use.id].path for use in talk.techniques if use.id in catalog.techniques)
    works = (work.path for work in (*numbered.works, *_works(catalog, talk.references)))
    examples = (snippet.path for snippet in catalog.snippets_of(talk.id))
    paths = (talk.path, *((event.path,) if event else ()), *people, *techniques, *works, *examples)
    return tuple(dict.fromkeys(paths))
