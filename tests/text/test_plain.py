"""The small Markdown of records to plain words."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kbsite.records.catalog import Catalog
from kbsite.records.text import PROSE_LIMIT
from kbsite.records.walk import words
from kbsite.text.plain import plain, shorten


@pytest.mark.parametrize(
    ("text", "words_alone"),
    [
        ("*기울임* **굵게** ***둘 다***", "기울임 굵게 둘 다"),
        ("_em_ __strong__ snake_case", "em strong snake_case"),
        ("`코드` ``a`b``", "코드 a`b"),
        ("`a*b` `__init__` `[x](y)`", "a*b __init__ [x](y)"),
        ("[글](https://a.example/)", "글"),
        ("[글](https://a.example/b_(c))는", "글는"),
        ('[글](https://a.example/ "제목")', "글"),
        ("[`코드`](https://a.example/)", "코드"),
        ("[N.E.O.] 실내", "[N.E.O.] 실내"),
        ("- 하나\n- 둘", "하나 둘"),
        ("1. 하나\n2) 둘", "하나 둘"),
        ("> 인용", "인용"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("10*20", "1020"),
        (r"\*별\* \_밑줄\_ 3\.", "*별* _밑줄_ 3."),
        ("하나\n\n둘\t셋", "하나 둘 셋"),
        ("-5도", "-5도"),
        ("a < b & <b>", "a < b & <b>"),
        ("`짝이 없는", "`짝이 없는"),
        ("a\x02b", "ab"),
        ("  ", ""),
        ("", ""),
    ],
)
def test_words_alone(text: str, words_alone: str) -> None:
    assert plain(text) == words_alone


MARKDOWN = st.lists(
    st.sampled_from(["가", "a", " ", "\n", "*", "**", "_", "__", "`", "``", "[", "](", ")", "\\", "- ", "> ", "\x02"]), max_size=30
)


@settings(deadline=None, max_examples=300)
@given(MARKDOWN.map("".join))
@example("`\x02`")
@example("`a` `b` \x02")
def test_no_word_is_lost_and_nothing_is_left_on_another_line(text: str) -> None:
    shown = plain(text)
    assert "\n" not in shown
    assert "\x02" not in shown
    assert shown == shown.strip()
    if "](" not in text:
        assert [shown.count(letter) for letter in "가a"] == [text.count(letter) for letter in "가a"]


def test_every_text_of_the_real_records_has_words(catalog: Catalog) -> None:
    for record in catalog.records():
        for found in words(record):
            shown = plain(found.text)
            assert shown
            assert "](" not in shown
            assert "**" not in shown


@pytest.mark.parametrize("piece", ["*", "_", "_a ", "`", "` ", "[", "[a](", "[a](b ", "\\", "- ", "(", "](", "*a", "__a_"])
def test_a_text_as_long_as_a_record_may_hold_takes_no_longer_than_its_length_allows(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        start = time.process_time()
        for _ in range(3):
            plain(text)
        return time.process_time() - start

    assert min(seconds(PROSE_LIMIT) for _ in range(3)) < 60 * (min(seconds(PROSE_LIMIT // 10) for _ in range(3)) + 0.001)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("짧은 글", 10, "짧은 글"),
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "abcd…"),
        ("가나다 라마바 사아자", 8, "가나다 라마바…"),
        ("하나, 둘, 셋, 넷", 9, "하나, 둘…"),
        ("가 나다라마바사", 7, "가 나다라마…"),
        ("", 1, ""),
    ],
)
def test_a_shortened_text_ends_at_a_word_where_it_can(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=80), st.integers(1, 60))
def test_a_shortened_text_is_never_longer_than_asked(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit
