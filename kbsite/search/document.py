"""What can be found: a page with its sections, names and facets, whoever made it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a page that can be linked to; the first one, without a title, is what stands before any heading."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One page in one language."""

    id: str
    title: str
    sections: tuple[Section, ...] = ()
    url: str = ""
    language: str = ""
    kind: str = ""
    names: tuple[str, ...] = ()
    """Other titles, aliases and wordings under which it is found as under its title."""
    record: str = ""
    """What it is about, the same in every language; of documents of one record only the best is shown."""
    facets: tuple[tuple[str, str], ...] = ()
    """Pairs of field and value to filter by: (`tag`, `storage`)."""
    minor: bool = False
    """Whether it stands behind others that are found as well."""

    @property
    def headings(self) -> tuple[str, ...]:
        """Titles of the sections, without the page's own."""
        return tuple(section.title for section in self.sections if section.title and section.title != self.title)


def read_documents(lines: Iterable[str]) -> Iterator[Document]:
    """Documents from JSON lines with id, title, and sections or headings and text."""
    for line in lines:
        if line.strip():
            yield document_of(json.loads(line))


def document_of(data: dict[str, Any]) -> Document:
    """A document from its JSON."""
    return Document(
        id=str(data["id"]),
        title=str(data.get("title", "")),
        sections=tuple(_sections(data)),
        url=str(data.get("url", "")),
        language=str(data.get("language", "")),
        kind=str(data.get("kind", "")),
        names=tuple(map(str, data.get("names", ()))),
        record=str(data.get("record", "")),
        facets=tuple((str(field), str(value)) for field, value in data.get("facets", ())),
        minor=bool(data.get("minor")),
    )


def _sections(data: dict[str, Any]) -> Iterator[Section]:
    if data.get("sections") is not None:
        for section in data["sections"]:
            yield Section(str(section.get("anchor", "")), str(section.get("title", "")), str(section.get("text", "")))
        return
    headings = data.get("headings") or []
    for heading in headings.split("\n") if isinstance(headings, str) else headings:
        if heading:
            yield Section("", str(heading), "")
    yield Section("", "", str(data.get("text", "")))
