"""The head of a ranking, read again."""

from __future__ import annotations

import pytest

from kbsite.search.plan import make_plan
from kbsite.search.verify import Parts, verified
from kbsite.text.rules import load_rules

RULES = load_rules()
PARTS = {
    0: Parts("declarative programming", (), ("declarative programming and parameters",)),
    1: Parts("declarative thinking and programming", (), ("parameters",)),
    2: Parts("a talk", (), ("declarative programming",)),
    3: Parts("dockerizing django projects", (), ("",)),
    4: Parts("how to distribute django projects with ubuntu snap", (), ("",)),
}


@pytest.mark.parametrize("query", ["declarative and programming", "programming and declarative"])
def test_words_of_a_title_in_any_order_are_nearly_that_title(query: str) -> None:
    ranked = [(0, 1.0), (1, 0.9), (2, 0.9)]
    found = dict(verified(ranked, make_plan(query, RULES), PARTS.__getitem__, RULES))
    assert found[0] == pytest.approx(1.0 + RULES.weights["verified"])
    assert found[1] == pytest.approx(0.9 + RULES.weights["verified"] + RULES.weights["titled"])
    assert found[1] > found[0] > found[2]


def test_words_of_a_question_are_looked_for_in_titles_too() -> None:
    ranked = [(3, 1.0), (4, 0.9)]
    found = dict(verified(ranked, make_plan("projects django how", RULES), PARTS.__getitem__, RULES))
    assert found[4] > found[3]


def test_documents_far_behind_are_not_read() -> None:
    ranked = [(0, 2.0), (1, 1.3)]
    assert verified(ranked, make_plan("declarative and programming", RULES), PARTS.__getitem__, RULES) == ranked
