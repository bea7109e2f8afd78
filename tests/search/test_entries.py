"""Entries to the bytes of a shard, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.search.entries import Entry, entries, separator, shard
from kbsite.search.postings import in_columns, packed, unpacked, varint

KEYS = st.lists(st.text("aㅏ가\x01", max_size=6) | st.text("b", min_size=100, max_size=300), unique=True, max_size=9).map(sorted)
NUMBERS = st.sets(st.integers(0, 400) | st.integers(0, 70_000), max_size=300)


@given(KEYS, st.data())
def test_entries_with_documents(keys: list[str], data: st.DataObject) -> None:
    group = [Entry(key, *in_columns(dict.fromkeys(sorted(data.draw(NUMBERS)), 7))) for key in keys]
    assert entries(b"".join(shard(group)), counted=True) == group


@given(KEYS, st.integers(0, 255))
def test_entries_with_a_byte(keys: list[str], byte: int) -> None:
    group = [Entry(key, bytes((byte,))) for key in keys]
    assert entries(b"".join(shard(group)), counted=False) == group


@given(NUMBERS)
def test_postings_are_read_as_they_were_packed(numbers: set[int]) -> None:
    found = {number: number % 256 for number in sorted(numbers)}
    postings = unpacked(packed(found))
    assert dict(zip(postings.documents, postings.bytes, strict=True)) == found


def test_many_entries_and_a_long_one() -> None:
    group = [
        *(Entry(f"{number:04}", varint(0)) for number in range(300)),
        Entry("1", *in_columns(dict.fromkeys(range(0, 90_000, 3), 1))),
    ]
    assert entries(b"".join(shard(group)), counted=True) == group


@pytest.mark.parametrize(("last", "first", "between"), [("", "ab", "a"), ("ab", "ac", "ac"), ("ab", "abc", "abc"), ("ab", "bcd", "b")])
def test_what_separates_keys_is_short(last: str, first: str, between: str) -> None:
    assert separator(last, first) == between
