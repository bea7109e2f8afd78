"""What pages of a list that is too long for one share: titles, the way between them, and parts by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any, TypeVar

from kbsite.records.catalog import Catalog
from kbsite.records.models import Record, Talk
from kbsite.site.leaves import Leaf, Part, Turn, turns
from kbsite.site.letters import letter
from kbsite.site.page import Crumb, Heading, Page
from kbsite.site.pages.view import View
from kbsite.text.plain import shorten

T = TypeVar("T")
UNDATED = "undated"
Told = tuple[Record, *tuple[str, ...]]
"""A record that an entry tells of, and what it says beside what that record decides."""
Shown = tuple[dict[str, Any], tuple[Heading, ...], Iterable[str]]
"""What the template of a page is given beside its place in the list, its headings, and the files it is made from."""


def leaf_pages(
    view: View,
    hub: Page,
    leaves: tuple[Leaf[T], ...],
    template: str,
    show: Callable[[Leaf[T]], Shown],
    tell: Callable[[T], Told | None] = lambda _: None,
) -> Iterator[Page]:
    """The pages of a list after its first, `hub`; templates get `leaf` as a Turn, and what `show` gives for each.

    Where `tell` says all that a page shows of an entry, the page need not be made again while that is the same.
    """
    for turn in turns(hub.address, leaves):
        values, headings, paths = show(turn.leaf)
        title = leaf_title(view, hub.title, turn.leaf)
        page = replace(
            hub,
            address=turn.leaf.address,
            title=title,
            description=shorten(f"{title}. {place(view, turn)}.", 160),
            body=view.render(template, turn.leaf.address, **{"title": title, "leaf": turn, "parts": (), **values}),
            headings=headings,
            crumbs=(*hub.crumbs, Crumb(hub.title, hub.address)),
            made_from=tuple(dict.fromkeys(paths)),
            card=None,
            keywords=(),
            hub=hub.address,
            previous=turn.before.address if turn.before else hub.address,
            next=turn.after.address if turn.after else "",
        )
        yield _signed(page, turn.leaf, [tell(entry) for entry in turn.leaf.entries])


def _signed(page: Page, leaf: Leaf[T], told: Sequence[Told | None]) -> Page:
    """A page with all that decides what it shows."""
    records = tuple(one[0] for one in told if one)
    if len(records) < len(told):
        return page
    facts = (page.address, page.title, page.description, page.headings, page.crumbs, page.made_from, page.previous, page.next, leaf.pages)
    names = "\n".join([f"{record.path} {record.id}" for record in records])
    more = [one[1:] for one in told if one]
    return replace(page, tells=records, signature=blake2b(repr((facts, names, more)).encode(), digest_size=16).hexdigest())


def with_parts(hub: Page, leaves: tuple[Leaf[T], ...]) -> Page:
    """The first page of a list, which leads on to the others where there are any."""
    return replace(hub, next=leaves[0].address) if leaves else hub


def leaf_title(view: View, title: str, leaf: Leaf[T]) -> str:
    """What a page of a list is called."""
    return view.t("leaf.title", title=title, part=named(view, leaf))


def named(view: View, leaf: Leaf[T]) -> str:
    """What a page is called beside others of its list."""
    return leaf.part.label if leaf.number == 1 else view.t("leaf.numbered", part=leaf.part.label, number=leaf.number)


def place(view: View, turn: Turn[T]) -> str:
    """Which entries of its part a page shows."""
    leaf = turn.leaf
    return view.t("leaf.place", part=leaf.part.label, first=f"{leaf.first:,}", last=f"{leaf.last:,}", total=f"{len(leaf.part.entries):,}")


def by_year(catalog: Catalog, view: View, entries: Iterable[T], talk: Callable[[T], Talk]) -> tuple[Part[T], ...]:
    """Entries by the year of their talk, the latest first, in their order within each."""
    years: dict[int | None, list[T]] = defaultdict(list)
    for entry in entries:
        years[year(catalog, talk(entry))].append(entry)
    known = sorted((number for number in years if number is not None), reverse=True)
    parts = [Part(str(number), view.t("leaf.year", year=number), years[number]) for number in known]
    return (*parts, *([Part(UNDATED, view.t("leaf.undated"), years[None])] if None in years else []))


def year(catalog: Catalog, talk: Talk) -> int | None:
    """The year of a talk, or of its event where its day is not known."""
    if talk.date:
        return talk.date.year
    event = catalog.events.get(talk.event)
    return event.days[0].date.year if event and event.days else None


def by_letter(view: View, entries: Iterable[T], name: Callable[[T], str]) -> tuple[Part[T], ...]:
    """Entries by the letter their name begins with, in their order within each."""
    groups: dict[tuple[int, str, str], list[T]] = defaultdict(list)
    for entry in entries:
        groups[letter(name(entry))].append(entry)
    return tuple(
        Part(key, label or view.t(f"speaker.letter_{key.removeprefix('hangul-')}"), groups[rank, key, label])
        for rank, key, label in sorted(groups)
    )
