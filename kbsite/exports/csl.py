"""Talks to CSL-JSON items, which reference managers read (Citation Style Language 1.0.2)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from kbsite.exports._json import compact
from kbsite.exports.citation import Citation, citation
from kbsite.exports.joined import Joined
from kbsite.exports.publication import File, Publication
from kbsite.records.models import Talk

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"
ALL = "data/talks.csl.json"
NAME = "citation.json"


def files(publication: Publication) -> Iterator[File]:
    """A list of one item for each talk, and all of them in a file."""
    talks = publication.catalog.talks
    yield File(ALL, MEDIA_TYPE, Joined(partial(bytes, b"["), talks.values, partial(_item, publication), b",", b"]\n"))
    for talk in publication.catalog.chosen(talks):
        yield File(f"talks/{talk.id}/{NAME}", MEDIA_TYPE, partial(_one, publication, talk), talk)


def _one(publication: Publication, talk: Talk) -> bytes:
    return b"[%b]\n" % _item(publication, talk)


def _item(publication: Publication, talk: Talk) -> bytes:
    return compact(item(citation(publication, talk)))


def item(cited: Citation) -> dict[str, Any]:
    """One item. Names are literal: which part of one is the family's, no record says."""
    values: dict[str, Any] = {
        "id": cited.key,
        "type": "speech",
        "title": cited.title,
        "author": [{"literal": name} for name in cited.authors],
        "event-title": cited.event,
        "event-place": cited.place,
        "publisher": cited.organiser,
        "issued": {"date-parts": [list(cited.date)]} if cited.date else None,
        "language": cited.language,
        "URL": cited.page,
        "abstract": cited.summary,
        "keyword": ", ".join(cited.keywords),
        "source": cited.page,
        "note": f"Summary and keywords: {cited.licence}",
    }
    return {key: value for key, value in values.items() if value}
