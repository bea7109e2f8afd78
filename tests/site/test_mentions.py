"""A technique is found by its names, in either language, and not by chance."""

from __future__ import annotations

from typing import Any

import pytest

from kbsite.records.models import Technique
from kbsite.records.text import Text
from kbsite.site.mentions import Mentions


def mentions(*aliases: str, **names: str) -> Mentions:
    facts: dict[str, Any] = {"name": names, "aliases": aliases, "topic": "storage", "definition": "-", "sources": ["editors"]}
    return Mentions(Technique.model_validate({"id": "t", "path": "talks/techniques/t.yml", **facts}))


@pytest.mark.parametrize(
    "words",
    ["perf로 본다", "perf는 도구다", "We ran perf, twice.", "(perf)", "퍼프를 켠다", "PERF"],
)
def test_a_name_is_found_with_what_stands_around_it(words: str) -> None:
    assert mentions("퍼프", "PERF", ko="perf", en="perf").in_words(words)


@pytest.mark.parametrize("words", ["performance", "superperf", "per f", "슈퍼프"])
def test_a_name_inside_another_word_does_not_count(words: str) -> None:
    assert not mentions("퍼프", ko="perf", en="perf").in_words(words)


@pytest.mark.parametrize(("words", "found"), [("PER 표본", True), ("two OSDs per SSD", False), ("Prioritized  experience\nreplay", True)])
def test_capitals_count_only_in_capitals(words: str, found: bool) -> None:
    assert mentions("PER", ko="우선순위 경험 재생", en="Prioritized experience replay").in_words(words) is found


@pytest.mark.parametrize("words", ["hyper threading", "Hyper-Threading", "SMT"])
def test_blanks_and_hyphens_stand_for_each_other_and_an_aside_is_a_name(words: str) -> None:
    assert mentions(ko="하이퍼스레딩", en="Hyper-threading (SMT)").in_words(words)


def test_every_language_of_a_text_is_looked_at() -> None:
    text = Text((("ko", "세프를 쓴다"), ("en", "It is in use")))
    assert mentions(ko="세프", en="Ceph").in_text(None, text)


def test_names_with_signs_of_patterns_are_taken_as_they_stand() -> None:
    assert mentions(ko="C++", en="C++").in_words("C++로 짰다")
    assert not mentions(ko="a.c", en="a.c").in_words("abc")


def test_a_technique_without_a_usable_name_is_found_nowhere() -> None:
    assert not mentions(ko="a", en="b").in_words("a b", "")
