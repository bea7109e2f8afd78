"""Hand-written pages to pages."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.site.page import Card, Crumb, Page
from kbsite.site.pages.view import View
from kbsite.text.plain import shorten


def written_pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """A page for each that an editor wrote, but the home page, which has records around it."""
    for written in view.written.values():
        if written.address:
            yield Page(
                kind="prose",
                address=written.address,
                language=view.language,
                title=written.title,
                description=shorten(written.description or written.title, 160),
                body=view.render("prose", written.address, written=written),
                headings=written.headings,
                crumbs=(Crumb(view.t("common.home"), ""),),
                made_from=(written.path,),
                edit=written.path,
                card=Card(written.title),
                section=written.address.split("/")[0] + "/",
            )
