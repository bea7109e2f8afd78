"""Whatever a record says, GitHub shows it as words."""

from __future__ import annotations

import pytest
from markdown import Markdown

from kbsite.text.github import PART, code, safe

HOSTILE = [
    "@team look",
    "<img src=x onerror=alert(1)>",
    "[click](https://evil.example/)",
    "![x](https://evil.example/x.png)",
    "https://evil.example/ and www.evil.example",
    "fixes #12, GH-3 and a/b#4",
    "`code` **bold** _it_ ~~gone~~ $x$",
    "one\n\n# heading\n- item\n| a | b |",
    "</details><script>alert(1)</script>",
    "&lt;b&gt; &commat;team",
    "\u202egnp.exe\u200b",
    "mailto:a@b.example",
    ":tada:",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_stay_words(text: str) -> None:
    html = Markdown().convert(f"- {safe(text)}")
    assert html.startswith("<ul>\n<li>")
    assert html.count("<") == 4, html  # the list and its entry, twice
    said = safe(text)
    assert "@team" not in said
    assert "://" not in said.replace("\\", "")
    assert "www.e" not in said.replace("\\", "")
    assert "#1" not in said
    assert "#4" not in said
    assert "\n" not in said
    assert "\u202e" not in said


def test_words_are_readable() -> None:
    assert safe("저장소 이야기, 첫째") == "저장소 이야기, 첫째"
    assert safe("a_b @c").replace(PART, "") == r"a\_b @c"


def test_code_cannot_be_left() -> None:
    assert code("a`b\n`` @c") == "`a'b '' @c`"
    assert code("") == ""
    assert len(code("x" * 1000)) == 202
