"""Keystrokes, initial consonants and the other layout."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.text.hangul import as_hangul_keys, as_latin_keys, compose, initials, strokes

SYLLABLES = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=12)


@given(SYLLABLES)
def test_syllables_survive_their_keystrokes(text: str) -> None:
    assert compose(strokes(text)) == text


@given(SYLLABLES)
def test_syllables_survive_the_other_layout(text: str) -> None:
    assert as_hangul_keys(as_latin_keys(text)) == text


@pytest.mark.parametrize(
    ("text", "keys"), [("쿠버네티스", "znqjspxltm"), ("닭", "ekfr"), ("꿰", "Rnp"), ("값 1", "rkqt 1"), ("ㅋㅋ", "zz"), ("abc", "abc")]
)
def test_latin_keys(text: str, keys: str) -> None:
    assert as_latin_keys(text) == keys


def test_an_input_method_gives_a_final_back_to_the_vowel_that_follows() -> None:
    typed = strokes("스케줄러")
    assert [compose(typed[:size]) for size in range(1, len(typed) + 1)] == [
        "ㅅ",
        "스",
        "슼",
        "스케",
        "스켖",
        "스케주",
        "스케줄",
        "스케줄ㄹ",
        "스케줄러",
    ]


def test_initials_leave_other_letters() -> None:
    assert initials("쿠버 API 꼬리") == "ㅋㅂ API ㄲㄹ"
