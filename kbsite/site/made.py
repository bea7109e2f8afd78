"""A catalog to its pages in every language, hand-written ones among them, and what is wrong with those."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from kbsite.problems import Problem
from kbsite.records.catalog import Catalog
from kbsite.records.memory import uncollected
from kbsite.site.contents import record_pages, taken_twice, written_pages
from kbsite.site.embeds import FOLDER as EMBED
from kbsite.site.engine import Engine
from kbsite.site.page import HandWritten, Page
from kbsite.site.pages.view import View
from kbsite.site.renewal import Renewal


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
    renewal: Renewal | None = None,
) -> Made:
    """Make the pages of each engine's language; `view` gives one of a language with what was written in it.

    What `ask`, which is asked after each page, raises ends it. With a `renewal`, pages that stay are there and not to be made.
    """
    pages: dict[tuple[str, str], Page] = {}
    written: list[HandWritten] = []
    problems: list[Problem] = []
    with uncollected():
        every = tuple(engines)
        for engine in every:
            others = tuple(one.prefix for one in every if one.prefix and one is not engine)
            made = []
            for page in record_pages(catalog, view(engine.language, ())):
                ask()
                made.append(page)
            read, wrong = engine.hand_written(chain((page.address for page in made), _staying(engine, others, renewal)))
            made += written_pages(catalog, view(engine.language, read))
            pages.update({(engine.language, page.address): page for page in made})
            written += read
            problems += [*wrong, *taken_twice(made)]
    return Made(pages, tuple(written), tuple(problems))


def _staying(engine: Engine, others: tuple[str, ...], renewal: Renewal | None) -> Iterator[str]:
    """Addresses of an engine's pages that are there and not made; `others` are the prefixes of other languages."""
    if renewal:
        yield from renewal.addresses(engine.prefix, (*others, f"{engine.prefix}{EMBED}"))
