"""JSON, on lines and without blanks: letter for letter what the standard library writes."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from kbsite.exports._json import compact, laid_out

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
LEAVES = st.none() | st.booleans() | st.integers() | TEXTS
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4))
ODD = {"a": [], "b": {}, "c": [{}, [[]], {"d": ['\u2028 가 "\\\n\x7f\x00/<']}, (1, "b")]}


@given(VALUES)
@example(ODD)
def test_what_stands_on_lines_is_what_the_standard_library_writes(value: Any) -> None:
    assert laid_out(value) == json.dumps(value, ensure_ascii=False, indent=1).encode()


@given(st.floats(allow_nan=False))
@example(1e-06)
@example(1e16)
@example(-0.0)
def test_numbers_are_read_as_they_were(value: float) -> None:
    assert json.loads(compact([value])) == [value]
    assert json.loads(laid_out([value])) == [value]


@given(VALUES)
@example(ODD)
def test_so_is_what_has_no_blanks(value: Any) -> None:
    assert compact(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
