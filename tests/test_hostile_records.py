"""Records as an enemy or an accident would write them: never an exception, and the same report every time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from projectkit import ROOT, TALK, Folder, marked, real_records, small_project

from kbsite.problems import Problem
from kbsite.records.catalog import Catalog
from kbsite.records.load import Memo, load_catalog
from kbsite.records.walk import addresses, words
from kbsite.report import FORMATS, Style
from kbsite.rules import check, in_report_order, rules
from kbsite.rules.link_is_safe import wrong_with

SNIPPETS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<a href='javascript:alert(1)'>a</a>", "<!-- a -->",
    "[a](javascript:alert(1))", "[a]: javascript:alert(1)", "![a](data:text/html,x)", "javascript:alert(1)", "data:text/html,<script>", "//evil.example",
    "{{ 7*7 }}", "{% include '/etc/passwd' %}", "{# a #}", "{0.__class__}", "{value}", "%s %(a)s", "---", "...", "--- !x", '--8<-- "/etc/passwd"',
    "$INCLUDE", "../../etc/passwd", "..", "/etc/passwd", "C:\\x", "a/b", "con", "!!python/object/apply:os.system [id]", "!!binary aGk=", "!<tag:x>",
    "&a [*a]", "*a", "<<: *a", "\u202eabc", "\u2066abc", "\u200b", "\u00ad", "\ufeff", "\x00", "\x1b[31m", "\x85", "\u2028", '"\\0"', '"\\ud800"',
    '"\\u202e"', "\U000e0041", "e\u0301", "\u1112\u1161\u11ab", "`" * 300, "*" * 300, "[" * 300, "> " * 100, "- " * 30, "[" * 30, "{a: " * 30,
    "9" * 500, "가" * 400, "~", "null", "", "'", '"', "''", "\t", ": ", "- a", "- - - a", "? ", "| ", ">-", "id: x", "path: ../x", "event: y",
    "publish: false", "language: kr", "date: 2016-13-45", "start: 25:99", "slot: -1", "nodes: []", "aliases: [a, a]", "이/가 을/를", "::error::x",
]  # fmt: skip
RECORDS = real_records()


def mutated(lines: list[str], draw: st.DrawFn) -> list[str]:
    """The lines after one accident."""
    at = draw(st.integers(0, max(0, len(lines) - 1)))
    line = lines[at] if lines else ""
    snippet = draw(st.sampled_from(SNIPPETS))
    indent = line[: len(line) - len(line.lstrip())]
    how = draw(st.sampled_from(["delete", "twice", "swap", "insert", "value", "append", "middle", "key", "indent", "cut"]))
    if how == "delete":
        return lines[:at] + lines[at + 1 :]
    if how == "twice":
        return [*lines[: at + 1], *lines[at:]]
    if how == "swap":
        other = draw(st.integers(0, max(0, len(lines) - 1)))
        return [lines[other] if index == at else old for index, old in enumerate(lines)]
    changed = {
        "insert": f"{line}\n{indent}{snippet}",
        "value": f"{line.partition(': ')[0]}: {snippet}",
        "append": line + snippet,
        "middle": line[: len(line) // 2] + snippet + line[len(line) // 2 :],
        "key": f"{indent}{snippet}: {line.partition(': ')[2]}",
        "indent": f" {line}",
        "cut": line[: len(line) // 2],
    }[how]
    return [*lines[:at], *changed.split("\n"), *lines[at + 1 :]]


@st.composite
def hostile_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A real record's path, and its text after up to four accidents."""
    path = draw(st.sampled_from(RECORDS))
    lines = (ROOT / path).read_text("utf-8").split("\n")
    for _ in range(draw(st.integers(1, 4))):
        lines = mutated(lines, draw)
    return path, "\n".join(lines).encode("utf-8", "surrogatepass")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return small_project(tmp_path_factory.mktemp("hostile"))


def report_of(root: Path, memo: Memo | None = None) -> tuple[Catalog, list[Problem]]:
    catalog, problems = load_catalog(root, memo)
    assert catalog is not None
    return catalog, in_report_order([*problems, *check(catalog)])


@settings(deadline=None, max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hostile_files())
@example((TALK, b"title: {ko: a}\nsources: [a]\ntechniques: [{id: a, note: '{x}'}]\n"))
@example(("talks/tags.yml", b"a: {label: 'a'}\n../b: {label: x}\n"))
@example(("talks/deview2016/event.yml", "name: 행사\ntime_zone: ../../etc/passwd\ndays: [{date: 2016-10-24}]\nsources: [x]\n".encode()))
def test_any_accident_is_told_and_nothing_breaks(folder: Folder, accident: tuple[str, bytes]) -> None:
    path, data = accident
    before = (folder.root / path).read_bytes() if (folder.root / path).exists() else None
    folder.write(path, data)
    try:
        catalog, problems = report_of(folder.root)
        again = report_of(folder.root)[1]
    finally:
        if before is None:
            folder.remove(path)
        else:
            folder.write(path, before)
    assert problems == again
    assert problems == sorted(problems, key=Problem.sort_key)
    known = {rule.name for rule in rules()}
    for problem in problems:
        assert problem.rule in known
        lines = catalog.documents[problem.place.path].lines if problem.place.path in catalog.documents else ("",)
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert marked(problem) or not problem.line_text[problem.place.column - 1 :]
    for language in ("ko", "en"):
        for write in FORMATS.values():
            assert write(problems, Style(language), {}).encode()
    if not any(problem.severity == "error" for problem in problems):
        for record in catalog.records():
            assert all(wrong_with(url) is None for _, url in addresses(record))
            assert not any("\x00" in text.text or "\u202e" in text.text for text in words(record))


def test_the_report_does_not_depend_on_the_order_of_sets(project: Folder) -> None:
    """Python shuffles sets anew in every process; suggestions and order must not show it."""
    project.change(TALK, "title:", "titl:")
    project.change(TALK, "tags: [storage]", "tags: [zzz, store]")
    project.change("talks/conf2020/event.yml", "Asia/Seoul", "Asia/Seul")
    project.change("talks/conf2020/102-cluster.yml", "[lee-junho]", "[lee, kim]")
    reports = set()
    for seed in ("0", "1", "2", "3"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "kbsite.cli", "-C", str(project.root), "check", "--format", "json"]
        reports.add(subprocess.run(command, capture_output=True, check=False, env=environment).stdout)
    assert len(reports) == 1
    assert len(json.loads(reports.pop())["problems"]) >= 5


def test_an_id_never_leads_out_of_its_folder(catalog: Catalog) -> None:
    for record in catalog.records():
        assert not {"/", "\\", ".", "%"} & set(record.id)
