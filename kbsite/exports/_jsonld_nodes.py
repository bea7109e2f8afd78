"""Records to nodes of schema.org 30.0. A thing has one `@id` in all languages, made of the address of its first page."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from kbsite.exports.publication import LICENCE_URL, Publication, talk_title, words_of
from kbsite.records.models import Event, Link, Record, Speaker, SpeakerRole, Tag, Talk, Technique
from kbsite.records.snippets import Snippet
from kbsite.records.text import Text

Node = dict[str, Any]
FRAGMENTS: Mapping[type[Record], str] = {
    Event: "event", Talk: "talk", Speaker: "person", Technique: "term", Tag: "term", Snippet: "code",
}  # fmt: skip
LANGUAGES = {
    "c": "C", "cc": "C++", "cpp": "C++", "go": "Go", "java": "Java", "js": "JavaScript", "py": "Python", "rb": "Ruby",
    "rs": "Rust", "sh": "Shell", "sql": "SQL", "ts": "TypeScript",
}  # fmt: skip
"""Programming languages by the ends of file names."""
NAMED = 500
"""Talks that a node names; each of them names the event, people and techniques itself, so that nothing is lost."""

NEVER_EMPTY = (int, float, dict)
"""What is a value also where it is zero or holds nothing."""


def node(publication: Publication, record: Record, language: str, *, whole: bool = True) -> Node:
    """What a record is about, as a thing of schema.org; `whole` is an event with its talks."""
    makers = {Event: _event, Talk: _talk, Speaker: _speaker, Technique: _technique, Tag: _tag, Snippet: _snippet}
    maker: Any = makers[type(record)]
    made: Node = maker(publication, record, language)
    if whole and isinstance(record, Event):
        made["subEvent"] = _reference(publication, publication.catalog.talks_of(record.id))
    return without_empty({"@type": made.pop("@type"), "@id": id_of(publication, record), "url": publication.page(record, language), **made})


def id_of(publication: Publication, record: Record) -> str:
    """The identifier of what a record is about."""
    return f"{publication.page(record, publication.first)}#{FRAGMENTS[type(record)]}"


def without_empty(values: Node) -> Node:
    """A node without what is not known."""
    return {key: value for key, value in values.items() if value or isinstance(value, NEVER_EMPTY)}


def _reference(publication: Publication, records: Iterable[Record]) -> list[Node]:
    return [{"@id": id_of(publication, record)} for record in islice(records, NAMED)]


def _event(publication: Publication, event: Event, language: str) -> Node:
    dates = [day.date.isoformat() for day in event.days]
    organiser = {"@type": "Organization", "name": event.organiser.words(language)} if event.organiser else None
    return {
        "@type": "ConferenceEvent",
        "name": event.name.words(language),
        "alternateName": _others(event.name, language),
        "description": words_of(event.summary.text if event.summary else None, language),
        "startDate": min(dates),
        "endDate": max(dates),
        "eventStatus": "https://schema.org/EventScheduled",
        "location": _place(event, language),
        "organizer": organiser,
        "inLanguage": event.language,
        "sameAs": [link.url for link in event.links[:1] if link.type == "page"],
    }


def _place(event: Event, language: str) -> Node | None:
    venue = event.venue
    if venue is None:
        return None
    city = venue.city.words(language) if venue.city else None
    address = without_empty({"@type": "PostalAddress", "addressLocality": city, "addressCountry": venue.country})
    return without_empty({"@type": "Place", "name": venue.name.words(language), "address": address if len(address) > 1 else None})


def _talk(publication: Publication, talk: Talk, language: str) -> Node:
    catalog = publication.catalog
    event = catalog.events.get(talk.event)
    title = talk_title(talk, language).text
    techniques = (catalog.techniques[use.id] for use in talk.techniques if use.id in catalog.techniques)
    works = [_work("PresentationDigitalDocument", link, language, title) for link in talk.links if link.type == "slides"]
    films = [_work("CreativeWork", link, language, title) for link in talk.links if link.type == "video"]
    films += [
        without_empty({"@type": "CreativeWork", "name": title, "url": one.url, "inLanguage": one.language}) for one in talk.recordings
    ]
    return {
        "@type": "EducationEvent",
        "name": title,
        "alternateName": [*_others(talk.title, language), *talk.other_titles],
        "identifier": talk.id,
        "description": publication.summary(talk, language),
        **_times(publication, talk),
        "eventStatus": "https://schema.org/EventScheduled" if talk.date else None,
        "superEvent": {"@id": id_of(publication, event)} if event else None,
        "location": _place(event, language) if event else None,
        "performer": [_performer(publication, role, language) for role in talk.speakers if role.id in catalog.speakers],
        "inLanguage": talk.language,
        "keywords": publication.tag_labels(talk, language),
        "teaches": [_term(publication, one, one.name, language) for one in techniques],
        "workFeatured": works,
        "recordedIn": films,
    }


def _times(publication: Publication, talk: Talk) -> Node:
    session, event = publication.catalog.session(talk), publication.catalog.events.get(talk.event)
    if talk.date is None or not session.start or not event:
        return {"startDate": talk.date.isoformat() if talk.date else None}
    zone = ZoneInfo(event.time_zone)
    start = dt.datetime.combine(talk.date, dt.time.fromisoformat(session.start), zone)
    end = dt.datetime.combine(talk.date, dt.time.fromisoformat(session.end), zone) if session.end else None
    if end and end <= start:
        end += dt.timedelta(days=1)
    return {"startDate": start.isoformat(), "endDate": end.isoformat() if end else None}


def _work(kind: str, link: Link, language: str, title: str) -> Node:
    return {"@type": kind, "name": link.title.words(language) if link.title else title, "url": link.url}


def _performer(publication: Publication, role: SpeakerRole, language: str) -> Node:
    speaker = publication.catalog.speakers[role.id]
    affiliation = {"@type": "Organization", "name": role.affiliation.words(language)} if role.affiliation else None
    return without_empty(
        {
            "@type": "Person",
            "@id": id_of(publication, speaker),
            "name": speaker.name.words(language),
            "url": publication.page(speaker, language),
            "affiliation": affiliation,
        }
    )


def _speaker(publication: Publication, speaker: Speaker, language: str) -> Node:
    return {
        "@type": "Person",
        "name": speaker.name.words(language),
        "alternateName": [*_others(speaker.name, language), *speaker.aliases],
        "description": " ".join(words_of(one.text, language) for one in speaker.about),
        "sameAs": [link.url for link in speaker.links if link.type == "profile"],
        "performerIn": _reference(publication, publication.catalog.talks_by(speaker.id)),
    }


def _technique(publication: Publication, technique: Technique, language: str) -> Node:
    made = _term(publication, technique, technique.name, language)
    used = _reference(publication, publication.catalog.talks_with(technique.id))
    return {
        **made,
        "alternateName": [*_others(technique.name, language), *technique.aliases],
        "description": words_of(technique.definition, language),
        "subjectOf": used,
    }


def _tag(publication: Publication, tag: Tag, language: str) -> Node:
    made = _term(publication, tag, tag.label, language)
    others = [*_others(tag.label, language), *tag.aliases]
    return {**made, "alternateName": others, "description": words_of(tag.description, language)}


def _term(publication: Publication, record: Technique | Tag, name: Text, language: str) -> Node:
    folder = "techniques/" if isinstance(record, Technique) else "tags/"
    return {
        "@type": "DefinedTerm",
        "@id": id_of(publication, record),
        "name": name.words(language),
        "termCode": record.id,
        "url": publication.page(record, language),
        "inDefinedTermSet": publication.url(publication.path(publication.first, folder)),
    }


def _snippet(publication: Publication, snippet: Snippet, language: str) -> Node:
    catalog = publication.catalog
    folder = catalog.folders.get(snippet.id)
    ends = Counter(LANGUAGES.get(name.rpartition(".")[2]) for name in (folder.sources if folder else ()))
    del ends[None]
    about = (catalog.talks[one.talk] for one in snippet.shows if one.talk in catalog.talks)
    return {
        "@type": "SoftwareSourceCode",
        "name": snippet.title.words(language),
        "description": words_of(snippet.summary, language),
        "programmingLanguage": ends.most_common(1)[0][0] if ends else None,
        "codeSampleType": "full",
        "codeRepository": f"{publication.edit_base}{snippet.path}" if publication.edit_base else None,
        "dateModified": publication.updated(snippet).isoformat(),
        "about": _reference(publication, dict.fromkeys(about)),
        "isPartOf": {"@id": site_id(publication)},
    }


def site_id(publication: Publication) -> str:
    """The identifier of the whole site."""
    return f"{publication.home(publication.first)}#site"


def site(publication: Publication, language: str) -> Node:
    """The whole site."""
    return without_empty(
        {
            "@type": "WebSite",
            "@id": site_id(publication),
            "url": publication.home(language),
            "name": publication.names[language],
            "description": publication.descriptions.get(language),
            "inLanguage": list(publication.languages),
            "license": LICENCE_URL,
        }
    )


def _others(text: Text, language: str) -> list[str]:
    """The same words in other languages."""
    shown = text.words(language)
    return list(dict.fromkeys(words for _, words in text.variants if words != shown))


def breadcrumb(address: str, way: Iterable[tuple[str, str]]) -> Node:
    """Titles and addresses from the home page to a page, as Google's search reads them."""
    steps: Iterator[Node] = (
        {"@type": "ListItem", "position": number, "name": name, "item": {"@id": url}} for number, (name, url) in enumerate(way, 1)
    )
    return {"@type": "BreadcrumbList", "@id": f"{address}#way", "itemListElement": list(steps)}
