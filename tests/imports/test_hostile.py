from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from importkit import Empty, schedule

from kbsite.exports.frab_json import schedule_json
from kbsite.exports.publication import Publication
from kbsite.records.catalog import Catalog

BOMB = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
<schedule><conference><title>&lol2;</title></conference></schedule>"""
FILE_READER = """<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]><schedule><conference><title>&file;</title></conference></schedule>"""


@pytest.mark.parametrize(
    ("format_", "content", "said"),
    [
        ("frab-json", '{"schedule": {"conference":\n {"title": "x"', "f:2:15: file: the file is no valid JSON: Expecting ',' delimiter"),
        ("frab-json", "[]", "f:1:1: file: the file is no schedule.json: it has no 'schedule' with a 'conference'"),
        ("frab-json", '{"schedule": {"conference": []}}', "f:1:1: file: the file is no schedule.json"),
        ("frab-json", "[" * 100_000, "f:1:1: file: the file is nested deeper than a schedule is; nothing of it was read"),
        ("frab-json", '{"a": NaN}', "f:1:1: file: the file is no valid JSON: NaN is no JSON"),
        ("frab-json", '{"a": 1, "a": 2}', "the key 'a' stands twice in one object"),
        ("frab-json", b'{"a": "\xff"}', "f:1:8: file: the byte 0xff is no UTF-8; save the file as UTF-8"),
        ("frab-json", gzip.compress(b"x" * 500)[:20], "f:1:1: file: the file is packed with gzip, and broken"),
        ("frab-xml", BOMB, "f:2:16: file: a document type stands here, which schedules do not have; nothing of the file was read"),
        ("frab-xml", FILE_READER, "a document type stands here"),
        ("frab-xml", "<schedule><conference>", "f:1:23: file: the file is no valid XML: no element found"),
        ("frab-xml", "<a>" * 50, "f:1:61: file: nested deeper than a schedule is; nothing of the file was read"),
        ("frab-xml", "<x/>", "f:1:1: file: the file is no schedule.xml"),
        ("frab-xml", "<schedule><conference>\x00</conference></schedule>", "the file is no valid XML: not well-formed (invalid token)"),
        ("csv", "", "f:1:1: file: the file is empty"),
        ("csv", "name of it,b\n1,2\n", "no column holds titles; name one 'title'. The header reads: name of it, b"),
        ("csv", 'title\n"open\n', "f:2:1: file: not valid CSV in the row that begins here: unexpected end of data"),
        ("csv", "title\na\x00b\n", "f:2:2: file: a NUL character stands here: the file is no text"),
        ("json", '{"a": 1}', "f:1:1: file: the file is no list of objects, one for each talk"),
        ("pyvideo", "{", "f:1:2: file: the file is no valid JSON"),
    ],
    ids=range(20),
)
def test_a_file_that_cannot_be_read_writes_nothing(empty: Empty, format_: str, content: str | bytes, said: str) -> None:
    taken = empty.take(format_, empty.file("f", content))
    assert taken.code == 2
    assert said in taken.out
    assert empty.texts() == {}


def test_a_file_that_is_not_there(empty: Empty) -> None:
    taken = empty.take("csv", str(empty.root.parent / "none.csv"), lang="ko")
    assert taken.code == 2
    assert "none.csv:1:1: file: 파일을 읽을 수 없습니다: No such file or directory [import-refused]" in taken.out


@pytest.mark.parametrize(
    "change",
    [
        {"slug": "../../../../etc/cron.d/x"}, {"slug": "event"}, {"slug": "-"}, {"title": "../../x", "slug": ""}, {"code": "../.."},
        {"title": "\ud800\udfff lone \ud800", "slug": ""}, {"title": "nul\x00nul"}, {"title": "?!", "slug": ""}, {"title": "x" * 10_000_000, "slug": ""},
        {"abstract": "<b>" + "x" * 10_000_000}, {"abstract": "a: b\n# c\n- &x *y !!python/object:os.system {{ [1] }}\n---\n..."},
        {"title": "key: [value], {x} # no 'quotes' \"here\" \\ & * !", "slug": ""}, {"track": "no", "room": "~"}, {"track": "x" * 500},
        {"persons": [{"name": "\u202e"}, {"name": "null"}, {"name": "x" * 1000}, {"name": "../speakers"}]}, {"room": None}, {"code": "X" * 300},
        {"links": [{"url": "javascript:alert(1)"}, {"url": "https://a.example/ b"}, {"url": "https://a.example/ b"}]}, {"license": 5, "recording_license": 7},
        {"date": "9999-12-31T23:59:59+14:00"}, {"date": "0001-01-01T00:00:00+00:00"}, {"language": "de_DE"}, {"duration": "999:59"}, {"duration": -5},
        {"id": [1]}, {"guid": 5}, {"start": "25:61"}, {"title": 5, "slug": 3.5}, {"persons": [{"name": "Ada", "links": [{"url": 1}]}]},
    ],
)  # fmt: skip
def test_whatever_a_session_holds_the_records_pass_the_check(empty: Empty, change: dict[str, Any]) -> None:
    content = json.dumps(schedule(change, {"title": "Sound", "slug": "smallconf-sound", "room": "B", "persons": []}))
    taken = empty.take("frab-json", empty.file("f", content))
    assert taken.code in (0, 1)
    assert empty.errors() == []
    assert "talks/smallconf/sound.yml" in empty.texts()
    assert sorted(path.name for path in empty.root.parent.iterdir()) == ["f", "project"]
    assert sorted(path.name for path in empty.root.iterdir()) == ["mkdocs.yml", "talks"]
    again = empty.take("frab-json", empty.file("f", content))
    assert again.err.startswith("records: 0 new, 0 updated,")


@pytest.mark.parametrize("acronym", ["speakers", "sources", "techniques", "../..", "회의", "", "x" * 300, "tags.yml"])
def test_whatever_a_conference_is_called(empty: Empty, acronym: str) -> None:
    assert empty.take("frab-json", empty.file("f", schedule({}, acronym=acronym))).code == 0
    assert empty.errors() == []


def test_a_guid_twice(empty: Empty) -> None:
    guid = "9d5bb625-dd26-56f3-9b7f-8bface8e5100"
    taken = empty.take("frab-json", empty.file("f", schedule({}, {"guid": guid, "title": "Copy"})))
    assert taken.code == 1
    assert f"event.guid '{guid}': is that of a session before it; the second one was not imported" in taken.out
    assert empty.errors() == []


def test_a_broken_line_does_not_keep_the_others_out(empty: Empty) -> None:
    lines = ['{"event": "e", "title": "One", "date": "2020-01-01"}', '{"event": "e", "title": ', '{"event": "e", "title": "Two"}', "5"]
    taken = empty.take("pyvideo", empty.file("all.jsonl", "\n".join(lines)))
    assert taken.code == 1
    assert "all.jsonl:2:25: record: the file is no valid JSON: Expecting value [import-refused]" in taken.out
    assert "all.jsonl:4:1: record '5': is no object and was not imported [import-refused]" in taken.out
    assert {"talks/e/one.yml", "talks/e/two.yml"} <= set(empty.texts())
    assert empty.errors() == []


JUNK: tuple[Any, ...] = (
    None, 5, -1, 1.5, True, "", [], {}, [[]], [None], {"a": 1}, "x" * 500, "\u202e", "javascript:x", "2020-13-45", "../..", "speakers", "event",
    ["a", 5], {"en": "x"}, "99:99", "\ud800", 10**30, 1e308,
)  # fmt: skip


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to every value within one."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*way, key)
        yield from places(inner, (*way, key))


@pytest.mark.parametrize("seed", range(12))
def test_values_of_any_kind_at_any_place(catalog: Catalog, empty: Empty, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same every time
    ours = json.loads(
        schedule_json(Publication(catalog, "https://kb.example/", {"ko": "x"}, {}, {}), next(iter(catalog.events.values())), "ko")
    )
    value = chance.choice([ours, schedule({}, {"slug": "", "url": "", "links": [{"url": "https://a.example", "title": "x"}]})])
    for way in chance.sample(list(places(value)), 8):
        inner = value
        try:
            for step in way[:-1]:
                inner = inner[step]
            inner[way[-1]] = chance.choice(JUNK)
        except (TypeError, KeyError, IndexError):
            continue  # what stood there is junk already
    file = empty.file("f.json", json.dumps(value))
    empty.take("frab-json", file)
    assert empty.errors() == []
    before = empty.texts()
    empty.take("frab-json", file)
    assert empty.texts() == before
