"""Examples to BibTeX entries and CSL-JSON items, as those of talks are made; the site stands for the authors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from kbsite.exports import bibtex, csl
from kbsite.exports.citation import Citation
from kbsite.exports.publication import LICENCE, File, Publication, words_of
from kbsite.records.snippets import Snippet
from kbsite.search.addresses import address


def entries(publication: Publication) -> Iterator[File]:
    """A BibTeX entry for each example, beside its page."""
    for snippet in publication.catalog.snippets.values():
        yield File(f"{address(snippet)[1]}{bibtex.NAME}", bibtex.MEDIA_TYPE, partial(_entry, publication, snippet))


def items(publication: Publication) -> Iterator[File]:
    """A CSL-JSON item for each example, beside its page."""
    for snippet in publication.catalog.snippets.values():
        yield File(f"{address(snippet)[1]}{csl.NAME}", csl.MEDIA_TYPE, partial(_item, publication, snippet))


def citation(publication: Publication, snippet: Snippet) -> Citation:
    """The facts of an example, in the site's own language; its day is that of the recorded run."""
    catalog, language = publication.catalog, publication.first
    run = catalog.folders[snippet.id].run
    name = publication.names[language]
    return Citation(
        key=snippet.id,
        authors=(name,),
        title=snippet.title.words(language),
        event=name,
        place="",
        organiser="",
        date=(run.date.year, run.date.month, run.date.day) if run else (),
        language=language,
        page=publication.page(snippet, language),
        summary=words_of(snippet.summary, language),
        keywords=tuple(catalog.tags[tag].label.words(language) for tag in snippet.tags if tag in catalog.tags),
        licence=LICENCE,
    )


def _entry(publication: Publication, snippet: Snippet) -> bytes:
    return bibtex.entry(citation(publication, snippet)).encode()


def _item(publication: Publication, snippet: Snippet) -> bytes:
    """Of the kind of a program: what the item of a talk says of its event is left out."""
    item = csl.item(citation(publication, snippet))
    item.pop("event-title")
    return (json.dumps([{**item, "type": "software"}], ensure_ascii=False, indent=1) + "\n").encode()
