"""Catalog to the map: talks and techniques drawn with the lines between them, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kbsite.records.catalog import Catalog
from kbsite.records.models import Talk, Technique
from kbsite.site.page import Page
from kbsite.site.pages.technique import Topic, topics
from kbsite.site.pages.view import View
from kbsite.site.relations import relations_svg

ADDRESS = "map/"


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
    """The one page of the map."""
    branches = _branches(catalog, view)
    alone = tuple(talk for talk in catalog.talks.values() if not any(use.id in catalog.techniques for use in talk.techniques))
    title = view.t("map.title")
    yield Page(
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
