"""Where a table is cut, and how few cuts a change moves."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.search.entries import Entry
from kbsite.search.stretches import FEW, SHELF, Cut, Grain, Part, Parts, groups, make_cut, regrouped
from kbsite.search.stretches import place as path

GRAIN = Grain(parts=256, smallest=768, largest=8192)
ITEMS = st.dictionaries(st.text("abcdef", max_size=3), st.integers(1, 30), max_size=60)
CUTS = st.builds(Cut, st.integers(8, 60), st.sampled_from([0, 4, 16]))


def listed(items: dict[str, int]) -> list[Entry]:
    """Entries of some sizes, in order."""
    return [Entry(key, b"h", values=b"v" * size) for key, size in sorted(items.items())]


@given(ITEMS, st.lists(st.tuples(st.text("abcdef", max_size=3), st.integers(0, 30)), max_size=6), CUTS)
def test_what_a_change_leaves_and_cuts_is_what_would_be_cut_from_nothing(
    items: dict[str, int], edits: list[tuple[str, int]], cut: Cut
) -> None:
    before = list(groups(listed(items), cut))
    now = {key: size for key, size in (items | dict(edits)).items() if size}
    parts = [Part(group[0].key, group[0].size, size, len(group), "") for group, size in before]
    if not parts:
        return
    changed: dict[int, bool] = {}
    for key, size in edits:
        if items.get(key, 0) != size:
            at = place(parts, key)
            changed[at] = changed.get(at, False) or key <= parts[at].key

    def held(at: int) -> Sequence[Entry]:
        return listed({key: size for key, size in now.items() if place(parts, key) == at})

    found = regrouped(parts, changed, held, cut)
    assert [before[one] if isinstance(one, int) else one for one in found] == list(groups(listed(now), cut))


def test_all_that_was_there_may_be_gone() -> None:
    parts = [Part("a", 3, 3, 1, ""), Part("b", 3, 3, 1, "")]
    assert regrouped(parts, {0: True, 1: True}, lambda at: [], Cut(3, 0)) == []


def place(parts: Sequence[Part], key: str) -> int:
    """The part that a key belongs to."""
    return max((at for at, part in enumerate(parts) if part.key <= key), default=0)


@pytest.mark.parametrize(("size", "target"), [(0, 768), (256 * 1000, 1000), (256 * 5001, 5001), (1 << 30, 8192)])
def test_few_documents_have_shards_of_any_size_in_between(size: int, target: int) -> None:
    assert make_cut(GRAIN, size, size // 20, FEW) == Cut(target, 0)


def test_shards_of_many_documents_seldom_have_another_size() -> None:
    cuts = [make_cut(GRAIN, size, size // 20, FEW + 1) for size in range(300_000, 2_000_000, 100)]
    assert len(set(cuts)) < 30
    assert all(768 <= cut.target <= 8192 for cut in cuts)
    assert all(200 <= size / cut.target <= 300 for size, cut in zip(range(300_000, 2_000_000, 100), cuts, strict=True) if cut.target < 8192)


def test_nothing_is_in_no_shard() -> None:
    assert list(groups([], make_cut(GRAIN, 0, 0, FEW + 1))) == []


def test_where_a_part_changes_few_others_get_another_address() -> None:
    parts = [Part(f"{number}", 1, 1, 1, f"{number:024}") for number in range(2 * SHELF + 1)]
    before = Parts(0, 0, parts).shelves()
    after = Parts(0, 0, [*parts[:SHELF], parts[SHELF]._replace(digest="f" * 24), *parts[SHELF + 1 :]]).shelves()
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, True]
    paths = [path("words", before, number) for number in (0, SHELF - 1, SHELF, 2 * SHELF)]
    assert paths == [f"words-{before[0]}/0.bin", f"words-{before[0]}/63.bin", f"words-{before[1]}/64.bin", f"words-{before[2]}/128.bin"]
    assert Parts(0, 0, []).shelves() == []
