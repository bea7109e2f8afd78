"""A catalog to the files of the search of its site: the browser's scripts, the index in shards, and where it begins.

assets/kb/search/start.ko.json       where the rest is, words and labels: the one name that stays
assets/kb/search/manifest-….bin      the index (see kbsite/search/SPECIFICATION.md)
assets/kb/search/worker-….js         what starts what searches it: engine-….bin, or engine-….js where that may not run
assets/kb/search/code-…/finder/      what visitors see of it, loaded when they reach for it
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from kbsite.records.catalog import Catalog
from kbsite.records.memory import uncollected
from kbsite.records.models import Tag, Technique
from kbsite.search.browser import worker_scripts
from kbsite.search.document import Document
from kbsite.search.documents import prefix
from kbsite.search.files import catalog_shards
from kbsite.site.bundle import bundle_module
from kbsite.site.page import HandWritten
from kbsite.site.pages.view import View, address_of
from kbsite.site.prose_sections import sections
from kbsite.site.search_labels import Labels, make_labels

FOLDER = "assets/kb/search/"
ASSETS = Path(__file__).parent / "assets"
FINDER = ("page.js", "box.js", "marks.js")
"""Modules that pages load by name, each with all that it imports."""
POPULAR = 8
"""How many techniques, and how many tags, are offered where nothing was typed or found."""


@dataclass(frozen=True, slots=True)
class Code:
    """The scripts, the same for every site: files by path, the folder of those that pages load, the worker and its code."""

    files: Mapping[str, bytes]
    finder: str
    worker: str
    engine: str


def make_code() -> Code:
    """The scripts, made small, under names of their contents."""
    scripts = {f"finder/{name}": bundle_module(ASSETS, f"finder/{name}") for name in FINDER}
    folder = f"{FOLDER}code-{_digest(*scripts.values())}/"
    worker = worker_scripts()
    files = {folder + name: data for name, data in scripts.items()} | {FOLDER + name: data for name, data in worker.files.items()}
    return Code(files, f"{folder}finder/", FOLDER + worker.start, FOLDER + worker.engine)


def start_path(language: str) -> str:
    """The file a visitor's search begins with, from the root of the site."""
    return f"{FOLDER}start.{language}.json"


def _digest(*parts: bytes) -> str:
    return sha256(b"".join(parts)).hexdigest()[:12]


class SearchFiles:
    """The index of a catalog and what belongs to it, made when first asked for. Threads may share it."""

    def __init__(
        self, catalog: Catalog, views: Sequence[View], written: Callable[[], Iterable[HandWritten]], names: Mapping[str, str], code: Code
    ) -> None:
        self.catalog = catalog
        self._views = tuple(views)
        self._written = written
        self._names = names
        """Languages by their names in themselves."""
        self._code = code
        self._making = threading.Lock()

    @property
    def files(self) -> Mapping[str, bytes]:
        """Every file by its path from the root of the site; the scripts are not among them."""
        with self._making, uncollected():
            return self._files

    @cached_property
    def _files(self) -> Mapping[str, bytes]:
        made = catalog_shards(self.catalog, self.extra())
        return {**{FOLDER + path: data for path, data in made.files.items()}, **self.beside(made.manifest)}

    def extra(self) -> list[Document]:
        """The hand-written pages as documents."""
        return [_document(page, self.catalog.project.languages) for page in self._written()]

    def beside(self, manifest: str) -> dict[str, bytes]:
        """What goes with an index of this manifest: where it begins, and the labels of its fields."""
        found: dict[str, bytes] = {}
        for view in self._views:
            labels = make_labels(view)
            found |= {FOLDER + path: data for path, data in labels.files.items()}
            found[start_path(view.language)] = self._start(view, manifest, labels)
        return found

    def _start(self, view: View, manifest: str, labels: Labels) -> bytes:
        words = {
            key.removeprefix("search."): getattr(found, view.interface) for key, found in view.strings.items() if key.startswith("search.")
        }
        start = {
            "language": view.language,
            "languages": self._names,
            "manifest": manifest,
            "worker": self._code.worker.removeprefix(FOLDER),
            "engine": self._code.engine.removeprefix(FOLDER),
            "words": words,
            "labels": labels.fields,
            "popular": [*_popular(view, view.catalog.techniques.values(), _used), *_popular(view, view.catalog.tags.values(), _tagged)],
        }
        return json.dumps(start, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _document(page: HandWritten, languages: tuple[str, ...]) -> Document:
    """A hand-written page as a document."""
    return Document(
        id=f"{page.language}/{page.address}",
        title=page.title,
        sections=sections(page.body),
        url=prefix(page.language, languages) + page.address,
        language=page.language,
        kind="page",
        record=f"page:{page.address}",
    )


def _used(catalog: Catalog) -> Iterator[str]:
    yield from (use.id for talk in catalog.talks.values() for use in talk.techniques)


def _tagged(catalog: Catalog) -> Iterator[str]:
    yield from (tag for talk in catalog.talks.values() for tag in talk.tags)


def _popular(view: View, records: Iterable[Technique | Tag], used: Callable[[Catalog], Iterator[str]]) -> list[dict[str, Any]]:
    """The records that most talks have, with their addresses from the root of the site."""
    counts = Counter(used(view.catalog))
    languages = view.catalog.project.languages
    best = sorted((one for one in records if counts[one.id]), key=lambda one: (-counts[one.id], one.id))[:POPULAR]
    return [
        {
            "kind": "tag" if isinstance(one, Tag) else "technique",
            "title": view.label(one.label if isinstance(one, Tag) else one.name),
            "url": prefix(view.language, languages) + address_of(one),
        }
        for one in best
    ]
