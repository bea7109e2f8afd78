"""Catalog to the map: talks and techniques drawn with the lines between them, and the same in words.

Many are not drawn: nobody could follow the lines. Then there are only words, topic by topic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kbsite.records.catalog import Catalog
from kbsite.records.models import Talk, Technique
from kbsite.site.leaves import CARDS, Leaf, Part, openings, split
from kbsite.site.page import Page
from kbsite.site.pages.leaf import Shown, leaf_pages, with_parts
from kbsite.site.pages.technique import Topic, topics
from kbsite.site.pages.view import View
from kbsite.site.relations import relations_svg

ADDRESS = "map/"
TALKS = 12
"""Talks named beside a technique; its own page has them all."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A technique with what the map draws lines to."""

    technique: Technique
    talks: tuple[Talk, ...]
    related: tuple[Technique, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A topic of the map."""

    topic: Topic
    techniques: tuple[Joined, ...]


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The page of the map, and those it is split into."""
    branches = _branches(catalog, view)
    alone = tuple(talk for talk in catalog.talks.values() if not any(use.id in catalog.techniques for use in talk.techniques))
    leaves = split(ADDRESS, _parts(view, branches, alone), CARDS)
    hub = with_parts(_page(catalog, view, branches, alone, openings(leaves)), leaves)
    yield hub
    topics_by_key = {_key(branch.topic): branch.topic for branch in branches}
    yield from leaf_pages(
        view,
        hub,
        leaves,
        "map_part",
        lambda leaf: _shown(topics_by_key.get(leaf.part.key), leaf),
        lambda one: (one,) if isinstance(one, Talk) else None,
    )


def _key(topic: Topic) -> str:
    return f"topic-{topic.id}"


def _parts(view: View, branches: tuple[Branch, ...], alone: tuple[Talk, ...]) -> Iterator[Part[Joined | Talk]]:
    """Techniques by topic, then talks that no line leads to."""
    for branch in branches:
        yield Part(_key(branch.topic), branch.topic.label, branch.techniques)
    yield Part("alone", view.t("map.alone"), alone)


def _shown(topic: Topic | None, leaf: Leaf[Joined | Talk]) -> Shown:
    """What a page of the map in words shows: techniques of a topic, or talks that no line leads to."""
    joined = tuple(one for one in leaf.entries if isinstance(one, Joined))
    alone = tuple(one for one in leaf.entries if isinstance(one, Talk))
    paths = (*(one.technique.path for one in joined), *(talk.path for talk in alone))
    return {"branches": (Branch(topic, joined),) if topic else (), "alone": alone, "most": TALKS}, (), paths


def _page(
    catalog: Catalog, view: View, branches: tuple[Branch, ...], alone: tuple[Talk, ...], parts: tuple[Leaf[Joined | Talk], ...]
) -> Page:
    title = view.t("map.title")
    return Page(
        kind="map",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("map.description", talks=len(catalog.talks) - len(alone), techniques=len(catalog.techniques)),
        body=view.render(
            "map",
            ADDRESS,
            title=title,
            drawing=lambda: relations_svg(catalog, view, ADDRESS),
            branches=branches,
            alone=alone,
            parts=parts,
            most=TALKS,
        ),
        made_from=(*(talk.path for talk in catalog.talks.values()), *(technique.path for technique in catalog.techniques.values())),
        section=ADDRESS,
    )


def _branches(catalog: Catalog, view: View) -> tuple[Branch, ...]:
    return tuple(
        Branch(
            topic,
            tuple(
                Joined(technique, catalog.talks_with(technique.id), catalog.related_techniques(technique.id))
                for technique, _ in topic.techniques
            ),
        )
        for topic in topics(catalog, view)
    )
