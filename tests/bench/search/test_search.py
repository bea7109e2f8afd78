"""The table of the search: measures of each class of judged queries, beside other engines on the same documents.

    make bench-search

The other engines are installed by npm into .cache/bench-node, or are already in the folder that BENCH_NODE names. Where there is
neither, it is said what is missing, and only ours and Whoosh's standard analyzer run.
Half the queries, chosen by a hash, were looked at while the ranking was made; the tables are of the other half.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from statistics import quantiles

import material
import pytest
from whoosh import fields
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import MultifieldParser, OrGroup

from kbsite.search.api import Searcher
from kbsite.search.document import Document, read_documents
from kbsite.search.index import build_index
from kbsite.search.relevance import Judged, Measures, measure
from kbsite.search.shards import make_shards
from tests.relevance.make import Corpus, Query, make

HERE = Path(__file__).parent
CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "korean-docs-kubernetes.jsonl.gz"
WORKER = next((Path(material.__file__).parent / "templates" / "assets" / "javascripts" / "workers").glob("search.*.min.js"))
NODE_ENGINES = ("material", "pagefind", "minisearch", "minisearch-2gram")
PACKAGES = ("minisearch@7.2.0", "pagefind@1.6.0")
MEASURES = ("success@1", "success@5", "MRR@10", "nDCG@10")
CACHE = Path(__file__).parents[3] / ".cache" / "bench-node"
TERMINAL = Path(__file__).parents[3] / "kbsite" / "site" / "assets" / "search" / "terminal.js"

Answers = Mapping[str, list[str]]


@pytest.mark.bench
def test_measures_beside_other_engines(tmp_path: Path) -> None:
    """Ours is ahead of every other engine in every class."""
    if not CORPUS.is_file():
        pytest.skip("../shared/corpus/korean-docs-kubernetes.jsonl.gz is not here")
    raw = gzip.decompress(CORPUS.read_bytes())
    (tmp_path / "docs.jsonl").write_bytes(raw)
    documents = list(read_documents(raw.decode().splitlines()))
    queries = [query for query in make(Corpus(documents)) if json.loads(query.line())["half"] == "test"]
    engines = {"ours": ours(documents, tmp_path), "whoosh": whoosh(documents)}
    folder = node_folder()
    if folder:
        engines |= {name: through_node(name, tmp_path / "docs.jsonl", folder) for name in NODE_ENGINES}
    found = {name: scored(queries, answer) for name, answer in engines.items()}
    for number, name in enumerate(MEASURES):
        table(name, {engine: {klass: row(m)[number] for klass, m in measures.items()} for engine, measures in found.items()})
    behind = [(k, name) for k, m in found["ours"].items() for name, other in found.items() if other[k].success_1 > m.success_1]
    assert behind == []


def node_folder() -> Path | None:
    """The folder in which npm has installed the other engines, or installs them now; None where it cannot."""
    if os.environ.get("BENCH_NODE"):
        return Path(os.environ["BENCH_NODE"])
    if (CACHE / "node_modules").is_dir():
        return CACHE
    if shutil.which("npm") is None:
        print("\nnpm is not here, so that Material, Pagefind and MiniSearch are left out; install it with: apt-get install npm")
        return None
    CACHE.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["npm", "install", "--prefix", str(CACHE), *PACKAGES], capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(CACHE)
        print(f"\nnpm could not install {' and '.join(PACKAGES)}, so that Material, Pagefind and MiniSearch are left out:\n{done.stderr}")
        return None
    return CACHE


def scored(queries: list[Query], answer: Callable[[list[Query]], Answers]) -> Mapping[str, Measures]:
    """Measures of an engine."""
    answers = answer(queries)
    return measure((Judged(q.text, frozenset(q.right), q.klass) for q in queries), lambda text: answers.get(text, []))


def timed(name: str, milliseconds: Iterable[float]) -> None:
    """Say how long queries took."""
    values = list(milliseconds)
    cuts = quantiles(values, n=20)
    print(f"{name:18} p50 {cuts[9]:8.1f} ms   p95 {cuts[18]:8.1f} ms   most {max(values):8.1f} ms")


def ours(documents: list[Document], folder: Path) -> Callable[[list[Query]], Answers]:
    """Both homes of ours, which must agree."""

    def answer(queries: list[Query]) -> Answers:
        source = build_index(documents)
        made = make_shards(source)
        for name, data in made.files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(data)
        print(f"\nindex: {len(made.files)} files of {made.size / 1e6:.2f} MB")
        searcher, times, found = Searcher(source), [], {}
        for query in queries:
            started = time.perf_counter()
            found[query.text] = list(searcher.ids(query.text))
            times.append((time.perf_counter() - started) * 1000)
        timed("ours, terminal", times)
        lines = "".join(json.dumps({"qid": query.text, "q": query.text}) + "\n" for query in queries)
        done = subprocess.run(["node", str(TERMINAL), str(folder), made.manifest], input=lines, capture_output=True, text=True, check=True)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        timed("ours, shards", (row["ms"] for row in rows))
        assert {row["qid"]: row["ids"] for row in rows} == found
        return found

    return answer


def whoosh(documents: list[Document]) -> Callable[[list[Query]], Answers]:
    """Whoosh as it comes: its standard analyzer, words joined by or."""

    def answer(queries: list[Query]) -> Answers:
        schema = fields.Schema(id=fields.ID(stored=True), title=fields.TEXT(field_boost=3.0), headings=fields.TEXT, text=fields.TEXT)
        index = RamStorage().create_index(schema)
        writer = index.writer()
        for document in documents:
            text = "\n".join(section.text for section in document.sections)
            writer.add_document(id=document.id, title=document.title, headings="\n".join(document.headings), text=text)
        writer.commit()
        parser = MultifieldParser(["title", "headings", "text"], schema, group=OrGroup)
        with index.searcher() as searcher:
            return {query.text: [hit["id"] for hit in searcher.search(parser.parse(query.text), limit=10)] for query in queries}

    return answer


def through_node(name: str, path: Path, folder: Path) -> Callable[[list[Query]], Answers]:
    """An engine that runs in Node."""

    def answer(queries: list[Query]) -> Answers:
        lines = "".join(json.dumps({"qid": query.text, "q": query.text}) + "\n" for query in queries)
        command = ["node", str(HERE / "rivals.js"), name, str(path), str(WORKER)]
        environment = {**os.environ, "BENCH_NODE": str(folder)}
        done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, env=environment)
        setup, *rows = (json.loads(line) for line in done.stdout.splitlines())
        print(f"{name:18} set up in {setup['setup']:.0f} ms")
        timed(name, (row["ms"] for row in rows))
        return {row["qid"]: row["ids"] for row in rows}

    return answer


def row(measures: Measures) -> tuple[float, ...]:
    """The measures in the order of their names."""
    return measures.success_1, measures.success_5, measures.mrr, measures.ndcg


def table(name: str, found: Mapping[str, Mapping[str, float]]) -> None:
    """One measure of each engine, by class."""
    print(f"\n| {name} | " + " | ".join(found) + " |\n|---|" + "---:|" * len(found))
    for klass in found["ours"]:
        print(f"| {klass} | " + " | ".join(f"{measures[klass]:.2f}" for measures in found.values()) + " |")
