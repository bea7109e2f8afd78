"""Every format by the name that one asks for it, and its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from kbsite.exports import (
    api,
    atom,
    bibtex,
    csl,
    csv,
    frab_json,
    frab_xml,
    ical,
    jsonld,
    llms,
    openapi,
    opensearch,
    snippet_citation,
    snippet_markdown,
)
from kbsite.exports.publication import File, Publication

Maker = Callable[[Publication], Iterator[File]]

FORMATS: Mapping[str, Maker] = {
    "api": lambda publication: chain(api.files(publication), openapi.files(publication)),
    "atom": atom.files,
    "bibtex": lambda publication: chain(bibtex.files(publication), snippet_citation.entries(publication)),
    "csl": lambda publication: chain(csl.files(publication), snippet_citation.items(publication)),
    "csv": csv.files,
    "frab-json": frab_json.files,
    "frab-xml": frab_xml.files,
    "ical": ical.files,
    "jsonld": jsonld.files,
    "markdown": lambda publication: chain(llms.files(publication), snippet_markdown.files(publication)),
    "opensearch": opensearch.files,
}
"""The files of a format, in an order of their own; none is made before it is asked for."""


def every_file(publication: Publication) -> Iterator[File]:
    """The files of all formats."""
    for maker in FORMATS.values():
        yield from maker(publication)
