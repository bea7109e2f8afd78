"""Catalog to search documents: every talk, technique, speaker, tag, work and event, in each language it is told in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kbsite.records.catalog import Catalog
from kbsite.records.models import Event, Record, Source, Speaker, Tag, Talk, Technique
from kbsite.records.snippets import Snippet
from kbsite.records.text import Text
from kbsite.search.addresses import address, works_apart
from kbsite.search.document import Document, Section
from kbsite.search.examples import example_sections
from kbsite.search.languages import document_id, told_in
from kbsite.text.normalise import compact
from kbsite.text.plain import plain

HAS = {"slides": "slides", "video": "video", "repository": "code"}
"""Kinds of links that `has:` knows."""


def documents(catalog: Catalog, extra: Iterable[Document] = ()) -> list[Document]:
    """All documents of a catalog, and others: pages written by hand, snippets."""
    return [*documents_of(catalog, _shown(catalog)), *extra]


def documents_of(catalog: Catalog, records: Iterable[Record]) -> list[Document]:
    """The documents of some records."""
    found: list[Document] = []
    apart = works_apart(catalog)
    for record in records:
        languages = told_in(record, catalog.project.languages)
        found += [Telling(catalog, language, languages, apart).document(record) for language in languages]
    return found


def _shown(catalog: Catalog) -> Iterator[Record]:
    for kind in (catalog.talks, catalog.techniques, catalog.speakers, catalog.tags, catalog.events, catalog.snippets, catalog.sources):
        yield from kind.values()


def prefix(language: str, languages: tuple[str, ...]) -> str:
    """What stands before the addresses of a language."""
    return "" if language == languages[0] else f"{language}/"


@dataclass(frozen=True, slots=True)
class Telling:
    """Records told in one language."""

    catalog: Catalog
    language: str
    languages: tuple[str, ...]
    """Languages in which the record has a document: words of another one stand in the first."""
    apart: bool = False
    """Whether works have pages of their own."""

    def document(self, record: Record) -> Document:
        """A record as a document."""
        kind, where = address(record, apart=self.apart)
        title = record.title if isinstance(record, Talk | Source | Snippet) else record.label if isinstance(record, Tag) else record.name  # type: ignore[attr-defined]
        sections, names, facets = self._parts(record)
        shown = title.words(self.language)
        others = [words for _, words in title.variants if words != shown]
        return Document(
            id=document_id(self.language, where),
            title=shown,
            sections=tuple(section for section in sections if section.text or section.title),
            url=prefix(self.language, self.catalog.project.languages) + where,
            language=self.language,
            kind=kind,
            names=tuple(dict.fromkeys((*others, *names))),
            record=f"{kind}:{record.id}",
            facets=tuple(dict.fromkeys(facets)),
            minor=isinstance(record, Source),
        )

    def words(self, text: Text | None) -> str:
        """A text as plain words in this language; in another where no document of the record would have it."""
        if text is None:
            return ""
        own = text.get(self.language)
        if own is None and self.language == self.languages[0] and not set(self.languages) & set(text.languages):
            own = text.words(self.language)
        return plain(own or "")

    def _parts(self, record: Record) -> tuple[list[Section], tuple[str, ...], list[tuple[str, str]]]:
        sections: list[Section] = []
        names: tuple[str, ...] = ()
        facets: list[tuple[str, str]] = []
        match record:
            case Talk():
                sections, names, facets = list(self._talk(record)), self._talk_names(record), list(self._talk_facets(record))
            case Technique():
                sections, names, facets = list(self._technique(record)), record.aliases, list(self._tagged((record.topic, *record.tags)))
            case Speaker():
                sections, names = list(self._speaker(record)), record.aliases
            case Tag():
                sections = [Section("", "", self.words(record.description))]
                names, facets = record.aliases, list(self._tagged((record.id,)))
            case Event():
                sections, facets = list(self._event(record)), [("event", record.id)]
            case Snippet():
                sections = list(example_sections(record, self.catalog.folders.get(record.id), self.words))
                facets = list(self._snippet(record))
            case Source():
                sections, names = [Section("", "", self._work(record))], tuple(x for x in (record.doi, record.arxiv) if x)
        return sections, names, facets

    def _talk(self, talk: Talk) -> Iterator[Section]:
        people = [self.catalog.speakers[role.id] for role in talk.speakers if role.id in self.catalog.speakers]
        names = (words for person in people for _, words in person.name.variants)
        roles = (self.words(text) for role in talk.speakers for text in (role.affiliation, role.role))
        tags = (self.words(self.catalog.tags[tag].label) for tag in talk.tags if tag in self.catalog.tags)
        techniques = (self.words(self.catalog.techniques[use.id].name) for use in talk.techniques if use.id in self.catalog.techniques)
        yield Section("", "", " · ".join(part for part in (talk.code or "", *names, *roles, *tags, *techniques) if part))
        for name in ("abstract", "problem", "approach", "result"):
            statement = getattr(talk, name)
            if statement:
                yield Section(name, "", self.words(statement.text))
        for number, part in enumerate(talk.description, 1):
            yield Section(f"details-{number}", self.words(part.heading), self.words(part.text))
        yield from self._talk_lists(talk)

    def _talk_lists(self, talk: Talk) -> Iterator[Section]:
        for diagram in talk.diagrams:
            boxes = (self.words(node.label) for node in diagram.nodes)
            yield Section(f"diagram-{diagram.id}", self.words(diagram.title), " ".join((self.words(diagram.description), *boxes)))
        for number, figure in enumerate(talk.figures, 1):
            values = (figure.claimed, figure.recomputed, figure.note)
            yield Section(f"figure-{number}", self.words(figure.label), " ".join(filter(None, map(self.words, values))))
        for number, takeaway in enumerate(talk.takeaways, 1):
            yield Section(f"takeaway-{number}", "", self.words(takeaway.text))
        for use in talk.techniques:
            if use.note:
                yield Section(f"technique-{use.id}", "", self.words(use.note))
        for number, question in enumerate(talk.questions, 1):
            yield Section(f"question-{number}", "", f"{self.words(question.q)} {self.words(question.a)}".strip())
        for number, correction in enumerate(talk.corrections, 1):
            texts = (correction.was, correction.now, correction.reason)
            yield Section(f"correction-{number}", "", " ".join((*correction.finds, *filter(None, map(self.words, texts)))))
        yield Section("chapters", "", " · ".join(filter(None, (self.words(chapter.title) for chapter in talk.chapters))))

    def _talk_names(self, talk: Talk) -> tuple[str, ...]:
        return (*talk.other_titles, *(words for correction in talk.corrections for words in correction.finds))

    def _talk_facets(self, talk: Talk) -> Iterator[tuple[str, str]]:
        yield from self._event_facets(talk)
        if talk.track:
            yield "track", talk.track
        yield from self._tagged(talk.tags)
        yield from self._using(use.id for use in talk.techniques)
        for role in talk.speakers:
            yield "speaker", role.id
            speaker = self.catalog.speakers.get(role.id)
            if speaker:
                yield from spelled("speaker", speaker.name, speaker.aliases)
        yield from (("has", HAS[link.type]) for link in talk.links if link.type in HAS)
        if talk.recordings:
            yield "has", "video"
        if self.catalog.snippets_of(talk.id):
            yield "has", "code"

    def _event_facets(self, talk: Talk) -> Iterator[tuple[str, str]]:
        yield "event", talk.event
        event = self.catalog.events.get(talk.event)
        if event:
            yield from spelled("event", event.name, ())
        if talk.date:
            yield "day", talk.date.isoformat()
            days = [day.date for day in event.days] if event else []
            if talk.date in days:
                yield "day~", str(days.index(talk.date) + 1)

    def _tagged(self, tags: Iterable[str]) -> Iterator[tuple[str, str]]:
        for id_ in tags:
            yield "tag", id_
            tag = self.catalog.tags.get(id_)
            if tag:
                yield from spelled("tag", tag.label, tag.aliases)

    def _using(self, techniques: Iterable[str]) -> Iterator[tuple[str, str]]:
        for id_ in techniques:
            yield "technique", id_
            technique = self.catalog.techniques.get(id_)
            if technique:
                yield from spelled("technique", technique.name, technique.aliases)

    def _snippet(self, snippet: Snippet) -> Iterator[tuple[str, str]]:
        yield "has", "code"
        yield from self._tagged(snippet.tags)
        yield from self._using(snippet.techniques)
        for id_ in dict.fromkeys(shows.talk for shows in snippet.shows if shows.talk in self.catalog.talks):
            yield from self._event_facets(self.catalog.talks[id_])

    def _technique(self, technique: Technique) -> Iterator[Section]:
        yield Section("", "", self.words(technique.definition))
        yield Section("why", "", self.words(technique.why))
        yield Section("today", "", self.words(technique.today.text if technique.today else None))

    def _speaker(self, speaker: Speaker) -> Iterator[Section]:
        yield Section("", "", " ".join(filter(None, (self.words(statement.text) for statement in speaker.about))))
        talks = self.catalog.talks_by(speaker.id)
        roles = (role for talk in talks for role in talk.speakers if role.id == speaker.id)
        work = (self.words(text) for role in roles for text in (role.affiliation, role.role))
        yield Section("talks", "", " · ".join(dict.fromkeys(filter(None, (*(talk.title.words(self.language) for talk in talks), *work)))))

    def _event(self, event: Event) -> Iterator[Section]:
        venue = (event.venue.name, event.venue.city) if event.venue else ()
        facts = (self.words(text) for text in (event.summary.text if event.summary else None, event.organiser, *venue))
        yield Section("", "", " · ".join(filter(None, facts)))
        for note in event.notes:
            yield Section("notes", self.words(note.heading), self.words(note.text))
        for route in event.routes:
            yield Section(f"route-{route.id}", self.words(route.title), self.words(route.note))

    def _work(self, work: Source) -> str:
        facts = (*work.authors, work.venue or "", str(work.year or ""), self.words(work.note))
        return " · ".join(filter(None, facts))


def spelled(field: str, label: Text, aliases: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Other spellings by which a value of a field may be filtered."""
    for words in (*(words for _, words in label.variants), *aliases):
        yield f"{field}~", compact(words)
