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

OF_TALKS = ("summaries", "slides", "videos", "titles", "translations", "speakers", "tags", "inferred", "dead-links")
"""Kinds of gap that talks may have, most wanted first."""

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
    of_talks: dict[str, list[Gap]] = {kind: [] for kind in OF_TALKS}
    for talk in talks:
        for kind in _of_talk(catalog, talk, language):
            of_talks[kind].append(Gap(talk, talk.inferred if kind == "inferred" else ()))
    dead = (*of_talks.pop("dead-links"), *_gaps(speakers, _is_dead), *_gaps(sources, _is_dead))
    translations = (*of_talks["translations"], *_gaps(techniques, lambda technique: _untranslated(technique, language)))
    kinds = {kind: Missing(kind, tuple(gaps), len(talks)) for kind, gaps in of_talks.items()}
    kinds["translations"] = Missing("translations", translations, len(talks) + len(techniques))
    return (
        *kinds.values(),
        Missing("latin-names", _gaps(speakers, lambda speaker: not in_latin(speaker)), len(speakers)),
        Missing("references", _gaps(techniques, lambda technique: not technique.references), len(techniques)),
        Missing("addresses", _gaps(sources, lambda source: not (source.url or source.doi or source.arxiv)), len(sources)),
        Missing("dead-links", dead, len(talks) + len(speakers) + len(sources)),
    )


def _of_talk(catalog: Catalog, talk: Talk, language: str) -> Iterator[str]:
    """The kinds of gap that a talk has: it is looked at once for all of them, as there may be many talks."""
    kinds = {link.type for link in talk.links}
    if catalog.state(talk) == "listed":
        yield "summaries"
    if "slides" not in kinds:
        yield "slides"
    if "video" not in kinds and not talk.recordings:
        yield "videos"
    if talk.title.get(language) is None:
        yield "titles"
    if _untranslated(talk, language):
        yield "translations"
    if not talk.speakers:
        yield "speakers"
    if not talk.tags:
        yield "tags"
    if talk.inferred:
        yield "inferred"
    if _is_dead(talk):
        yield "dead-links"


def health(catalog: Catalog) -> Health:
    """Counts over the links of talks, speakers and events, and the addresses of works."""
    linking: tuple[Talk | Speaker | Event, ...] = (*catalog.talks.values(), *catalog.speakers.values(), *catalog.events.values())
    statuses = Counter(link.status for record in linking for link in record.links)
    statuses.update(source.status for source in catalog.sources.values() if source.url)
    return Health(statuses["live"], statuses["archived"], statuses["dead"], statuses["unchecked"])


def _gaps(records: Iterable[R], lacks: Callable[[R], bool]) -> tuple[Gap, ...]:
    return tuple(Gap(record) for record in records if lacks(record))


def _untranslated(record: Record, language: str) -> bool:
    """Whether prose of a record, which its title is not, is in other languages only."""
    return any(prose.get(language) is None for prose in proses(record))


def _is_dead(record: Talk | Speaker | Source) -> bool:
    parts: tuple[Link | Source, ...] = (record,) if isinstance(record, Source) else record.links
    return any(part.status == "dead" and not part.archived_url for part in parts)
