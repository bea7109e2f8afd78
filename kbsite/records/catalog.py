"""All records together, read-only, with the relations between them worked out once."""

from __future__ import annotations

import copy
import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeVar

from kbsite.records.choice import ALL, Choice
from kbsite.records.document import Document
from kbsite.records.folders import Folder
from kbsite.records.groups import Index, both_ways, grouped
from kbsite.records.known import Known
from kbsite.records.models import Event, Record, Search, Slot, Source, Speaker, Tag, Talk, Technique
from kbsite.records.places import Places
from kbsite.records.project import Project
from kbsite.records.references import cited_in
from kbsite.records.snippets import Snippet

State = Literal["listed", "summarised", "reviewed"]
R = TypeVar("R", bound=Record)


class Session(NamedTuple):
    """When and where a talk was held, as far as it is known."""

    date: dt.date | None
    start: str | None
    """Local time, HH:MM."""
    end: str | None
    track: str | None
    slot: int | None
    room: str | None


class Citation(NamedTuple):
    """A place where a record rests on a work."""

    record: Record
    field: str
    """First key of the path to it: `takeaways`, `references`, `sources` …"""


class Catalog(Places):
    """Every record by id, and what follows from them.

    `talks` holds what the site shows; `every_talk` also those with `publish: false`. Relations are worked out when they are first asked for.
    """

    def __init__(
        self,
        project: Project,
        records: Iterable[Record],
        documents: Iterable[Document] = (),
        unread: Iterable[tuple[type[Record], str]] = (),
        folders: Mapping[str, Folder] | None = None,
    ) -> None:
        super().__init__(project, MappingProxyType({document.path: document for document in documents}))
        self.unread: tuple[tuple[type[Record], str], ...] = tuple(unread)
        """Kind and id of files that could not be read as records; the id is `EVERY` where a file holds several."""
        by_type: dict[type[Record], dict[str, Record]] = defaultdict(dict)
        for record in sorted(records, key=lambda record: record.path):
            by_type[type(record)].setdefault(record.id, record)
        self.events: Mapping[str, Event] = _frozen(by_type, Event)
        self.every_talk: Mapping[str, Talk] = _frozen(by_type, Talk)
        self.speakers: Mapping[str, Speaker] = _frozen(by_type, Speaker)
        self.techniques: Mapping[str, Technique] = _frozen(by_type, Technique)
        self.tags: Mapping[str, Tag] = _frozen(by_type, Tag)
        self.sources: Mapping[str, Source] = _frozen(by_type, Source)
        self.searches: Mapping[str, Search] = _frozen(by_type, Search)
        self.snippets: Mapping[str, Snippet] = _frozen(by_type, Snippet)
        self.folders: Mapping[str, Folder] = MappingProxyType(dict(folders or {}))
        """Source files, recorded run and drawings of each example."""
        self.choice = ALL

    def narrowed(self, choice: Choice) -> Catalog:
        """The same records, of which files are wanted for some only: what is said in these is the same."""
        catalog = copy.copy(self)
        catalog.choice = choice
        return catalog

    def chosen(self, records: Mapping[str, R]) -> Iterator[R]:
        """Those of some records for which files are wanted."""
        return self.choice.among(records)

    @cached_property
    def talks(self) -> Mapping[str, Talk]:
        """The talks that are shown, in programme order."""
        return MappingProxyType({talk.id: talk for talk in sorted(self.every_talk.values(), key=self._programme_key) if talk.publish})

    @cached_property
    def _by_event(self) -> Index[Talk]:
        return grouped((talk.event, talk) for talk in self.talks.values())

    @cached_property
    def _by_speaker(self) -> Index[Talk]:
        return grouped((role.id, talk) for talk in self.talks.values() for role in talk.speakers)

    @cached_property
    def _by_technique(self) -> Index[Talk]:
        return grouped((use.id, talk) for talk in self.talks.values() for use in talk.techniques)

    @cached_property
    def _by_tag(self) -> Index[Talk]:
        return grouped((tag, talk) for talk in self.talks.values() for tag in talk.tags)

    @cached_property
    def _techniques_by_tag(self) -> Index[Technique]:
        return grouped((tag, t) for t in self.techniques.values() for tag in dict.fromkeys((t.topic, *t.tags)))

    @cached_property
    def _citations(self) -> Mapping[str, tuple[Citation, ...]]:
        groups: dict[str, list[Citation]] = defaultdict(list)
        for source, citation in self.every_citation():
            groups[source].append(citation)
        return MappingProxyType({source: tuple(citations) for source, citations in groups.items()})

    @cached_property
    def cited(self) -> frozenset[str]:
        """Every work that any record names, be it there or not."""
        hidden = (talk for talk in self.every_talk.values() if not talk.publish)
        others = chain(hidden, self.tags.values(), self.sources.values(), self.searches.values())
        return frozenset(chain(self._citations, (source for record in others for source, _ in cited_in(record))))

    @cached_property
    def _snippets_by_talk(self) -> Index[Snippet]:
        return grouped((shows.talk, snippet) for snippet in self.snippets.values() for shows in snippet.shows)

    @cached_property
    def _related(self) -> Mapping[str, tuple[str, ...]]:
        return both_ways(self.talks)

    @cached_property
    def _related_techniques(self) -> Mapping[str, tuple[str, ...]]:
        return both_ways(self.techniques)

    def ready(self) -> Catalog:
        """The same with all relations worked out, so that processes that share it need not do so each for itself."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)
        return self

    def records(self) -> Iterable[Record]:
        """Every record, in the order of its kind."""
        for kind in (self.events, self.every_talk, self.speakers, self.techniques, self.tags, self.sources, self.searches, self.snippets):
            yield from kind.values()

    def known(self, kind: type[Record]) -> Known:
        """Ids of a kind that other records may name."""
        names: Mapping[type[Record], Collection[str]] = {
            Event: self.events,
            Talk: self.every_talk,
            Speaker: self.speakers,
            Technique: self.techniques,
            Tag: self.tags,
            Source: self.sources,
            Search: self.searches,
            Snippet: self.snippets,
        }
        return Known(names[kind], frozenset(id_ for unread, id_ in self.unread if unread is kind))

    def talks_of(self, event: str) -> tuple[Talk, ...]:
        """Talks of an event in programme order."""
        return self._by_event.get(event, ())

    def talks_by(self, speaker: str) -> tuple[Talk, ...]:
        """Talks a person gave."""
        return self._by_speaker.get(speaker, ())

    def talks_with(self, technique: str) -> tuple[Talk, ...]:
        """Talks that use a technique."""
        return self._by_technique.get(technique, ())

    def talks_tagged(self, tag: str) -> tuple[Talk, ...]:
        """Talks under a tag."""
        return self._by_tag.get(tag, ())

    def techniques_tagged(self, tag: str) -> tuple[Technique, ...]:
        """Techniques under a tag, by topic or by tag."""
        return self._techniques_by_tag.get(tag, ())

    def snippets_of(self, talk: str) -> tuple[Snippet, ...]:
        """Examples that show something of a talk: those it names, in its order, then those that name it."""
        named = self.every_talk[talk].snippets if talk in self.every_talk else ()
        found = {id_: self.snippets[id_] for id_ in named if id_ in self.snippets}
        return tuple({**found, **{snippet.id: snippet for snippet in self._snippets_by_talk.get(talk, ())}}.values())

    def citations(self, source: str) -> tuple[Citation, ...]:
        """Where a work is cited, each record and field once."""
        return self._citations.get(source, ())

    def every_citation(self) -> Iterator[tuple[str, Citation]]:
        """Every work with each place where it is cited, each record and field once."""
        for records in (self.talks, self.techniques, self.speakers, self.events, self.snippets):
            for record in records.values():
                for source, field in cited_in(record):
                    yield source, Citation(record, field)

    def related_talks(self, talk: str) -> tuple[Talk, ...]:
        """Talks that either side names as related."""
        return tuple(self.talks[other] for other in self._related.get(talk, ()))

    def related_techniques(self, technique: str) -> tuple[Technique, ...]:
        """Techniques that either side names as related."""
        return tuple(self.techniques[other] for other in self._related_techniques.get(technique, ()))

    def session(self, talk: Talk) -> Session:
        """When and where a talk was held; times come from its slot where it has none of its own."""
        slot = self._slot(talk)
        start = talk.start or (slot.start if slot else None)
        end = talk.end or (slot.end if slot else None)
        return Session(talk.date, start, end, talk.track, talk.slot, talk.room)

    def _slot(self, talk: Talk) -> Slot | None:
        event = self.events.get(talk.event)
        if event is None or not event.slots:
            return None
        return next((slot for slot in event.slots if (slot.date, slot.number) == (talk.date, talk.slot)), None)

    def state(self, talk: Talk) -> State:
        """How far a talk has been worked on: reviewed has takeaways, summarised says what it is about."""
        if talk.takeaways and talk.problem:
            return "reviewed"
        return "summarised" if talk.abstract or talk.description else "listed"

    def _programme_key(self, talk: Talk) -> tuple[str, dt.date, str, int, str, str]:
        slot = None if talk.start else self._slot(talk)
        start = talk.start or (slot.start if slot else None) or ""
        return talk.event, talk.date or dt.date.max, start, talk.slot or 0, talk.track or "", talk.id


def _frozen(by_type: Mapping[type[Record], Mapping[str, Record]], kind: type[R]) -> Mapping[str, R]:
    records = by_type.get(kind, {})
    return MappingProxyType({id_: record for id_, record in sorted(records.items()) if isinstance(record, kind)})
