"""What documents have of words, summed in columns."""

from __future__ import annotations

import pytest

from kbsite.search.matches import Matches, Term, Totals
from kbsite.search.postings import Postings, pack

TEXT, HEADED, TITLED = pack(0, False, 5), pack(0, True, 5), pack(2, False, 5)
IMPACTS = [1.0] * 256


def of(**packed: int) -> Postings:
    """Documents by letter, each with its byte."""
    return Postings(tuple(ord(name) - ord("a") for name in packed), bytes(packed.values()))


def test_terms_of_a_word_add_up_for_each_document() -> None:
    word = Matches()
    word.add(of(a=TEXT, b=TITLED), 2.0, IMPACTS, 0.5)
    word.add(of(b=HEADED, c=TEXT), 3.0, IMPACTS, 0.5)
    assert word.score == {0: 2.0, 1: 5.0, 2: 3.0}
    assert word.cover == {0: 0.5, 1: 1.0, 2: 0.5}
    assert (word.title, word.heading, word.share) == ({1: 0.5}, {1: 0.5}, {1: 0.5})


def test_a_term_that_is_not_needed_counts_for_no_title() -> None:
    word = Matches()
    word.add(of(a=TITLED), 2.0, IMPACTS, 0.0)
    assert (word.score, word.title, word.share) == ({0: 2.0}, {}, {})


def test_of_two_ways_to_say_a_word_each_document_has_the_better() -> None:
    one, other = Matches(), Matches()
    one.add(of(a=TEXT, b=TITLED), 2.0, IMPACTS, 1.0)
    other.add(of(b=TEXT, c=HEADED), 3.0, IMPACTS, 0.5)
    one.at_least(other)
    assert one.score == {0: 2.0, 1: 3.0, 2: 3.0}
    assert one.cover == {0: 1.0, 1: 1.0, 2: 0.5}
    assert (one.title, one.heading) == ({1: 1.0}, {2: 0.5})


@pytest.mark.parametrize(("long", "whole"), [(True, [4.0, 0.0, 0.0]), (False, [0.0, 0.0, 0.0])])
def test_words_count_by_their_weight_and_those_there_as_a_whole_are_told(long: bool, whole: list[float]) -> None:
    word, total = Matches(), Totals(3)
    word.add(of(a=TEXT), 2.0, IMPACTS, 1.0)
    word.add(of(c=TITLED), 2.0, IMPACTS, 0.5)
    total.add(word, 0.5, 4.0, long=long)
    assert total.documents == {0, 2}
    assert total.score == [1.0, 0.0, 1.0]
    assert total.cover == [4.0, 0.0, 2.0]
    assert (total.title, total.whole) == ([0.0, 0.0, 2.0], whole)


@pytest.mark.parametrize("long", [True, False])
def test_a_word_that_is_one_term_counts_as_it_would_with_others(long: bool) -> None:
    postings = of(a=TEXT, b=TITLED, c=HEADED, d=pack(3, True, 0))
    impacts = [byte / 7 for byte in range(256)]
    word, one, other = Matches(), Totals(5), Totals(5)
    word.add(postings, 3.3, impacts, 1.0)
    for total in (one, other):
        total.add(word, 0.7, 1.1, long=long)
    one.add(word, 0.3, 4.0, long=long)
    other.add_term(Term(postings, [3.3 * impact for impact in impacts]), 0.3, 4.0, long=long)
    assert vars(one) == vars(other)


@pytest.mark.parametrize(("byte", "named"), [(TEXT, False), (HEADED, True), (TITLED, True)])
def test_a_term_is_named_where_a_title_or_heading_has_it(byte: int, named: bool) -> None:
    assert Term(of(a=TEXT, b=byte), IMPACTS).named is named


def test_what_joins_words_counts_only_for_documents_that_have_one() -> None:
    word, total = Matches(), Totals(3)
    word.add(of(a=TEXT), 2.0, IMPACTS, 1.0)
    total.add(word, 1.0, 1.0, long=True)
    total.add_bridge(of(a=TITLED, b=TITLED), 0.5, IMPACTS)
    assert total.score == [2.5, 0.0, 0.0]
    assert (total.documents, total.share) == ({0}, [0.5, 0.0, 0.0])
