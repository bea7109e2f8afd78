"""A catalog to its pages in every language, hand-written ones among them, and what is wrong with those."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kbsite.problems import Problem
from kbsite.records.catalog import Catalog
from kbsite.records.memory import uncollected
from kbsite.site.contents import record_pages, taken_twice, written_pages
from kbsite.site.engine import Engine
from kbsite.site.page import HandWritten, Page
from kbsite.site.pages.view import View


@dataclass(frozen=True, slots=True)
class Made:
    """Every page, by language and address."""

    pages: Mapping[tuple[str, str], Page]
    written: tuple[HandWritten, ...]
    """The hand-written ones as they were read."""
    problems: tuple[Problem, ...]


def make_pages(
    catalog: Catalog,
    engines: Iterable[Engine],
    view: Callable[[str, Iterable[HandWritten]], View],
    ask: Callable[[], None],
    staying: Callable[[Engine], Iterable[str]],
) -> Made:
    """Make the pages of each engine's language; `view` gives one of a language with what was written in it.

    What `ask`, which is asked after each page, raises ends it. `staying` are addresses of pages that are there and not to be made.
    """
    pages: dict[tuple[str, str], Page] = {}
    written: list[HandWritten] = []
    problems: list[Problem] = []
    with uncollected():
        for engine in engines:
            made = []
            for page in record_pages(catalog, view(engine.language, ())):
                ask()
                made.append(page)
            read, wrong = engine.hand_written((*(page.address for page in made), *staying(engine)))
            made += written_pages(catalog, view(engine.language, read))
            pages.update({(engine.language, page.address): page for page in made})
            written += read
            problems += [*wrong, *taken_twice(made)]
    return Made(pages, tuple(written), tuple(problems))
