"""Problems as text for people and for machines."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

import pytest

from kbsite import __version__
from kbsite.problems import Place, Problem
from kbsite.report import FORMATS, Style, as_github, as_json, as_sarif, as_text, summary
from kbsite.words import Words

UNKNOWN = Problem(
    Place("talks/conf2020/101-storage.yml", 3, 15, 8),
    "technique-exists",
    Words("unknown technique '{id}'", "모르는 기술 '{id}'입니다").fill(id="bluestor"),
    Words("did you mean '{id}'?", "혹시 '{id}'인가요?").fill(id="bluestore"),
    line_text="저장소: [{id: 블루, bluestor}]",
)
UNUSED = Problem(
    Place("talks/tags.yml", 6, 1, 3),
    "record-is-used",
    Words("nothing is tagged '{id}'", "'{id}' 태그가 붙은 것이 없습니다").fill(id="gpu"),
    severity="warning",
    line_text="gpu:",
)
NOWHERE = Problem(Place("mkdocs.yml"), "site-address-is-set", Words("'site_url' is not set", "'site_url'이 정해지지 않았습니다"))
RULES: Mapping[str, Words] = {
    "technique-exists": Words("Every technique that is named has a record.", "이름을 든 기술에는 기록이 있습니다.")
}


def at(column: int, length: int, line: str) -> Problem:
    return Problem(Place("a.yml", 1, column, length), "a-rule", Words("wrong", "틀림"), line_text=line)


def test_text_in_english() -> None:
    assert as_text([UNKNOWN, UNUSED, NOWHERE], Style("en"), RULES) == (
        "talks/conf2020/101-storage.yml:3:15: unknown technique 'bluestor' [technique-exists]\n"
        "    저장소: [{id: 블루, bluestor}]\n"
        "                       ^^^^^^^^\n"
        "    → did you mean 'bluestore'?\n"
        "talks/tags.yml:6:1: warning: nothing is tagged 'gpu' [record-is-used]\n"
        "    gpu:\n"
        "    ^^^\n"
        "mkdocs.yml:1:1: 'site_url' is not set [site-address-is-set]"
    )


def test_text_in_korean() -> None:
    assert as_text([UNKNOWN, UNUSED], Style("ko"), RULES) == (
        "talks/conf2020/101-storage.yml:3:15: 모르는 기술 'bluestor'입니다 [technique-exists]\n"
        "    저장소: [{id: 블루, bluestor}]\n"
        "                       ^^^^^^^^\n"
        "    → 혹시 'bluestore'인가요?\n"
        "talks/tags.yml:6:1: 주의: 'gpu' 태그가 붙은 것이 없습니다 [record-is-used]\n"
        "    gpu:\n"
        "    ^^^"
    )


def test_no_problems_are_no_text() -> None:
    assert as_text([], Style(), RULES) == ""


def test_colours_surround_the_words_and_change_none() -> None:
    painted = as_text([UNUSED], Style("en", colour=True), RULES)
    assert painted == (
        "\x1b[1mtalks/tags.yml:6:1:\x1b[0m \x1b[33mwarning: nothing is tagged 'gpu'\x1b[0m \x1b[2m[record-is-used]\x1b[0m\n"
        "    gpu:\n"
        "    \x1b[31m^^^\x1b[0m"
    )


@pytest.mark.parametrize(
    ("line", "column", "length", "caret"),
    [
        ("title: 한글", 8, 2, "       ^^^^"),
        ("가나다: x", 6, 1, "        ^"),
        ("e\u0301t: x", 6, 1, "    ^"),
        ("\ttitle", 1, 1, "^"),
        ("a\u200bb", 3, 1, "  ^"),
        ("ｗｉｄｅ x", 6, 1, "         ^"),
        ("title", 6, 1, "     ^"),
        ("title", 99, 4, "     ^"),
        ("ab", 1, 99, "^^"),
    ],
    ids=["hangul", "after hangul", "combining", "tab", "hidden", "full width", "at the end", "behind the end", "over the end"],
)
def test_the_caret_stands_under_what_it_means(line: str, column: int, length: int, caret: str) -> None:
    assert as_text([at(column, length, line)], Style(), RULES).splitlines()[2] == f"    {caret}"


@pytest.mark.parametrize("before", ["가" * 500, "a" * 500, ""])
@pytest.mark.parametrize("after", ["하" * 500, "z" * 500, ""])
def test_of_a_long_line_the_part_around_the_caret_is_shown(before: str, after: str) -> None:
    shown, caret = as_text([at(len(before) + 1, 5, f"{before}START{after}")], Style(), RULES).splitlines()[1:]
    cells = [letter for letter in shown for _ in range(2 if unicodedata.east_asian_width(letter) == "W" else 1)]
    begin = caret.index("^")
    assert "".join(cells[begin : begin + 5]) == "START"
    assert caret.count("^") == 5
    assert len(cells) <= 4 + 102
    assert shown.strip().startswith("…") == bool(before)
    assert shown.endswith("…") == bool(after)


def test_what_a_terminal_would_obey_is_shown_as_a_code() -> None:
    words = Words("unknown key '{key}'", "모르는 키 '{key}'입니다").fill(key="a\nb\x1b[31m\u202e")
    problem = Problem(Place("talks/a\n.yml"), "field-unknown", words, line_text="\x1b[31mred: \u202eleft")
    assert as_text([problem], Style(), RULES) == (
        "talks/a .yml:1:1: unknown key 'a b\\u001b[31m\\u202e' [field-unknown]\n     [31mred:  left\n    ^"
    )


def test_github_shows_a_message_at_its_place() -> None:
    assert as_github([UNKNOWN, UNUSED], Style("ko"), RULES).splitlines() == [
        "::error file=talks/conf2020/101-storage.yml,line=3,col=15,endColumn=23,title=technique-exists"
        "::모르는 기술 'bluestor'입니다 — 혹시 'bluestore'인가요?",
        "::warning file=talks/tags.yml,line=6,col=1,endColumn=4,title=record-is-used::'gpu' 태그가 붙은 것이 없습니다",
    ]


def test_github_cannot_be_given_a_command_by_a_record() -> None:
    words = Words("100 %: {key}", "{key}").fill(key="a\r\n::stop-commands::x")
    problem = Problem(Place("talks/a,b:c%\n.yml", 2, 3), "field-unknown", words)
    assert as_github([problem], Style("en"), RULES) == (
        "::error file=talks/a%2Cb%3Ac%25%0A.yml,line=2,col=3,endColumn=4,title=field-unknown::100 %25: a%0D%0A::stop-commands::x"
    )


def test_json_has_both_languages() -> None:
    assert json.loads(as_json([UNKNOWN, UNUSED], Style("ko"), RULES)) == {
        "version": 1,
        "problems": [
            {
                "path": "talks/conf2020/101-storage.yml",
                "line": 3,
                "column": 15,
                "length": 8,
                "rule": "technique-exists",
                "severity": "error",
                "message": {"ko": "모르는 기술 'bluestor'입니다", "en": "unknown technique 'bluestor'"},
                "cure": {"ko": "혹시 'bluestore'인가요?", "en": "did you mean 'bluestore'?"},
            },
            {
                "path": "talks/tags.yml",
                "line": 6,
                "column": 1,
                "length": 3,
                "rule": "record-is-used",
                "severity": "warning",
                "message": {"ko": "'gpu' 태그가 붙은 것이 없습니다", "en": "nothing is tagged 'gpu'"},
                "cure": None,
            },
        ],
    }


def test_json_is_the_same_in_every_language_of_the_terminal() -> None:
    assert as_json([UNKNOWN], Style("ko"), RULES) == as_json([UNKNOWN], Style("en"), RULES)
    assert json.loads(as_json([], Style(), RULES)) == {"version": 1, "problems": []}


def sarif(*problems: Problem) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(as_sarif(problems, Style("en"), RULES))
    return log


def test_sarif_is_a_log_of_one_run() -> None:
    log = sarif(UNKNOWN, UNUSED)
    assert log["version"] == "2.1.0"
    assert log["$schema"] == "https://json.schemastore.org/sarif-2.1.0.json"
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"] == {
        "name": "kbsite",
        "version": __version__,
        "rules": [
            {"id": "record-is-used", "shortDescription": {"text": "record-is-used"}},
            {"id": "technique-exists", "shortDescription": {"text": "Every technique that is named has a record."}},
        ],
    }


def test_a_result_of_sarif_names_rule_level_and_region() -> None:
    unknown, unused = sarif(UNKNOWN, UNUSED)["runs"][0]["results"]
    assert unknown == {
        "ruleId": "technique-exists",
        "ruleIndex": 1,
        "level": "error",
        "message": {"text": "unknown technique 'bluestor' — did you mean 'bluestore'?"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "talks/conf2020/101-storage.yml"},
                    "region": {"startLine": 3, "startColumn": 15, "endColumn": 23},
                }
            }
        ],
    }
    assert (unused["ruleId"], unused["ruleIndex"], unused["level"]) == ("record-is-used", 0, "warning")


def test_a_path_in_sarif_is_a_uri() -> None:
    (result,) = sarif(Problem(Place("talks/발표 1.yml"), "file-name", Words("a", "b")))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "talks/%EB%B0%9C%ED%91%9C%201.yml"


def test_sarif_without_problems_is_a_log_too() -> None:
    (run,) = sarif()["runs"]
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


@pytest.mark.parametrize("name", sorted(FORMATS))
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_format_can_say_every_problem(name: str, language: Any) -> None:
    assert "technique-exists" in FORMATS[name]([UNKNOWN, UNUSED, NOWHERE], Style(language), RULES)


@pytest.mark.parametrize(
    ("problems", "english", "korean"),
    [
        ([], "330 records: no problems", "기록 330건: 문제 없음"),
        ([UNKNOWN], "330 records: 1 problem, 0 warnings", "기록 330건: 문제 1건, 주의 0건"),
        ([UNKNOWN, UNUSED, NOWHERE], "330 records: 2 problems, 1 warning", "기록 330건: 문제 2건, 주의 1건"),
    ],
)
def test_the_summary_counts(problems: list[Problem], english: str, korean: str) -> None:
    assert summary(problems, 330).say("en") == english
    assert summary(problems, 330).say("ko") == korean
