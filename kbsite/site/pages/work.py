"""Catalog to the pages of works, one for each, where they are too many for one page: what each is, and every place that cites it."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Source, Talk
from kbsite.site.leaves import NAMES, Leaf, Part, openings, split
from kbsite.site.page import Crumb, Page
from kbsite.site.pages.leaf import Shown, by_year, leaf_pages, with_parts
from kbsite.site.pages.papers import ADDRESS, CitedBy, Work, work
from kbsite.site.pages.view import View
from kbsite.text.plain import shorten

OTHERS = "others"


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The page of every work, and those that a long list of where it is cited is split into."""
    if view.works_apart:
        for source in catalog.sources.values():
            yield from _pages(catalog, view, source)


def _pages(catalog: Catalog, view: View, source: Source) -> Iterator[Page]:
    one = view.once(work, source)
    leaves = split(view.address(source), _parts(catalog, view, one.cited), NAMES)
    hub = with_parts(_page(view, one, openings(leaves)), leaves)
    yield hub
    yield from leaf_pages(view, hub, leaves, "work", _shown, lambda cited: (cited.record, *cited.fields))


def _shown(leaf: Leaf[CitedBy]) -> Shown:
    """What a page of the places where a work is cited shows."""
    return {"cited": leaf.entries}, (), (cited.record.path for cited in leaf.entries)


def _parts(catalog: Catalog, view: View, cited: tuple[CitedBy, ...]) -> tuple[Part[CitedBy], ...]:
    """Talks by year, then records of other kinds."""
    talks = {one.record.id: one.record for one in cited if isinstance(one.record, Talk)}
    others = [one for one in cited if not isinstance(one.record, Talk)]
    years = by_year(catalog, view, (one for one in cited if isinstance(one.record, Talk)), lambda one: talks[one.record.id])
    return (*years, Part(OTHERS, view.t("papers.cited_others"), others))


def _page(view: View, one: Work, parts: tuple[Leaf[CitedBy], ...]) -> Page:
    source = one.source
    title = view.label(source.title)
    return Page(
        kind="work",
        address=view.address(source),
        language=view.language,
        title=title,
        description=shorten(view.t("papers.work_description", title=title, count=len(one.cited)), 160),
        body=view.render("work", view.address(source), title=title, work=one, cited=one.cited, parts=parts, leaf=None),
        crumbs=(Crumb(view.t("papers.title"), ADDRESS),),
        made_from=(source.path,),
        edit=source.path,
    )
