"""Events, techniques, speakers and tags to plain Markdown documents, as those of talks are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kbsite.exports import _markdown_words as w
from kbsite.exports._markdown_desk import Desk
from kbsite.exports._markdown_head import Value, bullets, fields
from kbsite.exports._markdown_text import item, link, words
from kbsite.exports.api import name_of
from kbsite.exports.markdown import link_line, talk_body, talk_markdown
from kbsite.exports.publication import Publication, talk_title
from kbsite.records.catalog import Catalog
from kbsite.records.models import Event, Record, Route, Section, Speaker, Statement, Tag, Talk, Technique
from kbsite.records.references import source_references
from kbsite.records.text import Label
from kbsite.words import Words

Block = tuple[Words | None, Iterable[str]]
"""A heading, and the blocks under it."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Records to documents in one language."""

    publication: Publication
    language: str

    def document(self, record: Record, about: Mapping[str, Value]) -> str:
        """A record's document; `about` are fields of the document itself, for its front matter."""
        catalog, language = self.publication.catalog, self.language
        if isinstance(record, Talk):
            return talk_markdown(catalog, record, language, about, self.body(record))
        title = name_of(record).words(language)
        return f"{fields({'title': title, 'language': language, 'id': record.id, **about})}\n\n{self.body(record)}"

    def body(self, record: Record) -> str:
        """A record's document without its front matter."""
        if isinstance(record, Talk):
            return self.publication.once(_talk_body, record, self.language)
        desk = Desk(self.publication.catalog, self.language, _numbers(self.publication, record))
        name, inside = self._told(desk, record)
        found = [f"# {desk.name(name)}"]
        for heading, blocks in inside:
            said = [block for block in blocks if block]
            found += ([f"## {desk.t(heading)}"] if heading and said else []) + said
        return "\n\n".join((*found, *_sources(desk))) + "\n"

    def _told(self, desk: Desk, record: Record) -> tuple[Label, Iterable[Block]]:
        if isinstance(record, Event):
            return record.name, self._event(desk, record)
        if isinstance(record, Technique):
            return record.name, self._technique(desk, record)
        if isinstance(record, Speaker):
            return record.name, self._speaker(desk, record)
        if isinstance(record, Tag):
            return record.label, self._tag(desk, record)
        raise TypeError(f"{type(record).__name__} has no document")

    def _event(self, desk: Desk, event: Event) -> Iterator[Block]:
        days = ", ".join(day.date.isoformat() for day in event.days)
        place = [desk.label(text) for text in (event.venue.name, event.venue.city) if text] if event.venue else []
        facts = ((w.WHEN, days), (w.TIME_ZONE, words(event.time_zone)), (w.ROOM, ", ".join(place)))
        organiser = (w.ORGANISER, desk.label(event.organiser) if event.organiser else "")
        yield None, [bullets(f"{desk.t(name)}: {value}" for name, value in (*facts, organiser) if value)]
        yield w.ABSTRACT, _said(desk, event.summary)
        for day in dict.fromkeys(talk.date for talk in desk.catalog.talks_of(event.id)):
            held = (talk for talk in desk.catalog.talks_of(event.id) if talk.date == day)
            yield plain(day.isoformat()) if day else w.DAY_UNKNOWN, [self._talks(held)]
        yield w.DETAILS, _sections(desk, event.notes)
        yield w.ROUTES, (block for route in event.routes for block in self._route(desk, route))
        yield w.LINKS, [bullets(link_line(desk, one) for one in event.links)]

    def _route(self, desk: Desk, route: Route) -> Iterator[str]:
        yield f"### {desk.label(route.title)}"
        yield from desk.prose(route.note, route.source) if route.note else ()
        yield self._talks(desk.catalog.talks[id_] for id_ in route.talks if id_ in desk.catalog.talks)

    def _technique(self, desk: Desk, technique: Technique) -> Iterator[Block]:
        yield None, _also(desk, technique.aliases)
        yield None, desk.prose(technique.definition)
        yield w.WHY, desk.prose(technique.why) if technique.why else ()
        yield w.TODAY, _said(desk, technique.today)
        yield w.USED_BY, (self._use(desk, technique, talk) for talk in desk.catalog.talks_with(technique.id))
        works = (desk.catalog.sources[id_] for id_ in technique.references if id_ in desk.catalog.sources)
        yield w.REFERENCES, ["\n".join(f"{number}. {desk.work(work)}" for number, work in enumerate(works, 1))]
        yield w.RELATED_TECHNIQUES, [self._records(desk, ((one, one.name) for one in desk.catalog.related_techniques(technique.id)))]
        yield w.TAGS, [self._tags(desk, (technique.topic, *technique.tags))]

    def _use(self, desk: Desk, technique: Technique, talk: Talk) -> str:
        use = next(use for use in talk.techniques if use.id == technique.id)
        line = self.publication.once(_talk, talk, self.language)
        return item("-", *(desk.prose(use.note, lead=f"{line}:") if use.note else (line,)))

    def _speaker(self, desk: Desk, speaker: Speaker) -> Iterator[Block]:
        yield None, _also(desk, speaker.aliases)
        yield None, desk.prose(speaker.name_note) if speaker.name_note else ()
        for statement in speaker.about:
            yield None, _said(desk, statement)
        yield w.TALKS, [self._talks(desk.catalog.talks_by(speaker.id))]
        yield w.LINKS, [bullets(link_line(desk, one) for one in speaker.links)]

    def _tag(self, desk: Desk, tag: Tag) -> Iterator[Block]:
        yield None, _also(desk, tag.aliases)
        yield None, desk.prose(tag.description) if tag.description else ()
        yield w.TALKS, [self._talks(desk.catalog.talks_tagged(tag.id))]
        yield w.TECHNIQUES, [self._records(desk, ((one, one.name) for one in desk.catalog.techniques_tagged(tag.id)))]

    def _talks(self, talks: Iterable[Talk]) -> str:
        return bullets(self.publication.once(_talk, talk, self.language) for talk in talks)

    def _records(self, desk: Desk, records: Iterable[tuple[Record, Label]]) -> str:
        return bullets(link(desk.label(name), self.publication.page(record, self.language)) for record, name in records)

    def _tags(self, desk: Desk, ids: Iterable[str]) -> str:
        known = (desk.catalog.tags[id_] for id_ in dict.fromkeys(ids) if id_ in desk.catalog.tags)
        return self._records(desk, ((tag, tag.label) for tag in known))


