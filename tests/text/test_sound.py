"""Loanwords and their originals."""

from __future__ import annotations

from itertools import pairwise

import pytest
from relevance.make import LOANWORDS

from kbsite.text.rules import load_rules
from kbsite.text.sound import distance, hangul_key, latin_keys

PAIRS = [
    (hangul, latin)
    for line in LOANWORDS.read_text("utf-8").splitlines()
    if line and line[0] != "#" and " " not in line
    for hangul, latin in [line.split("\t")]
]


@pytest.mark.parametrize(
    ("hangul", "latin"), [("쿠버네티스", "kubernetes"), ("스케줄러", "scheduler"), ("인그레스", "ingress"), ("버전", "version")]
)
def test_one_key_fits_both_scripts(hangul: str, latin: str) -> None:
    rules = load_rules()
    assert hangul_key(hangul, rules) in latin_keys(latin, rules)


def test_nearly_all_of_a_list_it_never_reads_are_recognised() -> None:
    rules = load_rules()
    near = [
        hangul
        for hangul, latin in PAIRS
        if hangul_key(hangul, rules) in latin_keys(latin, rules) and distance(hangul, latin, rules)[0] <= rules.weights["like"]
    ]
    assert len(near) / len(PAIRS) > 0.85


def test_other_words_are_not() -> None:
    rules = load_rules()
    wrong = [(one[0], other[1]) for one, other in pairwise(PAIRS) if distance(one[0], other[1], rules)[0] <= rules.weights["like"]]
    assert len(wrong) / len(PAIRS) < 0.05


def test_a_compound_is_recognised_by_its_beginning() -> None:
    assert distance("서버를", "server", load_rules()) == (0.0, 2)
