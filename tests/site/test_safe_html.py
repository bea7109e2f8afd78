"""HTML of hand-written pages: what a page needs stays, what could run or reach out of it goes."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbsite.site.safe_html import ATTRIBUTES, ELEMENTS, EVERYWHERE, clean_page

KEPT = [
    '<h2 id="mend" class="a">제목</h2>',
    '<table><thead><tr><th scope="col" align="left">a</th></tr></thead><tbody><tr><td colspan="2">b</td></tr></tbody></table>',
    '<details open=""><summary>a</summary>b</details>',
    '<pre><code class="language-yaml"><span class="nt">a</span>: b</code></pre>',
    '<img src="../a.png" alt="a" width="1" height="2" loading="lazy">',
    '<p lang="en" title="t" role="note" aria-label="l">a</p>',
    '<time datetime="2016-10-24">a</time>',
    "<dl><dt>a</dt><dd>b</dd></dl>",
]
DROPPED = [
    ("<script>alert(1)</script>a", "a"),
    ("<style>p{color:red}</style>a", "a"),
    ('<p onclick="x()">a</p>', "<p>a</p>"),
    ('<p style="position:fixed">a</p>', "<p>a</p>"),
    ('<iframe src="https://other.example"></iframe>a', "a"),
    ('<form action="/x"><input name="a"><button>b</button></form>', "b"),
    ('<img src="x" onerror="x()" srcset="https://other.example/a">', '<img src="x">'),
    ('<a href="javascript:x()">a</a>', '<a rel="noopener">a</a>'),
    ('<a href="data:text/html,x">a</a>', '<a rel="noopener">a</a>'),
    ('<svg onload="x()"><script>x()</script></svg>a', "a"),
    ('<base href="https://other.example/"><link rel="stylesheet" href="x"><meta http-equiv="refresh" content="0">a', "a"),
    ("<!-- a -->b", "b"),
    ('<math><mtext><table><mglyph><style><img src=x onerror="x()">', None),
]
TAGS = [
    "p",
    "div",
    "a",
    "img",
    "script",
    "style",
    "svg",
    "math",
    "iframe",
    "template",
    "noscript",
    "table",
    "td",
    "title",
    "textarea",
    "plaintext",
]
NAMES = [
    "href",
    "src",
    "onclick",
    "onerror",
    "style",
    "srcdoc",
    "class",
    "id",
    "formaction",
    "xlink:href",
    "action",
    "http-equiv",
    "data-x",
]
VALUES = [
    "a",
    "javascript:x()",
    "java\tscript:x()",
    " javascript:x()",
    "data:text/html,x",
    "https://kb.example/",
    "vbscript:x",
    "&#106;avascript:x()",
]
ELEMENT = st.builds(
    lambda tag, attributes, end: f"<{tag} {' '.join(attributes)}>{end}",
    st.sampled_from(TAGS),
    st.lists(st.builds(lambda name, value: f'{name}="{value}"', st.sampled_from(NAMES), st.sampled_from(VALUES)), max_size=3),
    st.sampled_from(["", "</p>", "</style>", "</svg>", "<!--", "-->", "]]>", "</title>", "words"]),
)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


@pytest.mark.parametrize("html", KEPT)
def test_what_pages_need_stays(html: str) -> None:
    assert clean_page(html) == html


@pytest.mark.parametrize(("html", "left"), DROPPED)
def test_what_could_do_harm_goes(html: str, left: str | None) -> None:
    cleaned = clean_page(html)
    assert left is None or cleaned == left
    assert not re.search(r"onerror|onclick|onload|javascript:|<script|<style|<!--", cleaned)


@settings(deadline=None, max_examples=200)
@given(st.lists(ELEMENT, max_size=8).map("".join))
def test_only_allowed_elements_attributes_and_schemes_come_out(html: str) -> None:
    reader = Reader()
    reader.feed(clean_page(html))
    for tag, attributes in reader.elements:
        assert tag in ELEMENTS
        assert set(attributes) <= {*EVERYWHERE, *ATTRIBUTES.get(tag, ()), "rel"}
        for name in ("href", "src"):
            assert ":" not in (attributes.get(name) or "").removeprefix("https:")


def test_cleaning_twice_changes_nothing() -> None:
    for html in (*KEPT, *(html for html, _ in DROPPED)):
        assert clean_page(clean_page(html)) == clean_page(html)
