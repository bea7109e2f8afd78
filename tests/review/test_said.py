"""A review in every format: nothing is left unsaid, and nothing that a record says is more than words."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from kbsite.problems import Place, Problem
from kbsite.review import said
from kbsite.review.compare import Asked, Change, Item, Review
from kbsite.words import Words

EVIL = "<b>@team</b> [x](javascript:1) `"
PAGE = Change("talks/one/", "talk", {"ko": "하나", "en": EVIL})
PROBLEM = Problem(Place("talks/a.yml", 3, 5), "tag-exists", Words("unknown tag '{x}'", "없는 태그 '{x}'").fill(x=EVIL))
ITEM = Item(EVIL, "talks/a.yml", 7)
ASKED = Asked(EVIL, ("one",), "", "one", judged=True)
EVERY = Review(
    "main", True, ("talks/link.yml",), (PROBLEM,), (PROBLEM,), (PAGE,), (PAGE,), (PAGE,), ("talks/old/",),
    (ITEM,), (ITEM,), (ASKED,), (ASKED,), (ASKED,), (ITEM,), (Item("videos", "talks/a.yml"),), (ITEM,),
)  # fmt: skip


def test_as_text() -> None:
    assert said.as_text(EVERY, "en").splitlines()[:12] == [
        "Compared with main: pages 1 added, 1 changed, 1 gone; 1 new errors.",
        "",
        "! Files of the base that are links and were left out (1)",
        "  talks/link.yml",
        "",
        "! New problems (1)",
        f"  talks/a.yml:3:5 unknown tag '{EVIL}' [tag-exists]",
        "",
        "Problems that are gone (1)",
        f"  talks/a.yml:3:5 unknown tag '{EVIL}' [tag-exists]",
        "",
        "! Addresses that will lead nowhere: keep the old id as an alias (1)",
    ]
    assert "\nNew gaps (1)\n  Talks without a video — talks/a.yml\n" in said.as_text(EVERY, "en")


def test_in_korean() -> None:
    text = said.as_text(EVERY, "ko")
    assert text.startswith("main과 견주어 화면 추가 1, 변경 1, 삭제 1, 새 오류 1.\n\n! 기준 쪽에서 링크라서 뺀 파일 (1)\n")
    assert "\n이제 맨 앞에 찾는 검색 (1)\n" in text
    assert ": 없음 → one" in text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_markdown_says_everything_in_words_alone(language: str) -> None:
    text = said.as_markdown(EVERY, "ko" if language == "ko" else "en")
    assert text.count("\n### ") == 15  # every section
    for line in text.replace("\\`", "").splitlines():
        assert line.count("`") % 2 == 0
        outside = "".join(line.split("`")[::2])  # what is in code is shown as it is
        assert "<b>" not in outside.replace("\\<", "")
        assert "@team" not in outside
        assert "](" not in outside


def test_much_is_folded_and_counted() -> None:
    many = tuple(Change(f"talks/{number}/", "talk", {"ko": str(number)}) for number in range(100))
    values = {one.name: () for one in fields(Review)} | {"base": "main", "whole": True, "pages_added": many}
    text = said.as_markdown(Review(**values), "en")  # type: ignore[arg-type]
    assert "<details><summary>Pages added (100)</summary>\n\n- 0 — `/talks/0/` (ko)\n" in text
    assert text.endswith("- and 60 more\n\n</details>")


def test_json_has_all() -> None:
    found = json.loads(said.as_json(EVERY, "en"))
    assert found["pages"]["added"] == [{"address": "talks/one/", "kind": "talk", "titles": {"ko": "하나", "en": EVIL}}]
    assert found["problems"]["new"][0]["message"] == {"ko": f"없는 태그 '{EVIL}'", "en": f"unknown tag '{EVIL}'"}
    assert found["searches"]["found"] == [{"query": EVIL, "wanted": ["one"], "before": "", "after": "one"}]
    assert set(found) == {
        "version", "base", "pages_compared", "refused", "problems", "pages", "links", "searches", "unsourced", "gaps", "untranslated",
    }  # fmt: skip
