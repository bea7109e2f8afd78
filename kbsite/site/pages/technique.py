"""Catalog to the pages of techniques: what each is, which talks used it and how, and what to read about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kbsite.records.catalog import Catalog
from kbsite.records.models import Correction, Diagram, Figure, Source, Tag, Takeaway, Talk, Technique, TechniqueUse
from kbsite.records.snippets import Snippet
from kbsite.site.leaves import BOXES, CARDS, Leaf, Part, openings, split
from kbsite.site.mentions import Mentions
from kbsite.site.page import Crumb, Heading, Page
from kbsite.site.pages.leaf import Shown, by_year, leaf_pages, with_parts
from kbsite.site.pages.notes import Notes, cited_by, notes
from kbsite.site.pages.view import View, address_of, record_at
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

    def weight(self) -> int:
        """How many statements it puts on the page."""
        return 1 + len(self.takeaways) + len(self.corrections)


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
    groups = topics(catalog, view)
    leaves = split(ADDRESS, (Part(f"topic-{topic.id}", topic.label, topic.techniques) for topic in groups), CARDS)
    hub = with_parts(_index(catalog, view, () if leaves else groups, openings(leaves)), leaves)
    yield hub
    yield from leaf_pages(view, hub, leaves, "techniques", _shown)
    for technique in catalog.techniques.values():
        yield from _pages(catalog, view, technique)


def page_at(catalog: Catalog, view: View, address: str) -> Page | None:
    """The page of a technique."""
    technique = record_at(catalog.techniques, address)
    return next(_pages(catalog, view, technique)) if technique else None


def _shown(leaf: Leaf[tuple[Technique, int]]) -> Shown:
    """What a page of the index shows: techniques of one topic."""
    topic = Topic(leaf.part.key.removeprefix("topic-"), None, leaf.part.label, leaf.entries)
    return {"topics": (topic,)}, (), (technique.path for technique, _ in leaf.entries)


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


def _index(catalog: Catalog, view: View, groups: tuple[Topic, ...], parts: tuple[Leaf[tuple[Technique, int]], ...]) -> Page:
    title = view.t("technique.index_title")
    return Page(
        kind="techniques",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("technique.index_description", count=len(catalog.techniques)),
        body=view.render("techniques", ADDRESS, title=title, topics=groups, count=len(catalog.techniques), parts=parts, leaf=None),
        made_from=tuple(technique.path for technique in catalog.techniques.values()),
        section=ADDRESS,
    )


def _pages(catalog: Catalog, view: View, technique: Technique) -> Iterator[Page]:
    """The page of a technique, and those the talks that used it are split into, with what each says of it."""
    used = uses(catalog, view, technique)
    leaves = _leaves(catalog, view, technique, used)
    hub = with_parts(_page(catalog, view, technique, () if leaves else used, openings(leaves)), leaves)
    yield hub

    def shown(leaf: Leaf[Use]) -> Shown:
        values = {"technique": technique, "uses": leaf.entries, "notes": _notes(catalog, technique, leaf.entries)}
        return values, (), (one.talk.path for one in leaf.entries)

    yield from leaf_pages(view, hub, leaves, "technique_uses", shown)


def use_addresses(catalog: Catalog, view: View, technique: Technique) -> Mapping[str, str]:
    """Where what is said of each talk that used a technique stands, by the talk's id."""
    talks = catalog.talks_with(technique.id)
    few = sum(1 + len(talk.takeaways) + len(talk.corrections) for talk in talks) <= BOXES.whole
    leaves = () if few else _leaves(catalog, view, technique, uses(catalog, view, technique))
    found = {talk.id: address_of(technique) for talk in talks}
    found |= {one.talk.id: leaf.address for leaf in leaves for one in leaf.entries}
    return {talk: f"{address}#talk-{talk}" for talk, address in found.items()}


def _leaves(catalog: Catalog, view: View, technique: Technique, used: Iterable[Use]) -> tuple[Leaf[Use], ...]:
    """Pages of the talks that used a technique, by year; none where they stand on its own page."""
    return split(address_of(technique), by_year(catalog, view, used, lambda one: one.talk), BOXES, Use.weight)


def _page(catalog: Catalog, view: View, technique: Technique, used: tuple[Use, ...], parts: tuple[Leaf[Use], ...]) -> Page:
    address = address_of(technique)
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
        parts=parts,
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
        made_from=(
            technique.path,
            *(talk.path for talk in catalog.talks_with(technique.id)),
            *(other.path for other in related),
            *(work.path for work in reading),
        ),
        edit=technique.path,
        section=ADDRESS,
        keywords=(*(words for _, words in technique.name.variants if words != name), *technique.aliases),
    )
