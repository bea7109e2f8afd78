"""A project to a folder of files, in every language, built aside and swapped in."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kbsite.problems import Place, Problem
from kbsite.records.catalog import Catalog
from kbsite.records.load import Kept
from kbsite.records.memory import uncollected
from kbsite.records.project import SITE
from kbsite.rules import in_report_order
from kbsite.site.dates import last_changes
from kbsite.site.engine import Engine, EngineFault
from kbsite.site.kept_cards import KeptCards
from kbsite.site.last_build import LastBuild
from kbsite.site.outputs import Site
from kbsite.site.page import Cards
from kbsite.site.survey import are_all, sources
from kbsite.site.swap import Busy, NotOurs, remove_leftovers
from kbsite.site.writing import Flavour, Progress, Unsound, Way, WholeNeeded, silent, write
from kbsite.verdict import catalog_and_verdict
from kbsite.words import Words


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: problems (with errors among them, nothing was written), files and bytes."""

    problems: tuple[Problem, ...]
    records: int = 0
    files: int = 0
    size: int = 0
    stayed: bool = False
    """Whether the last build holds all this already, so that nothing was written."""

    @property
    def failed(self) -> bool:
        """Whether no site was written."""
        return any(problem.severity == "error" for problem in self.problems)


def read_project(root: Path, kept: Kept | None = None) -> tuple[Catalog | None, list[Problem]]:
    """A project's catalog, and every problem of every record."""
    with uncollected(stays=kept is not None):
        catalog, problems = catalog_and_verdict(root, kept)
        return catalog.ready() if catalog else None, problems


def build_site(
    root: Path,
    target: Path | None = None,
    *,
    progress: Progress | None = None,
    cards: bool = True,
    flavour: Flavour = "offline",
    twins: bool = False,
    kept: Kept | None = None,
) -> Built:
    """Check the records and write the whole site to `target` (the project's `site/`), which is swapped in when complete.

    With `twins` every text has a compressed one beside it. What is `kept` of the records need not be read; without it, everything is made.
    """
    root = root.absolute()  # pages are looked for from elsewhere, too
    target = target or root / SITE
    try:
        before = None if flavour == "disk" else target.resolve()
    except OSError as error:
        return Built((_cannot_write(error),))
    last = LastBuild(root, before, others="SOURCE_DATE_EPOCH" not in os.environ) if kept and before else None
    before = last.folder if last else before
    way = Way(target, before, flavour, twins, KeptCards(root, before) if cards and kept else None, last, progress or silent)
    try:
        with uncollected(stays=kept is not None):
            return _build(root, way, cards=cards, kept=kept)
    finally:
        if last:
            last.stop()


def _build(root: Path, way: Way, *, cards: bool, kept: Kept | None) -> Built:
    catalog, problems = read_project(root, kept=kept)
    if catalog is None or any(problem.severity == "error" for problem in problems):
        return Built(tuple(problems))
    records = sum(1 for _ in catalog.records())
    files = size = 0
    try:
        drawn = way.pictures or _card_maker() if cards else None
        site = make_site(catalog, cards=drawn, offline=way.flavour == "offline", runs=way.flavour != "disk")
        if way.last:
            way.last.compare(sources(site, (way.flavour, str(cards), str(way.twins)), way.last.sources))
            if are_all(site) and (whole := way.last.whole()):
                remove_leftovers(way.target.resolve())
                return Built(tuple(in_report_order([*problems, *site.missing])), records, *whole, stayed=True)
        site = _renewed(site, way)
        with suppress(Unsound):
            try:
                files, size = _written(site, way)
            except WholeNeeded:
                files, size = _written(site := site.whole, way)
        problems = in_report_order([*problems, *site.problems])
    except EngineFault as fault:
        problems += fault.problems
    except (NotOurs, Busy, OSError) as error:
        problems.append(_cannot_write(error))
    return Built(tuple(problems), records, files, size)


def _card_maker() -> Cards:
    from kbsite.site.card import CardMaker  # few builds draw pictures, and what draws takes long to load

    return CardMaker()


def _renewed(site: Site, way: Way) -> Site:
    """A site as far as it has to be made."""
    renewal = way.last.renewal(site.catalog) if way.last else None
    return site.renewed(renewal) if renewal else site


def _written(site: Site, way: Way) -> tuple[int, int]:
    if way.last:
        site.exported.parts = way.last.parts(site.renewal.stays if site.renewal else None)
    return write(site, way)


def _cannot_write(error: NotOurs | Busy | OSError) -> Problem:
    if isinstance(error, NotOurs):
        return Problem(Place(str(error)), "site-folder", FOREIGN.fill(folder=str(error)), EMPTY_IT)
    if isinstance(error, Busy):
        return Problem(Place("site"), "site-folder", BUSY.fill(pid=error.pid), WAIT)
    return Problem(Place(str(error.filename or "site")), "site-folder", NO_WRITE.fill(why=error.strerror or str(error)))


def make_site(catalog: Catalog, *, cards: Cards | None = None, offline: bool = False, runs: bool = True) -> Site:
    """The site of a catalog, nothing rendered yet. Raises EngineFault where its settings are no use."""
    with uncollected():
        engines = {language: Engine(catalog.project, language) for language in catalog.project.languages}
        return Site(catalog, engines, cards, last_changes(catalog.project.root), offline=offline, runs=runs)


FOREIGN = Words("'{folder}' holds files that no build put there", "'{folder}'에 빌드가 만들지 않은 파일이 있습니다")
EMPTY_IT = Words("move them away, or choose another folder with --output", "파일을 옮기거나 --output으로 다른 폴더를 고르세요")
BUSY = Words("another build is at work (process {pid})", "다른 빌드가 돌고 있습니다(프로세스 {pid})")
WAIT = Words("wait for it to end", "끝날 때까지 기다리세요")
NO_WRITE = Words("the site cannot be written: {why}", "사이트를 쓸 수 없습니다: {why}")
