"""All pages of a catalog in one language; the modules of `pages/` that make pages are found by listing it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType

from kbsite.problems import Place, Problem
from kbsite.records.catalog import Catalog
from kbsite.site import pages as folder
from kbsite.site.page import Page, Redirect
from kbsite.site.pages.view import View, address_of
from kbsite.words import Words

Maker = Callable[[Catalog, View], Iterable[Page]]


def makers(name: str = "pages") -> tuple[Maker, ...]:
    """The function of that name of every module of `pages/` that has one, in the order of the modules' names."""
    found: list[Maker] = []
    for module in _modules():
        maker = getattr(module, name, None)
        if maker is not None and maker.__module__ == module.__name__:
            found.append(maker)
    return tuple(found)


def _modules() -> Iterator[ModuleType]:
    for module in pkgutil.iter_modules(folder.__path__):
        yield importlib.import_module(f"{folder.__name__}.{module.name}")


def record_pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """Every page made from records alone, in the language of the view."""
    for maker in makers("pages"):
        yield from maker(catalog, view)


def page_at(catalog: Catalog, view: View, address: str) -> Page | None:
    """A page made without those of other modules: that of a record, or one at or below the `ADDRESS` of a module.

    None where there is no such page, or it is one of those a list is split into, which are not the same in every language.
    """
    for module in _modules():
        alone: Callable[[Catalog, View, str], Page | None] | None = getattr(module, "page_at", None)
        page = alone(catalog, view, address) if alone else None
        if page is not None:
            return page
    for module in _modules():
        if hasattr(module, "pages") and address.startswith(getattr(module, "ADDRESS", f"{address}/")):
            page = next((page for page in module.pages(catalog, view) if page.address == address), None)
            if page is not None:
                return None if page.hub else page
    return None


def written_pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """Every page with hand-written text in it; the view must have been given that text."""
    for maker in makers("written_pages"):
        yield from maker(catalog, view)


def redirects(catalog: Catalog) -> Iterator[Redirect]:
    """Addresses of former ids, to the pages that took their place."""
    for talk in catalog.talks.values():
        yield from (Redirect(f"talks/{former}/", address_of(talk)) for former in talk.aliases)
    for event in catalog.events.values():
        yield from (Redirect(f"events/{former}/", address_of(event)) for former in event.aliases)
    for speaker in catalog.speakers.values():
        yield from (Redirect(f"speakers/{former}/", address_of(speaker)) for former in speaker.former_ids)
    for technique in catalog.techniques.values():
        yield from (Redirect(f"techniques/{former}/", address_of(technique)) for former in technique.former_ids)
    for snippet in catalog.snippets.values():
        yield from (Redirect(f"snippets/{former}/", address_of(snippet)) for former in snippet.aliases)


def taken_twice(pages: Iterable[Page]) -> Iterator[Problem]:
    """Hand-written pages at an address where a page of records stands."""
    seen: dict[tuple[str, str], Page] = {}
    for page in pages:
        other = seen.setdefault((page.language, page.address), page)
        if other is not page:
            hand = next((p for p in (page, other) if p.kind == "prose"), page)
            yield Problem(Place(hand.edit or "content"), "page-address", TAKEN.fill(address=page.address), RENAME)


TAKEN = Words("two pages have the address '{address}'", "'{address}' 주소를 가진 화면이 둘입니다")
RENAME = Words("rename the hand-written page", "손으로 쓴 화면의 파일 이름을 바꾸세요")
