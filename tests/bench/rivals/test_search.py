"""The table of the search: measures of each class of judged queries, beside other engines on the same documents.

    make bench-search
    KBSITE_BENCH_TALKS=60 make bench-search     and over archives of talks, so many queries a class

The other engines are installed by npm into .cache/bench-node, or are already in the folder that BENCH_NODE names. Where there is
neither, it is said what is missing, and only ours and Whoosh's standard analyzer run.
Half the queries over the documentation, chosen by a hash, were looked at while the ranking was made; the tables are of the other half.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from relevance.make import Corpus, make
from relevance.talks import Archive, make_for_talks, read_talks
from rivals.engines import HERE, WORKER, engines, node_folder, print_tables
from search.conftest import kubernetes

from kbsite.search.document import Document
from kbsite.search.relevance import Measures

__all__ = ["HERE", "WORKER", "kubernetes", "node_folder"]

ARCHIVES = Path(__file__).parents[4] / "shared" / "corpus"
TALKS = int(os.environ.get("KBSITE_BENCH_TALKS") or 0)
"""Queries of a class over archives of talks."""
MEAN = 0.95


@pytest.mark.bench
def test_measures_beside_other_engines(kubernetes: list[Document], tmp_path: Path) -> None:
    """Ours has a right page first for 95 of 100 queries in the mean of the classes, and no other engine is ahead in one."""
    queries = [query for query in make(Corpus(kubernetes)) if json.loads(query.line())["half"] == "test"]
    found = print_tables(queries, engines(kubernetes, tmp_path, ("material", "pagefind", "minisearch", "minisearch-2gram")))
    assert found["ours"]["mean"].success_1 >= MEAN
    assert behind(found) == []


@pytest.mark.bench
@pytest.mark.skipif(not TALKS, reason="KBSITE_BENCH_TALKS, the queries of a class over archives of talks, is not set")
@pytest.mark.parametrize("name", ["korean-sessions.json.gz", "pyvideo.jsonl.gz"])
def test_measures_over_talks(name: str, tmp_path: Path) -> None:
    """No other engine is ahead in a class of queries over talks."""
    if not (ARCHIVES / name).is_file():
        pytest.skip(f"../shared/corpus/{name} is not here")
    talks = read_talks(ARCHIVES / name)
    queries = list(make_for_talks(Archive(talks), TALKS))
    found = print_tables(queries, engines([talk.document for talk in talks], tmp_path, ("minisearch", "minisearch-2gram")))
    assert behind(found) == []


def behind(found: Mapping[str, Mapping[str, Measures]]) -> list[tuple[str, str]]:
    """Classes with the engines that have a right page first for more queries than ours."""
    return [(klass, name) for klass, mine in found["ours"].items() for name, its in found.items() if its[klass].success_1 > mine.success_1]
