"""YAML text to values without places: the same as with them, or a refusal wherever there is a problem to tell of."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from projectkit import ROOT, real_records

from kbsite.records.yaml import decoded, placed
from kbsite.records.yaml_values import LIMIT_DEPTH, UNPRINTABLE, Refused, values_of

PIECES = st.sampled_from(
    [
        "a", "b: ", "가: ", "? ", ": ", "- ", "\n", "\n  ", "\n\n", "[", "]", "{", "}", ", ", '"', "'", "&x ", "*x", "!!str ", "|\n  ", ">-\n  ",
        "---\n", "...\n", "# c\n", "~", "null", "\\", "\\u0301", "\\x00", "\u0301", "e", "\u1100", "\u1161", "\ufeff", "%YAML 1.1\n", "<<: ", "\t", "\u2028", "\x85",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map("".join)


def agree(text: str) -> None:
    """Both readings of a text say the same."""
    whole = placed("talks/a.yml", text)
    try:
        found = values_of(text)
    except (Refused, yaml.YAMLError, RecursionError):
        assert whole.problems
    else:
        assert (found, ()) == (whole.value, whole.problems)


@settings(deadline=None, max_examples=500)
@given(TEXTS)
@example("")
@example("~")
@example('a: "\\u0065\\u0301"')
@example('a: "e\\\n  \\u0301"')
@example("a: e\n  \u0301")
@example("a: |\n  e\n  \u0301")
@example('a: "\\0"')
@example("a: 1\na: 2")
@example("[a]: b")
@example("? {a: b}\n: c")
@example("a: *b")
@example("a: &b c")
@example("!!str a")
@example("--- a\n--- b")
@example("a: ''\nb: \"\"\nc: ~\nd: '~'")
@example("[" * LIMIT_DEPTH + "]" * LIMIT_DEPTH)
@example("[" * (LIMIT_DEPTH + 1) + "]" * (LIMIT_DEPTH + 1))
def test_values_are_those_that_are_read_with_their_places(text: str) -> None:
    text = decoded(text.encode())
    if not UNPRINTABLE.search(text):  # such a text is refused before it is read
        agree(text)


@pytest.mark.parametrize("path", real_records())
def test_so_are_those_of_real_records(path: str) -> None:
    agree(decoded((ROOT / path).read_bytes()))
