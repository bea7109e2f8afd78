"""Catalog to the page of works: every source by kind, in full, with where it is cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from kbsite.records.catalog import Catalog
from kbsite.records.models import Record, Source
from kbsite.site.leaves import WORKS, Leaf, Part, openings, split
from kbsite.site.page import Heading, Page
from kbsite.site.pages.leaf import Shown, leaf_pages, with_parts
from kbsite.site.pages.view import View

ADDRESS = "papers/"
KINDS = (
    "paper", "specification", "documentation", "repository", "pull-request",
    "slides", "video", "review", "article", "list", "note",
)  # fmt: skip
"""Kinds of works in the order of the page: what one would read first comes first."""
CITED = 6
"""Places where a work is cited that a list of works names, where each work has a page of its own."""
KEPT_IN_URL = "/:;()._-"
"""Characters of a DOI that stand in an address as they are."""


@dataclass(frozen=True, slots=True)
class CitedBy:
    """A record that rests on a work, with the fields that name it."""

    record: Record
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """An address where a work can be had; `kind` is doi, arxiv, url or archive."""

    kind: str
    url: str
    words: str
    """What is shown for it: the identifier, or the host and path."""


@dataclass(frozen=True, slots=True)
class Work:
    """A source with everything the page says about it."""

    source: Source
    ways: tuple[Way, ...]
    cited: tuple[CitedBy, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All works of one kind."""

    kind: str
    works: tuple[Work, ...]


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The page of works, whose anchors are the ids of the sources; where each has a page of its own, pages of a kind each."""
    shelves = _shelves(catalog, view)
    parts = (Part(shelf.kind, view.t(f"papers.kind_{shelf.kind}"), shelf.works) for shelf in shelves)
    leaves = split(ADDRESS, parts, WORKS) if view.works_apart else ()
    hub = with_parts(_page(catalog, view, () if leaves else shelves, openings(leaves)), leaves)
    yield hub
    yield from leaf_pages(view, hub, leaves, "papers", _of_kind)


def _of_kind(leaf: Leaf[Work]) -> Shown:
    """What a page of works of one kind shows."""
    return {"shelves": (Shelf(leaf.part.key, leaf.entries),), "most": CITED}, (), (work.source.path for work in leaf.entries)


def _page(catalog: Catalog, view: View, shelves: tuple[Shelf, ...], parts: tuple[Leaf[Work], ...]) -> Page:
    title = view.t("papers.title")
    return Page(
        kind="papers",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("papers.description", count=len(catalog.sources)),
        body=view.render("papers", ADDRESS, title=title, shelves=shelves, count=len(catalog.sources), parts=parts, leaf=None, most=0),
        headings=tuple(Heading(f"kind-{shelf.kind}", view.t(f"papers.kind_{shelf.kind}")) for shelf in shelves),
        made_from=tuple(source.path for source in catalog.sources.values()),
    )


def ways(source: Source) -> tuple[Way, ...]:
    """Where a work can be had, its permanent identifiers first; an address that is not http(s) is left out."""
    found = []
    if source.doi:
        found.append(Way("doi", f"https://doi.org/{quote(source.doi, safe=KEPT_IN_URL)}", f"doi:{source.doi}"))
    if source.arxiv:
        found.append(Way("arxiv", f"https://arxiv.org/abs/{source.arxiv}", f"arXiv:{source.arxiv}"))
    found += [Way(kind, url, _shown(url)) for kind, url in (("url", source.url), ("archive", source.archived_url)) if url and _is_web(url)]
    return tuple(found)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _shown(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def _shelves(catalog: Catalog, view: View) -> tuple[Shelf, ...]:
    def title(source: Source) -> tuple[str, str]:
        return view.label(source.title).casefold(), source.id

    by_kind: dict[str, list[Source]] = defaultdict(list)
    for source in catalog.sources.values():
        by_kind[source.type].append(source)
    return tuple(
        Shelf(kind, tuple(view.once(work, source) for source in sorted(by_kind[kind], key=title))) for kind in KINDS if kind in by_kind
    )


def work(catalog: Catalog, source: Source) -> Work:
    """A source with where it can be had and where it is cited."""
    fields: dict[str, list[str]] = defaultdict(list)
    records: dict[str, Record] = {}
    for citation in catalog.citations(source.id):
        records[citation.record.path] = citation.record
        fields[citation.record.path].append(citation.field)
    return Work(source, ways(source), tuple(CitedBy(record, tuple(fields[path])) for path, record in records.items()))
