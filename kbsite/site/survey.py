"""A site to what it is made from: every file that is read for it, and whatever else decides how it is made."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from kbsite.records.catalog import Catalog
from kbsite.records.models import Record
from kbsite.site.concern import ties
from kbsite.site.outputs import Site
from kbsite.site.sources import DIGEST, Sources, code, is_packaged, line

R = TypeVar("R", bound=Record)
INHERIT = re.compile(r"""^INHERIT:[ \t]*["']?([^\s"']+)""", re.MULTILINE)
NAMES = re.compile(r"\b[A-Z][A-Z0-9_]+\b")
"""What settings may take from the environment."""

OF_MARKDOWN = {
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes", "md_in_html", "meta", "sane_lists", "smarty",
    "tables", "toc",
}  # fmt: skip
OF_PYMDOWN = {
    "arithmatex", "betterem", "caret", "critic", "details", "highlight", "inlinehilite", "keys", "magiclink", "mark", "smartsymbols",
    "superfences", "tabbed", "tasklist", "tilde",
}  # fmt: skip
CONTAINED = frozenset({*OF_MARKDOWN, "search", *(f"pymdownx.{name}" for name in OF_PYMDOWN)})
"""Extensions that make of a page what its text says, and read no other file."""


def sources(site: Site, asked: Iterable[str], before: Sources | None = None) -> Sources:
    """What a site is made from; `asked` is what decides beside its files how it is made, and `before` what it was made from by the same code."""
    catalog, changed, documents = site.catalog, site.changed, site.catalog.documents
    known = (before.talks, before.speakers) if before else ({}, {})

    def lines(records: Mapping[str, R], tied: Callable[[R], Iterable[object]], known: Mapping[str, str]) -> dict[str, str]:
        paths = ((record.path, record) for record in records.values())
        return {
            path: line(f"{documents[path].digest} {changed.get(path) or ''}", partial(tied, record), known.get(path, ""))
            for path, record in paths
        }

    talks = lines(catalog.every_talk, ties, known[0])
    speakers = lines(catalog.speakers, lambda speaker: (speaker.id,), known[1])
    alone = talks.keys() | speakers.keys()
    rest = blake2b(code().encode(), digest_size=DIGEST)
    rest.update(_json([*asked]))
    rest.update(_json([(path, documents[path].digest) for path in sorted(documents.keys() - alone)]))
    rest.update(_json([(path, day.isoformat()) for path, day in sorted(changed.items()) if path not in alone]))
    rest.update(_json([*_decided(site), *_examples(catalog)]))
    for text in _settings(site):
        rest.update(_json([text, [(name, os.environ.get(name)) for name in NAMES.findall(text)]]))
    for path in _files(site):
        rest.update(f"{path}\n".encode() + blake2b(path.read_bytes()).digest())
    order = blake2b("\n".join((*catalog.talks, "", *catalog.speakers)).encode(), digest_size=DIGEST)
    return Sources(rest.hexdigest(), talks, speakers, order.hexdigest())


def are_all(site: Site) -> bool:
    """Whether a site is made from nothing else: some extensions read files of which nobody knows."""
    return all(engine.additions <= CONTAINED for engine in site.engines.values())


def _decided(site: Site) -> Iterator[object]:
    """What talks decide of the files of others."""
    catalog, publication = site.catalog, site.exported.publication
    yield publication.works_apart
    yield publication.latest.isoformat()
    yield [id_ for id_ in catalog.events if id_ in catalog.talks]
    yield site.python is not None and list(site.python.names)


def _examples(catalog: Catalog) -> Iterator[object]:
    for folder in catalog.folders.values():
        yield folder.id, sorted(folder.sources.items()), sorted(folder.programs), repr(folder.run), sorted(folder.drawings.items())


def _files(site: Site) -> Iterator[Path]:
    """Hand-written pages with what lies beside them, and themes that no package brings."""
    for engine in site.engines.values():
        for folder in engine.folders:
            if not is_packaged(folder):
                yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _settings(site: Site) -> Iterator[str]:
    """The text of each file of settings, and of those that they take over."""
    left, seen = [site.catalog.project.config(language) for language in site.engines], set[Path]()
    while left:
        path = left.pop()
        if path not in seen and path.is_file():
            seen.add(path)
            yield (text := path.read_text("utf-8", "replace"))
            left += [path.parent / other for other in INHERIT.findall(text)]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
