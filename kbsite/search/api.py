"""The few calls that everything else needs: build an index and its shards, open one, and search it.

index = build(documents, Path("index"))          # documents: any iterable of kbsite.search.document.Document
for hit in Searcher(index).search("스케줄러").hits: ...
files = shards(index).files                      # {path: bytes}, for a browser
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kbsite.records.catalog import Catalog
from kbsite.search.document import Document
from kbsite.search.documents import documents
from kbsite.search.engine import Answer, Engine
from kbsite.search.excerpt import Excerpt, excerpt
from kbsite.search.explain import explained
from kbsite.search.index import WhooshSource, build_index, open_index
from kbsite.search.plan import make_plan
from kbsite.search.reading import Note
from kbsite.search.relevance import Judged, Measures, measure
from kbsite.search.selection import understood
from kbsite.search.shards import Shards, make_shards
from kbsite.text.rules import Rules, load_rules


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found."""

    document: Document
    score: float
    excerpt: Excerpt

    @property
    def record(self) -> str:
        """Id of the record it is about, without its kind; the document's own id where it is about none."""
        return self.document.record.partition(":")[2] or self.document.id

    @property
    def url(self) -> str:
        """Address with the section to go to."""
        anchor = self.excerpt.anchor
        return f"{self.document.url}#{anchor}" if anchor and "#" not in self.document.url else self.document.url


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found, and what was done to find it."""

    hits: tuple[Hit, ...]
    total: int
    notes: tuple[Note, ...]
    suggestions: tuple[str, ...] = ()
    """Other queries to try, where nothing was found."""


class Searcher:
    """Searches an index."""

    def __init__(self, source: WhooshSource, rules: Rules | None = None) -> None:
        self.source = source
        self._rules = rules or load_rules()
        self._engine = Engine(source, self._rules)

    def search(self, query: str, count: int = 10, *, language: str = "", literal: bool = False) -> Results:
        """The best documents with excerpts."""
        answer = self._engine.search(query, count, language=language, literal=literal)
        words = self._words(answer)
        hits = []
        for number, score in answer.found:
            document = self.source.document(number)
            hits.append(Hit(document, score, excerpt(document, words)))
        return Results(tuple(hits), answer.total, answer.notes, answer.suggestions)

    def shown(self, query: str, scored: Mapping[str, float], total: int, notes: Iterable[Note]) -> Results:
        """What another engine found, by id, as this one would show it."""
        words = self._words(Answer(understood(query, self.source), (), notes=tuple(notes)))
        documents = (self.source.document(number) for number in range(self.source.count))
        known = {document.id: document for document in documents if document.id in scored}
        hits = tuple(Hit(known[id_], score, excerpt(known[id_], words)) for id_, score in scored.items())
        return Results(hits, total, tuple(notes))

    def explain(self, query: str) -> list[str]:
        """How a query is read: a line for each filter, word, and word that may stand for it."""
        return explained(query, self.source, self._rules)

    def ids(self, query: str, count: int = 10) -> tuple[str, ...]:
        """Ids of the best documents."""
        return tuple(self.source.document(number).id for number, _ in self._engine.search(query, count).found)

    def records(self, query: str, count: int = 10, *, language: str = "") -> tuple[str, ...]:
        """Ids of the best records, each once: a technique and a tag may have the same."""
        found = self._engine.search(query, count, language=language).found
        return tuple(dict.fromkeys(Hit(self.source.document(number), score, NOTHING).record for number, score in found))

    def _words(self, answer: Answer) -> list[str]:
        texts = [answer.query.text, *(note.found for note in answer.notes)]
        return [unit.stem for text in texts for unit in make_plan(text, self._rules).units if unit.kind not in {"question", "particle"}]


NOTHING = Excerpt("", "", "", ())


def build(found: Iterable[Document], folder: Path | None = None) -> WhooshSource:
    """An index of documents, in a folder or in memory."""
    return build_index(list(found), folder)


def build_catalog(catalog: Catalog, folder: Path | None = None, extra: Iterable[Document] = ()) -> WhooshSource:
    """An index of all records of a catalog, and other documents."""
    return build(documents(catalog, extra), folder)


def open_searcher(folder: Path) -> Searcher:
    """What searches the index in a folder. Raises FileNotFoundError where there is none."""
    return Searcher(open_index(folder))


def search_catalog(catalog: Catalog, query: str, count: int = 10, *, kinds: Iterable[str] = (), language: str = "") -> Results:
    """The best records for a query, of some kinds or of all."""
    wanted = " ".join(f"kind:{kind}" for kind in kinds)
    return Searcher(build_catalog(catalog)).search(f"{wanted} {query}".strip(), count, language=language)


def relevance(searcher: Searcher, queries: Iterable[Judged]) -> Mapping[str, Measures]:
    """Measures of each class of judged queries, whose right answers are ids of records."""
    return measure(queries, searcher.records)


def shards(source: WhooshSource) -> Shards:
    """Files for a browser."""
    return make_shards(source)
