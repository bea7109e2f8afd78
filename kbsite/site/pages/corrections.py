"""Catalog to the page of corrections: what sources get wrong, what stays open, and numbers that do not add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kbsite.records.catalog import Catalog
from kbsite.records.models import Correction, Figure, Source, Talk
from kbsite.site.leaves import BOXES, Leaf, Part, openings, split
from kbsite.site.page import Heading, Page
from kbsite.site.pages.leaf import Shown, leaf_pages, with_parts
from kbsite.site.pages.view import View

ADDRESS = "corrections/"
STATUSES = ("corrected", "open", "noted")
FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction of a talk; `number` counts from 1 within the talk."""

    talk: Talk
    number: int
    correction: Correction
    said_in: Source | None


@dataclass(frozen=True, slots=True)
class Differing:
    """A figure that comes out otherwise when computed again; `number` counts from 1 within the talk."""

    talk: Talk
    number: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class Group:
    """All corrections of one status, in programme order."""

    status: str
    corrections: tuple[Corrected, ...]


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The page of corrections, and those it is split into."""
    everything = tuple(corrections(catalog))
    groups = tuple(Group(status, tuple(one for one in everything if one.correction.status == status)) for status in STATUSES)
    groups = tuple(group for group in groups if group.corrections)
    figures = tuple(differing(catalog))
    leaves = split(ADDRESS, _parts(view, groups, figures), BOXES)
    hub = with_parts(_page(view, groups, figures, openings(leaves)), leaves)
    yield hub
    yield from leaf_pages(view, hub, leaves, "corrections", _shown)


def _parts(view: View, groups: tuple[Group, ...], figures: tuple[Differing, ...]) -> Iterator[Part[Corrected | Differing]]:
    for group in groups:
        yield Part(group.status, view.t(f"corrections.{group.status}"), group.corrections)
    yield Part(FIGURES, view.t(f"corrections.{FIGURES}"), figures)


def _shown(leaf: Leaf[Corrected | Differing]) -> Shown:
    """What a page of the corrections of one status, or of figures, shows."""
    corrected = tuple(one for one in leaf.entries if isinstance(one, Corrected))
    values = {
        "groups": (Group(leaf.part.key, corrected),) if corrected else (),
        "figures": tuple(one for one in leaf.entries if isinstance(one, Differing)),
    }
    return values, (), (one.talk.path for one in leaf.entries)


def _page(view: View, groups: tuple[Group, ...], figures: tuple[Differing, ...], parts: tuple[Leaf[Corrected | Differing], ...]) -> Page:
    everything = tuple(one for group in groups for one in group.corrections)
    title = view.t("corrections.title")
    shown = (*(group.status for group in groups), *((FIGURES,) if figures else ()))
    talks = dict.fromkeys((*(one.talk.path for one in everything), *(one.talk.path for one in figures)))
    return Page(
        kind="corrections",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("corrections.description", count=len(everything), talks=len(talks)),
        body=view.render(
            "corrections",
            ADDRESS,
            title=title,
            groups=() if parts else groups,
            figures=() if parts else figures,
            count=len(everything),
            talks=len(talks),
            parts=parts,
            leaf=None,
        ),
        headings=() if parts else tuple(Heading(id_, view.t(f"corrections.{id_}")) for id_ in shown),
        made_from=tuple(talks),
        section=ADDRESS,
    )


def corrections(catalog: Catalog) -> Iterator[Corrected]:
    """Every correction of every talk."""
    for talk in catalog.talks.values():
        for number, correction in enumerate(talk.corrections, 1):
            yield Corrected(talk, number, correction, catalog.sources.get(correction.said_in))


def differing(catalog: Catalog) -> Iterator[Differing]:
    """Every figure whose recomputed value is not the claimed one."""
    for talk in catalog.talks.values():
        for number, figure in enumerate(talk.figures, 1):
            if figure.recomputed and figure.recomputed.variants != figure.claimed.variants:
                yield Differing(talk, number, figure)
