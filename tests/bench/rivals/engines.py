"""Search engines on the same documents and queries: ours, Whoosh as it comes, and those that run in Node; and tables of their measures."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from statistics import quantiles
from typing import Any

import material
from relevance.make import Query
from whoosh import fields
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import MultifieldParser, OrGroup

from kbsite.search.api import Searcher
from kbsite.search.document import Document
from kbsite.search.index import build_index
from kbsite.search.relevance import Judged, Measures, measure
from kbsite.search.shards import make_shards

HERE = Path(__file__).parent
WORKER = next((Path(material.__file__).parent / "templates" / "assets" / "javascripts" / "workers").glob("search.*.min.js"))
PACKAGES = ("minisearch@7.2.0", "pagefind@1.6.0")
MEASURES = ("success@1", "success@5", "MRR@10", "nDCG@10")
CACHE = Path(__file__).parents[3] / ".cache" / "bench-node"
TERMINAL = Path(__file__).parents[3] / "kbsite" / "site" / "assets" / "search" / "terminal.js"

Answers = Mapping[str, list[str]]
Engine = Callable[[list[Query]], Answers]


def engines(documents: list[Document], folder: Path, through: Iterable[str]) -> dict[str, Engine]:
    """Ours, Whoosh's, and those of these names that run in Node, where it is here; `folder` is for their files."""
    found = {"ours": ours(documents, folder), "whoosh": whoosh(documents)}
    node = node_folder()
    if node:
        (folder / "docs.jsonl").write_text("".join(map(line, documents)), "utf-8")
        found |= {name: through_node(name, folder / "docs.jsonl", node) for name in through}
    return found


def line(document: Document) -> str:
    """A document as the other engines read it."""
    sections = [{"anchor": section.anchor, "title": section.title, "text": section.text} for section in document.sections]
    text = "\n".join(section.text for section in document.sections)
    row = {"id": document.id, "title": document.title, "headings": "\n".join(document.headings), "text": text, "sections": sections}
    return json.dumps(row, ensure_ascii=False) + "\n"


def print_tables(queries: list[Query], through: Mapping[str, Engine]) -> dict[str, Mapping[str, Measures]]:
    """Measures of each engine by class, printed as tables."""
    found = {name: scored(queries, answer) for name, answer in through.items()}
    for number, name in enumerate(MEASURES):
        table(name, {engine: {klass: row(m)[number] for klass, m in measures.items()} for engine, measures in found.items()})
    return found


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


def scored(queries: list[Query], answer: Engine) -> Mapping[str, Measures]:
    """Measures of an engine."""
    answers = answer(queries)
    return measure((Judged(q.text, frozenset(q.right), q.klass) for q in queries), lambda text: answers.get(text, []))


def timed(name: str, milliseconds: Iterable[float]) -> None:
    """Say how long queries took."""
    values = list(milliseconds)
    cuts = quantiles(values, n=20)
    print(f"{name:18} p50 {cuts[9]:8.1f} ms   p95 {cuts[18]:8.1f} ms   most {max(values):8.1f} ms")


def ours(documents: list[Document], folder: Path) -> Engine:
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
        rows = answered(done.stdout)
        timed("ours, shards", (row["ms"] for row in rows))
        assert {row["qid"]: row["ids"] for row in rows} == found
        return found

    return answer


def whoosh(documents: list[Document]) -> Engine:
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


def through_node(name: str, path: Path, folder: Path) -> Engine:
    """An engine that runs in Node."""

    def answer(queries: list[Query]) -> Answers:
        lines = "".join(json.dumps({"qid": query.text, "q": query.text}) + "\n" for query in queries)
        command = ["node", str(HERE / "rivals.js"), name, str(path), str(WORKER)]
        environment = {**os.environ, "BENCH_NODE": str(folder)}
        done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, env=environment)
        setup, *rows = answered(done.stdout)
        print(f"{name:18} set up in {setup['setup']:.0f} ms")
        timed(name, (row["ms"] for row in rows))
        return {row["qid"]: row["ids"] for row in rows}

    return answer


def answered(lines: str) -> list[dict[str, Any]]:
    """Lines of JSON; a title may have other ends of lines than these."""
    return [json.loads(line) for line in lines.split("\n") if line]


def row(measures: Measures) -> tuple[float, ...]:
    """The measures in the order of their names."""
    return measures.success_1, measures.success_5, measures.mrr, measures.ndcg


def table(name: str, found: Mapping[str, Mapping[str, float]]) -> None:
    """One measure of each engine, by class."""
    print(f"\n| {name} | " + " | ".join(found) + " |\n|---|" + "---:|" * len(found))
    for klass in found["ours"]:
        print(f"| {klass} | " + " | ".join(f"{measures[klass]:.2f}" for measures in found.values()) + " |")
