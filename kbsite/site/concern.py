"""Changed talks and speakers to the records whose files may say something else than before.

Every kind of file of a talk, a speaker, an event or a tag reads only what is named here; that is what this module answers for, and what
the tests compare with whole builds. All other files are made in every build.

talk       itself; those of its event, which it stands between; those that either side names as related
speaker    themselves, the talks they gave, and those whom they are told apart from
event      its talks
tag        talks under it, techniques under it with how many talks use each, and what other tags stand on these
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kbsite.records.catalog import Catalog
from kbsite.records.choice import Name
from kbsite.records.models import Event, Speaker, Tag, Talk

NUMEROUS = (Talk, Speaker, Event, Tag)
"""Kinds of records of whose files those that are as they were are left as they are."""


class Ties(NamedTuple):
    """What a talk is tied to, by ids."""

    id: str
    event: str
    speakers: tuple[str, ...]
    tags: tuple[str, ...]
    techniques: tuple[str, ...]
    related: tuple[str, ...]


class Changed(NamedTuple):
    """Talks that came, went, or changed, as they were and as they are, and those of speakers who did; and these speakers, by id."""

    talks: list[Ties]
    speakers: frozenset[str]

    def is_something(self) -> bool:
        """Whether there are any."""
        return bool(self.talks or self.speakers)


def ties(talk: Talk) -> Ties:
    """The ties of a talk."""
    return Ties(
        talk.id,
        talk.event,
        tuple(role.id for role in talk.speakers),
        talk.tags,
        tuple(use.id for use in talk.techniques),
        talk.related,
    )


def concerned(catalog: Catalog, changed: Changed) -> frozenset[Name]:
    """The records concerned where talks or speakers came, went, or changed."""
    talks = changed.talks
    ids = {one.id for one in talks}
    events = {one.event for one in talks}
    events.update(event.id for event in catalog.events.values() for route in event.routes if not ids.isdisjoint(route.talks))
    found: set[Name] = {(Event, event) for event in events}
    found.update((Speaker, speaker) for speaker in changed.speakers)
    if changed.speakers:
        found.update((Speaker, one.id) for one in catalog.speakers.values() if not changed.speakers.isdisjoint(one.differs_from))
    found.update((Talk, talk.id) for event in events for talk in catalog.talks_of(event))
    found.update((Talk, talk.id) for talk in catalog.every_talk.values() if not ids.isdisjoint(talk.related))
    for one in talks:
        found.update(_tied(catalog, one))
    return frozenset(found)


def _tied(catalog: Catalog, talk: Ties) -> Iterator[Name]:
    yield Talk, talk.id
    yield from ((Talk, other) for other in talk.related)
    yield from ((Speaker, speaker) for speaker in talk.speakers)
    yield from ((Tag, tag) for tag in talk.tags)
    for technique in (catalog.techniques[id_] for id_ in talk.techniques if id_ in catalog.techniques):
        yield from ((Tag, tag) for tag in (technique.topic, *technique.tags))
