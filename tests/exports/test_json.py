"""JSON on lines: letter for letter what the standard library writes."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from kbsite.exports._json import laid_out

LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4))


@given(VALUES)
@example({"a": [], "b": {}, "c": [{}, [[]], {"d": ['\u2028 가 "\\\n']}]})
def test_it_is_what_the_standard_library_writes(value: Any) -> None:
    assert laid_out(value) == json.dumps(value, ensure_ascii=False, indent=1)
