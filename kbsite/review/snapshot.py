"""A project folder to what a visitor would find there: pages, addresses, answers of the search, and what is missing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kbsite.links.kept import FILE, Kept
from kbsite.links.targets import targets
from kbsite.problems import Place, Problem
from kbsite.records.catalog import Catalog
from kbsite.records.models import Link, Record, Source
from kbsite.review.texts import unsourced, untranslated
from kbsite.search.api import Searcher, build_catalog
from kbsite.site.build import read_project
from kbsite.site.contents import redirects
from kbsite.site.engine import Engine, EngineFault
from kbsite.site.outputs import Site
from kbsite.site.pages.gaps import missing
from kbsite.site.pages.view import Kit


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as a visitor sees it: its title, and a digest of its words without the frame and its dates."""

    title: str
    kind: str
    digest: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What there is to compare."""

    catalog: Catalog | None = None
    problems: Sequence[Problem] = ()
    pages: Mapping[str, Mapping[str, Seen]] = field(default_factory=dict)
    """By address and language; nothing where the site cannot be made."""
    whole: bool = True
    """Whether the pages could be made."""
    redirects: frozenset[str] = frozenset()
    links: Mapping[str, Place] = field(default_factory=dict)
    """Addresses outside, with the first place of each."""
    dead: frozenset[str] = frozenset()
    unsourced: Mapping[str, Place] = field(default_factory=dict)
    untranslated: Mapping[str, frozenset[str]] = field(default_factory=dict)
    gaps: frozenset[tuple[str, str]] = frozenset()
    """Kind of gap, and file of the record."""
    searcher: Searcher | None = None

    @property
    def records(self) -> Mapping[tuple[str, str], Record]:
        """Every record by its kind and id."""
        return {(type(record).__name__, record.id): record for record in self.catalog.records()} if self.catalog else {}

    def first(self, query: str, language: str = "") -> str:
        """Id of the record that a query finds first; empty where it finds none."""
        return next(iter(self.searcher.records(query, 1, language=language)), "") if self.searcher else ""


def snapshot(root: Path, kit: Kit, cache: Path) -> Snapshot:
    """Look at a project folder; `cache` is where looks at links are kept. Nothing is written, and no pictures are drawn."""
    catalog, problems = read_project(root)
    if catalog is None:
        return Snapshot(problems=problems, whole=False)
    pages: dict[str, dict[str, Seen]] = {}
    whole = not any(problem.severity == "error" for problem in problems)
    if whole:
        try:
            engines = {language: Engine(catalog.project, language) for language in catalog.project.languages}
            site = Site(catalog, engines, None, {}, kit)
        except EngineFault as fault:
            problems, whole = [*problems, *fault.problems], False
        else:
            problems = [*problems, *(problem for problem in site.problems if problem.severity == "error")]
            for (language, address), page in site.pages.items():
                if page.kind != "not-found":
                    pages.setdefault(address, {})[language] = _seen(page.title, page.kind, page.description, str(page.body))
    mentions = targets(catalog)
    return Snapshot(
        catalog,
        problems,
        pages,
        whole,
        frozenset(redirect.address for redirect in redirects(catalog)),
        {url: places[0].place for url, places in mentions.items()},
        _dead(catalog, Kept(cache / FILE)),
        unsourced(catalog),
        untranslated(catalog),
        frozenset(
            (f"{kind.id}", gap.record.path)
            for language in catalog.project.languages
            for kind in missing(catalog, language)
            for gap in kind.gaps
        ),
        Searcher(build_catalog(catalog)),
    )


def _seen(title: str, kind: str, *words: str) -> Seen:
    return Seen(title, kind, hashlib.sha256("\0".join((title, *words)).encode()).hexdigest())


def _dead(catalog: Catalog, kept: Kept) -> frozenset[str]:
    """Addresses that are known to be dead, by the records or by the last round of looks."""
    parts: list[Link | Source] = [
        part for record in catalog.records() for part in (record, *getattr(record, "links", ())) if isinstance(part, Link | Source)
    ]
    marked = {part.url for part in parts if part.url and part.status in ("dead", "archived")}
    return frozenset(marked | {found.url for found in kept.found.values() if found.dead})
