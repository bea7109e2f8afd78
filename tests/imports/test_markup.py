from __future__ import annotations

import re

import pytest

from kbsite.imports.markup import pieces, prose
from kbsite.records.text import PROSE_LIMIT
from kbsite.records.walk import without_code
from kbsite.rules.text_has_no_html import ELEMENT
from kbsite.site.markup import Markdowner


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("<p>One</p><p>Two &amp; three</p>", "One\n\nTwo & three"),
        ("<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>", "- a\n- b\n\n    1. c"),
        ('See <a href="https://a.example/x">this</a>.', "See [this](https://a.example/x)."),
        ("<b>bold</b> <em>soft</em> <code>x = 1</code><br>next", "**bold** *soft* `x = 1`\nnext"),
        ("<h2>Head</h2>text", "**Head**\n\ntext"),
        ("# Head\ntext", "**Head**\ntext"),
        ("plain *markdown*\n\n- a\n- b", "plain *markdown*\n\n- a\n- b"),
        ("List<String> and a < b", "List`<String>` and a < b"),
        ("![logo](https://a.example/l.png)", "[logo](https://a.example/l.png)"),
        ("[mail](mailto:a@a.example) and [here](/about)", "mail (a@a.example) and here (/about)"),
        ("call a[0](x)", "call a0 (x)"),
        ("<pre>a\n  b</pre>", "a\n      b"),
    ],
)
def test_text_becomes_the_small_markdown_of_records(given: str, made: str) -> None:
    assert prose(given).text == made


@pytest.mark.parametrize(
    ("given", "made", "dropped"),
    [
        ("a<script>alert(1)</script>b<p>c", "ab\n\nc", ("<script>",)),
        ('<a href="javascript:alert(1)">x</a>', "x", ("javascript:alert(1)",)),
        ("[x](javascript:alert(1))", "x", ("javascript:alert(1)",)),
        ("[x](data:text/html,abc)", "x", ("data:text/html,abc",)),
        ('<img src=x onerror="alert(1)">', "", ("<img>",)),
        ("<p>a<!-- secret --></p>", "a", ("<!-- secret -->",)),
        ("a\u202eb\u200bc\x00d", "abcd", ()),
    ],
)
def test_hostile_markup_is_harmless(given: str, made: str, dropped: tuple[str, ...]) -> None:
    found = prose(given)
    assert (found.text, found.dropped) == (made, dropped)


@pytest.mark.parametrize(
    "given",
    [
        "it`s a <b", "`<x> <y>` <z> `", "<" * 5000, "<a " * 3000, "<!--" * 2000, "<![CDATA[" * 500, "&#0;&#xD800;<p>", "[" * 3000, "[a](" * 2000,
        "`" * 2000 + "<script>", "<div>" * 3000, "\\<script>alert(1)</script>", "<<script>script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;",
        '[a]: javascript:alert(1)\n\n[a]', "<svg onload=alert(1)>", "<p>x</p>" + "`<b>` <i", "<table><tr><td>a</td></tr></table>",
    ],
)  # fmt: skip
def test_whatever_is_given_the_check_has_nothing_to_refuse(given: str) -> None:
    text = prose(given).text
    assert not ELEMENT.search(without_code(text))
    assert "javascript:" not in re.sub(r"[^a-z:]", "", str(Markdowner().block(text)).partition("href")[2])
    assert prose(text).text == text


def test_long_text_is_cut_at_the_end_of_a_paragraph() -> None:
    text = "\n\n".join(["word " * 1000] * 9)
    found = pieces(text)
    assert len(found) == 3
    assert all(len(piece) <= PROSE_LIMIT for piece in found)
    assert "".join("\n\n".join(found).split()) == "".join(text.split())
    assert [len(piece) for piece in pieces("x" * 50_000)] == [20_000, 20_000, 10_000]
