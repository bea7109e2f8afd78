"""Catalog to the pages of techniques: what each is, which talks used it and how, and what to read about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kbsite.records.catalog import Catalog
from kbsite.records.models import Correction, Diagram, Figure, Source, Tag, Takeaway, Talk, Technique, TechniqueUse
from kbsite.records.snippets import Snippet
from kbsite.site.mentions import Mentions
from kbsite.site.page import Crumb, Heading, Page
from kbsite.site.pages.notes import Notes, cited_by, notes
from kbsite.site.pages.view import View, address_of
from kbsite.text.plain import shorten

ADDRESS = "techniques/"
FEWEST = 3
"""Takeaways shown of a talk even if they do not name the technique: few lessons name the tool they were learnt with."""


@dataclass(frozen=True, slots=True)
class Use:
    """A talk that used a technique, and the parts of it that speak of the technique; numbers count from 1."""

    talk: Talk
    use: TechniqueUse
    takeaways: tuple[tuple[int, Takeaway], ...]
    other_takeaways: int
    """How many more takeaways the talk has."""
    corrections: tuple[tuple[int, Correction], ...]
    figures: tuple[tuple[int, Figure], ...]
    questions: tuple[tuple[int, str], ...]
    diagrams: tuple[Diagram, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A tag and the techniques that stand under it on the map."""

    id: str
    tag: Tag | None
    label: str
    techniques: tuple[tuple[Technique, int], ...]
    """Each with the number of talks that used it."""


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The index of techniques, and a page for each."""
    yield _index(catalog, view)
    for technique in catalog.techniques.values():
        yield _page(catalog, view, technique)


def topics(catalog: Catalog, view: View) -> tuple[Topic, ...]:
    """Techniques by topic, topics and techniques by label."""
    groups: dict[str, list[Technique]] = defaultdict(list)
    for technique in catalog.techniques.values():
        groups[technique.topic].append(technique)
    found = [_topic(catalog, view, id_, members) for id_, members in groups.items()]
    return tuple(sorted(found, key=lambda topic: (topic.label.casefold(), topic.id)))


def _topic(catalog: Catalog, view: View, id_: str, members: list[Technique]) -> Topic:
    tag = catalog.tags.get(id_)
    members.sort(key=lambda technique: (view.label(technique.name).casefold(), technique.id))
    counted = tuple((technique, len(catalog.talks_with(technique.id))) for technique in members)
    return Topic(id_, tag, view.label(tag.label) if tag else id_, counted)


def uses(catalog: Catalog, view: View, technique: Technique) -> tuple[Use, ...]:
    """The talks that used a technique, in programme order."""
    mentions = Mentions(technique)
    found = []
    for talk in catalog.talks_with(technique.id):
        use = next(use for use in talk.techniques if use.id == technique.id)
        found.append(_use(view, talk, use, mentions))
    return tuple(found)


def _use(view: View, talk: Talk, use: TechniqueUse, mentions: Mentions) -> Use:
    takeaways = _takeaways(talk, mentions)
    return Use(
        talk=talk,
        use=use,
        takeaways=takeaways,
        other_takeaways=len(talk.takeaways) - len(takeaways),
        corrections=tuple((n, one) for n, one in enumerate(talk.corrections, 1) if _touches(one, mentions)),
        figures=tuple((n, one) for n, one in enumerate(talk.figures, 1) if mentions.in_text(one.label, one.note)),
        questions=tuple((n, shorten(view.words(one.q), 80)) for n, one in enumerate(talk.questions, 1) if mentions.in_text(one.q, one.a)),
        diagrams=tuple(one for one in talk.diagrams if _drawn(one, mentions)),
    )


def _takeaways(talk: Talk, mentions: Mentions) -> tuple[tuple[int, Takeaway], ...]:
    """All takeaways that name the technique, and as many of the others as make `FEWEST`, in the talk's order."""
    numbered = tuple(enumerate(talk.takeaways, 1))
    named = {number for number, one in numbered if mentions.in_text(one.text)}
    others = [number for number, _ in numbered if number not in named]
    shown = {*named, *others[: max(0, FEWEST - len(named))]}
    return tuple((number, one) for number, one in numbered if number in shown)


