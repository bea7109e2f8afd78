"""Catalog to the pages of speakers: who they are in both scripts, and what they spoke about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kbsite.records.catalog import Catalog
from kbsite.records.models import Speaker, SpeakerRole, Talk, Technique
from kbsite.records.text import Text
from kbsite.site.page import Crumb, Heading, Page
from kbsite.site.pages.notes import cited_by, notes
from kbsite.site.pages.view import View, address_of
from kbsite.text.plain import shorten

ADDRESS = "speakers/"
SECTION = "talks/"
SORTED_BY = "ko"

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
PLAIN_INITIALS = {"ㄲ": "ㄱ", "ㄸ": "ㄷ", "ㅃ": "ㅂ", "ㅆ": "ㅅ", "ㅉ": "ㅈ"}
ANCHORS = {
    "ㄱ": "g", "ㄴ": "n", "ㄷ": "d", "ㄹ": "r", "ㅁ": "m", "ㅂ": "b", "ㅅ": "s",
    "ㅇ": "vowel", "ㅈ": "j", "ㅊ": "ch", "ㅋ": "k", "ㅌ": "t", "ㅍ": "p", "ㅎ": "h",
}  # fmt: skip
"""An ASCII id for each initial consonant, so that links to letters read the same in every language."""
SYLLABLES = 588
"""Syllables that share an initial consonant."""


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
    talks: tuple[Talk, ...]
    affiliations: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A stretch of the index: people whose name begins alike."""

    id: str
    label: str
    people: tuple[Listed, ...]


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The index of speakers, and a page for each."""
    yield _index(catalog, view)
    for speaker in catalog.speakers.values():
        yield _page(catalog, view, speaker)


def letters(catalog: Catalog, view: View) -> tuple[Letter, ...]:
    """Speakers by Korean name, grouped by its first consonant; names in other scripts come after."""
    people = sorted(catalog.speakers.values(), key=lambda speaker: (*_letter(speaker), _sort_name(speaker).casefold(), speaker.id))
    return tuple(
        Letter(f"letter-{letter}", view.t(f"speaker.letter_{letter}"), tuple(_listed(catalog, speaker) for speaker in group))
        for (_, letter), group in groupby(people, key=_letter)
    )


def _sort_name(speaker: Speaker) -> str:
    return speaker.name.say(SORTED_BY).text


def _letter(speaker: Speaker) -> tuple[int, str]:
    """Rank and ASCII name of the letter a name stands under."""
    first = _sort_name(speaker)[0]
    if "가" <= first <= "힣":
        initial = INITIALS[(ord(first) - ord("가")) // SYLLABLES]
        initial = PLAIN_INITIALS.get(initial, initial)
        return INITIALS.index(initial), ANCHORS[initial]
    if first.isascii() and first.isalpha():
        return len(INITIALS), "latin"
    return len(INITIALS) + 1, "other"


def _listed(catalog: Catalog, speaker: Speaker) -> Listed:
    talks = catalog.talks_by(speaker.id)
    roles = (role for talk in talks for role in talk.speakers if role.id == speaker.id)
    return Listed(speaker, talks, tuple(dict.fromkeys(role.affiliation for role in roles if role.affiliation)))


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


def _index(catalog: Catalog, view: View) -> Page:
    groups = letters(catalog, view)
    title = view.t("speaker.index_title")
    return Page(
        kind="speakers",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("speaker.index_description", count=len(catalog.speakers)),
        body=view.render("speakers", ADDRESS, title=title, letters=groups, count=len(catalog.speakers)),
        made_from=tuple(speaker.path for speaker in catalog.speakers.values()),
        section=SECTION,
    )


def _page(catalog: Catalog, view: View, speaker: Speaker) -> Page:
    address = address_of(speaker)
    given = _given(catalog, speaker)
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
            given=given,
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
