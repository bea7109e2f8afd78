"""Lists split into pages: nothing lost, order kept, no page over its bound, and neighbours that lead through all of them."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.site.leaves import Part, Size, openings, page_address, shown, split, turns

SIZE = Size(whole=12, page=5)
LISTS = st.lists(st.lists(st.integers(0, 9), max_size=20), max_size=6)


def parts(lists: list[list[int]]) -> list[Part[tuple[int, int, int]]]:
    """A part for each list; entries hold their part, their place in it, and what they weigh."""
    return [
        Part(f"part-{number}", f"Part {number}", [(number, place, weight) for place, weight in enumerate(entries)])
        for number, entries in enumerate(lists)
    ]


@given(LISTS)
def test_a_list_is_split_when_it_holds_more_than_one_page_may(lists: list[list[int]]) -> None:
    assert bool(split("list/", parts(lists), SIZE)) == (sum(map(len, lists)) > SIZE.whole)


@given(LISTS)
def test_nothing_is_lost_and_the_order_is_kept(lists: list[list[int]]) -> None:
    leaves = split("list/", parts(lists), Size(0, 5))
    assert [entry for leaf in leaves for entry in leaf.entries] == [entry for part in parts(lists) for entry in part.entries]
    for leaf in leaves:
        assert leaf.entries == tuple(leaf.part.entries[leaf.first - 1 : leaf.last])
        assert leaf.entries


@given(LISTS)
def test_a_page_holds_entries_of_one_part_and_not_too_many(lists: list[list[int]]) -> None:
    for leaf in split("list/", parts(lists), Size(0, 5)):
        assert {part for part, _, _ in leaf.entries} == {leaf.entries[0][0]}
        assert 1 <= len(leaf.entries) <= 5


@given(LISTS)
def test_by_weight_a_page_is_never_heavier_than_it_may_be_but_for_one_entry_that_is(lists: list[list[int]]) -> None:
    leaves = split("list/", parts(lists), SIZE, lambda entry: entry[2])
    assert bool(leaves) == (sum(map(sum, lists)) > SIZE.whole)
    for leaf in leaves:
        assert sum(weight for _, _, weight in leaf.entries) <= SIZE.page or len([one for one in leaf.entries if one[2]]) == 1


@given(LISTS)
def test_pages_of_a_part_are_counted_and_have_addresses_of_their_own(lists: list[list[int]]) -> None:
    leaves = split("list/", parts(lists), Size(0, 5))
    assert len({leaf.address for leaf in leaves}) == len(leaves)
    for key, group in groupby(leaves, key=lambda leaf: leaf.part.key):
        together = list(group)
        assert [leaf.number for leaf in together] == list(range(1, len(together) + 1))
        assert {leaf.pages for leaf in together} == {len(together)}
        assert [leaf.address for leaf in together] == [page_address("list/", key, leaf.number) for leaf in together]
    assert [leaf.part.key for leaf in openings(leaves)] == [part.key for part in parts(lists) if part.entries]


@given(LISTS)
def test_neighbours_lead_through_all_pages(lists: list[list[int]]) -> None:
    leaves = split("list/", parts(lists), Size(0, 5))
    found = list(turns("list/", leaves))
    assert [turn.leaf for turn in found] == list(leaves)
    assert [turn.before for turn in found] == [None, *leaves][: len(leaves)]
    assert [turn.after for turn in found] == [*leaves[1:], None][: len(leaves)]
    for turn in found:
        assert [one.number if one else None for one in turn.numbers] == shown(turn.leaf.number, turn.leaf.pages)
        assert all(one.part.key == turn.leaf.part.key for one in turn.numbers if one)


def test_addresses_say_the_list_the_part_and_from_the_second_on_the_page() -> None:
    assert page_address("talks/", "2016") == "talks/all/2016/"
    assert page_address("talks/", "2016", 2) == "talks/all/2016/2/"


@pytest.mark.parametrize(
    ("number", "pages", "numbers"),
    [
        (1, 1, []),
        (1, 2, [1, 2]),
        (1, 5, [1, 2, 3, 4, 5]),
        (1, 6, [1, 2, 3, None, 6]),
        (6, 12, [1, None, 4, 5, 6, 7, 8, None, 12]),
        (5, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (12, 12, [1, None, 10, 11, 12]),
    ],
)
def test_numbers_near_a_page_and_the_ends_are_shown(number: int, pages: int, numbers: list[int | None]) -> None:
    assert shown(number, pages) == numbers


@given(st.integers(1, 300), st.integers(2, 300))
def test_a_gap_stands_only_for_pages_left_out(number: int, pages: int) -> None:
    number = min(number, pages)
    found = shown(number, pages)
    assert [one for one in found if one] == sorted({one for one in found if one})
    assert {1, number, pages} <= set(found)
    assert len(found) <= 9
    for before, gap, after in zip(found, found[1:], found[2:], strict=False):
        if gap is None:
            assert before and after and after > before + 2
