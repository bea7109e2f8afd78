"""Pages and records to linked data (JSON-LD 1.1 with the vocabulary of schema.org 30.0)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from kbsite.exports._json import compact
from kbsite.exports._jsonld_nodes import Node, breadcrumb, id_of, node, site, site_id, without_empty
from kbsite.exports.joined import Joined
from kbsite.exports.publication import LICENCE_URL, File, Publication
from kbsite.records.models import Event, Record, Speaker, Tag, Talk, Technique
from kbsite.records.snippets import Snippet

MEDIA_TYPE = "application/ld+json"
ALL = "data/graph.jsonld"
CONTEXT = "https://schema.org"
PAGES: dict[type[Record], str | list[str]] = {
    Talk: ["WebPage", "LearningResource"],
    Speaker: "ProfilePage",
    Tag: "CollectionPage",
}
"""What a page of a record is; `WebPage` where nothing is said."""
_UNSAFE = tuple((character, f"\\u{ord(character):04x}") for character in "<>&\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of a page."""

    url: str
    language: str
    title: str
    description: str
    updated: str
    """Day of its last change; empty where it is not known."""
    way: tuple[tuple[str, str], ...]
    """Titles and addresses from the home page to it, both with it."""
    image: str = ""
    """Address of its picture."""


def files(publication: Publication) -> Iterator[File]:
    """Everything the records tell of, in one graph for each language."""
    for language in publication.languages:
        yield File(publication.path(language, ALL), MEDIA_TYPE, _all(publication, language))


def _all(publication: Publication, language: str) -> Joined[Record]:
    def head() -> bytes:
        return compact(_graph([site(publication, language)])).removesuffix(b"]}") + (
            b"," if any(True for _ in _all_things(publication)) else b""
        )

    return Joined(head, partial(_all_things, publication), lambda record: compact(node(publication, record, language)), b",", b"]}\n")


def _all_things(publication: Publication) -> Iterator[Record]:
    """Every record that a node is made of."""
    catalog = publication.catalog
    kinds = (catalog.events, catalog.talks, catalog.speakers, catalog.techniques, catalog.tags, catalog.snippets)
    return chain.from_iterable(kind.values() for kind in kinds)


def page_data(publication: Publication, facts: Facts, record: Record | None) -> str:
    """The linked data of a page, fit to stand in a `<script>`: no text in it can end that."""
    nodes = [_page(publication, facts, record), site(publication, facts.language)]
    if len(facts.way) > 1:
        nodes.append(breadcrumb(facts.url, facts.way))
    if record is not None:
        nodes += _things(publication, record, facts.language)
    return as_script(_graph(nodes))


def as_script(value: Any) -> str:
    """JSON in which nothing means anything to HTML."""
    text = compact(value).decode()
    for character, escaped in _UNSAFE:  # five searches cost less than `translate`, which looks every character up
        text = text.replace(character, escaped)
    return text


def _graph(nodes: list[Node]) -> dict[str, Any]:
    return {"@context": CONTEXT, "@graph": nodes}


def _things(publication: Publication, record: Record, language: str) -> Iterator[Node]:
    """What the record is about, and the event of a talk, without which no date or place of it is whole."""
    yield node(publication, record, language)
    event = publication.catalog.events.get(record.event) if isinstance(record, Talk) else None
    if event:
        yield publication.once(_held, event, language)


def _held(publication: Publication, event: Event, language: str) -> Node:
    """The event of a talk without its talks, the same on the pages of all of them."""
    return node(publication, event, language, whole=False)


def _page(publication: Publication, facts: Facts, record: Record | None) -> Node:
    about = {"@id": id_of(publication, record)} if isinstance(record, Event | Talk | Speaker | Technique | Tag | Snippet) else None
    kind = PAGES.get(type(record), "WebPage") if record else "WebPage"
    return without_empty(
        {
            "@type": kind,
            "@id": facts.url,
            "url": facts.url,
            "name": facts.title,
            "description": facts.description,
            "inLanguage": facts.language,
            "dateModified": facts.updated,
            "license": LICENCE_URL,
            "isPartOf": {"@id": site_id(publication)},
            "breadcrumb": {"@id": f"{facts.url}#way"} if len(facts.way) > 1 else None,
            "primaryImageOfPage": {"@type": "ImageObject", "url": facts.image} if facts.image else None,
            "mainEntity": about,
        }
    )
