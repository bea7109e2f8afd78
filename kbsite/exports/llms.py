"""Pages to plain Markdown beside them, and a list of these for language models (https://llmstxt.org/).

llms.txt        what the site is, and every page's Markdown with a line about it
llms-full.txt   the Markdown of all events, of talks that somebody has written about, and of all techniques, one after the other
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from kbsite.exports._markdown_text import link, words
from kbsite.exports.joined import Joined
from kbsite.exports.markdown_records import Writer, documented
from kbsite.exports.publication import LICENCE, LICENCE_URL, File, Publication, talk_title, tell, words_of
from kbsite.records.models import Event, Record, Talk, Technique
from kbsite.search.addresses import address
from kbsite.text.plain import shorten
from kbsite.words import Words

MEDIA_TYPE = "text/markdown"
NAME = "index.md"
INDEX, FULL = "llms.txt", "llms-full.txt"
ABOUT = 160
"""Characters that the list says of a page."""
MOST = 1000
"""Talks that the list names one by one, about 350 KB: no model reads more of it at once. Of more it names the reviewed ones."""


def files(publication: Publication) -> Iterator[File]:
    """The Markdown of every talk, event, technique, speaker and tag, and the two lists, in every language."""
    for language in publication.languages:
        yield File(publication.path(language, INDEX), "text/plain", partial(index, publication, language), slow=True)
        yield File(publication.path(language, FULL), "text/plain", full(publication, language))
        for record in publication.catalog.choice.of(documented(publication.catalog)):
            yield File(path(publication, record, language), MEDIA_TYPE, partial(page, publication, record, language), record)


def path(publication: Publication, record: Record, language: str) -> str:
    """Where a record's Markdown goes: beside its page."""
    return publication.path(language, f"{address(record)[1]}{NAME}")


def page(publication: Publication, record: Record, language: str) -> bytes:
    """A record's Markdown, with its address, its day and the licence in front."""
    changed = publication.updated_talk(record) if isinstance(record, Talk) else publication.updated(record)
    about = {"url": publication.page(record, language), "updated": changed.isoformat(), "license": LICENCE}
    return Writer(publication, language).document(record, about).encode()


def index(publication: Publication, language: str) -> bytes:
    """The list of a language; talks that were written about come first."""
    catalog = publication.catalog
    talks = list(catalog.talks.values())
    few = len(talks) <= MOST
    told = [talk for talk in talks if catalog.state(talk) != "listed"] if few else _reviewed(publication)
    sections: tuple[tuple[Words, Iterable[Record]], ...] = (
        (EVENTS, catalog.events.values()),
        (TALKS, told),
        (TECHNIQUES, catalog.techniques.values()),
        (LISTED, [talk for talk in talks if few and catalog.state(talk) == "listed"]),
        (SPEAKERS, catalog.speakers.values() if few else ()),
        (TAGS, catalog.tags.values() if few else ()),
    )
    found = [*_head(publication, language), tell(FORMS, language)]
    if not few:
        found.append(tell(MANY.fill(count=len(talks)), language))
    for heading, records in sections:
        if lines := [_line(publication, record, language) for record in records]:
            found += [f"## {tell(heading, language)}", "\n".join(lines)]
    found += [
        f"## {tell(DATA, language)}",
        "\n".join(f"- {link(name, publication.url(where))}" for name, where in _data(publication, language)),
    ]
    return ("\n\n".join(found) + "\n").encode()


def _reviewed(publication: Publication) -> list[Talk]:
    """As many of the talks that somebody went through as the list may name."""
    catalog = publication.catalog
    return [talk for talk in catalog.talks.values() if catalog.state(talk) == "reviewed"][:MOST]


def full(publication: Publication, language: str) -> Joined[Record]:
    """The Markdown of what is worth reading as a whole."""

    def head() -> bytes:
        follows = any(True for _ in _worth_reading(publication))
        return "\n\n".join((*_head(publication, language), *([""] if follows else []))).encode()

    return Joined(head, partial(_worth_reading, publication), partial(_bare, publication, language), b"\n\n", b"")


def _worth_reading(publication: Publication) -> Iterator[Record]:
    catalog = publication.catalog
    yield from catalog.events.values()
    yield from (talk for talk in catalog.talks.values() if catalog.state(talk) != "listed")
    yield from catalog.techniques.values()


def _bare(publication: Publication, language: str, record: Record) -> bytes:
    """A record's Markdown without the fields in front, which are no Markdown, but with its address."""
    return f"{Writer(publication, language).body(record)}\n<{publication.page(record, language)}>".encode()


def _head(publication: Publication, language: str) -> Iterator[str]:
    yield f"# {words(publication.names[language])}"
    if about := publication.descriptions.get(language):
        yield f"> {words(about)}"
    yield tell(LICENCE_LINE.fill(licence=link(LICENCE, LICENCE_URL), home=publication.home(language)), language)


def _line(publication: Publication, record: Record, language: str) -> str:
    name, about = _told(publication, record, language)
    target = link(words(name), publication.url(path(publication, record, language)))
    return f"- {target}: {words(shorten(about, ABOUT))}" if about else f"- {target}"


def _told(publication: Publication, record: Record, language: str) -> tuple[str, str]:
    """A record's name, and what is said of it."""
    if isinstance(record, Talk):
        return talk_title(record, language).text, publication.summary(record, language) or ", ".join(
            publication.speaker_names(record, language)
        )
    if isinstance(record, Event):
        return record.name.words(language), words_of(record.summary.text if record.summary else None, language)
    if isinstance(record, Technique):
        return record.name.words(language), words_of(record.definition, language)
    label = getattr(record, "name", None) or getattr(record, "label", None)
    return (label.words(language) if label else record.id), words_of(getattr(record, "description", None), language)


def _data(publication: Publication, language: str) -> Iterator[tuple[str, str]]:
    yield "llms-full.txt", publication.path(language, FULL)
    yield "JSON API", "api/v1/index.json"
    yield "OpenAPI", "api/v1/openapi.json"
    yield "CSV", "data/talks.csv"
    yield "BibTeX", "data/talks.bib"
    yield "Atom", publication.path(language, "feed.atom")


EVENTS = Words("Events", "행사")
TALKS = Words("Talks", "발표")
TECHNIQUES = Words("Techniques", "기술")
LISTED = Words("Talks that nobody has summarised yet", "아직 요약되지 않은 발표")
SPEAKERS = Words("Speakers", "발표자")
TAGS = Words("Tags", "태그")
DATA = Words("Optional", "Optional")
"""The name by which the format knows what may be left out."""
LICENCE_LINE = Words("Text under {licence}. Source: {home}", "글은 {licence}(으)로 쓸 수 있습니다. 출처: {home}")
MANY = Words(
    "There are {count} talks, too many to name them here: the Markdown of an event lists all of its talks.",
    "발표가 {count}편이라 여기에는 다 적지 않았습니다. 행사마다 그 마크다운에 발표가 모두 실려 있습니다.",
)
FORMS = Words(
    "Every statement names its source; corrections stand beside what they correct. Each link leads to a page's Markdown.",
    "모든 문장에 출처가 있고, 바로잡은 내용은 원래 표현과 나란히 실려 있습니다. 링크는 각 화면의 마크다운으로 이어집니다.",
)
