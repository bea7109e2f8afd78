"""Catalog to the page of what is missing: for each kind of gap, the records that have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from kbsite.records.catalog import Catalog
from kbsite.records.models import Event, Link, Record, Source, Speaker, Talk
from kbsite.records.walk import proses
from kbsite.site.form_data import form_paths
from kbsite.site.leaves import NAMES, Leaf, Part, openings, split
from kbsite.site.page import Heading, Page
from kbsite.site.pages.leaf import Shown, leaf_pages, with_parts
from kbsite.site.pages.speaker import in_latin
from kbsite.site.pages.view import View

ADDRESS = "missing/"
SECTION = "contribute/"

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Gap:
    """A record that lacks something; `details` names the fields where the kind of gap has several."""

    record: Record
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """One kind of gap, with all records that have it."""

    id: str
    """Anchor, and key of its words."""
    gaps: tuple[Gap, ...]
    total: int
    """How many records could have it."""

    @property
    def filled(self) -> int:
        """How many records have what is asked for."""
        return self.total - len(self.gaps)


@dataclass(frozen=True, slots=True)
class Health:
    """How many links there are, by what the last look at them found."""

    live: int
    archived: int
    dead: int
    unchecked: int

    @property
    def total(self) -> int:
        """All links."""
        return self.live + self.archived + self.dead + self.unchecked


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The page of gaps, and those it is split into."""
    found = missing(catalog, view.language)
    open_ = tuple(kind for kind in found if kind.gaps)
    leaves = split(ADDRESS, (Part(kind.id, view.t(f"missing.{kind.id}"), kind.gaps) for kind in open_), NAMES)
    editable = frozenset(form_paths(catalog))
    hub = with_parts(_page(catalog, view, found, editable, openings(leaves)), leaves)
    yield hub
    kinds = {kind.id: kind for kind in open_}

    def shown(leaf: Leaf[Gap]) -> Shown:
        kind = replace(kinds[leaf.part.key], gaps=leaf.entries)
        return {"kind": kind, "editable": editable}, (), (gap.record.path for gap in leaf.entries)

    yield from leaf_pages(view, hub, leaves, "missing_kind", shown, lambda gap: (gap.record, *gap.details))


def _page(catalog: Catalog, view: View, found: tuple[Missing, ...], editable: frozenset[str], parts: tuple[Leaf[Gap], ...]) -> Page:
    open_ = tuple(kind for kind in found if kind.gaps)
    closed = tuple(kind for kind in found if kind.total and not kind.gaps)
    title = view.t("missing.title")
    return Page(
        kind="gaps",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("missing.description", count=sum(len(kind.gaps) for kind in open_)),
        body=view.render(
            "missing",
            ADDRESS,
            title=title,
            missing=open_,
            places={leaf.part.key: leaf.address for leaf in parts},
            closed=closed,
            health=health(catalog),
            editable=editable,
        ),
        headings=(
            *(Heading(kind.id, view.t(f"missing.{kind.id}")) for kind in open_ if not parts),
            Heading("links", view.t("missing.links")),
        ),
        made_from=tuple(record.path for record in catalog.records()),
        section=SECTION,
    )


def missing(catalog: Catalog, language: str) -> tuple[Missing, ...]:
    """Every kind of gap, most wanted first, as seen by readers of a language."""
    talks, techniques = catalog.talks.values(), catalog.techniques.values()
    speakers, sources = catalog.speakers.values(), catalog.sources.values()
    return (
        _lacking("summaries", talks, lambda talk: catalog.state(talk) == "listed"),
        _lacking("slides", talks, lambda talk: not _has_link(talk, "slides")),
        _lacking("videos", talks, lambda talk: not (talk.recordings or _has_link(talk, "video"))),
        _lacking("titles", talks, lambda talk: talk.title.get(language) is None),
        _lacking("translations", (*talks, *techniques), lambda record: _untranslated(record, language)),
        _lacking("speakers", talks, lambda talk: not talk.speakers),
        _lacking("tags", talks, lambda talk: not talk.tags),
        _inferred(talks),
        _lacking("latin-names", speakers, lambda speaker: not in_latin(speaker)),
        _lacking("references", techniques, lambda technique: not technique.references),
        _lacking("addresses", sources, lambda source: not (source.url or source.doi or source.arxiv)),
        _dead(talks, speakers, sources),
    )


def health(catalog: Catalog) -> Health:
    """Counts over the links of talks, speakers and events, and the addresses of works."""
    linking: tuple[Talk | Speaker | Event, ...] = (*catalog.talks.values(), *catalog.speakers.values(), *catalog.events.values())
    statuses = Counter(link.status for record in linking for link in record.links)
    statuses.update(source.status for source in catalog.sources.values() if source.url)
    return Health(statuses["live"], statuses["archived"], statuses["dead"], statuses["unchecked"])


def _lacking(id_: str, records: Iterable[R], lacks: Callable[[R], bool]) -> Missing:
    everything = tuple(records)
    return Missing(id_, tuple(Gap(record) for record in everything if lacks(record)), len(everything))


def _inferred(talks: Iterable[Talk]) -> Missing:
    everything = tuple(talks)
    return Missing("inferred", tuple(Gap(talk, talk.inferred) for talk in everything if talk.inferred), len(everything))


def _untranslated(record: Record, language: str) -> bool:
    """Whether prose of a record, which its title is not, is in other languages only."""
    return any(prose.get(language) is None for prose in proses(record))


def _dead(*kinds: Iterable[Talk] | Iterable[Speaker] | Iterable[Source]) -> Missing:
    everything = tuple(record for records in kinds for record in records)
    return Missing("dead-links", tuple(Gap(record) for record in everything if _is_dead(record)), len(everything))


def _is_dead(record: Talk | Speaker | Source) -> bool:
    parts: tuple[Link | Source, ...] = (record,) if isinstance(record, Source) else record.links
    return any(part.status == "dead" and not part.archived_url for part in parts)


def _has_link(talk: Talk, kind: str) -> bool:
    return any(link.type == kind for link in talk.links)
