"""Records to the addresses of their pages, which the search, the exports and the pages themselves share."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from kbsite.records.catalog import Catalog
from kbsite.records.models import Event, Record, Source, Speaker, Tag, Talk, Technique
from kbsite.records.snippets import Snippet

FOLDERS: Mapping[type[Record], tuple[str, str]] = {
    Talk: ("talk", "talks/"),
    Technique: ("technique", "techniques/"),
    Speaker: ("speaker", "speakers/"),
    Tag: ("tag", "tags/"),
    Event: ("event", "events/"),
    Snippet: ("snippet", "snippets/"),
}
"""Kinds of records that have pages, and where these are."""
WORKS = "papers/"
TOGETHER = 2100
"""Lines that works on one page may have: at 130 bytes each it weighs less than 300 KB."""
LINES_OF_WORK = 5
"""Lines of a work, without those that name where it is cited."""


def works_apart(catalog: Catalog) -> bool:
    """Whether every work has a page of its own, since there are too many, or too often cited ones, for one page."""
    lines = LINES_OF_WORK * len(catalog.sources)
    citing = (source for source, _ in catalog.every_citation() if source in catalog.sources)
    # Where there are many citations, no more of them are looked at than tell that.
    return lines > TOGETHER or next(islice(citing, TOGETHER - lines, None), None) is not None


def address(record: Record, *, apart: bool = False) -> tuple[str, str]:
    """Kind of a record, and the address of its page within a language; `apart` is what `works_apart` says."""
    if isinstance(record, Source):
        return "work", f"{WORKS}{record.id}/" if apart else f"{WORKS}#{record.id}"
    kind, folder = FOLDERS[type(record)]
    return kind, f"{folder}{record.id}/"
