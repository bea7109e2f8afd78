"""The comparable form of a text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.text.normalise import compact, folded, normalise


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (unicodedata.normalize("NFD", "스케줄러"), "스케줄러"),
        ("ＡＰＩ　서버", "API 서버"),
        ("한\u200b글\ufeff", "한글"),
        ("\ud800a😀", " a "),
        ("\u1109\u1173\u110f", "스ㅋ"),
        ("ㅋㅋ", "ㅋㅋ"),
        ("Zürich café", "Zurich cafe"),
        ("\uffbc\uffc2", "ㅌㅏ"),
    ],
)
def test_normal_form(text: str, form: str) -> None:
    assert normalise(text) == form


def test_compact_keeps_letters_and_digits() -> None:
    assert compact("Kube-Scheduler (v1.2), 파드!") == "kubeschedulerv12파드"


@given(st.text())
def test_any_text_has_a_form_without_surrogates(text: str) -> None:
    folded(text).encode()
