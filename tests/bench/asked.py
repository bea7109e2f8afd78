"""Queries to a project's search, and to Whoosh as it comes over the same documents: `python tests/bench/asked.py PROJECT`; prints JSON.

Queries are two words of titles, from talks all over the project. Times are milliseconds a query, the 95th of 100.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from whoosh import fields
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import MultifieldParser, OrGroup

from kbsite.records.load import load_catalog
from kbsite.search.api import Searcher
from kbsite.search.document import Document
from kbsite.search.documents import documents
from kbsite.search.index import build_index

QUERIES = 200
WORD = re.compile(r"\w{2,}")


def main() -> None:
    """Make both indexes and ask both the same."""
    catalog, _ = load_catalog(Path(sys.argv[1]))
    assert catalog is not None
    found = documents(catalog)
    queries = list(asked(found))
    begin = time.process_time()
    searcher = Searcher(build_index(found))
    built = time.process_time() - begin
    ours = p95(queries, lambda text: list(searcher.ids(text)))
    begin = time.process_time()
    theirs = plain(found)
    print(json.dumps({"built": built, "ours": ours, "built_plain": time.process_time() - begin, "plain": p95(queries, theirs)}))


def asked(found: list[Document]) -> set[str]:
    """Two words of each of many titles."""
    chance = random.Random("queries")  # noqa: S311 - it must be the same every time
    titles = [WORD.findall(document.title) for document in chance.sample(found, min(QUERIES, len(found)))]
    return {" ".join(chance.sample(words, 2)) for words in titles if len(words) > 1}


def p95(queries: list[str], ask: Callable[[str], object]) -> float:
    """Milliseconds that 95 of 100 queries do not exceed."""
    times = []
    for text in queries:
        begin = time.perf_counter()
        ask(text)
        times.append((time.perf_counter() - begin) * 1000)
    return quantiles(times, n=20)[18]


def plain(found: list[Document]) -> Callable[[str], list[str]]:
    """Whoosh with its standard analyzer, words joined by or."""
    schema = fields.Schema(id=fields.ID(stored=True), title=fields.TEXT(field_boost=3.0), headings=fields.TEXT, text=fields.TEXT)
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for document in found:
        text = "\n".join(section.text for section in document.sections)
        writer.add_document(id=document.id, title=document.title, headings="\n".join(document.headings), text=text)
    writer.commit()
    parser = MultifieldParser(["title", "headings", "text"], schema, group=OrGroup)
    searcher = index.searcher()
    return lambda text: [hit["id"] for hit in searcher.search(parser.parse(text), limit=10)]


main()