def _talk_body(publication: Publication, talk: Talk, language: str) -> str:
    return talk_body(publication.catalog, talk, language)


def _talk(publication: Publication, talk: Talk, language: str) -> str:
    """A talk on one line, as lists of talks have it."""
    session = publication.catalog.session(talk)
    times = "–".join(time for time in (session.start, session.end) if time)
    people = ", ".join(map(words, publication.speaker_names(talk, language)))
    title = link(words(talk_title(talk, language).text), publication.page(talk, language))
    track = words(publication.track_name(talk, language))
    return " · ".join(part for part in (title, people, session.date.isoformat() if session.date else "", times, track) if part)


def documented(catalog: Catalog) -> Iterator[Record]:
    """Every record with a document."""
    for kind in (catalog.talks, catalog.events, catalog.techniques, catalog.speakers, catalog.tags):
        yield from kind.values()


def plain(text: str) -> Words:
    """Text that is the same in both languages."""
    return Words("{text}", "{text}").fill(text=text)


def _numbers(publication: Publication, record: Record) -> Mapping[str, int]:
    known = dict.fromkeys(id_ for _, id_ in source_references(record) if id_ in publication.catalog.sources)
    return {id_: number for number, id_ in enumerate(known, 1)}


def _sources(desk: Desk) -> Iterator[str]:
    if desk.numbers:
        yield f"## {desk.t(w.SOURCES)}"
        yield "\n".join(f"{number}. {desk.work(desk.catalog.sources[id_])}" for id_, number in desk.numbers.items())


def _said(desk: Desk, statement: Statement | None) -> Iterable[str]:
    return desk.prose(statement.text, statement.source) if statement else ()


def _sections(desk: Desk, sections: Iterable[Section]) -> Iterator[str]:
    for part in sections:
        if part.heading:
            yield f"### {desk.label(part.heading)}"
        yield from desk.prose(part.text, part.source)


def _also(desk: Desk, aliases: Iterable[str]) -> Iterable[str]:
    others = " / ".join(map(words, aliases))
    return [f"{desk.t(w.ALSO)}: {others}"] if others else ()
