"""Plain values to typed records; whatever does not fit becomes problems with places."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from projectkit import ROOT

from kbsite.problems import Problem
from kbsite.records.document import Document, Path
from kbsite.records.models import Event, Record, Source, Speaker, Tag, Talk, Technique
from kbsite.records.refusals import REFUSALS
from kbsite.records.shape import shape
from kbsite.records.yaml import read
from kbsite.words import Language

BASE = "title: 제목\nsources: [programme]\n"
BOX = "{id: n, label: a, column: 0, row: 0}"
GIVEN = {"id": "conf2020-1-a", "event": "conf2020", "path": "talks/conf2020/1-a.yml"}
WRONG = [
    pytest.param(
        "sources: [programme]\n",
        ["1:1: 'title' is missing [field-missing] → add 'title:'"],
        ["1:1: 'title'이 없습니다 [field-missing] → 'title:'을 더하세요"],
        id="no title",
    ),
    pytest.param(
        "title:\nsources: [programme]\n",
        ["1:1: 'title' has no value [value-empty] → give it a value or delete the line"],
        ["1:1: 'title'에 값이 없습니다 [value-empty] → 값을 적거나 줄을 지우세요"],
        id="an empty title",
    ),
    pytest.param(
        "title: '  '\nsources: [programme]\n",
        ["1:8: 'title' is empty [value-shape] → give it a value or delete the line"],
        ["1:8: 'title'이 비어 있습니다 [value-shape] → 값을 적거나 줄을 지우세요"],
        id="a title of blanks",
    ),
    pytest.param(
        "title: {ko: '', en: x}\nsources: [programme]\n",
        ["1:13: 'ko' is empty [value-shape] → give it a value or delete the line"],
        ["1:13: 'ko'가 비어 있습니다 [value-shape] → 값을 적거나 줄을 지우세요"],
        id="an empty title in one language",
    ),
    pytest.param(
        "title: {}\nsources: [programme]\n",
        ["1:8: 'title' needs at least 1 entry [value-shape] → add one"],
        ["1:8: 'title'에는 항목이 적어도 1개 있어야 합니다 [value-shape] → 하나를 더하세요"],
        id="a title without languages",
    ),
    pytest.param(
        "title: {Korean: x}\nsources: [programme]\n",
        ["1:9: 'Korean' is not a language tag [language-tag] → use 'ko', 'en' or another BCP 47 tag"],
        ["1:9: 'Korean'은 언어 태그가 아닙니다 [language-tag] → 'ko', 'en' 같은 BCP 47 태그를 쓰세요"],
        id="a language by its name",
    ),
    pytest.param(
        "title: [a]\nsources: [programme]\n",
        ["1:8: 'title' must be text, or text by language [value-shape] → write words, or {ko: …, en: …}"],
        ["1:8: 'title'은 글이거나 언어별 글이어야 합니다 [value-shape] → 글을 적거나 {ko: …, en: …} 형식으로 적으세요"],
        id="a title as a list",
    ),
    pytest.param(
        'title: "a\\nb"\nsources: [programme]\n',
        ["1:8: 'title' must stand on one line [value-shape] → remove the line break"],
        ["1:8: 'title'은 한 줄이어야 합니다 [value-shape] → 줄바꿈을 없애세요"],
        id="a title of two lines",
    ),
    pytest.param(
        f"title: {'x' * 301}\nsources: [programme]\n",
        ["1:8: 'title' is longer than 300 characters [value-shape] → shorten it"],
        ["1:8: 'title'이 300자를 넘습니다 [value-shape] → 줄이세요"],
        id="a long title",
    ),
    pytest.param(
        "title: {ko: {a: b}}\nsources: [programme]\n",
        ["1:13: 'ko' must be text [value-shape] → put it in quotes, on one line"],
        ["1:13: 'ko'는 글이어야 합니다 [value-shape] → 따옴표로 감싸 한 줄로 적으세요"],
        id="a language that holds keys",
    ),
    pytest.param(
        BASE + "speaker: []\n",
        ["3:1: unknown key 'speaker' [field-unknown] → did you mean 'speakers'?"],
        ["3:1: 모르는 키 'speaker'입니다 [field-unknown] → 혹시 'speakers'인가요?"],
        id="a misspelt key",
    ),
    pytest.param(
        BASE + "zzz: 1\n",
        [
            "3:1: unknown key 'zzz' [field-unknown] → known here: abstract, aliases, approach, chapters, code, corrections, date, description, diagrams, end, figures, inferred, inferred_note, language, license, links, official_title, other_titles, problem, publish, questions, recordings, references, related, result, reviewed_by, room, slot, snippets, sources, speakers, start, tags, takeaways, techniques, title, track, type"
        ],
        [
            "3:1: 모르는 키 'zzz'입니다 [field-unknown] → 쓸 수 있는 키: abstract, aliases, approach, chapters, code, corrections, date, description, diagrams, end, figures, inferred, inferred_note, language, license, links, official_title, other_titles, problem, publish, questions, recordings, references, related, result, reviewed_by, room, slot, snippets, sources, speakers, start, tags, takeaways, techniques, title, track, type"
        ],
        id="a key like no other",
    ),
    pytest.param(
        BASE + "links: [{type: slides, url: https://a.example/, titel: x}]\n",
        ["3:49: unknown key 'titel' [field-unknown] → did you mean 'title'?"],
        ["3:49: 모르는 키 'titel'입니다 [field-unknown] → 혹시 'title'인가요?"],
        id="a misspelt key within",
    ),
    pytest.param(
        BASE + "id: x\n",
        ["3:1: 'id' follows from the file's path and must not be written [field-derived] → delete the line"],
        ["3:1: 'id'는 파일 경로에서 정해지므로 적지 않습니다 [field-derived] → 이 줄을 지우세요"],
        id="a key that the path gives",
    ),
    pytest.param(
        BASE + "event: x\n",
        ["3:1: 'event' follows from the file's path and must not be written [field-derived] → delete the line"],
        ["3:1: 'event'는 파일 경로에서 정해지므로 적지 않습니다 [field-derived] → 이 줄을 지우세요"],
        id="a folder that the path gives",
    ),
    pytest.param(
        BASE + "abstract: {text: a}\n",
        ["3:11: 'source' is missing [field-missing] → add 'source:'"],
        ["3:11: 'source'가 없습니다 [field-missing] → 'source:'를 더하세요"],
        id="a missing source",
    ),
    pytest.param(
        BASE + "abstract: {text: a, source: []}\n",
        ["3:29: 'source' needs at least 1 entry [value-shape] → add one"],
        ["3:29: 'source'에는 항목이 적어도 1개 있어야 합니다 [value-shape] → 하나를 더하세요"],
        id="an empty list of sources",
    ),
    pytest.param(
        BASE + "abstract: 글\n",
        [
            "3:11: 'abstract' must be 'key: value' lines, not '글' [value-shape]"
            " → a statement names its source: write 'text:' and 'source:' under 'abstract:'"
        ],
        [
            "3:11: 'abstract'는 '글'이 아니라 '키: 값' 줄이어야 합니다 [value-shape]"
            " → 문장에는 출처를 답니다. 'abstract:' 아래에 'text:'와 'source:'를 적으세요"
        ],
        id="text where keys are needed",
    ),
    pytest.param(
        BASE + "abstract: {ko: 글, source: programme}\n",
        [
            "3:11: 'text' is missing [field-missing] → add 'text:'",
            "3:12: unknown key 'ko' [field-unknown] → languages stand under 'text:', as text: {ko: …, en: …}",
        ],
        [
            "3:11: 'text'가 없습니다 [field-missing] → 'text:'를 더하세요",
            "3:12: 모르는 키 'ko'입니다 [field-unknown] → 언어는 'text:' 아래에 적습니다. 예: text: {ko: …, en: …}",
        ],
        id="languages where keys are needed",
    ),
    pytest.param(
        BASE + "techniques: [bluestore]\n",
        ["3:14: 'techniques' must be 'key: value' lines, not 'bluestore' [value-shape] → write it as {id: bluestore}"],
        ["3:14: 'techniques'는 'bluestore'가 아니라 '키: 값' 줄이어야 합니다 [value-shape] → {id: bluestore}처럼 적으세요"],
        id="an id where keys are needed",
    ),
    pytest.param(
        BASE + "techniques: [Blue Store]\n",
        ["3:14: 'techniques' must be 'key: value' lines, not 'Blue Store' [value-shape] → known here: id, note, source"],
        ["3:14: 'techniques'는 'Blue Store'가 아니라 '키: 값' 줄이어야 합니다 [value-shape] → 쓸 수 있는 키: id, note, source"],
        id="what is no id where keys are needed",
    ),
    pytest.param(
        BASE + "related: {a: b}\n",
        ["3:10: 'related' must be a list [value-shape] → write [one, two], or '- ' lines"],
        ["3:10: 'related'는 목록이어야 합니다 [value-shape] → [하나, 둘]이나 '- ' 줄로 적으세요"],
        id="keys where a list is needed",
    ),
    pytest.param(
        BASE + "links: slides\n",
        ["3:8: 'links' must be a list [value-shape] → write [one, two], or '- ' lines"],
        ["3:8: 'links'는 목록이어야 합니다 [value-shape] → [하나, 둘]이나 '- ' 줄로 적으세요"],
        id="a word where a list is needed",
    ),
    pytest.param(
        BASE + "related: [Bad-Id]\n",
        ["3:11: 'Bad-Id' is not an id [value-shape] → lower-case letters a-z, digits and single hyphens"],
        ["3:11: 'Bad-Id'는 id가 아닙니다 [value-shape] → 소문자 a-z, 숫자, 하이픈 하나씩만 쓰세요"],
        id="an id with capitals",
    ),
    pytest.param(
        BASE + "related: a, b\n",
        ["3:10: 'a, b' is not an id [value-shape] → write [one, two], or '- ' lines"],
        ["3:10: 'a, b'는 id가 아닙니다 [value-shape] → [하나, 둘]이나 '- ' 줄로 적으세요"],
        id="ids without brackets",
    ),
    pytest.param(
        BASE + "related: [a, b, a]\n",
        ["3:17: 'a' stands twice in 'related' [value-shape] → keep one"],
        ["3:17: 'related'에 'a'가 두 번 나옵니다 [value-shape] → 하나만 남기세요"],
        id="an id twice",
    ),
    pytest.param(
        BASE + "related:\n  -\n  - Bad Id\n",
        [
            "4:4: an entry of 'related' has no value [value-empty] → give it a value or delete the line",
            "5:5: 'Bad Id' is not an id [value-shape] → lower-case letters a-z, digits and single hyphens",
        ],
        [
            "4:4: 'related'에 값이 없는 항목이 있습니다 [value-empty] → 값을 적거나 줄을 지우세요",
            "5:5: 'Bad Id'는 id가 아닙니다 [value-shape] → 소문자 a-z, 숫자, 하이픈 하나씩만 쓰세요",
        ],
        id="an empty entry and an id behind it",
    ),
    pytest.param(
        BASE + "related:\n",
        ["3:1: 'related' has no value [value-empty] → give it a value or delete the line"],
        ["3:1: 'related'에 값이 없습니다 [value-empty] → 값을 적거나 줄을 지우세요"],
        id="no value",
    ),
    pytest.param(
        BASE + "type: keynot\n",
        ["3:7: 'keynot' is no value of 'type' [value-choice] → did you mean 'keynote'?"],
        ["3:7: 'keynot'는 'type'에 쓸 수 없는 값입니다 [value-choice] → 혹시 'keynote'인가요?"],
        id="a misspelt choice",
    ),
    pytest.param(
        BASE + "type: x\n",
        ["3:7: 'x' is no value of 'type' [value-choice] → one of: talk, keynote, lightning, panel, workshop, tutorial, other"],
        [
            "3:7: 'x'는 'type'에 쓸 수 없는 값입니다 [value-choice] → 다음 중 하나: talk, keynote, lightning, panel, workshop, tutorial, other"
        ],
        id="a choice like no other",
    ),
    pytest.param(
        BASE + "inferred: [codes]\n",
        ["3:12: 'codes' is no value of 'inferred' [value-choice] → did you mean 'code'?"],
        ["3:12: 'codes'는 'inferred'에 쓸 수 없는 값입니다 [value-choice] → 혹시 'code'인가요?"],
        id="a choice in a list",
    ),
    pytest.param(
        BASE + "date: 2016-02-30\n",
        ["3:7: '2016-02-30' is not a day of the calendar [value-shape] → write it as 2016-10-25"],
        ["3:7: '2016-02-30'은 달력에 없는 날짜입니다 [value-shape] → 2016-10-25처럼 적으세요"],
        id="a day that is not in the calendar",
    ),
    pytest.param(
        BASE + "date: 25.10.2016\n",
        ["3:7: '25.10.2016' is not a day of the calendar [value-shape] → write it as 2016-10-25"],
        ["3:7: '25.10.2016'은 달력에 없는 날짜입니다 [value-shape] → 2016-10-25처럼 적으세요"],
        id="a day in another order",
    ),
    pytest.param(
        BASE + "date: 2016-W43-2\n",
        ["3:7: '2016-W43-2' is not a day of the calendar [value-shape] → write it as 2016-10-25"],
        ["3:7: '2016-W43-2'는 달력에 없는 날짜입니다 [value-shape] → 2016-10-25처럼 적으세요"],
        id="a day by its week",
    ),
    pytest.param(
        BASE + "start: 9:00\n",
        ["3:8: '9:00' is not a time of day [value-shape] → write it as 09:30"],
        ["3:8: '9:00'은 시각이 아닙니다 [value-shape] → 09:30처럼 적으세요"],
        id="a time without its zero",
    ),
    pytest.param(
        BASE + "start: 24:00\n",
        ["3:8: '24:00' is not a time of day [value-shape] → write it as 09:30"],
        ["3:8: '24:00'은 시각이 아닙니다 [value-shape] → 09:30처럼 적으세요"],
        id="a time past midnight",
    ),
    pytest.param(
        BASE + "start: ０9:00\n",
        ["3:8: '０9:00' is not a time of day [value-shape] → write it as 09:30"],
        ["3:8: '０9:00'은 시각이 아닙니다 [value-shape] → 09:30처럼 적으세요"],
        id="a time in other digits",
    ),
    pytest.param(
        BASE + "slot: one\n",
        ["3:7: 'one' is not a whole number [value-shape] → write digits alone, as 3"],
        ["3:7: 'one'은 정수가 아닙니다 [value-shape] → 3처럼 숫자만 적으세요"],
        id="a slot in words",
    ),
    pytest.param(
        BASE + "slot: 1.0\n",
        ["3:7: '1.0' is not a whole number [value-shape] → write digits alone, as 3"],
        ["3:7: '1.0'은 정수가 아닙니다 [value-shape] → 3처럼 숫자만 적으세요"],
        id="a slot with a point",
    ),
    pytest.param(
        BASE + "slot: 1_0\n",
        ["3:7: '1_0' is not a whole number [value-shape] → write digits alone, as 3"],
        ["3:7: '1_0'은 정수가 아닙니다 [value-shape] → 3처럼 숫자만 적으세요"],
        id="a slot with an underscore",
    ),
    pytest.param(
        BASE + "slot: 0\n",
        ["3:7: '0' is too small for 'slot' [value-shape] → at least 1"],
        ["3:7: '0'은 'slot'에 너무 작습니다 [value-shape] → 1 이상"],
        id="a slot too small",
    ),
    pytest.param(
        BASE + "slot: 100\n",
        ["3:7: '100' is too large for 'slot' [value-shape] → at most 99"],
        ["3:7: '100'은 'slot'에 너무 큽니다 [value-shape] → 99 이하"],
        id="a slot too large",
    ),
    pytest.param(
        BASE + "publish: no\n",
        ["3:10: 'no' is neither true nor false [value-shape] → write true or false"],
        ["3:10: 'no'는 true도 false도 아닙니다 [value-shape] → true나 false로 적으세요"],
        id="a flag in another word",
    ),
    pytest.param(
        BASE + "language: Korean\n",
        ["3:11: 'Korean' is not a language tag [value-shape] → use 'ko', 'en' or another BCP 47 tag"],
        ["3:11: 'Korean'은 언어 태그가 아닙니다 [value-shape] → 'ko', 'en' 같은 BCP 47 태그를 쓰세요"],
        id="a language of no form",
    ),
    pytest.param(
        BASE + "links: [{type: slides, url: a b}]\n",
        ["3:29: an address has no blanks: 'a b' [value-shape] → write blanks as %20"],
        ["3:29: 주소에는 공백이 없습니다: 'a b' [value-shape] → 공백은 %20으로 적으세요"],
        id="an address with a blank",
    ),
    pytest.param(
        BASE + 'code: "a\\nb"\n',
        ["3:7: 'code' must stand on one line [value-shape] → remove the line break"],
        ["3:7: 'code'는 한 줄이어야 합니다 [value-shape] → 줄바꿈을 없애세요"],
        id="a code of two lines",
    ),
    pytest.param(
        BASE + "code: ' '\n",
        ["3:7: 'code' is empty [value-shape] → give it a value or delete the line"],
        ["3:7: 'code'가 비어 있습니다 [value-shape] → 값을 적거나 줄을 지우세요"],
        id="a code of blanks",
    ),
    pytest.param(
        BASE + "code: {a: b}\n",
        ["3:7: 'code' must be text [value-shape] → put it in quotes, on one line"],
        ["3:7: 'code'는 글이어야 합니다 [value-shape] → 따옴표로 감싸 한 줄로 적으세요"],
        id="a code that holds keys",
    ),
    pytest.param(
        BASE + "chapters: [{at: 1, title: x}]\n",
        ["3:17: '1' is not a time from the start [value-shape] → write it as 12:30 or 1:02:30"],
        ["3:17: '1'은 시작부터의 시각이 아닙니다 [value-shape] → 12:30이나 1:02:30처럼 적으세요"],
        id="a chapter without a minute",
    ),
    pytest.param(
        BASE + f"diagrams: [{{id: a, title: b, description: c, source: d, nodes: [{', '.join([BOX] * 41)}]}}]\n",
        ["3:64: 'nodes' has 41 entries; at most 40 fit [value-shape] → shorten the list"],
        ["3:64: 'nodes'의 항목이 41개입니다. 40개까지 됩니다 [value-shape] → 목록을 줄이세요"],
        id="too many boxes",
    ),
    pytest.param(
        BASE + "diagrams: [{id: a, title: b, description: c, source: d, nodes: [{id: n, label: a, column: 12, row: 0}]}]\n",
        ["3:91: '12' is too large for 'column' [value-shape] → at most 11"],
        ["3:91: '12'는 'column'에 너무 큽니다 [value-shape] → 11 이하"],
        id="a box outside the grid",
    ),
    pytest.param(
        BASE + "corrections: [{was: a, now: b, reason: c, said_in: d, source: e}]\n",
        [
            "3:15: 'is' is missing [field-missing] → add 'is:'",
            "3:24: unknown key 'now' [field-unknown] → known here: finds, is, reason, said_in, source, status, was",
        ],
        [
            "3:15: 'is'가 없습니다 [field-missing] → 'is:'를 더하세요",
            "3:24: 모르는 키 'now'입니다 [field-unknown] → 쓸 수 있는 키: finds, is, reason, said_in, source, status, was",
        ],
        id="the name of a field that has another key",
    ),
    pytest.param(
        "- a\n",
        ["1:1: a record must be 'key: value' lines [record-shape] → begin with the title or name"],
        ["1:1: 기록은 '키: 값' 줄로 이루어져야 합니다 [record-shape] → 제목이나 이름부터 적으세요"],
        id="a list at the top",
    ),
    pytest.param(
        "title\n",
        ["1:1: a record must be 'key: value' lines [record-shape] → begin with the title or name"],
        ["1:1: 기록은 '키: 값' 줄로 이루어져야 합니다 [record-shape] → 제목이나 이름부터 적으세요"],
        id="a word at the top",
    ),
    pytest.param(
        "# later\n",
        ["1:1: the file is empty [record-shape] → begin with the title or name"],
        ["1:1: 빈 파일입니다 [record-shape] → 제목이나 이름부터 적으세요"],
        id="nothing at all",
    ),
]


def talk_from(text: str) -> tuple[Talk | None, list[Problem]]:
    return shape(Talk, read(GIVEN["path"], text.encode()), GIVEN)


def short(problem: Problem, language: Language) -> str:
    """A problem without its file."""
    cure = f" → {problem.cure.say(language)}" if problem.cure else ""
    return f"{problem.place.line}:{problem.place.column}: {problem.message.say(language)} [{problem.rule}]{cure}"


@pytest.mark.parametrize(("text", "english", "korean"), WRONG)
def test_what_does_not_fit_is_said_at_its_place(text: str, english: list[str], korean: list[str]) -> None:
    record, problems = talk_from(text)
    assert record is None
    assert [short(problem, "en") for problem in problems] == english
    assert [short(problem, "ko") for problem in problems] == korean
    for problem in problems:
        assert problem.line_text == text.split("\n")[problem.place.line - 1]


def test_the_least_that_a_talk_may_be() -> None:
    talk, problems = talk_from(BASE)
    assert problems == []
    assert talk is not None
    assert (talk.id, talk.event, talk.path, talk.language) == ("conf2020-1-a", "conf2020", "talks/conf2020/1-a.yml", "ko")
    assert talk.title.variants == (("ko", "제목"),)
    assert (talk.type, talk.publish, talk.speakers, talk.tags) == ("talk", True, (), ())


def test_plain_text_is_in_the_language_that_the_record_names() -> None:
    talk, _ = talk_from("language: en\n" + BASE.replace("제목", "Title"))
    assert talk is not None
    assert talk.title.variants == (("en", "Title"),)


def test_a_slip_in_the_language_of_a_record_is_not_said_of_every_text() -> None:
    record, problems = talk_from(BASE + "language: Korean!\nother_titles: [가]\nabstract: {text: 나, source: programme}\n")
    assert record is None
    assert [problem.rule for problem in problems] == ["value-shape"]


def test_a_single_entry_needs_no_brackets() -> None:
    talk, problems = talk_from(BASE.replace("[programme]", "programme") + "speakers: [kim-minji]\ntags: storage\n")
    assert problems == []
    assert talk is not None
    assert (talk.sources, talk.tags, talk.speakers[0].id) == (("programme",), ("storage",), "kim-minji")


def test_all_slips_of_a_file_are_said_at_once() -> None:
    _, problems = talk_from("titel: a\ntype: x\ndate: 1\nslot: y\ntags:\nlinks: [{url: a b}]\n")
    assert sorted(problem.rule for problem in problems) == [
        "field-missing", "field-missing", "field-missing", "field-unknown", "value-choice", "value-empty", "value-shape", "value-shape", "value-shape",
    ]  # fmt: skip


def test_a_part_of_a_file_is_shaped_alone() -> None:
    document = read("talks/tags.yml", "storage:\n  label: 저장소\ngpu:\ncloud: 구름\nnet: {lable: 망}\n".encode())
    tag, problems = shape(Tag, document, {"id": "storage", "path": "talks/tags.yml"}, inside=("storage",))
    assert problems == []
    assert tag is not None
    assert tag.label.get("ko") == "저장소"
    for name, said in {
        "gpu": ["3:1: 'gpu' has no value [value-empty] → give it a value or delete the line"],
        "cloud": ["4:8: a record must be 'key: value' lines [record-shape] → begin with the title or name"],
        "net": [
            "5:6: 'label' is missing [field-missing] → add 'label:'",
            "5:7: unknown key 'lable' [field-unknown] → did you mean 'label'?",
        ],
    }.items():
        _, problems = shape(Tag, document, {"id": name, "path": "talks/tags.yml"}, inside=(name,))
        assert [short(problem, "en") for problem in problems] == said


def whole(kind: type[Record], path: str) -> tuple[type[Record], dict[str, Any]]:
    return kind, read(path, (ROOT / path).read_bytes()).value


FULL_TALK: dict[str, Any] = {
    "code": "101", "type": "talk", "language": "ko", "title": {"ko": "제목", "en": "Title"}, "official_title": ["ko"], "other_titles": ["다른 제목"],
    "speakers": ["kim-minji", {"id": "lee-junho", "affiliation": "회사", "role": "CTO"}], "date": "2020-05-01", "start": "10:00", "end": "10:45",
    "track": "A", "slot": "1", "room": "홀", "inferred": ["code"], "inferred_note": "까닭", "abstract": {"text": "글", "source": ["programme"]},
    "problem": {"text": "글", "source": "programme"}, "approach": {"text": "글", "source": ["programme"]},
    "result": {"text": {"en": "words"}, "source": ["programme"]}, "description": [{"heading": "머리", "text": "글", "source": ["programme"]}],
    "techniques": [{"id": "bluestore", "note": "글", "source": ["programme"]}], "takeaways": [{"text": "글", "source": ["programme"], "by": "speaker"}],
    "figures": [{"label": "값", "claimed": "1", "recomputed": "2", "note": "글", "source": ["programme"]}],
    "questions": [{"q": "물음", "a": "답", "source": ["programme"]}],
    "diagrams": [
        {
            "id": "d", "title": "그림", "description": "글", "source": ["programme"],
            "nodes": [{"id": "a", "label": "가", "detail": "나", "column": "0", "row": "0", "width": "2", "kind": "hot"}],
            "edges": [{"from": "a", "to": "a", "label": "다", "kind": "both"}], "groups": [{"label": "라", "nodes": ["a"]}],
        }
    ],
    "corrections": [
        {"was": "가", "is": "나", "reason": "다", "said_in": "programme", "status": "open", "source": ["programme"], "finds": ["RDB"]}
    ],
    "snippets": ["two-rows"],
    "links": [
        {"type": "slides", "url": "https://a.example/", "title": "가", "note": "나", "archived_url": "https://b.example/", "status": "live",
         "checked": "2020-06-01"}
    ],
    "recordings": [{"url": "https://a.example/", "language": "ko", "duration": "00:45"}], "chapters": [{"at": "12:30", "title": "본론"}],
    "tags": ["storage"], "references": ["programme"], "related": ["conf2020-102-cluster"], "sources": ["programme"], "reviewed_by": ["김"],
    "aliases": ["conf2020-old"], "license": "CC0", "publish": "true",
}  # fmt: skip
WHOLE: list[tuple[type[Record], dict[str, Any]]] = [
    (Talk, FULL_TALK),
    whole(Event, "talks/deview2016/event.yml"),
    (
        Speaker,
        {
            "name": {"ko": "김", "en": "Kim"}, "name_note": "글", "aliases": ["minji"], "former_ids": ["a"], "differs_from": ["b"],
            "about": [{"text": "글", "source": ["programme"]}], "links": [{"type": "profile", "url": "https://a.example/"}], "sources": ["programme"],
        },
    ),
    (
        Technique,
        {
            "name": "이름", "aliases": ["다른 이름"], "former_ids": ["a"], "topic": "storage", "definition": "글", "why": "글", "tags": ["storage"],
            "today": {"text": "글", "source": ["programme"]}, "references": ["programme"], "related": ["b"], "sources": ["programme"],
        },
    ),
    (Tag, {"label": "이름", "description": "글", "aliases": ["다른 이름"]}),
    (
        Source,
        {
            "type": "paper", "title": "제목", "authors": ["김"], "venue": "OSDI", "year": "2006", "date": "2006-11-06", "url": "https://a.example/",
            "doi": "10.1145/3341301.3359656", "arxiv": "1312.5602", "revision": "v1", "language": "en", "note": "글", "status": "live",
            "archived_url": "https://b.example/", "checked": "2020-06-01",
        },
    ),
]  # fmt: skip


def given_of(kind: type[Record]) -> dict[str, str]:
    return GIVEN if kind is Talk else {"id": "a", "path": "talks/a.yml"}


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every value inside a value."""
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, step)
        yield from places(inner, (*path, step))


