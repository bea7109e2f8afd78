"""What the reader refuses: every name that is used is explained, and every explanation is of a name that is used."""

from __future__ import annotations

import ast

import pytest
from projectkit import ROOT

from kbsite.records.refusals import REFUSALS
from kbsite.rules import rules


def rules_named_in(folder: str) -> set[str]:
    """The rule of every problem that the modules of a folder make, as it stands in their text."""
    named = set()
    for path in (ROOT / "kbsite" / folder).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                at = {"Problem": 1, "_problem": 2, "_at": 3, "_refuse": 1}.get(called)
                at = 1 if called == "_problem" and path.stem == "yaml" else at
                if at is not None and len(node.args) > at and isinstance(rule := node.args[at], ast.Constant):
                    named.add(str(rule.value))
    return named


def test_every_refusal_is_explained_and_none_is_explained_in_vain() -> None:
    told_elsewhere = {rule.name for rule in rules() if rule.check}  # records of runs are refused under the rule that asks for them
    assert rules_named_in("records") - told_elsewhere == set(REFUSALS)


@pytest.mark.parametrize("name", sorted(REFUSALS))
def test_a_refusal_says_what_and_why_in_both_languages(name: str) -> None:
    for words in REFUSALS[name]:
        for language in ("ko", "en"):
            assert words.say(language).endswith(".")
        assert words.say("ko") != words.say("en")


def test_no_rule_has_the_name_of_a_refusal() -> None:
    names = [rule.name for rule in rules()]
    assert len(names) == len(set(names))
    assert set(REFUSALS) < set(names)
