"""Text of records to HTML: the small Markdown works, and no text makes anything else."""

from __future__ import annotations

import random
import time
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kbsite.records.text import PROSE_LIMIT
from kbsite.site.markup import ATTRIBUTES, ELEMENTS, Markdowner

ALLOWED = {name: {*ATTRIBUTES.get(name, ()), *({"rel"} if name == "a" else ())} for name in ELEMENTS}
PIECES = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<!--", "-->", "<![CDATA[", "]]>", "<?php", "</p>",
    "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](data:text/html,<script>)", "[a](//other.example)", "[a]: javascript:alert(1)",
    "[a](https://kb.example/ \"t\" onclick=\"x\")", "[a](<https://kb.example/\" onmouseover=\"x>)", "![i](https://other.example/p.png)", "![i][a]",
    "<https://auto.example>", "<javascript:alert(1)>", "&lt;script&gt;", "&#60;script&#62;", "&amp;", "`", "``", "*", "**", "_", "__", "> ", "- ",
    "1. ", "    ", "\t", "\n", "\n\n", "[", "]", "(", ")", "\\", "{{ 7*7 }}", "{% include '/etc/passwd' %}", '--8<-- "/etc/passwd"', "---\n",
    "$$$", "[^1]", "[^1]: note", "{: onclick=alert(1) }", "{.c #i onclick=x}", "\x02", "\x03", "\x00", "\u202e", "\u2066", "\u200b", "klzzwxh:0001",
    "\x02klzzwxh:0000\x03", "wzxhzdk:0", "\x02wzxhzdk:0\x03", "[TOC]", "한글", "e\u0301", "\U0001f600", "# h", "====", "***", "~~~", "```py\n",
]  # fmt: skip
HOSTILE = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=12).map("".join)

RENDERED = Markdowner()