@pytest.mark.parametrize(("kind", "value"), WHOLE, ids=[kind.__name__ for kind, _ in WHOLE])
def test_a_record_with_every_field_is_whole(kind: type[Record], value: dict[str, Any]) -> None:
    record, problems = shape(kind, Document("talks/a.yml", "", value, {}), given_of(kind))
    assert problems == []
    assert isinstance(record, kind)
    if kind is not Event:
        assert set(value) == {info.alias or name for name, info in kind.model_fields.items()} - {"id", "path", "event"}


def test_the_names_of_all_fields_are_known() -> None:
    """The talk above has every field of every part of a talk, so that the test below reaches them all."""
    talk, _ = shape(Talk, Document("talks/a.yml", "", FULL_TALK, {}), GIVEN)
    assert talk is not None
    assert talk.corrections[0].now.get("ko") == "나"
    assert (talk.diagrams[0].edges[0].start, talk.diagrams[0].nodes[0].width) == ("a", 2)


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20),
    st.sampled_from(["", " ", "a", "2020-05-01", "99:99", "ko", "-1", "9" * 400, "x" * 25_000, "a\nb", "{ko}", "이/가", "true", "\x00", "\udc80"]),
)  # fmt: skip
KEYS = st.one_of(st.text(max_size=5), st.sampled_from(["ko", "en", "id", "text", "source", "type", "url", "title", "[key]", "path", "now"]))
ANYTHING = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8)


@settings(deadline=None, max_examples=400)
@given(st.data())
def test_anything_in_place_of_any_value_is_a_record_or_problems(data: st.DataObject) -> None:
    kind, whole_value = data.draw(st.sampled_from(WHOLE))
    value = copy.deepcopy(whole_value)
    path = data.draw(st.sampled_from(sorted(places(value), key=repr)))
    at = value
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = data.draw(ANYTHING)
    record, problems = shape(kind, Document("talks/a.yml", "", value, {}), given_of(kind))
    assert (record is None) == bool(problems)
    for problem in problems:
        assert problem.rule in REFUSALS
        for language in ("ko", "en"):
            assert problem.message.say(language)
            assert problem.cure is None or problem.cure.say(language)
