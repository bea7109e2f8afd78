"""Catalog to the page on which records are written and mended, which scripts fill."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.site.page import Crumb, Page
from kbsite.site.pages.view import View

SECTION = "contribute/"
ADDRESS = "contribute/form/"
DATA = "assets/kb/form/"


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The one page."""
    title = view.t("form.title")
    yield Page(
        kind="form",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("form.description"),
        body=view.render("form", ADDRESS, title=title, words=json.dumps(view.for_scripts("form."), ensure_ascii=False), data=DATA),
        crumbs=(Crumb(view.t("form.contribute"), SECTION),),
        section=SECTION,
    )
