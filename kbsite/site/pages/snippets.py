"""Catalog to the gallery of examples: by talk, each with what one sees, what it needs and how long it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kbsite.records.catalog import Catalog
from kbsite.records.models import Talk
from kbsite.records.snippets import Snippet
from kbsite.site.page import Heading, Page
from kbsite.site.pages.view import View

ADDRESS = "snippets/"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The examples of one talk."""

    talk: Talk
    snippets: tuple[Snippet, ...]


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The one page, talks in programme order; an example stands under the first talk that it names."""
    shelves = tuple(shelf for shelf in (_shelf(catalog, talk) for talk in catalog.talks.values()) if shelf.snippets)
    count = sum(len(shelf.snippets) for shelf in shelves)
    title = view.t("snippet.index_title")
    yield Page(
        kind="snippets",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("snippet.index_description", count=count, talks=len(shelves)),
        body=view.render("snippets", ADDRESS, title=title, shelves=shelves, count=count),
        headings=tuple(Heading(shelf.talk.id, view.title(shelf.talk).text) for shelf in shelves),
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
