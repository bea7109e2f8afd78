from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.imports.romanise import person_slug, slug
from kbsite.records.models import ID


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("김민지", "gim-minji"), ("이 준호", "i-junho"), ("남궁민수", "namgung-minsu"), ("홍빛나", "hong-bitna"), ("한복남", "han-boknam"),
        ("Łukasz Świątek", "lukasz-swiatek"), ("José Núñez", "jose-nunez"), ("Conan O'Brien", "conan-obrien"), ("岡野 真也", "55e3bee3"),
        ("Tim (文昌) Hsu", "tim-hsu-950729dc"),
    ],
)  # fmt: skip
def test_names(name: str, id_: str) -> None:
    assert person_slug(name) == id_


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("신문", "sinmun"), ("음악", "eumak"), ("값이", "gapsi"), ("영어", "yeongeo"), ("딥러닝", "dipreoning"), ("클러스터", "keulleoseuteo"),
        ("C++ & C#", "c-plus-plus-and-c-sharp"), ("../../etc/passwd", "etc-passwd"), ("", ""), ("!!!", ""), ("Ｆｕｌｌ　ｗｉｄｔｈ", "full-width"),
    ],
)  # fmt: skip
def test_words(words: str, id_: str) -> None:
    assert slug(words) == id_


@given(st.text(max_size=200))
def test_any_text_gives_an_id_or_nothing(text: str) -> None:
    for found in (slug(text), person_slug(text)):
        assert found == "" or (re.fullmatch(ID, found) and len(found) <= 70)
