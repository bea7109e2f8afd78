"""A project to a folder of files, in every language, built aside and swapped in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Literal

from kbsite.problems import Place, Problem
from kbsite.records.catalog import Catalog
from kbsite.records.load import Kept
from kbsite.records.memory import uncollected
from kbsite.rules import in_report_order
from kbsite.search.documents import prefix
from kbsite.site.card import CardMaker, Cards
from kbsite.site.compressed import compress
from kbsite.site.dates import last_changes
from kbsite.site.disk import make_for_disk
from kbsite.site.engine import Engine, EngineFault
from kbsite.site.kept_cards import KeptCards
from kbsite.site.last_build import LastBuild
from kbsite.site.offline import offline_files
from kbsite.site.output import Output
from kbsite.site.outputs import Site
from kbsite.site.sources import are_all, sources
from kbsite.site.swap import Busy, NotOurs, built_aside, remove_leftovers
from kbsite.site.workers import Job, Written, write_all, write_one
from kbsite.verdict import catalog_and_verdict
from kbsite.words import Words

SECOND = 1_000_000_000
"""In nanoseconds."""
Progress = Callable[[int, int], None]
"""Called with how many files are done and how many there are."""
Flavour = Literal["offline", "online", "disk"]
"""What the site can do without a network: work once visited, nothing, or work from a folder opened in a browser."""


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


@dataclass(frozen=True, slots=True)
class _Way:
    """How a site is written."""

    target: Path
    before: Path | None
    """What was built the last time, from which that is taken which is the same; None where its files are changed in their place."""
    pictures: KeptCards | None
    last: LastBuild | None
    """What was built the last time to the same folder; None where nothing of it may stay."""
    progress: Progress | None
    flavour: Flavour
    twins: bool


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
    catalog, problems = read_project(root, kept=kept)
    if catalog is None or any(problem.severity == "error" for problem in problems):
        return Built(tuple(problems))
    records = sum(1 for _ in catalog.records())
    files = size = 0
    try:
        target = target or catalog.project.site
        before = None if flavour == "disk" else target.resolve()
        pictures = KeptCards(root, before) if cards and kept else None
        site = make_site(catalog, cards=pictures or CardMaker() if cards else None, offline=flavour == "offline", runs=flavour != "disk")
        last = LastBuild(root, before, sources(site, (flavour, str(cards), str(twins)))) if kept and before else None
        if whole := last.whole() if last and are_all(site) else None:
            remove_leftovers(target.resolve())
            return Built(tuple(in_report_order([*problems, *site.missing])), records, *whole, stayed=True)
        problems = in_report_order([*problems, *site.problems])
        if not any(problem.severity == "error" for problem in problems):
            files, size = _write(site, _Way(target, before, pictures, last, progress, flavour, twins))
    except EngineFault as fault:
        problems += fault.problems
    except (NotOurs, Busy, OSError) as error:
        problems.append(_cannot_write(error))
    return Built(tuple(problems), records, files, size)


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


def _write(site: Site, way: _Way) -> tuple[int, int]:
    outputs: list[Output] = []

    def listed() -> list[Output]:
        with uncollected():
            outputs.extend(reversed([*site.outputs.values()]))  # the few that take long come before the many that take a moment
        return outputs

    written: dict[str, Written] = {}
    size = 0
    progress = way.progress or _silent
    with built_aside(way.target) as folder:
        unchanged = way.last.unchanged(site.catalog) if way.last else None
        job = Job(listed, partial(_index, site, way.last), folder, way.before, unchanged)
        for one in chain(write_all(job), _offline(site, folder, written) if way.flavour == "offline" else ()):
            written[one.path] = one
            progress(len(written), max(len(written), len(outputs)))
        files, size = len(written), sum(one.size for one in written.values())
        for more in _around(folder, way):
            files, size = files + 1, size + more
            progress(files, files)
        if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
            _stamp(folder, int(epoch))
        if way.last:
            way.last.forget()
    if way.last:
        stamped = (one._replace(time=int(epoch) * SECOND) if epoch else one for one in written.values())
        way.last.note(site.problems == site.missing, stamped)
    if way.pictures:
        way.pictures.note(site.pictures(), {one.path: one.digest for one in written.values()})
    return files, size


def _silent(done: int, of: int) -> None:
    """Nobody asked to be told."""


def _offline(site: Site, folder: Path, written: Mapping[str, Written]) -> Iterator[Written]:
    """What can only be made once it is known of what the site consists."""
    languages = site.catalog.project.languages
    for output in offline_files([*written.values()], {language: prefix(language, languages) for language in languages}):
        yield write_one(folder, output)


def _around(folder: Path, way: _Way) -> Iterator[int]:
    """What is made of files that were written; yields the size of each in bytes."""
    if way.flavour == "disk":
        yield from make_for_disk(folder)
    if way.twins:
        yield from compress(folder)


def _index(site: Site, last: LastBuild | None) -> Iterator[Output]:
    """The files of the search, all made at the first step."""
    if last:
        yield from last.index(site.search)
    else:
        yield from (Output(path, partial(bytes, data)) for path, data in site.search.files.items())


def _stamp(folder: Path, epoch: int) -> None:
    """Give every file the time of the sources, so that archives of two builds are equal too."""
    for path in folder.rglob("*"):
        os.utime(path, (epoch, epoch))


FOREIGN = Words("'{folder}' holds files that no build put there", "'{folder}'에 빌드가 만들지 않은 파일이 있습니다")
EMPTY_IT = Words("move them away, or choose another folder with --output", "파일을 옮기거나 --output으로 다른 폴더를 고르세요")
BUSY = Words("another build is at work (process {pid})", "다른 빌드가 돌고 있습니다(프로세스 {pid})")
WAIT = Words("wait for it to end", "끝날 때까지 기다리세요")
NO_WRITE = Words("the site cannot be written: {why}", "사이트를 쓸 수 없습니다: {why}")
