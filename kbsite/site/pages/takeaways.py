"""Catalog to the page of takeaways: what to carry home from every talk, with who says it and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from kbsite.records.catalog import Catalog
from kbsite.records.models import Takeaway, Talk
from kbsite.site.leaves import BOXES, Leaf, openings, split
from kbsite.site.page import Heading, Page
from kbsite.site.pages.leaf import Shown, by_year, leaf_pages, with_parts
from kbsite.site.pages.view import View

ADDRESS = "takeaways/"
VOICES: tuple[Literal["speaker", "attendee", "editor"], ...] = ("speaker", "attendee", "editor")
"""Who may say a takeaway, nearest to the talk first."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The takeaways of one talk; numbers count from 1."""

    talk: Talk
    takeaways: tuple[tuple[int, Takeaway], ...]

    @property
    def voices(self) -> tuple[str, ...]:
        """Who says them."""
        said = {takeaway.by for _, takeaway in self.takeaways}
        return tuple(voice for voice in VOICES if voice in said)

    def weight(self) -> int:
        """How many statements it puts on the page."""
        return len(self.takeaways)


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The page of takeaways, in programme order, and those it is split into."""
    talks = tuple(Carried(talk, tuple(enumerate(talk.takeaways, 1))) for talk in catalog.talks.values() if talk.takeaways)
    leaves = split(ADDRESS, by_year(catalog, view, talks, lambda one: one.talk), BOXES, Carried.weight)
    hub = with_parts(_page(catalog, view, talks, openings(leaves)), leaves)
    yield hub
    yield from leaf_pages(view, hub, leaves, "takeaways", lambda leaf: _shown(view, leaf))


def _shown(view: View, leaf: Leaf[Carried]) -> Shown:
    """What a page of the takeaways of a year shows."""
    values = {"carried": leaf.entries, **_voices(leaf.entries), "silent": 0}
    return values, _headings(view, leaf.entries), (one.talk.path for one in leaf.entries)


def _headings(view: View, talks: Iterable[Carried]) -> tuple[Heading, ...]:
    return tuple(Heading(one.talk.id, view.title(one.talk).text) for one in talks)


def _voices(talks: Iterable[Carried]) -> dict[str, Any]:
    """Who says how many takeaways, and how many there are."""
    counts = Counter(takeaway.by for one in talks for _, takeaway in one.takeaways)
    return {"voices": tuple((voice, counts[voice]) for voice in VOICES if counts[voice]), "total": sum(counts.values())}


def _page(catalog: Catalog, view: View, talks: tuple[Carried, ...], parts: tuple[Leaf[Carried], ...]) -> Page:
    said = _voices(talks)
    title = view.t("takeaways.title")
    return Page(
        kind="takeaways",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("takeaways.description", count=said["total"], talks=len(talks)),
        body=view.render(
            "takeaways",
            ADDRESS,
            title=title,
            carried=() if parts else talks,
            talks=len(talks),
            parts=parts,
            leaf=None,
            **said,
            silent=len(catalog.talks) - len(talks),
        ),
        headings=() if parts else _headings(view, talks),
        made_from=tuple(one.talk.path for one in talks),
        section=ADDRESS,
    )
