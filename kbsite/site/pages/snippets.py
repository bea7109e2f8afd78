"""Catalog to the gallery of examples: by talk, each with what one sees, what it needs and how long it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kbsite.records.catalog import Catalog
from kbsite.records.models import Talk
from kbsite.records.snippets import Snippet
from kbsite.site.leaves import CARDS, Leaf, openings, split
from kbsite.site.page import Heading, Page
from kbsite.site.pages.leaf import Shown, by_year, leaf_pages, with_parts
from kbsite.site.pages.view import View

ADDRESS = "snippets/"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The examples of one talk."""

    talk: Talk
    snippets: tuple[Snippet, ...]

    def weight(self) -> int:
        """How many cards it puts on the page."""
        return len(self.snippets)


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The page, and those it is split into: talks in programme order, an example under the first talk that it names."""
    first = {snippet.shows[0].talk for snippet in catalog.snippets.values()}
    shelves = tuple(_shelf(catalog, talk) for talk in catalog.talks.values() if talk.id in first)
    leaves = split(ADDRESS, by_year(catalog, view, shelves, lambda shelf: shelf.talk), CARDS, Shelf.weight)
    hub = with_parts(_page(catalog, view, shelves, openings(leaves)), leaves)
    yield hub
    yield from leaf_pages(view, hub, leaves, "snippets", lambda leaf: _shown(view, leaf))


def _shown(view: View, leaf: Leaf[Shelf]) -> Shown:
    """What a page of the examples of a year shows."""
    paths = (snippet.path for shelf in leaf.entries for snippet in shelf.snippets)
    return {"shelves": leaf.entries}, _headings(view, leaf.entries), paths


def _headings(view: View, shelves: tuple[Shelf, ...]) -> tuple[Heading, ...]:
    return tuple(Heading(shelf.talk.id, view.title(shelf.talk).text) for shelf in shelves)


def _page(catalog: Catalog, view: View, shelves: tuple[Shelf, ...], parts: tuple[Leaf[Shelf], ...]) -> Page:
    count = sum(len(shelf.snippets) for shelf in shelves)
    title = view.t("snippet.index_title")
    return Page(
        kind="snippets",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("snippet.index_description", count=count, talks=len(shelves)),
        body=view.render(
            "snippets", ADDRESS, title=title, shelves=() if parts else shelves, count=count, talks=len(shelves), parts=parts, leaf=None
        ),
        headings=() if parts else _headings(view, shelves),
        made_from=tuple(snippet.path for snippet in catalog.snippets.values()),
        section=ADDRESS,
    )


def _shelf(catalog: Catalog, talk: Talk) -> Shelf:
    own = (snippet for snippet in catalog.snippets_of(talk.id) if snippet.shows[0].talk == talk.id)
    return Shelf(talk, tuple(sorted(own, key=lambda snippet: (_effort(catalog, snippet), snippet.id))))


def _effort(catalog: Catalog, snippet: Snippet) -> tuple[bool, bool, int, float]:
    """What one tries first comes first: what runs in the page, then what needs little, then what is quick."""
    needs, run = snippet.needs, catalog.folders[snippet.id].run
    return snippet.in_page is None, needs.root, len(needs.tools) + len(needs.python), run.seconds if run else 0.0
