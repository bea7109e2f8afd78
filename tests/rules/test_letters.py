"""What is left of a name where case, spaces and signs do not count."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kbsite.rules._letters import letters, letters_of_name


@pytest.mark.parametrize(
    ("text", "left", "of_name"),
    [
        ("On storage!", "onstorage", "onstorage"),
        ("C++ / C#", "cc", "c++c#"),
        ("스토리지 2_0", "스토리지20", "스토리지20"),
        ("Straße ½", "strasse½", "strasse½"),
        ("—", "", ""),
    ],
)
def test_letters_and_digits_are_left(text: str, left: str, of_name: str) -> None:
    assert (letters(text), letters_of_name(text)) == (left, of_name)


@given(st.text())
@example("".join(map(chr, range(0x3000))))
def test_they_are_those_that_unicode_calls_so(text: str) -> None:
    assert letters(text) == "".join(letter for letter in text.casefold() if letter.isalnum())
    assert letters_of_name(text) == "".join(letter for letter in text.casefold() if letter.isalnum() or letter in "+#")
