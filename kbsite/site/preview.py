"""A project to its site as it is being edited: renewed at every save, with pages made when they are asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from kbsite.editing.watch import Watch
from kbsite.problems import Problem
from kbsite.records.catalog import Catalog
from kbsite.records.load import Kept
from kbsite.records.memory import uncollected
from kbsite.site.card import CardMaker
from kbsite.site.engine import Engine, EngineFault
from kbsite.site.output import Abandoned, Output
from kbsite.site.outputs import Site
from kbsite.site.pages.view import Kit
from kbsite.site.reading import Reading
from kbsite.site.search_files import FOLDER

GRACE = 0.25
"""Seconds in which a browser that was told of a save asks for its page."""
T = TypeVar("T")
Told = Callable[["Preview"], None]


class Preview:
    """The newest site of a project, or the problems that keep it from being one. Threads may share it."""

    def __init__(self, root: Path, kept: Kept | None = None, *, listed: bool = True) -> None:
        """Unless all files are to be `listed` at once, that is left to whoever follows the saves; pages of records can be had before."""
        self.root = root
        self.problems: tuple[Problem, ...] = ()
        self.version = 0
        self.base = "/"
        """Path of the published site, under which files are served too: the page for lost visitors names them by it."""
        self._site: Site | None = None
        self._outputs: Mapping[str, Output] | None = None
        """Every file of the site; None until they are known."""
        self._judged = True
        """Whether the rules have been asked about what is shown."""
        self._engines: dict[str, Engine] = {}
        self._cards = CardMaker()
        self._kit = Kit()
        self._reading = Reading(root, kept)
        self._changed = threading.Condition()
        self._waiting = 0
        """How many wait for a newer version."""
        self._told = False
        """Whether somebody did when the newest was shown."""
        self._given = threading.Event()
        """That a file of the newest version has been made for somebody."""
        self._rendering = threading.Lock()
        self._listing = threading.Lock()
        self.stopped = False
        self._watch = Watch(root)
        self._first = self._read(None, settings=False)
        if listed and self._first is not None:
            self._complete(self._first)

    def renew(self, saved: Collection[str] | None = None, *, settings: bool = False) -> None:
        """Read everything again, or only the files that were `saved`; `settings` also reads mkdocs.yml and the theme again.

        Browsers are told as soon as the page of a record can be made. What takes longer comes after that, and is told where it
        changes what they see: what the rules say, the list of all files, and what is wrong with hand-written pages.
        """
        site = self._read(saved, settings)
        if site is not None:
            self._complete(site)

    def _read(self, saved: Collection[str] | None, settings: bool) -> Site | None:
        with uncollected():
            catalog, problems = self._reading.catalog(saved)
            site, problems = self._made(catalog, problems, settings)
            early = site is not None and self._site is not None
            if early:
                self._show(site, problems, judged=False)
                self._let_pass()
            if catalog is not None:
                problems = self._reading.judged(catalog, problems)
        if _has_errors(problems):
            self._show(None, problems)
            return None
        if early:
            self._found_good(problems)
        else:
            self._show(site, problems)
        if saved is not None and not self._reading.is_current():
            return self._read(None, settings=False)
        return site

    def _made(self, catalog: Catalog | None, problems: list[Problem], settings: bool) -> tuple[Site | None, list[Problem]]:
        if catalog is None or _has_errors(problems):
            return None, problems
        with self._rendering:
            try:
                engines = self._renewed_engines(catalog, settings)
                site = Site(catalog, engines, self._cards, self._reading.changed, self._kit)
            except EngineFault as fault:
                return None, [*problems, *fault.problems]
        self.base = urlsplit(next(iter(engines.values())).settings.site_url).path or "/"
        return site, problems

    def _renewed_engines(self, catalog: Catalog, settings: bool) -> Mapping[str, Engine]:
        project = catalog.project
        if settings or tuple(self._engines) != project.languages:
            self._engines = {language: Engine(project, language) for language in project.languages}
        return self._engines

    def _show(self, site: Site | None, problems: Sequence[Problem], *, judged: bool = True) -> None:
        """Tell browsers of a new site, or of problems alone."""
        with self._changed:
            self.problems = tuple(problems)
            self._judged = judged
            if site is not None:
                if self._site is not None:
                    self._site.wanted.no_more()
                self._site, self._outputs = site, None
            self.version += 1
            self._given.clear()
            self._told = self.awaited
            self._changed.notify_all()

    def _let_pass(self) -> None:
        """Wait for what browsers ask for when they are told, if any are: beside other work a page takes several times as long."""
        if self._told:
            self._given.wait(GRACE)

    def _found_good(self, problems: Sequence[Problem]) -> None:
        """That what is shown can stay: whoever waits for that goes on."""
        with self._changed:
            self.problems = tuple(problems)
            self._judged = True
            self._changed.notify_all()

    def _complete(self, site: Site) -> None:
        """Make the list of all files, unless a newer site comes, and tell what is wrong with hand-written pages."""
        try:
            self._list(site)
        except Abandoned:
            return
        if site.problems and site is self._site:
            self._show(None, [*self.problems, *site.problems])

    def _list(self, site: Site) -> Mapping[str, Output]:
        """Every file of a site; one thread makes the list, and others wait."""
        with self._listing:
            outputs = site.outputs
        with self._changed:
            if self._site is site:
                self._outputs = outputs
        return outputs

    @property
    def broken(self) -> bool:
        """Whether what is on disk cannot be shown."""
        return _has_errors(self.problems) or self._site is None

    def has(self, path: str) -> bool:
        """Whether the site has a file."""
        return self._settled(self._output, path) is not None

    def file(self, path: str) -> bytes | None:
        """The bytes of a file of the site, made now; None where there is none, or the site turns out to be broken.

        The index is made when its first file is asked for, while pages go on being made.
        """
        data = self._settled(self._bytes, path)
        self._given.set()
        return data

    def _settled(self, made: Callable[[str], T], path: str) -> T | None:
        """What is made of a path; where that fails on records that no rule has seen yet, what is made of it after that."""
        while True:
            version = self.version
            try:
                return made(path)
            except Abandoned:
                continue
            except Exception:
                with self._changed:
                    if self._judged and self.version == version:
                        raise
                    self._changed.wait_for(lambda: self._judged or self.stopped)
                if self.broken or self.stopped:
                    return None

    def _bytes(self, path: str) -> bytes | None:
        site, output = self._site, self._output(path)
        if output is None:
            return site.search.files.get(path) if site and path.startswith(FOLDER) else None
        with self._rendering:
            return output.make()

    def _output(self, path: str) -> Output | None:
        """A file, looked for among those that can be made alone while the list of all is not there."""
        with self._changed:
            site, outputs = self._site, self._outputs
        if site is None:
            return None
        if outputs is None:
            with self._rendering:
                alone = site.at_once(path)
            if alone is not None:
                return alone
        return (self._list(site) if outputs is None else outputs).get(path)

    @property
    def awaited(self) -> bool:
        """Whether anybody waits for a newer version."""
        return self._waiting > 0

    def wait(self, version: int, seconds: float) -> int:
        """The version, as soon as it is newer than one already seen, or after some seconds."""
        with self._changed:
            self._waiting += 1
            try:
                self._changed.wait_for(lambda: self.version != version or self.stopped, seconds)
            finally:
                self._waiting -= 1
            return self.version

    def follow(self, stop: threading.Event, told: Told) -> None:
        """Renew at every save of a record, page, setting or theme file, until told to stop."""
        if self._first is not None and self._outputs is None:
            threading.Thread(target=self._complete_and_tell, args=(self._first, told), daemon=True).start()
        for save in self._watch.saves(stop):
            site = self._read(save.paths, save.settings)
            told(self)
            if site is not None:
                threading.Thread(target=self._complete_and_tell, args=(site, told), daemon=True).start()

    def _complete_and_tell(self, site: Site, told: Told) -> None:
        version = self.version
        self._complete(site)
        if self.broken and self.version != version and site is self._site:
            told(self)

    def stop(self) -> None:
        """Let every waiting browser go."""
        with self._changed:
            self.stopped = True
            self._changed.notify_all()


def _has_errors(problems: Sequence[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)
