"""Counting finds the terms that the analysis finds."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from search.conftest import SMALL

from kbsite.search.counting import Counting
from kbsite.text.analyzer import terms

GOLDEN = json.loads((Path(__file__).parents[1] / "text" / "golden.json").read_text("utf-8"))
TEXTS = (
    *(vector["text"] for vector in GOLDEN),
    *(section.text for document in SMALL for section in document.sections),
    "C++과 C#.NET, a_b-c.d e--f g_ _h camelCase.partTwo v1.2.3-rc1",
    "긴 문장 이 여러 줄 에\n걸쳐　있고 \t 탭도 있으며 ㅋㅋ 한",
)


@pytest.mark.parametrize("text", [*TEXTS, " ".join(TEXTS)], ids=range(len(TEXTS) + 1))
def test_the_same_terms_as_the_analysis(text: str) -> None:
    counting = Counting()
    assert counting.count(text) == Counter(terms(text))
    assert counting.line(text) == tuple(terms(text))
