"""Catalog to the page of the search, which scripts fill: its address holds the query, so that it can be shared."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.site.page import Page
from kbsite.site.pages.view import View

ADDRESS = "search/"
FIELDS = ("kind", "technique", "tag", "event", "day", "track", "speaker", "lang", "has")
"""What results can be filtered by, in the order in which the page offers it."""
LISTS = ("talks", "techniques", "tags", "speakers", "papers")
"""Pages that list what a visitor without scripts cannot search."""


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The one page."""
    yield Page(
        kind="search",
        address=ADDRESS,
        language=view.language,
        title=view.t("search.title"),
        description=view.t("search.description"),
        body=view.render("search", ADDRESS, fields=FIELDS, lists=LISTS),
    )
