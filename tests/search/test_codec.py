"""Packed postings: what was written comes back, for us at once and for Whoosh one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from whoosh.index import open_dir
from whoosh.query import And, Prefix, Term

from kbsite.search.api import build
from kbsite.search.document import Document
from kbsite.search.index import WhooshSource
from kbsite.search.postings import Postings, columns, packed, unpacked


@pytest.mark.parametrize("found", [{}, {0: 7}, {0: 1, 1: 2, 2: 3}, {3: 255, 130: 0}, {127: 1, 128: 2, 40_000: 3}])
def test_postings_come_back(found: dict[int, int]) -> None:
    assert unpacked(packed(found)) == Postings(tuple(found), bytes(found.values()))


def test_columns_are_count_gaps_and_bytes() -> None:
    assert columns(packed({2: 9, 3: 8, 200: 7})) == (b"\x03", b"\x02\x00\xc4\x01", b"\x09\x08\x07")


def test_a_field_is_read_whole_and_in_order(small: WhooshSource) -> None:
    terms = {entry.key: entry.packed for entry in small.every("terms")}
    assert list(terms) == sorted(terms)
    assert small.postings("threads") == unpacked(terms["threads"]) == Postings((1,), b"\x06")
    assert small.postings("nothing") is None


def test_whooshs_own_queries_read_it(tmp_path: Path) -> None:
    build([Document(str(number), f"red {'blue' if number % 3 else 'green'}") for number in range(200)], tmp_path).close()
    with open_dir(tmp_path).searcher() as searcher:
        both = searcher.search(And([Term("terms", "red"), Term("terms", "green")]), limit=None)
        assert sorted(hit.docnum for hit in both) == list(range(0, 200, 3))
        assert len(searcher.search(Prefix("terms", "gre"), limit=None)) == 67
        assert searcher.doc_frequency("terms", "red") == 200
        assert searcher.doc_frequency("terms", "black") == 0


def test_nothing_but_the_index_stays_in_its_folder(tmp_path: Path) -> None:
    build([Document("one", "red")], tmp_path).close()
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []
