"""The site's search to a description that browsers add it by (OpenSearch 1.1 draft 6)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kbsite.exports._xml import branch, document, leaf
from kbsite.exports.publication import LICENCE, File, Publication
from kbsite.text.plain import shorten

MEDIA_TYPE = "application/opensearchdescription+xml"
NAME = "opensearch.xml"
SEARCH = "search/"


def files(publication: Publication) -> Iterator[File]:
    """A description for each language."""
    for language in publication.languages:
        yield File(publication.path(language, NAME), MEDIA_TYPE, partial(description, publication, language))


def description(publication: Publication, language: str) -> bytes:
    """The file of a language; names are cut to the lengths that the format allows."""
    name = publication.names[language]
    page = publication.url(publication.path(language, SEARCH))
    inside = (
        leaf("ShortName", shorten(name, 16)),
        leaf("LongName", shorten(name, 48)),
        leaf("Description", shorten(publication.descriptions.get(language) or name, 1024)),
        leaf("Url", type="text/html", method="get", template=f"{page}?q={{searchTerms}}"),
        leaf("Url", type=MEDIA_TYPE, rel="self", template=publication.url(publication.path(language, NAME))),
        leaf("Image", publication.url("assets/kb/icon.svg"), type="image/svg+xml"),
        leaf("Attribution", f"{shorten(name, 200)}, {LICENCE}"),
        leaf("SyndicationRight", "open"),
        leaf("Language", language),
        leaf("InputEncoding", "UTF-8"),
        leaf("OutputEncoding", "UTF-8"),
    )
    return document(branch("OpenSearchDescription", inside, xmlns="http://a9.com/-/spec/opensearch/1.1/"))
