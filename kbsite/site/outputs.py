"""A catalog to the files of its site: every path, with the recipe for its bytes.

Nothing is rendered here. A build makes every output; `serve` makes the ones a browser asks for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from itertools import product
from urllib.parse import urlsplit

from kbsite.problems import Problem
from kbsite.records.catalog import Catalog
from kbsite.records.choice import ALL
from kbsite.site import snippet_files
from kbsite.site.addresses import Addresses
from kbsite.site.contents import page_at, redirects
from kbsite.site.engine import Engine
from kbsite.site.exported import Exported, as_output, publication
from kbsite.site.fixed import files_beside, fixed_files
from kbsite.site.form_files import FormFiles
from kbsite.site.frame import Away, Entry, Frame
from kbsite.site.kept_cards import Shown
from kbsite.site.made import Made, make_pages
from kbsite.site.mending import Menders, Repository
from kbsite.site.mine_files import Last
from kbsite.site.moved import moved
from kbsite.site.output import Output, Wanted
from kbsite.site.page import Cards, HandWritten, Page, Redirect
from kbsite.site.page_lists import PageLists
from kbsite.site.pages.not_found import ROOT
from kbsite.site.pages.view import Kit, View
from kbsite.site.policy import POLICY_MARK
from kbsite.site.renewal import Renewal
from kbsite.site.search_files import SearchFiles, make_code, start_path
from kbsite.site.sitemap import newest, robots
from kbsite.site.small_files import EVERY_SCRIPT, EVERY_STYLE, FONTS, small_files
from kbsite.site.strings import say
from kbsite.site.versions import LANGUAGE_NAMES, Versions
from kbsite.site.visitor_files import VisitorFiles

WITH_EXAMPLES = {"snippet", "snippets"}
"""Kinds of pages that have a style sheet and a script of their own."""


class Site:
    """The site of one catalog, all languages. Engines outlive it: they hold no records."""

    def __init__(
        self,
        catalog: Catalog,
        engines: Mapping[str, Engine],
        cards: Cards | None,
        changed: Mapping[str, dt.date],
        kit: Kit | None = None,
        *,
        offline: bool = False,
        runs: bool = True,
        renewal: Renewal | None = None,
    ) -> None:
        self.wanted = Wanted()
        self.offline = offline
        self.renewal = renewal
        self.catalog = catalog = renewal.catalog(catalog) if renewal else catalog
        self.engines = engines
        self._at = Addresses(engines)
        self._versions = Versions(engines, self._at, self._has, changed)
        self._cards = cards
        self.changed = changed
        self._runs = runs
        self._kit = kit or Kit()
        self._strings = self._kit.strings
        self._said: dict[str, dict[str, str]] = {language: {} for language in engines}
        self._primary = next(iter(engines.values()))
        self._small = small_files()
        self._code = make_code()
        self._run_code = snippet_files.make_code()
        self.forms = FormFiles(catalog, self._primary.settings.site_url)
        self._menders = Menders(catalog)
        in_page = runs and any(snippet.in_page for snippet in catalog.snippets.values())
        self.python, missing = self._kit.python(catalog.project.root / ".cache") if in_page else (None, [])
        self.missing = tuple(missing)
        self._views = [self._view(language) for language in engines]
        published = publication(catalog, engines, changed)
        self.exported = Exported(published, self._strings)
        self.visitors = VisitorFiles(published, self._views, offline)
        self.visitors.last = Last(renewal.stays, renewal.file) if renewal else None

    @cached_property
    def made(self) -> Made:
        """Every page, made when one is asked for that cannot be made alone."""
        return make_pages(self.catalog, self.engines.values(), self._view, self.wanted.ask, self.renewal)

    def renewed(self, renewal: Renewal) -> Site:
        """The same site, of which only those files are listed that may be others than in the last build."""
        return Site(
            self.catalog, self.engines, self._cards, self.changed, self._kit, offline=self.offline, runs=self._runs, renewal=renewal
        )

    @property
    def pages(self) -> Mapping[tuple[str, str], Page]:
        """Every page, by language and address."""
        return self.made.pages

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the hand-written pages, and what the site has to do without."""
        return (*self.missing, *self.made.problems)

    @cached_property
    def search(self) -> SearchFiles:
        """The index, not made before it is asked for."""
        names = {language: LANGUAGE_NAMES.get(language, language) for language in self.engines}
        return SearchFiles(self.catalog, self._views, self._hand_written, names, self._code)

    def _hand_written(self) -> Iterable[HandWritten]:
        if "made" in self.__dict__:
            return self.made.written
        return [page for engine in self.engines.values() for page in engine.hand_written()[0]]  # another process makes pages meanwhile

    def at_once(self, path: str) -> Output | None:
        """A file that can be made without all the others: the page of a record, or what no record changes."""
        if path in self.fixed:
            return self.fixed[path]
        engine = max((one for one in self.engines.values() if path.startswith(one.prefix)), key=lambda one: len(one.prefix))
        address = path.removeprefix(engine.prefix).removesuffix("index.html")
        page = page_at(self.catalog, self._view(engine.language), address) if path.endswith("/index.html") else None
        return Output(path, partial(self._document, page)) if page else None

    def _view(self, language: str, written: Iterable[HandWritten] = ()) -> View:
        return View(self.catalog, language, written, self._kit, can_run=self.python is not None)

    @cached_property
    def outputs(self) -> Mapping[str, Output]:
        """Every file by its path, pages first; all but those of the index."""
        found: dict[str, Output] = {}
        for output in self._every_output():
            self.wanted.ask()
            found.setdefault(output.path, output)
        return found

    def _every_output(self) -> Iterator[Output]:
        for page in self.pages.values():
            record = self.exported.record(page)
            path = self._at.file(page)
            was = path if self.renewal and self.renewal.is_as_it_was(path, page) else ""
            yield Output(path, partial(self._document, page), record, was, signature=page.signature)
            if self._cards and page.card:
                yield Output(self._at.card(page), partial(self._cards.png, page.card, self._name(page)), record)
        for engine, redirect in product(self.engines.values(), redirects(self.catalog)):
            yield Output(f"{engine.prefix}{redirect.address}index.html", partial(self._redirect, engine, redirect))
        yield from (one for one in self._shared() if not (self.renewal and one.lasting))
        if self.renewal is None:
            yield from (self.forms.data(), *self.fixed.values())
            samples = [self.render(replace(page, body="")) for page in {page.kind: page for page in self.pages.values()}.values()]
            yield from files_beside(self.engines.values(), samples)

    def pictures(self) -> Iterator[Shown]:
        """What is shown where each page is shared."""
        for page in self.pages.values():
            if page.card:
                yield Shown(self._at.card(page), page.card, self._name(page))

    def _name(self, page: Page) -> str:
        return self.engines[page.language].settings.site_name

    def _document(self, page: Page) -> bytes:
        return self.render(page).encode()

    def _shared(self) -> Iterator[Output]:
        site_url = self._primary.settings.site_url
        yield from self.exported.files()
        yield from map(as_output, self.visitors.files())
        yield from self.forms.files()
        yield from PageLists(site_url, self._versions.location).files(self.pages, self.renewal, lambda: self.whole.pages)
        yield from (Output("robots.txt", lambda: robots(site_url)), Output(".nojekyll", lambda: b""))
        yield from (Output(name, partial(bytes, data)) for name, data in snippet_files.files(self.catalog))

    @cached_property
    def whole(self) -> Site:
        """The same site with all of its files."""
        return Site(self.catalog.narrowed(ALL), self.engines, self._cards, self.changed, self._kit, offline=self.offline, runs=self._runs)

    @cached_property
    def fixed(self) -> Mapping[str, Output]:
        """Files that no record changes, by path: styles, scripts, fonts."""
        made = (*self._small.values(), *self._code.files.items(), *self._run_code.files.items(), *self.visitors.code)
        return {one.path: one for one in fixed_files(made, self.python)}

    def render(self, page: Page) -> str:
        """A page's whole document."""
        return self.engines[page.language].render(self.frame(page))

    def frame(self, page: Page) -> Frame:
        """What the layout needs to know around a page."""
        engine = self.engines[page.language]
        settings = engine.settings
        lost = page.kind == "not-found"
        base = urlsplit(settings.site_url).path or "/"
        here = engine.prefix + page.address
        root = base if lost else "../" * here.count("/")
        home = base + engine.prefix if lost else "../" * page.address.count("/")
        styles = (EVERY_STYLE, *(["snippet.css"] if page.kind in WITH_EXAMPLES else []), *self.forms.styles(page.kind))
        card = f"{settings.site_url}{self._at.card(page)}" if self._cards and page.card else ""
        updated = newest(page.made_from, self.changed)
        repository = Repository(settings.repository_url, settings.edit_base)
        return Frame(
            page=replace(page, body=str(page.body).replace(ROOT, root)) if lost else page,
            strings=self._strings,
            said=self._said[page.language],
            site_name=settings.site_name,
            site_url=settings.site_url,
            root=root,
            home=home,
            navigation=tuple(
                Entry(title, (home + address) or "./", bool(page.section) and address == page.section)
                for title, address in settings.navigation
            ),
            alternates=() if lost else self._versions.alternates(page, root),
            canonical="" if lost else self._at.absolute(page),
            mending=self._menders.ways(page, self._at.absolute(page), repository, self._strings["frame.report_text"]),
            repository_url=settings.repository_url,
            updated=updated,
            card_url=card,
            away=Away() if lost else self.exported.away(page, root, self._at.absolute(page), card, updated),
            csp=POLICY_MARK,
            offline=self.offline,
            runs_python=page.kind == "snippet" and self.python is not None,
            stylesheets=tuple(root + self._small[name][0] for name in styles),
            fonts=root + self._small[FONTS][0],
            modules=(root + self._run_code.page,) if page.kind in WITH_EXAMPLES else self.forms.modules(page.kind, root),
            finder=root + self._code.finder,
            start=root + start_path(page.language),
            scripts=tuple(root + path for path in (self._small[EVERY_SCRIPT][0], *self.visitors.scripts(page.kind))),
        )

    def _has(self, language: str, address: str) -> bool:
        """Whether a language has a page at an address; pages that can be made without the others are in every language."""
        if "made" not in self.__dict__ or (language, address) in self.pages:
            return True
        return self.renewal is not None and self.renewal.keeps(f"{self.engines[language].prefix}{address}index.html")

    def _redirect(self, engine: Engine, redirect: Redirect) -> bytes:
        words = say(self._strings, "common.moved", engine.language)
        return moved(redirect, engine.language, words, engine.settings.site_url + engine.prefix + redirect.target)
