"""Talks to feeds of what is new (Atom, RFC 4287; licence link of RFC 4946)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from kbsite import __version__
from kbsite.exports._markdown_words import LISTED
from kbsite.exports._xml import branch, document, leaf
from kbsite.exports.publication import LICENCE, LICENCE_URL, File, Publication, talk_title, tell, words_of
from kbsite.records.models import Record, Talk
from kbsite.records.text import Text
from kbsite.search.addresses import address
from kbsite.text.plain import shorten

MEDIA_TYPE = "application/atom+xml"
NAME = "feed.atom"
NEWEST = 50
"""How many entries a feed holds."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of some talks in one language."""

    path: str
    title: str
    subtitle: str
    page: str
    """Address of the page that shows the same talks."""
    language: str
    talks: tuple[Talk, ...]
    record: Record | None = None
    """What it is of; None for the feed of all talks."""


def files(publication: Publication) -> Iterator[File]:
    """A feed of all talks, and one for every event, speaker, tag and technique, in every language."""
    for feed in feeds(publication):
        yield File(feed.path, MEDIA_TYPE, partial(feed_bytes, publication, feed), feed.record, slow=feed.record is None)


def feeds(publication: Publication) -> Iterator[Feed]:
    """Every feed."""
    for language in publication.languages:
        talks = tuple(publication.catalog.talks.values())
        site = publication.names[language]
        about = publication.descriptions.get(language, "")
        yield Feed(publication.path(language, NAME), site, about, publication.home(language), language, talks)
        for record, name, words, held in _of_records(publication):
            path = publication.path(language, f"{address(record)[1]}{NAME}")
            title = f"{name.words(language)} · {site}"
            yield Feed(path, title, words_of(words, language), publication.page(record, language), language, held, record)


def _of_records(publication: Publication) -> Iterator[tuple[Record, Text, Text | None, tuple[Talk, ...]]]:
    """Every record with a feed: its name, what it is, and its talks."""
    catalog = publication.catalog
    for event in catalog.chosen(catalog.events):
        yield event, event.name, event.summary.text if event.summary else None, catalog.talks_of(event.id)
    for speaker in catalog.chosen(catalog.speakers):
        yield speaker, speaker.name, None, catalog.talks_by(speaker.id)
    for tag in catalog.chosen(catalog.tags):
        yield tag, tag.label, tag.description, catalog.talks_tagged(tag.id)
    for technique in catalog.techniques.values():
        yield technique, technique.name, technique.definition, catalog.talks_with(technique.id)


def feed_bytes(publication: Publication, feed: Feed) -> bytes:
    """The file of a feed: the talks whose records changed last, those of one day in the order of the programme."""
    newest = sorted(feed.talks, key=publication.updated_talk, reverse=True)[:NEWEST]
    updated = publication.updated_talk(newest[0]) if newest else publication.updated(*([feed.record] if feed.record else []))
    inside = (
        leaf("id", feed.page),
        leaf("title", feed.title),
        *([leaf("subtitle", shorten(feed.subtitle, 500))] if feed.subtitle else []),
        leaf("updated", _moment(updated)),
        leaf("link", rel="self", type=MEDIA_TYPE, href=publication.url(feed.path)),
        leaf("link", rel="alternate", type="text/html", hreflang=feed.language, href=feed.page),
        leaf("link", rel="license", href=LICENCE_URL),
        leaf("rights", LICENCE),
        leaf("generator", "kbsite", version=__version__),
        branch("author", (leaf("name", publication.names[feed.language]), leaf("uri", publication.home(feed.language)))),
        *(publication.once(_entry, talk, feed.language) for talk in newest),
    )
    return document(branch("feed", inside, xmlns="http://www.w3.org/2005/Atom", xml_lang=feed.language))


def _entry(publication: Publication, talk: Talk, language: str) -> str:
    title, page = talk_title(talk, language), publication.page(talk, language)
    about = publication.summary(talk, language) or tell(LISTED, language)
    tags = (publication.catalog.tags[tag] for tag in talk.tags if tag in publication.catalog.tags)
    inside = (
        leaf("id", page),
        leaf("title", title.text, xml_lang=None if title.wanted else title.language),
        leaf("updated", _moment(publication.updated_talk(talk))),
        leaf("link", rel="alternate", type="text/html", hreflang=language, href=page),
        *(branch("contributor", (leaf("name", name),)) for name in publication.speaker_names(talk, language)),
        *(leaf("category", term=tag.id, label=tag.label.words(language)) for tag in tags),
        leaf("rights", talk.license or LICENCE),
        leaf("summary", about),
    )
    return branch("entry", inside)


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
