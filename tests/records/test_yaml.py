"""YAML text to plain values and the place of each; every refusal with its position."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from projectkit import ROOT, marked, real_records, said

from kbsite.records.document import Document
from kbsite.records.yaml import LIMIT_BYTES, read
from kbsite.records.yaml_values import LIMIT_DEPTH


def refused(text: str | bytes) -> list[tuple[str, str]]:
    """What is refused of a text, in both languages."""
    data = text.encode() if isinstance(text, str) else text
    problems = read("talks/a.yml", data).problems
    return [(said(problem, "en").removeprefix("talks/a.yml:"), said(problem, "ko").removeprefix("talks/a.yml:")) for problem in problems]


def value_of(text: str) -> object:
    document = read("talks/a.yml", text.encode())
    assert document.problems == ()
    return document.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("start: 10:00", {"start": "10:00"}),
        ("publish: no", {"publish": "no"}),
        ("date: 2016-10-25", {"date": "2016-10-25"}),
        ("code: 0x10", {"code": "0x10"}),
        ("slot: 1_000", {"slot": "1_000"}),
        ("a: [1, 2.0, true, .inf, 1e3]", {"a": ["1", "2.0", "true", ".inf", "1e3"]}),
        ("a: <<", {"a": "<<"}),
        ("<<: a", {"<<": "a"}),
        ("a:", {"a": None}),
        ("a: ~", {"a": None}),
        ("a: null", {"a": None}),
        ("a: # only a comment", {"a": None}),
        ('a: ""', {"a": ""}),
        ('a: "null"', {"a": "null"}),
        ("a: '~'", {"a": "~"}),
        ("a: >-\n  one\n  two", {"a": "one two"}),
        ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
        ('a: "\\u00e9\\t"', {"a": "é\t"}),
        ("a: {b: [c, {d: e}]}", {"a": {"b": ["c", {"d": "e"}]}}),
        ("- a\n- b", ["a", "b"]),
        ("---\na: b\n...\n", {"a": "b"}),
        ("word", "word"),
        ("", None),
        ("# only a comment\n", None),
    ],
)
def test_scalars_stay_the_strings_they_are_written_as(text: str, value: object) -> None:
    assert value_of(text) == value


def test_text_is_in_one_normal_form_even_where_it_is_escaped() -> None:
    decomposed = unicodedata.normalize("NFD", "발표")
    assert decomposed != "발표"
    assert value_of(f"title: {decomposed}") == {"title": "발표"}
    assert value_of(f"{decomposed}: a") == {"발표": "a"}
    assert value_of('title: "\\u1107\\u1161\\u11af"') == {"title": "발"}


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbftitle: a\r\ncode: b\r\n", b"title: a\rcode: b\r", b"title: a\ncode: b"], ids=["bom and crlf", "cr", "no end"]
)
def test_marks_and_line_ends_of_other_systems_are_fine(data: bytes) -> None:
    document = read("talks/a.yml", data)
    assert document.problems == ()
    assert document.value == {"title": "a", "code": "b"}
    assert document.place(("code",)).line == 2
    assert document.line(2) == "code: b"


@pytest.mark.parametrize(
    ("text", "english", "korean"),
    [
        (
            "a: &x b",
            "1:4: the anchor '&x' is not allowed [yaml-alias] → write the value out; quote it if it is meant as text",
            "1:4: 앵커 '&x'는 쓸 수 없습니다 [yaml-alias] → 값을 풀어 쓰세요. 글자 그대로라면 따옴표로 감싸세요",
        ),
        (
            "a: *x",
            "1:4: the alias '*x' is not allowed [yaml-alias] → write the value out; quote it if it is meant as text",
            "1:4: 별칭 '*x'는 쓸 수 없습니다 [yaml-alias] → 값을 풀어 쓰세요. 글자 그대로라면 따옴표로 감싸세요",
        ),
        (
            "a: !!python/object/apply:os.system [ls]",
            "1:4: the YAML tag '!!python/object/apply:os.system' is not allowed [yaml-tag] → remove it; quote the value if it begins with '!'",
            "1:4: YAML 태그 '!!python/object/apply:os.system'은 쓸 수 없습니다 [yaml-tag] → 지우세요. 값이 '!'로 시작한다면 따옴표로 감싸세요",
        ),
        (
            "a: !important",
            "1:4: the YAML tag '!important' is not allowed [yaml-tag] → remove it; quote the value if it begins with '!'",
            "1:4: YAML 태그 '!important'는 쓸 수 없습니다 [yaml-tag] → 지우세요. 값이 '!'로 시작한다면 따옴표로 감싸세요",
        ),
        (
            "a: b\n---\nc: d",
            "2:1: a second document begins here ('---') [yaml-one-document] → put each record in a file of its own",
            "2:1: 둘째 문서가 시작됩니다('---') [yaml-one-document] → 기록마다 파일을 따로 두세요",
        ),
        (
            "title: a\ncode: 1\ntitle: b",
            "3:1: the key 'title' is used again (first on line 1) [yaml-duplicate-key] → keep one of the two",
            "3:1: 키 'title'이 다시 나왔습니다(처음은 1행) [yaml-duplicate-key] → 둘 중 하나만 남기세요",
        ),
        (
            "? [a]\n: b",
            "1:3: a key must be plain text [yaml-key] → write 'key: value'",
            "1:3: 키는 글자여야 합니다 [yaml-key] → '키: 값' 형식으로 쓰세요",
        ),
        (
            "a:\n  b\u0007: c",
            "2:4: the character U+0007 cannot be shown and is not allowed [yaml-characters] → remove it",
            "2:4: 보이지 않는 문자 U+0007은 쓸 수 없습니다 [yaml-characters] → 지우세요",
        ),
        (
            'a: "\\0"',
            "1:4: the character U+0000 cannot be shown and is not allowed [yaml-characters] → remove it",
            "1:4: 보이지 않는 문자 U+0000은 쓸 수 없습니다 [yaml-characters] → 지우세요",
        ),
        (
            "a: " + "[" * 25,
            "1:23: nested deeper than 20 levels [yaml-depth] → no record needs more; look for a '[' or '{' too many",
            "1:23: 20단계보다 깊게 들어가 있습니다 [yaml-depth] → 기록에는 그만큼 필요하지 않습니다. '['나 '{'가 남지 않았는지 보세요",
        ),
        (
            b"title: a\ncaf\xe9: b",
            "2:4: the file is not UTF-8 (byte 0xe9) [utf-8] → save it as UTF-8",
            "2:4: UTF-8이 아닌 파일입니다(바이트 0xe9) [utf-8] → UTF-8로 저장하세요",
        ),
        (
            "발표: 한글".encode("cp949"),
            "1:1: the file is not UTF-8 (byte 0xb9) [utf-8] → save it as UTF-8",
            "1:1: UTF-8이 아닌 파일입니다(바이트 0xb9) [utf-8] → UTF-8로 저장하세요",
        ),
        (
            "a: b".encode("utf-16"),
            "1:1: the file is not UTF-8 (byte 0xff) [utf-8] → save it as UTF-8",
            "1:1: UTF-8이 아닌 파일입니다(바이트 0xff) [utf-8] → UTF-8로 저장하세요",
        ),
        (
            b"#" * (LIMIT_BYTES + 1),
            "1:1: the file has 257 KiB; at most 256 KiB are read [file-size] → shorten it; a record holds text, not data",
            "1:1: 파일 크기가 257 KiB입니다. 256 KiB까지만 읽습니다 [file-size] → 내용을 줄이세요. 기록에는 자료가 아니라 글을 담습니다",
        ),
    ],
    ids=[
        "anchor", "alias", "python", "tag", "document", "duplicate", "complex key", "control", "escaped", "depth",
        "latin 1", "cp949", "utf-16", "size",
    ],
)  # fmt: skip
def test_what_records_do_not_need_is_refused(text: str | bytes, english: str, korean: str) -> None:
    assert refused(text) == [(english, korean)]


def test_the_caret_is_under_what_is_refused() -> None:
    text = "one: &anchor a\ntwo: *anchor\nthree: !!str b\nfour: c\nfour: d\n"
    assert [marked(problem) for problem in read("a.yml", text.encode()).problems] == ["&anchor a", "*anchor", "!!str b", "four"]


def test_of_a_key_used_twice_the_first_value_counts() -> None:
    document = read("a.yml", b"a: {b: c}\na: {d: e}\nf: g\n")
    assert document.value == {"a": {"b": "c"}, "f": "g"}


def test_the_deepest_that_is_read() -> None:
    assert refused("[" * LIMIT_DEPTH + "]" * LIMIT_DEPTH) == []
    assert len(refused("[" * (LIMIT_DEPTH + 1) + "]" * (LIMIT_DEPTH + 1))) == 1


def test_the_largest_that_is_read() -> None:
    assert refused(b"# " + b"a" * (LIMIT_BYTES - 2)) == []


@pytest.mark.parametrize("text", ["[" * 200_000, "- " * 100_000, "{a: " * 50_000, "? " * 100_000], ids=["[", "- ", "{a: ", "? "])
def test_nesting_without_end_is_one_refusal(text: str) -> None:
    assert [problem.rule for problem in read("a.yml", text.encode()).problems if problem.rule != "yaml-key"] == ["yaml-depth"]


def test_an_alias_bomb_is_a_few_refusals_and_nothing_grows() -> None:
    levels = "".join(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    document = read("a.yml", f"a: &a [lol]\n{levels}".encode())
    assert {problem.rule for problem in document.problems} == {"yaml-alias"}
    assert document.value["i"] == [None] * 9


def test_many_refusals_of_one_file_do_not_take_the_square_of_their_number() -> None:
    def seconds(lines: int) -> float:
        start = time.process_time()
        document = read("a.yml", b"k: a\n" * lines)
        taken = time.process_time() - start
        assert len(document.problems) == lines - 1
        assert document.problems[-1].place.line == lines
        return taken

    assert min(seconds(24_000) for _ in range(3)) < 20 * min(seconds(4_000) for _ in range(3))


@pytest.mark.parametrize("path", real_records())
def test_a_real_record_is_read(path: str) -> None:
    document = read(path, (ROOT / path).read_bytes())
    assert document.problems == ()
    assert isinstance(document.value, dict)
    check_spans(document)


def check_spans(document: Document) -> None:
    """Every place is inside the text, and so is every problem's; a problem's line is that of its place."""
    for span in document.spans.values():
        for line, column, length in ((span.line, span.column, span.length), *([span.key] if span.key else [])):
            assert 1 <= line <= len(document.lines)
            assert 1 <= column <= len(document.lines[line - 1]) + 1
            assert 1 <= length <= max(1, len(document.lines[line - 1]) - column + 2)
        assert span.line <= span.last_line <= len(document.lines)
    for problem in document.problems:
        if document.text:
            assert 1 <= problem.place.line <= len(document.lines)
            assert 1 <= problem.place.column <= len(document.line(problem.place.line)) + 1
            assert problem.line_text in ("", document.line(problem.place.line))


PIECES = [
    "a", "한글", "e\u0301", "😀", "title: ", "key: value\n", "- ", "  ", "\n", "\r\n", "\r", "\t", ": ", ":", "#", " # c", "'", '"', "[", "]", "{", "}",
    ", ", "? ", "| \n", ">-\n", "|2\n", "&a ", "*a", "!t ", "!!str ", "!<x> ", "---\n", "...\n", "%YAML 1.1\n", "%TAG ! !\n", "<<: ", "~", "null", "\\",
    '"\\x', '"\\u12', "\x00", "\x07", "\x1b", "\x85", "\u2028", "\u2029", "\ufeff", "\u202e", "\u200b", "\ufffe", "\U0001fffe", "@", "`", "=======\n",
    "<<<<<<< x\n",
]  # fmt: skip
YAMLISH = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=25).map("".join)


@settings(deadline=None, max_examples=400)
@given(YAMLISH)
@example("{a")
@example("a: |2\n\n   \n")
@example("a: 'x\n\n")
@example("\ufeff\ufeffa: b")
@example("? \n: ")
@example('a: "\\\r\n b"')
def test_any_text_is_read_or_refused_and_every_place_is_inside_it(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    document = read("talks/a.yml", data)
    check_spans(document)
    for problem in document.problems:
        assert problem.message.say("en")
        assert problem.message.say("ko")
    assert document == read("talks/a.yml", data)


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=200))
@example(b"\xef\xbb")
@example(b"\xff\xfea\x00")
@example(b"a\n\xed\xa0\x80")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    check_spans(read("talks/a.yml", data))
