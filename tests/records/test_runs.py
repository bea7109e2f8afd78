"""`run.json`: what is written is read again, and what anybody changed in it is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from snippetkit import VALUES

from kbsite.records.runs import LIMIT_BYTES, Run, read_run, recipe_hash, shown_text, write_run
from kbsite.records.snippets import Snippet

PATH = "content/snippets/two-rows/run.json"
RUN = Run.model_validate(
    {
        "example": "two-rows",
        "date": "2026-11-23",
        "files": {"main.py": "0" * 64},
        "recipe": "1" * 64,
        "output": "줄 1\nrow 2\n",
        "steps": [{"exit": 0, "seconds": 0.25}],
        "seconds": 0.5,
        "peak_memory_mib": 12.5,
        "numbers": {"gain": 8.5},
        "machine": {
            "system": "Debian", "kernel": "6.1", "architecture": "x86_64", "cpu": "?", "cores": 2, "memory_mib": 4000, "sandbox": None,
        },
        "versions": {"python": "3.11.2"},
        "tables": {"curve.csv": "x,a\n1,2\n"},
        "drawings": {},
    }
)  # fmt: skip
TEXT = write_run(RUN)
AGAIN = "run it and record it: kbsite run two-rows --record"


def refusal(data: bytes) -> str:
    run, (problem,) = read_run(PATH, data)
    assert run is None
    assert problem.cure is not None
    assert problem.cure.say("en") == AGAIN
    assert problem.cure.say("ko") == "실행해서 다시 기록하세요: kbsite run two-rows --record"
    return f"{problem.place.line}:{problem.place.column}: {problem.message.say('en')} [{problem.rule}]"


def sealed(**changes: Any) -> bytes:
    """The run with changes that its own hash agrees with."""
    values = json.loads(TEXT)
    values.update(changes)
    changed = {key: value for key, value in values.items() if key != "whole" and value is not ...}
    from kbsite.records.runs import _canonical, _written, sha256

    return _written(changed, sha256(_canonical(changed))).encode()


def test_what_is_written_is_read() -> None:
    assert read_run(PATH, TEXT.encode()) == (RUN, [])


@pytest.mark.parametrize("number", range(len(TEXT.splitlines())))
def test_no_line_can_be_changed_or_taken_away(number: int) -> None:
    lines = TEXT.splitlines(keepends=True)
    refusal("".join(lines[:number] + lines[number + 1 :]).encode())
    refusal("".join([*lines[:number], " ", *lines[number:]]).encode())
    changed = lines[number].translate(str.maketrans("0123456789re", "1234567890er"))
    if changed != lines[number]:
        refusal("".join([*lines[:number], changed, *lines[number + 1 :]]).encode())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "1:1: the record cannot be read: Expecting value [snippet-is-recorded]"),
        (b'{\n "a": }', "2:7: the record cannot be read: Expecting value [snippet-is-recorded]"),
        (b"[]", "1:1: the record cannot be read: no object [snippet-is-recorded]"),
        (b"{}", "1:1: the record was changed after it was made [snippet-is-recorded]"),
        (b'{"a": 1, "a": 2}', "1:1: the record cannot be read: a key stands twice [snippet-is-recorded]"),
        (b'{"a": NaN}', "1:1: the record cannot be read: NaN [snippet-is-recorded]"),
        (b" " * (LIMIT_BYTES + 1), "1:1: the record has 2000 kB; at most 2000 kB are read [file-size]"),
    ],
)
def test_what_is_no_record(data: bytes, message: str) -> None:
    assert refusal(data) == message


@pytest.mark.parametrize("data", [b"\xff", b"[" * 100_000, b'{"a": "\\ud800"}', b'{"seconds": 1e999}', b"1" * 5000], ids=range(5))
def test_what_could_surprise_a_reader(data: bytes) -> None:
    refusal(data)


@pytest.mark.parametrize(
    "changes",
    [
        {"output": "\u202e"}, {"output": "\x1b[2J"}, {"output": "x" * 200_001}, {"output": 3}, {"output": ...},
        {"steps": []}, {"steps": [{"exit": "0", "seconds": 1}]}, {"seconds": -1}, {"seconds": "x"}, {"files": {}},
        {"files": {"../x": "0" * 64}}, {"files": {"/x": "0" * 64}}, {"files": {"x": "0"}}, {"numbers": {"gain": None}},
        {"date": "yesterday"}, {"colour": "blue"}, {"machine": {}}, {"versions": {"a\nb": "1"}}, {"drawings": {"a": 1}},
    ],
    ids=str,
)  # fmt: skip
def test_values_that_do_not_fit(changes: dict[str, Any]) -> None:
    assert refusal(sealed(**changes)).startswith("1:1: the record cannot be read: ")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_nothing_makes_the_reader_fall(data: bytes) -> None:
    run, problems = read_run(PATH, data)
    assert run is None
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        (b"a\r\nb\n", "a\nb\n"),
        (b"10 %\r50 %\r100 %\n", "100 %\n"),
        (b"\x1b[1;31mred\x1b[0m \x1b]0;title\x07x", "red x"),
        (b"\x1b(Bplain\x1b[m \x1b#8\x1bc\x1b7 \x1b[38:2::1:2:3mx", "plain  x"),
        (b"\x1bP1;2qdrawn\x1b\\a\x1b_told\x1b\\b\x1b]52;c;aGk=\x1b\\c", "abc"),
        (b"\x1b[ \x1b]52;c;never ended", "\ufffd[ \ufffd]52;c;never ended"),
        ("\u009b31m\u009d0;title\u009c".encode(), "\ufffd31m\ufffd0;title\ufffd"),
        (b"a\x08b\x00", "a\ufffdb\ufffd"),
        ("가\u202e나".encode(), "가\ufffd나"),
        (b"\xff\n", "\ufffd\n"),
    ],
)
def test_output_as_plain_text(printed: bytes, shown: str) -> None:
    assert shown_text(printed) == shown


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"title": {"ko": "다른 제목", "en": "Another"}}, True),
        ({"contains": ["2"]}, True),
        ({"needs": {"disk": "4"}}, True),
        ({"needs": {"root": "true"}}, False),
        ({"needs": {"python": ["numpy==2.4.6"]}}, False),
        ({"steps": [{"run": ["{python}", "{here}/main.py", "-v"]}]}, False),
        ({"exact": "true"}, False),
    ],
    ids=str,
)
def test_what_of_a_recipe_makes_a_record_old(changes: dict[str, Any], same: bool) -> None:
    one, other = (Snippet.model_validate({**VALUES, "id": "two-rows", "path": "", **each}) for each in ({}, changes))
    assert (recipe_hash(one) == recipe_hash(other)) is same
