"""Catalog to the pages of what a visitor keeps: "my schedule", which scripts fill, and the page shown without a network."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.site.page import Page
from kbsite.site.pages.view import View

ADDRESS = "mine/"
OFFLINE = "offline/"
INDEX = "assets/kb/mine/index.{language}.json"
"""See site/mine_files.py."""
SHARED = {"slot": "common.slot", "time_unknown": "common.time_unknown", "day_unknown": "common.day_unknown"}
"""Words that scripts use as the pages do."""


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """Both pages."""
    shared = {name: getattr(view.strings[key], view.interface) for name, key in SHARED.items()}
    yield Page(
        kind="mine",
        address=ADDRESS,
        language=view.language,
        title=view.t("mine.title"),
        description=view.t("mine.lead"),
        body=view.render(
            "mine",
            ADDRESS,
            words=view.for_scripts("mine.say_") | shared,
            keep=view.for_scripts("offline.keep_"),
            index=INDEX.format(language=view.language),
        ),
    )
    yield Page(
        kind="offline",
        address=OFFLINE,
        language=view.language,
        title=view.t("offline.title"),
        description=view.t("offline.lead"),
        body=view.render("offline", OFFLINE),
        listed=False,
    )
