"""Human text in one or more languages."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from kbsite.records.text import LABEL_LIMIT, PROSE_LIMIT, Label, Prose, Said

LABEL = TypeAdapter(Label)
PROSE = TypeAdapter(Prose)


def test_a_plain_string_is_in_the_language_of_its_record() -> None:
    assert LABEL.validate_python("제목", context={"language": "ko"}).variants == (("ko", "제목"),)
    assert LABEL.validate_python("Title", context={"language": "en"}).variants == (("en", "Title"),)


def test_a_mapping_keeps_its_order() -> None:
    text = LABEL.validate_python({"en": "Title", "ko": "제목"})
    assert text.languages == ("en", "ko")
    assert text.get("ko") == "제목"
    assert text.get("ja") is None


def test_what_is_not_translated_is_said_as_it_is_and_marked() -> None:
    text = LABEL.validate_python({"ko": "제목", "en": "Title"})
    assert text.say("en") == Said("Title", "en", wanted=True)
    assert text.say("ja") == Said("제목", "ko", wanted=False)
    assert str(text.say("ja")) == "제목"


def test_blanks_around_words_do_not_count() -> None:
    assert LABEL.validate_python({"ko": "  제목\n"}).get("ko") == "제목"


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("", "string_too_short"),
        ("   ", "string_too_short"),
        ({}, "too_short"),
        ({"ko": ""}, "string_too_short"),
        ({"Korean": "a"}, "string_pattern_mismatch"),
        ({"ko": ["a"]}, "string_type"),
        (["a"], "dict_type"),
        ("a\nb", "one_line"),
        ("a\rb", "one_line"),
        ("a\u2028b", "one_line"),
        ("a" * (LABEL_LIMIT + 1), "too_long"),
    ],
)
def test_what_no_label_can_be(value: Any, what: str) -> None:
    with pytest.raises(ValidationError) as caught:
        LABEL.validate_python(value)
    assert [error["type"] for error in caught.value.errors()] == [what]


def test_prose_may_be_long_and_have_lines() -> None:
    assert PROSE.validate_python("a\n\n- b").get("ko") == "a\n\n- b"
    PROSE.validate_python("a" * PROSE_LIMIT)
    with pytest.raises(ValidationError, match="longer than 20000 characters"):
        PROSE.validate_python("a" * (PROSE_LIMIT + 1))


def test_text_that_is_read_already_is_taken_as_it_is() -> None:
    text = LABEL.validate_python({"en": "Title"})
    assert LABEL.validate_python(text, context={"language": "ko"}) == text


def test_editors_are_told_of_both_forms() -> None:
    assert LABEL.json_schema() == {
        "anyOf": [
            {"type": "string", "minLength": 1},
            {
                "type": "object",
                "patternProperties": {"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": {"type": "string", "minLength": 1}},
                "additionalProperties": False,
                "minProperties": 1,
            },
        ]
    }


@given(st.one_of(st.text(st.characters(), max_size=8), st.integers(), st.none()), st.sampled_from(["ko", "en-GB", "", "no tag"]))
def test_one_string_is_read_as_a_mapping_of_its_language_is(words: Any, language: str) -> None:
    def read(value: Any) -> Label | str:
        try:
            return LABEL.validate_python(value, context={"language": language})
        except ValidationError as error:
            return error.errors()[0]["type"]

    assert read(words) == read({language: words} if isinstance(words, str) else words)


def test_half_a_letter_is_none() -> None:
    with pytest.raises(ValidationError, match="unicode"):
        PROSE.validate_python("a\ud800b")
