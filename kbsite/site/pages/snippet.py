"""Catalog to the pages of examples: what each shows, its code, its recorded run, and how to run it here and at home."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kbsite.records.catalog import Catalog
from kbsite.records.claims import broken
from kbsite.records.folders import Folder
from kbsite.records.models import Figure, Takeaway, Talk
from kbsite.records.snippets import Measured, Plot, Shows, Snippet
from kbsite.search.examples import file_anchor
from kbsite.site.page import Card, Crumb, Deferred, Heading, Page
from kbsite.site.pages.notes import Notes, cited_by, notes
from kbsite.site.pages.view import View, address_of, record_at
from kbsite.site.pyodide import FOLDER as PYODIDE
from kbsite.site.pyodide import VERSION
from kbsite.site.snippet_files import drawing_path, game_path
from kbsite.text.plain import shorten

SECTION = "snippets/"


@dataclass(frozen=True, slots=True)
class Claim:
    """A talk, and which of its claims is put to the test; `anchor` is that of the claim on the talk's page."""

    shows: Shows
    talk: Talk
    anchor: str = ""
    takeaway: Takeaway | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the example as the page shows it."""

    name: str
    anchor: str
    html: Deferred
    lines: int


@dataclass(frozen=True, slots=True)
class Value:
    """A number of the recorded run beside what the recipe promises of it."""

    measured: Measured
    seen: float | None
    bounds: tuple[str, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A plot of the recorded run, as files for light and dark paper."""

    plot: Plot
    light: str
    dark: str


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """A page for each example."""
    for snippet in catalog.snippets.values():
        yield _page(catalog, view, snippet, catalog.folders[snippet.id])


def page_at(catalog: Catalog, view: View, address: str) -> Page | None:
    """The page of an example."""
    snippet = record_at(catalog.snippets, address)
    return _page(catalog, view, snippet, catalog.folders[snippet.id]) if snippet else None


def _page(catalog: Catalog, view: View, snippet: Snippet, folder: Folder) -> Page:
    address, numbered = address_of(snippet), _notes(catalog, snippet)
    claims = tuple(_claims(catalog, snippet))
    sections = _sections(view, snippet, folder)
    body = view.render(
        "snippet",
        address,
        snippet=snippet,
        run=folder.run,
        claims=claims,
        files=tuple(_file(view, folder, name) for name in snippet.files if name in folder.sources),
        values=_values(view, snippet, folder),
        pictures=tuple(_pictures(view, snippet, folder)),
        good_until=folder.run.date + dt.timedelta(days=snippet.days_fresh) if folder.run else None,
        game=game_path(snippet, folder),
        pyodide=PYODIDE,
        version=VERSION,
        packages=" ".join(dict.fromkeys(tool.package for tool in snippet.needs.tools)),
        words=view.for_scripts("snippet.js_"),
        techniques=tuple(catalog.techniques[id_] for id_ in snippet.techniques if id_ in catalog.techniques),
        tags=tuple(catalog.tags[id_] for id_ in snippet.tags if id_ in catalog.tags),
        notes=numbered,
        sections=sections,
    )
    title = view.label(snippet.title)
    return Page(
        kind="snippet",
        address=address,
        language=view.language,
        title=title,
        description=shorten(view.words(snippet.summary), 160),
        body=body,
        headings=_headings(view, snippet, sections),
        crumbs=(Crumb(view.t("snippet.index_title"), SECTION),),
        made_from=(snippet.path, *(f"{folder.path}/{name}" for name in folder.sources), *(work.path for work in numbered.works)),
        edit=snippet.path,
        card=Card(title, view.t("snippet.index_title"), ", ".join(dict.fromkeys(view.title(claim.talk).text for claim in claims))),
        section=SECTION,
    )


def _claims(catalog: Catalog, snippet: Snippet) -> Iterator[Claim]:
    for shows in snippet.shows:
        talk = catalog.talks.get(shows.talk)
        if talk is None:
            continue
        takeaway = next(((n, one) for n, one in enumerate(talk.takeaways, 1) if shows.takeaway and one.id == shows.takeaway), None)
        figure = next(((n, one) for n, one in enumerate(talk.figures, 1) if shows.figure and one.id == shows.figure), None)
        anchor = f"#takeaway-{takeaway[0]}" if takeaway else f"#figure-{figure[0]}" if figure else ""
        yield Claim(shows, talk, anchor, takeaway[1] if takeaway else None, figure[1] if figure else None)


def _notes(catalog: Catalog, snippet: Snippet) -> Notes:
    return notes(catalog, (*cited_by(*snippet.shows, *snippet.explanation), *snippet.sources))


def _file(view: View, folder: Folder, name: str) -> SourceFile:
    text, anchor = folder.sources[name], file_anchor(name)
    return SourceFile(name, anchor, view.source(name, text, anchor), len(text.splitlines()))


def _values(view: View, snippet: Snippet, folder: Folder) -> tuple[Value, ...]:
    if folder.run is None:
        return ()
    wrong = {one.path[1] for one in broken(snippet, folder.run.output) if one.path[0] == "measured"}
    return tuple(
        Value(one, folder.run.numbers.get(one.id), tuple(_bounds(view, one)), index not in wrong)
        for index, one in enumerate(snippet.measured)
    )


def _bounds(view: View, measured: Measured) -> Iterator[str]:
    for bound in ("at_least", "at_most", "near"):
        limit = getattr(measured, bound)
        if limit is not None:
            word = "equal" if bound == "near" and float(limit).is_integer() else bound
            yield view.t(f"snippet.{word}", limit=f"{limit:,.10g}")


def _pictures(view: View, snippet: Snippet, folder: Folder) -> Iterator[Picture]:
    for plot in snippet.plots:
        names = (f"plots/{plot.id}.{language}.svg" for language in (view.language, view.interface))
        name = next((name for name in names if name in folder.drawings), None)
        if name:
            yield Picture(plot, drawing_path(folder, name, "light"), drawing_path(folder, name, "dark"))


def _sections(view: View, snippet: Snippet, folder: Folder) -> tuple[str, ...]:
    """Ids of the sections that the page has, in order."""
    shown = {
        "shows": True,
        "explanation": snippet.explanation,
        "code": True,
        "try": snippet.in_page,
        "recorded": folder.run,
        "play": game_path(snippet, folder),
        "home": True,
        "limits": snippet.limits,
        "sources": True,
    }
    return tuple(id_ for id_, present in shown.items() if present)


def _headings(view: View, snippet: Snippet, sections: tuple[str, ...]) -> tuple[Heading, ...]:
    found = []
    for id_ in sections:
        found.append(Heading(id_, view.t(f"snippet.{id_}")))
        if id_ == "explanation":
            parts = enumerate(snippet.explanation, 1)
            found += [Heading(f"explanation-{number}", view.label(part.heading), 3) for number, part in parts if part.heading]
    return tuple(found)
