"""Catalog to the pages of speakers: who they are in both scripts, and what they spoke about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kbsite.records.catalog import Catalog
from kbsite.records.models import Speaker, SpeakerRole, Talk, Technique
from kbsite.records.text import Text
from kbsite.site.leaves import CARDS, NAMES, Leaf, openings, split
from kbsite.site.letters import script
from kbsite.site.page import Crumb, Heading, Page
from kbsite.site.pages.leaf import Shown, by_letter, by_year, leaf_pages, with_parts
from kbsite.site.pages.notes import cited_by, notes
from kbsite.site.pages.view import View, address_of, record_at
from kbsite.text.plain import shorten

ADDRESS = "speakers/"
SECTION = "talks/"
SORTED_BY = "ko"
TALKS = 10
"""Talks that the index names of a person; the others are counted."""


@dataclass(frozen=True, slots=True)
class Given:
    """A talk a person gave, with what they were at the time and who spoke beside them."""

    talk: Talk
    role: SpeakerRole
    others: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the index."""

    speaker: Speaker
    catalog: Catalog

    @property
    def talks(self) -> tuple[Talk, ...]:
        """What the person gave."""
        return self.catalog.talks_by(self.speaker.id)

    @property
    def affiliations(self) -> tuple[Text, ...]:
        """What they were with, each once."""
        roles = (role for talk in self.talks for role in talk.speakers if role.id == self.speaker.id)
        return tuple(dict.fromkeys(role.affiliation for role in roles if role.affiliation))


@dataclass(frozen=True, slots=True)
class Letter:
    """A stretch of the index: people whose name begins alike."""

    id: str
    label: str
    people: tuple[Listed, ...]


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The index of speakers, and a page for each."""
    people = sorted(catalog.speakers.values(), key=_order)
    leaves = split(ADDRESS, by_letter(view, people, _sort_name), NAMES)
    hub = with_parts(_index(catalog, view, () if leaves else letters(catalog, view), openings(leaves)), leaves)
    yield hub
    yield from leaf_pages(view, hub, leaves, "speakers", lambda leaf: _shown(catalog, leaf), lambda one: (one,))
    for speaker in catalog.chosen(catalog.speakers):
        yield from _pages(catalog, view, speaker)


def page_at(catalog: Catalog, view: View, address: str) -> Page | None:
    """The page of a speaker."""
    speaker = record_at(catalog.speakers, address)
    return next(_pages(catalog, view, speaker)) if speaker else None


def _shown(catalog: Catalog, leaf: Leaf[Speaker]) -> Shown:
    """What a page of the index shows: part of the people under a letter."""
    people = tuple(Listed(speaker, catalog) for speaker in leaf.entries)
    return {"letters": (Letter(f"letter-{leaf.part.key}", leaf.part.label, people),), "most": TALKS}, (), (one.path for one in leaf.entries)


def letters(catalog: Catalog, view: View) -> tuple[Letter, ...]:
    """Speakers by Korean name, grouped by its first consonant; names in other scripts come after."""
    people = sorted(catalog.speakers.values(), key=lambda speaker: (*script(_sort_name(speaker)), *_order(speaker)))
    return tuple(
        Letter(f"letter-{letter}", view.t(f"speaker.letter_{letter}"), tuple(Listed(speaker, catalog) for speaker in group))
        for (_, letter), group in groupby(people, key=lambda speaker: script(_sort_name(speaker)))
    )


def _sort_name(speaker: Speaker) -> str:
    return speaker.name.words(SORTED_BY)


def _order(speaker: Speaker) -> tuple[str, str]:
    return _sort_name(speaker).casefold(), speaker.id


def _given(catalog: Catalog, speaker: Speaker) -> tuple[Given, ...]:
    found = []
    for talk in catalog.talks_by(speaker.id):
        role = next(role for role in talk.speakers if role.id == speaker.id)
        others = tuple(catalog.speakers[other.id] for other in talk.speakers if other.id != speaker.id and other.id in catalog.speakers)
        found.append(Given(talk, role, others))
    return tuple(found)


def _techniques(catalog: Catalog, given: tuple[Given, ...]) -> tuple[Technique, ...]:
    ids = dict.fromkeys(use.id for one in given for use in one.talk.techniques)
    return tuple(catalog.techniques[id_] for id_ in ids if id_ in catalog.techniques)


def in_latin(speaker: Speaker) -> bool:
    """Whether the name is known in Latin letters."""
    return any(letter.isascii() and letter.isalpha() for _, words in speaker.name.variants for letter in words)


def _index(catalog: Catalog, view: View, groups: tuple[Letter, ...], parts: tuple[Leaf[Speaker], ...]) -> Page:
    title = view.t("speaker.index_title")
    return Page(
        kind="speakers",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("speaker.index_description", count=len(catalog.speakers)),
        body=view.render("speakers", ADDRESS, title=title, letters=groups, count=len(catalog.speakers), parts=parts, leaf=None, most=TALKS),
        made_from=tuple(speaker.path for speaker in catalog.speakers.values()),
        section=SECTION,
    )


def _pages(catalog: Catalog, view: View, speaker: Speaker) -> Iterator[Page]:
    given = _given(catalog, speaker)
    leaves = split(address_of(speaker), by_year(catalog, view, given, lambda one: one.talk), CARDS)
    hub = with_parts(_page(catalog, view, speaker, given, openings(leaves)), leaves)
    yield hub
    yield from leaf_pages(
        view, hub, leaves, "speaker_talks", lambda leaf: ({"given": leaf.entries}, (), (one.talk.path for one in leaf.entries))
    )


def _page(catalog: Catalog, view: View, speaker: Speaker, given: tuple[Given, ...], parts: tuple[Leaf[Given], ...]) -> Page:
    address = address_of(speaker)
    techniques = _techniques(catalog, given)
    sections = ("talks", *(("techniques",) if techniques else ()), *(("links",) if speaker.links else ()), "sources")
    name = view.label(speaker.name)
    return Page(
        kind="speaker",
        address=address,
        language=view.language,
        title=name,
        description=_description(view, speaker, given),
        body=view.render(
            "speaker",
            address,
            speaker=speaker,
            sections=sections,
            given=() if parts else given,
            parts=parts,
            techniques=techniques,
            differs=tuple(catalog.speakers[id_] for id_ in speaker.differs_from if id_ in catalog.speakers),
            no_latin=not in_latin(speaker),
            notes=notes(catalog, (*cited_by(*speaker.about), *speaker.sources)),
        ),
        headings=tuple(Heading(id_, view.t(f"speaker.{id_}")) for id_ in sections),
        crumbs=(Crumb(view.t("speaker.index_title"), ADDRESS),),
        made_from=(speaker.path, *(one.talk.path for one in given)),
        edit=speaker.path,
        section=SECTION,
        keywords=(*(words for _, words in speaker.name.variants if words != name), *speaker.aliases),
    )


def _description(view: View, speaker: Speaker, given: tuple[Given, ...]) -> str:
    titles = " · ".join(view.title(one.talk).text for one in given)
    return shorten(view.t("speaker.description", name=view.label(speaker.name), titles=titles), 160)
