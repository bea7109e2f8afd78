"""A project to its site as it is being edited: renewed at every save, with pages made when they are asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from kbsite.editing.watch import Watch
from kbsite.problems import Problem
from kbsite.records.catalog import Catalog
from kbsite.records.load import Kept, Memo
from kbsite.records.project import Project
from kbsite.site.build import read_project
from kbsite.site.card import CardMaker
from kbsite.site.dates import last_changes
from kbsite.site.engine import Engine, EngineFault
from kbsite.site.output import Output
from kbsite.site.outputs import Site
from kbsite.site.pages.view import Kit
from kbsite.site.search_files import FOLDER


class Preview:
    """The newest site of a project, or the problems that keep it from being one. Threads may share it."""

    def __init__(self, root: Path, kept: Kept | None = None) -> None:
        self.root = root
        self.problems: tuple[Problem, ...] = ()
        self.version = 0
        self.base = "/"
        """Path of the published site, under which files are served too: the page for lost visitors names them by it."""
        self._site: Site | None = None
        self._outputs: Mapping[str, Output] | None = None
        """Every file of the site; None until they are known."""
        self._engines: dict[str, Engine] = {}
        self._cards = CardMaker()
        self._kit = Kit()
        self._memo: Memo = {}
        self._kept = kept
        """Of no more use once everything has been read."""
        self._changed = threading.Condition()
        self._rendering = threading.Lock()
        self._listing = threading.Lock()
        self.stopped = False
        self._watch = Watch(root)
        self.renew()

    def renew(self, *, settings: bool = False) -> None:
        """Read everything again; `settings` also reads mkdocs.yml and the theme again.

        Browsers are told as soon as the page of a record can be made. What takes longer comes after that: the list of all files, and
        what is wrong with hand-written pages, of which browsers are told again.
        """
        site, problems = self._read(settings)
        self._show(site, problems)
        if site is not None:
            self._list(site)
            if site.problems:
                self._show(None, [*problems, *site.problems])

    def _read(self, settings: bool) -> tuple[Site | None, list[Problem]]:
        catalog, problems = read_project(self.root, self._memo, self._kept)
        self._kept = None
        if catalog is None or any(problem.severity == "error" for problem in problems):
            return None, problems
        with self._rendering:
            try:
                site = Site(catalog, self._renewed_engines(catalog, settings), self._cards, last_changes(self.root), self._kit)
            except EngineFault as fault:
                return None, [*problems, *fault.problems]
        self.base = urlsplit(next(iter(self._engines.values())).settings.site_url).path or "/"
        return site, problems

    def _show(self, site: Site | None, problems: Sequence[Problem]) -> None:
        """Tell browsers of a new site, or of problems alone."""
        with self._changed:
            self.problems = tuple(problems)
            if site is not None:
                self._site, self._outputs = site, None
            self.version += 1
            self._changed.notify_all()

    def _list(self, site: Site) -> Mapping[str, Output]:
        """Every file of a site; one thread makes the list, and others wait."""
        with self._listing:
            outputs = site.outputs
        with self._changed:
            if self._site is site:
                self._outputs = outputs
        return outputs

    def _renewed_engines(self, catalog: Catalog, settings: bool) -> Mapping[str, Engine]:
        project: Project = catalog.project
        if settings or tuple(self._engines) != project.languages:
            self._engines = {language: Engine(project, language) for language in project.languages}
        return self._engines

    @property
    def broken(self) -> bool:
        """Whether what is on disk cannot be shown."""
        return any(problem.severity == "error" for problem in self.problems) or self._site is None

    def has(self, path: str) -> bool:
        """Whether the site has a file."""
        return self._output(path) is not None

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

    def file(self, path: str) -> bytes | None:
        """The bytes of a file of the site, made now; None where there is none.

        The index is made when its first file is asked for, while pages go on being made.
        """
        site, output = self._site, self._output(path)
        if output is None:
            return site.search.files.get(path) if site and path.startswith(FOLDER) else None
        with self._rendering:
            return output.make()

    def wait(self, version: int, seconds: float) -> int:
        """The version, as soon as it is newer than one already seen, or after some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.version != version or self.stopped, seconds)
            return self.version

    def follow(self, stop: threading.Event, told: Callable[[Preview], None]) -> None:
        """Renew at every save of a record, page, setting or theme file, until told to stop."""
        for settings in self._watch.saves(stop):
            self.renew(settings=settings)
            told(self)

    def stop(self) -> None:
        """Let every waiting browser go."""
        with self._changed:
            self.stopped = True
            self._changed.notify_all()