class Reader(HTMLParser):
    """Elements, attributes and words of HTML, and whether the elements are closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.other: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)

    handle_pi = unknown_decl = handle_comment


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@pytest.fixture(scope="module")
def markdowner() -> Markdowner:
    return Markdowner()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("하나\n\n둘", "<p>하나</p>\n<p>둘</p>"),
        ("*a* **b** `c<d>`", "<p><em>a</em> <strong>b</strong> <code>c&lt;d&gt;</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("[a](https://kb.example/?x=1&y=2)", '<p><a href="https://kb.example/?x=1&amp;y=2" rel="noopener nofollow ugc">a</a></p>'),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("# no heading", "<p># no heading</p>"),
        ("bluestore_prefer_deferred_size", "<p>bluestore_prefer_deferred_size</p>"),
    ],
)
def test_the_small_markdown(markdowner: Markdowner, text: str, html: str) -> None:
    assert markdowner.block(text) == html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("{{ 7*7 }} {% include 'x' %}", "{{ 7*7 }} {% include 'x' %}"),
        ('--8<-- "/etc/passwd"', '--8<-- "/etc/passwd"'),
        ("<https://auto.example>", "<https://auto.example>"),
        ("a {: onclick=x }", "a {: onclick=x }"),
        ("<!-- a -->", "<!-- a -->"),
    ],
)
def test_what_is_no_markdown_is_shown_as_it_stands(markdowner: Markdowner, text: str, shown: str) -> None:
    reader = read(markdowner.block(text))
    assert "".join(reader.words).strip() == shown
    assert [tag for tag, _ in reader.elements] == ["p"]


def test_references_to_characters_are_characters_and_never_elements(markdowner: Markdowner) -> None:
    reader = read(markdowner.block("&lt;script&gt; &amp; &#60;img src=x onerror=alert(1)&#62; `&lt;`"))
    assert "".join(reader.words).strip() == "<script> & <img src=x onerror=alert(1)> &lt;"
    assert [tag for tag, _ in reader.elements] == ["p", "code"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "mailto:a@b"]
)
def test_a_link_of_another_scheme_leads_nowhere(markdowner: Markdowner, address: str) -> None:
    reader = read(markdowner.block(f"[words]({address})"))
    assert "".join(reader.words).strip() == "words"
    assert all("href" not in attributes for _, attributes in reader.elements)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a *b*", "a <em>b</em>"),
        ("a\n\n*b*", "a<br><em>b</em>"),
        ("- a\n- <b>", "a &lt;b&gt;"),
        ("> *a*", "a"),
        ("a\n\n- b", "a b"),
        ("`<p>`", "<code>&lt;p&gt;</code>"),
    ],
)
def test_any_text_can_stand_inside_a_paragraph(markdowner: Markdowner, text: str, line: str) -> None:
    assert markdowner.line(text) == line


PARAGRAPHS = (
    "plain words", "R & D", "AT&T", "a &amp; b", "- a\n- b", "* a", "1. a", "3) a", "> quoted", "    code", "  a", "a  ", "*b* and `c & d`",
    "[a](https://kb.example/?a&b)", "[a]", "[a]: https://kb.example/ 'R & D'", "<p>", "a\n- b", "a\n> b", "# a", "---", "a\n===", "", "\n", "\\*", "가나다 (라) 2016.10.24", "a_b_c", "`a", "b`", "**a", "b**", "~~~\na", "a & ", "&", "x&\ny",
)  # fmt: skip
"""Of which hypothesis makes texts."""


@given(
    st.text(st.one_of(st.sampled_from("가나 \n\n\nab 019.)-+=#~|:!?'\"(;,/%$^@"), st.characters(exclude_categories=["Cs"])), max_size=16)
)
@settings(deadline=None, max_examples=300)
@example("- a")
@example("1. a")
@example("1) a")
@example("2016.10")
@example("a\u00a0b")
@example("a\nb\n\nc")
@example("a\n\n\nb")
@example("a  \nb")
@example("a\n\n    b")
@example("a\n---------\nb\n\nc")
@example("a\n2) b\n3. c")
def test_words_without_marks_come_out_as_markdown_makes_them(text: str) -> None:
    assert RENDERED.block(text) == RENDERED.whole(text)


@given(st.lists(st.sampled_from(PARAGRAPHS), max_size=6).map("\n\n".join))
@settings(deadline=None, max_examples=300)
@example("* a\n\nplain\n\n* b")
@example("1. a\n\nplain & words\n\n    inside")
@example("[a]: https://kb.example/\n\nplain\n\n[a]")
@example("a\n\n\nb *c*\n\n\n\nd")
def test_paragraphs_without_marks_among_others_come_out_so_too(text: str) -> None:
    assert RENDERED.block(text) == RENDERED.whole(text)


def test_a_letter_for_own_use_in_a_text_stands_for_nothing_else() -> None:
    assert "\ue000" in RENDERED.block("a \ue000 *b*\n\nplain words")
    assert "plain words" in RENDERED.block("a \ue000 *b*\n\nplain words")


def test_references_of_one_text_do_not_reach_the_next(markdowner: Markdowner) -> None:
    markdowner.block("[a]: https://kb.example/")
    assert "href" not in markdowner.block("[a]")


@settings(deadline=None, max_examples=200)
@given(HOSTILE)
@example("\x02klzzwxh:0000\x03")
@example('[a](<https://kb.example/" onmouseover="x>)')
@example(">" * 400 + "a")
@example("- " * 300 + "a")
def test_no_text_makes_more_than_the_allowed_elements(text: str) -> None:
    reader = read(Markdowner().block(text))
    assert reader.other == []
    assert reader.open == []
    for tag, attributes in reader.elements:
        assert tag in ELEMENTS
        assert set(attributes) <= ALLOWED[tag]
        assert (attributes.get("href") or "https://").startswith(("https://", "http://"))
        assert attributes.get("rel", "noopener nofollow ugc") == "noopener nofollow ugc"
    assert {tag for tag, _ in read(Markdowner().line(text)).elements} <= {"a", "br", "code", "em", "strong"}


@settings(deadline=None, max_examples=100)
@given(st.lists(HOSTILE, min_size=1, max_size=5))
def test_the_result_depends_on_the_text_alone(texts: list[str]) -> None:
    used = Markdowner()
    shuffled = random.Random(1).sample(texts, len(texts))  # noqa: S311 - any order will do
    for text in shuffled:
        used.block(text)
    assert used.block(texts[0]) == Markdowner().block(texts[0])


@pytest.mark.parametrize(
    "piece",
    ["*", "_", "`", "[", "](", "![", "> ", "- ", "<", "&", "(", "\\", "**a", "[a](", "\\[", "[\\]", "1. ", " ", "\n", "[\n\n", "[a]: "],
)
def test_a_text_as_long_as_a_record_may_hold_takes_no_longer_than_plain_words(markdowner: Markdowner, piece: str) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        markdowner.block(text)
        return time.process_time() - start

    plain = seconds("a *b* `c` [d](https://kb.example/)\n\n" * (PROSE_LIMIT // 36))
    assert seconds((piece * PROSE_LIMIT)[:PROSE_LIMIT]) < 60 * plain


def test_a_tangled_text_is_shown_as_words(markdowner: Markdowner) -> None:
    assert markdowner.block("[" * 2000 + "<b>") == f"<p>{'[' * 2000}&lt;b&gt;</p>"


def test_a_row_of_dashes_is_no_nested_list() -> None:
    html = RENDERED.block("One **word**\n\n--------------------\n\nTwo")
    assert html == "<p>One <strong>word</strong></p>\n<p>--------------------</p>\n<p>Two</p>"
    assert "<strong>" not in RENDERED.block("- " * 9 + "one **word**")
