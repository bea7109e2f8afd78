"""Problems to text for people and machines: plain, GitHub annotations, JSON, SARIF."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from kbsite import __version__
from kbsite.problems import Problem
from kbsite.words import Language, Words


@dataclass(frozen=True, slots=True)
class Style:
    """How a plain report is written: language, and whether in colour."""

    language: Language = "en"
    colour: bool = False

    def paint(self, text: str, code: str) -> str:
        """Text in an ANSI colour, where colours are on."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def as_text(problems: Sequence[Problem], style: Style, rules: Mapping[str, Words]) -> str:
    """One entry a problem: `file:line:column: message [rule]`, the line with a caret, the cure."""
    return "\n".join(_entry(problem, style) for problem in problems)


def _entry(problem: Problem, style: Style) -> str:
    place, language = problem.place, style.language
    where = style.paint(f"{_printable(place.path)}:{place.line}:{place.column}:", "1")
    severity = {"error": "", "warning": WARNING.say(language) + " "}[problem.severity]
    message = style.paint(f"{severity}{_printable(problem.message.say(language))}", "33" if problem.severity == "warning" else "31")
    lines = [f"{where} {message} {style.paint(f'[{problem.rule}]', '2')}"]
    if problem.line_text.strip():
        shown, before, caret = _window(problem.line_text, place.column, place.length)
        lines += [f"    {shown}", f"    {' ' * before}{style.paint('^' * caret, '31')}"]
    if problem.cure:
        lines.append(f"    {style.paint('→', '32')} {_printable(problem.cure.say(language))}")
    return "\n".join(lines)


def _printable(text: str) -> str:
    """On one line and in its order, whatever an id or a file name holds; codes for what a terminal would obey."""
    return "".join(c if c.isprintable() else " " if c.isspace() else f"\\u{ord(c):04x}" for c in text)


def _window(line: str, column: int, length: int, width: int = 100) -> tuple[str, int, int]:
    """The part of a line around a column that is at most `width` cells wide, with the caret's offset and length in cells."""
    line = "".join(letter if letter.isprintable() else " " for letter in line)
    at = min(column - 1, len(line))
    start, end = (0, len(line)) if _cells(line) <= width else _around(line, at, width)
    prefix, suffix = ("…" if start else ""), ("…" if end < len(line) else "")
    marked = line[at : min(at + length, end)]
    return prefix + line[start:end] + suffix, _cells(prefix + line[start:at]), max(1, _cells(marked))


def _around(line: str, at: int, width: int) -> tuple[int, int]:
    start = end = at
    used = 0
    while start > 0 and (used := used + _cells(line[start - 1])) <= width // 2:
        start -= 1
    used = _cells(line[start:at])
    while end < len(line) and (used := used + _cells(line[end])) <= width:
        end += 1
    return start, end


def _cells(text: str) -> int:
    """Width in a terminal: Hangul and other wide letters take two cells, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def as_github(problems: Sequence[Problem], style: Style, rules: Mapping[str, Words]) -> str:
    """GitHub workflow commands, which put each message on its line of the pull request."""
    return "\n".join(_annotation(problem, style.language) for problem in problems)


def _annotation(problem: Problem, language: Language) -> str:
    place = problem.place
    properties = {
        "file": place.path,
        "line": place.line,
        "col": place.column,
        "endColumn": place.column + place.length,
        "title": problem.rule,
    }
    shown = ",".join(f"{key}={_escaped(str(value), properties=True)}" for key, value in properties.items())
    return f"::{problem.severity} {shown}::{_escaped(_message(problem, language))}"


def _escaped(text: str, *, properties: bool = False) -> str:
    """As GitHub reads it: see "Workflow commands" in its documentation, and `escapeData` of actions/toolkit."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if properties else text


def _message(problem: Problem, language: Language) -> str:
    message = problem.message.say(language)
    return f"{message} — {problem.cure.say(language)}" if problem.cure else message


def as_json(problems: Sequence[Problem], style: Style, rules: Mapping[str, Words]) -> str:
    """A JSON document with every problem in both languages."""
    return json.dumps({"version": 1, "problems": [_plain(problem) for problem in problems]}, ensure_ascii=False, indent=2)


def _plain(problem: Problem) -> dict[str, Any]:
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "length": problem.place.length,
        "rule": problem.rule,
        "severity": problem.severity,
        "message": {"ko": problem.message.say("ko"), "en": problem.message.say("en")},
        "cure": {"ko": problem.cure.say("ko"), "en": problem.cure.say("en")} if problem.cure else None,
    }


def as_sarif(problems: Sequence[Problem], style: Style, rules: Mapping[str, Words]) -> str:
    """A SARIF 2.1.0 log (OASIS standard), as code scanning reads it."""
    named = sorted({problem.rule for problem in problems})
    driver = {
        "name": "kbsite",
        "version": __version__,
        "rules": [{"id": name, "shortDescription": {"text": rules[name].say(style.language) if name in rules else name}} for name in named],
    }
    results = [_result(problem, named.index(problem.rule), style.language) for problem in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _result(problem: Problem, rule: int, language: Language) -> dict[str, Any]:
    place = problem.place
    region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + place.length}
    location = {"physicalLocation": {"artifactLocation": {"uri": quote(place.path)}, "region": region}}
    return {
        "ruleId": problem.rule,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": _message(problem, language)},
        "locations": [location],
    }


Format = Callable[[Sequence[Problem], Style, Mapping[str, Words]], str]
FORMATS: Mapping[str, Format] = {"text": as_text, "github": as_github, "json": as_json, "sarif": as_sarif}


def summary(problems: Iterable[Problem], records: int) -> Words:
    """How many records were looked at and what was found, as a sentence."""
    severities = [problem.severity for problem in problems]
    errors, warnings = severities.count("error"), severities.count("warning")
    if not errors and not warnings:
        return CLEAN.fill(records=records)
    some_errors = (PROBLEM if errors == 1 else PROBLEMS).fill(number=errors)
    some_warnings = (ONE_WARNING if warnings == 1 else WARNINGS).fill(number=warnings)
    return FOUND.fill(records=records, errors=some_errors, warnings=some_warnings)


WARNING = Words("warning:", "주의:")
CLEAN = Words("{records} records: no problems", "기록 {records}건: 문제 없음")
FOUND = Words("{records} records: {errors}, {warnings}", "기록 {records}건: {errors}, {warnings}")
PROBLEM, PROBLEMS = Words("{number} problem", "문제 {number}건"), Words("{number} problems", "문제 {number}건")
ONE_WARNING, WARNINGS = Words("{number} warning", "주의 {number}건"), Words("{number} warnings", "주의 {number}건")
