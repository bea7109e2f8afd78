"""Drawings that came with a record: shapes and words are let in, and nothing else."""

from __future__ import annotations

import pytest

from kbsite.records.drawings import unfit

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><title>a</title><desc>b</desc>'


@pytest.mark.parametrize(
    "body",
    ['<path d="M 0 0 L 1 1" stroke="currentColor"/>', '<text x="1" y="2" font-size="11">가 &amp; &lt;script&gt;</text>', "<g><g/></g>"],
)
def test_shapes_and_words(body: str) -> None:
    assert unfit(f"{HEAD}{body}</svg>") is None


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<style>*{}</style>", "<style>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<image href="x"/>', "<image>"),
        ('<use href="#a"/>', "<use>"),
        ("<a><text>x</text></a>", "<a>"),
        ('<g onload="x"/>', 'onload="x"'),
        ('<g style="fill: red"/>', 'style="fill: red"'),
        ('<g xlink:href="x"/>', 'href="x"'),
        ('<g fill="url(#a)"/>', 'fill="url(#a)"'),
        ('<g fill="javascript:x"/>', 'fill="javascript:x"'),
        ('<p xmlns="http://www.w3.org/1999/xhtml"/>', "<p>"),
        ("<animate/>", "<animate>"),
    ],
)
def test_what_is_not_let_in(body: str, what: str) -> None:
    words = unfit(f"{HEAD}{body}</svg>")
    assert words is not None
    assert words.say("en") == f"the drawing holds {what}, which is not let in"
    assert words.say("ko").startswith(f"그림에 허용되지 않는 {what}")


@pytest.mark.parametrize(
    ("text", "english", "korean"),
    [
        (
            "<svg",
            "the drawing cannot be read: unclosed token: line 1, column 0",
            "그림을 읽을 수 없습니다: unclosed token: line 1, column 0",
        ),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "the drawing has declarations or comments", "그림에 선언이나 주석이 있습니다"),
        ("<?xml-stylesheet href='x'?><svg/>", "the drawing has declarations or comments", "그림에 선언이나 주석이 있습니다"),
        ("<svg/>", "the drawing has no title and description", "그림에 제목과 설명이 없습니다"),
        (HEAD.replace("<desc>b</desc>", "") + "</svg>", "the drawing has no title and description", "그림에 제목과 설명이 없습니다"),
    ],
)
def test_what_is_no_drawing(text: str, english: str, korean: str) -> None:
    words = unfit(text)
    assert words is not None
    assert (words.say("en"), words.say("ko")) == (english, korean)
