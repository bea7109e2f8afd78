"""Talks to BibTeX entries in UTF-8, which BibTeX and BibLaTeX both read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from kbsite.exports.citation import Citation, citation
from kbsite.exports.joined import Joined
from kbsite.exports.publication import File, Publication
from kbsite.records.models import Talk

MEDIA_TYPE = "application/x-bibtex"
ALL = "data/talks.bib"
NAME = "citation.bib"
_SPECIAL = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
})  # fmt: skip
"""Braces by name: BibTeX counts them even where TeX would not."""
_IS_SPECIAL = re.compile(r"[\\{}~^#$%&_]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def files(publication: Publication) -> Iterator[File]:
    """An entry for each talk, and all of them in a file."""
    talks = publication.catalog.talks
    yield File(ALL, MEDIA_TYPE, Joined(bytes, talks.values, partial(_one, publication), b"\n", b""))
    for talk in publication.catalog.chosen(talks):
        yield File(f"talks/{talk.id}/{NAME}", MEDIA_TYPE, partial(_one, publication, talk), talk)


def _one(publication: Publication, talk: Talk) -> bytes:
    return entry(citation(publication, talk)).encode()


def entry(cited: Citation) -> str:
    """One entry. Names stand in braces: which part of one is the family's, no record says."""
    year, month, _ = (*cited.date, None, None, None)[:3]
    values = {
        "author": " and ".join(f"{{{escaped(name)}}}" for name in cited.authors),
        "title": f"{{{escaped(cited.title)}}}",
        "howpublished": escaped(f"{cited.event}, {cited.place}" if cited.place else cited.event),
        "eventtitle": escaped(cited.event),
        "venue": escaped(cited.place),
        "organization": escaped(cited.organiser),
        "year": str(year or ""),
        "month": str(month or ""),
        "date": "-".join(f"{part:02}" for part in cited.date),
        "language": escaped(cited.language),
        "url": cited.page,
        "abstract": escaped(cited.summary),
        "keywords": escaped(", ".join(cited.keywords)),
        "note": escaped(f"Summary and keywords: {cited.licence}"),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in values.items() if value not in ("", "{}")]
    return "".join((f"@misc{{{cited.key},\n", *lines, "}\n"))


def escaped(text: str) -> str:
    """A text as TeX shows it letter for letter."""
    if not text.isprintable():  # most texts are, and without anything special
        text = _CONTROL.sub(" ", text)
    text = text.strip()
    return text.translate(_SPECIAL) if _IS_SPECIAL.search(text) else text
