"""A project to the addresses it leads to, and every place that names each of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kbsite.problems import Place
from kbsite.records.catalog import Catalog
from kbsite.records.document import Path
from kbsite.records.models import Record, Source
from kbsite.records.walk import addresses, without_code

WRITTEN = re.compile(
    r"\]\(\s*<?(https?://(?:[^\s()<>]|\([^\s()]*\))+)|<(https?://[^\s<>]+)>|^ {0,3}\[[^\[\]]+\]:\s*<?(https?://[^\s>]+)", re.MULTILINE
)
"""Links, addresses in angle brackets, and definitions of references in Markdown."""
FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,}).*?(?:^ {0,3}\2|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an address stands; in a record, with the path to it."""

    place: Place
    line: str
    """The line it is on."""
    record: Record | None = None
    path: Path = ()


def targets(catalog: Catalog) -> Mapping[str, tuple[Mention, ...]]:
    """Every address outside the site by where it is named: in records, by DOI or arXiv number, and in hand-written pages."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for record in catalog.records():
        for path, url in addresses(record):
            place = catalog.find(record, path, url)
            found[url].append(Mention(place, catalog.line_text(place), record, path))
    for source in catalog.sources.values():
        for path, url in _identifiers(source):
            place = catalog.place(source, *path)
            found[url].append(Mention(place, catalog.line_text(place), source, path))
    for url, mention in _written(catalog):
        found[url].append(mention)
    return {url: tuple(found[url]) for url in sorted(found)}


def _identifiers(source: Source) -> Iterator[tuple[Path, str]]:
    if source.doi:
        yield ("doi",), f"https://doi.org/{source.doi}"
    if source.arxiv:
        yield ("arxiv",), f"https://arxiv.org/abs/{source.arxiv}"


def _written(catalog: Catalog) -> Iterator[tuple[str, Mention]]:
    """Addresses in the Markdown of the hand-written pages, code left out."""
    project = catalog.project
    for language in project.languages:
        folder = project.content / language
        for file in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
            if file.is_symlink() or not file.is_file():
                continue
            text = file.read_text("utf-8", "replace")
            lines = text.split("\n")
            shown = without_code(FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text))
            name = file.relative_to(project.root).as_posix()
            for match in WRITTEN.finditer(shown):
                group = next(number for number in (1, 2, 3) if match[number])
                start = match.start(group)
                line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
                yield match[group], Mention(Place(name, line, column, len(match[group])), lines[line - 1])