def _touches(correction: Correction, mentions: Mentions) -> bool:
    return mentions.in_text(correction.was, correction.now, correction.reason) or mentions.in_words(*correction.finds)


def _drawn(diagram: Diagram, mentions: Mentions) -> bool:
    boxes = (text for node in diagram.nodes for text in (node.label, node.detail))
    return mentions.in_text(diagram.title, diagram.description, *boxes)


def _works(catalog: Catalog, ids: tuple[str, ...]) -> tuple[Source, ...]:
    return tuple(catalog.sources[id_] for id_ in ids if id_ in catalog.sources)


def _notes(catalog: Catalog, technique: Technique, used: tuple[Use, ...]) -> Notes:
    """Numbers for the works that the statements of the page rest on, in the order of the page."""
    notes_of_use = (id_ for one in used for id_ in one.use.source)
    takeaways = (takeaway for one in used for _, takeaway in one.takeaways)
    corrections = (correction for one in used for _, correction in one.corrections)
    return notes(catalog, (*technique.sources, *cited_by(technique.today), *notes_of_use, *cited_by(*takeaways, *corrections)))


def _sections(
    technique: Technique, used: tuple[Use, ...], related: tuple[Technique, ...], examples: tuple[Snippet, ...]
) -> tuple[str, ...]:
    shown = {
        "why": technique.why is not None,
        "today": technique.today is not None,
        "talks": True,
        "takeaways": any(use.talk.takeaways for use in used),
        "examples": bool(examples),
        "corrections": any(use.corrections for use in used),
        "reading": True,
        "related": bool(related),
        "sources": True,
    }
    return tuple(id_ for id_, present in shown.items() if present)


def _index(catalog: Catalog, view: View) -> Page:
    groups = topics(catalog, view)
    title = view.t("technique.index_title")
    return Page(
        kind="techniques",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("technique.index_description", count=len(catalog.techniques)),
        body=view.render("techniques", ADDRESS, title=title, topics=groups, count=len(catalog.techniques)),
        made_from=tuple(technique.path for technique in catalog.techniques.values()),
        section=ADDRESS,
    )


def _page(catalog: Catalog, view: View, technique: Technique) -> Page:
    address = address_of(technique)
    used = uses(catalog, view, technique)
    related = catalog.related_techniques(technique.id)
    reading = _works(catalog, technique.references)
    examples = tuple(snippet for snippet in catalog.snippets.values() if technique.id in snippet.techniques)
    sections = _sections(technique, used, related, examples)
    name = view.label(technique.name)
    body = view.render(
        "technique",
        address,
        technique=technique,
        sections=sections,
        topic=catalog.tags.get(technique.topic),
        tags=tuple(catalog.tags[tag] for tag in technique.tags if tag in catalog.tags and tag != technique.topic),
        uses=used,
        reading=reading,
        related=related,
        examples=examples,
        notes=_notes(catalog, technique, used),
    )
    return Page(
        kind="technique",
        address=address,
        language=view.language,
        title=name,
        description=shorten(view.words(technique.definition), 160),
        body=body,
        headings=tuple(Heading(id_, view.t("snippet.on_talk" if id_ == "examples" else f"technique.{id_}")) for id_ in sections),
        crumbs=(Crumb(view.t("technique.index_title"), ADDRESS),),
        made_from=(technique.path, *(use.talk.path for use in used), *(other.path for other in related), *(work.path for work in reading)),
        edit=technique.path,
        section=ADDRESS,
        keywords=(*(words for _, words in technique.name.variants if words != name), *technique.aliases),
    )
