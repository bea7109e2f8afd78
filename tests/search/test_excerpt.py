"""Pieces of texts with their marks: cut between words, the same in both homes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kbsite.search.document import Document, Section
from kbsite.search.excerpt import LENGTH, excerpt

SCRIPT = Path(__file__).parents[2] / "kbsite" / "site" / "assets" / "search" / "excerpt.js"
WORDS = ["스케줄러는", "파드를", "노드에", "배치한다.", "The", "scheduler", "assigns", "pods", "가" * 90, "b" * 200]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


def page(*texts: str) -> Document:
    return Document("a", "Title", tuple(Section(f"s{at}", f"Section {at}", text) for at, text in enumerate(texts)))


def test_a_long_text_is_cut_between_words() -> None:
    found = excerpt(page("one two three " * 10 + "the mark here " + "four five six " * 20), ["mark"])
    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert {*found.text.strip("…").split()} <= {"one", "two", "three", "the", "mark", "here", "four", "five", "six"}
    assert [found.text[start:end] for start, end in found.marks] == ["mark"]


def test_a_short_text_stands_whole() -> None:
    assert excerpt(page("The scheduler."), ["scheduler"]).text == "The scheduler."


def test_the_section_with_most_words_is_chosen() -> None:
    assert excerpt(page("pods", "pods and nodes"), ["pods", "nodes"]).anchor == "s1"


@given(TEXTS, st.sampled_from(["스케줄러", "pods", "가가", "b"]))
def test_marks_are_where_the_words_are(text: str, word: str) -> None:
    found = excerpt(page(text), [word])
    assert all(found.text[start:end].replace(" ", "") == word for start, end in found.marks)
    assert found.text.strip("…") in text
    assert len(found.text) <= LENGTH + 2
    assert found.marks or word not in text


def test_both_homes_cut_alike(node: str) -> None:
    texts = [
        "one two three " * 10 + "the mark here " + "four five " * 30,
        "가" * 300 + " 스케줄러 " + "나" * 300,
        "mark " + "b" * 400,
        "a " * 200,
        "",
    ]
    words = ["mark", "스케줄러"]
    program = f"import {{ excerpt }} from {json.dumps(SCRIPT.as_uri())};\nfor (const text of {json.dumps(texts)}) console.log(JSON.stringify(excerpt([['s0', 'Section 0', text]], {json.dumps(words)})));"
    done = subprocess.run([node, "--input-type=module", "--eval", program], capture_output=True, encoding="utf-8", check=True)
    for text, line in zip(texts, done.stdout.splitlines(), strict=True):
        found, other = excerpt(page(text), words), json.loads(line)
        assert (found.text, [list(mark) for mark in found.marks]) == (other["text"], other["marks"])
