"""Measures of judged queries, by hand."""

from __future__ import annotations

import io
import json
import math

import pytest

from kbsite.search.__main__ import main
from kbsite.search.answers import answer_all
from kbsite.search.api import Searcher
from kbsite.search.index import WhooshSource
from kbsite.search.relevance import Judged, judge, measure


def test_the_second_place_counts_half() -> None:
    success_1, success_5, reciprocal, gain = judge(frozenset("b"), ["a", "b"])
    assert (success_1, success_5, reciprocal) == (0.0, 1.0, 0.5)
    assert gain == pytest.approx(1 / math.log2(3))


def test_each_class_counts_alike_in_the_mean() -> None:
    queries = [Judged("1", frozenset("1"), "one"), Judged("1", frozenset("2"), "two"), Judged("1", frozenset("2"), "two")]
    assert measure(queries, lambda query: [query])["mean"].success_1 == 0.5


def test_lines_are_answered(small: WhooshSource) -> None:
    out = io.StringIO()
    answer_all(Searcher(small), io.StringIO('{"qid": "x", "q": "스케줄러"}\n\n'), out)
    answer = json.loads(out.getvalue())
    assert (answer["qid"], answer["ids"][0]) == ("x", "scheduler")
    assert answer["ms"] > 0


def test_it_says_where_no_index_is(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", str(tmp_path)]) == 2
    assert "no index here; make one with: python -m kbsite.search build" in capsys.readouterr().err
