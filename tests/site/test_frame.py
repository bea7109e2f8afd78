"""Relative addresses from page to page."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.site.frame import relative

PARTS = st.lists(st.sampled_from(["talks", "techniques", "a", "b-c"]), max_size=3)
ADDRESSES = PARTS.map(lambda parts: "".join(f"{part}/" for part in parts))
FILES = st.builds(lambda folder, name: folder + name, ADDRESSES, st.sampled_from(["404.html", "assets/kb/site.css"]))
ANCHORS = st.sampled_from(["", "#takeaways", "#source-x"])


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("", "", "./"),
        ("", "talks/", "talks/"),
        ("talks/", "", "../"),
        ("talks/a/", "talks/a/", "./"),
        ("talks/a/", "talks/b/", "../b/"),
        ("talks/a/", "techniques/b/#use-a", "../../techniques/b/#use-a"),
        ("talks/a/", "papers/#source", "../../papers/#source"),
        ("404.html", "talks/", "talks/"),
        ("talks/", "#state", "../#state"),
    ],
)
def test_examples(start: str, end: str, expected: str) -> None:
    assert relative(start, end) == expected


@given(st.one_of(ADDRESSES, FILES), st.one_of(ADDRESSES, FILES), ANCHORS)
def test_a_browser_resolves_it_to_the_address_under_any_root(start: str, end: str, anchor: str) -> None:
    for root in ("https://kb.example/", "https://kb.example/sub/path/"):
        assert urljoin(root + start, relative(start, end + anchor)) == root + end + anchor
