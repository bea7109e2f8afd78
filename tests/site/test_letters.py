"""The letters that names stand under."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.site.letters import ANCHORS, INITIALS, letter, script
from kbsite.site.strings import load_strings


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("김민지", (0, "hangul-g", "")),
        ("까치", (0, "hangul-g", "")),
        ("하늘", (18, "hangul-h", "")),
        ("Ada", (19, "a", "A")),
        ("ada", (19, "a", "A")),
        ("Élodie", (19, "e", "E")),
        ("Øyvind", (20, "other", "")),
        ("Михаил", (20, "other", "")),
        ("山田", (20, "other", "")),
        ("3M", (20, "other", "")),
    ],
)
def test_a_name_stands_under_its_letter(name: str, found: tuple[int, str, str]) -> None:
    assert letter(name) == found


@pytest.mark.parametrize(("name", "found"), [("김민지", "g"), ("Ada", "latin"), ("Élodie", "other"), ("3M", "other")])
def test_short_lists_tell_latin_letters_not_apart(name: str, found: str) -> None:
    assert script(name)[1] == found


@given(st.text(min_size=1))
def test_every_name_has_a_letter_that_can_stand_in_an_address(name: str) -> None:
    rank, key, label = letter(name)
    assert key.isascii() and key.replace("-", "").isalnum() and key == key.lower()
    assert 0 <= rank <= len(INITIALS) + 1
    assert bool(label) == (len(key) == 1)


def test_the_interface_has_words_for_every_letter_without_a_label() -> None:
    strings = load_strings()
    assert {f"speaker.letter_{key}" for key in (*ANCHORS.values(), "other")} <= set(strings)
