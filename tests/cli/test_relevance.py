"""`kbsite relevance`: measures by class, and what is said of a query that does not find what it should."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result
from projectkit import ROOT, Folder

from kbsite.cli import main

Run = Callable[..., Result]
SEARCHES = "talks/searches.yml"


def test_all_find_what_they_should(run: Run, project: Folder) -> None:
    project.write(SEARCHES, "블루스토어를: {finds: bluestore, kind: particle}\n김민지: {finds: kim-minji}\n")
    result = run("relevance")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].split() == ["n", "success@1", "success@5", "MRR@10", "nDCG@10"]
    assert ["particle", "1", "1.000", "1.000", "1.000", "1.000"] in [line.split() for line in result.stdout.splitlines()]
    assert "(no class)" in result.stdout
    assert result.stderr == "2 queries: all find what they should\n"


def test_one_does_not(run: Run, project: Folder) -> None:
    project.write(SEARCHES, "블루스토어를: {finds: kim-minji}\nxylophone: {finds: bluestore}\n")
    result = run("relevance")
    assert result.exit_code == 1
    assert "'블루스토어를': expected kim-minji first; found bluestore" in result.stdout
    assert "'xylophone': expected bluestore first; found nothing" in result.stdout
    assert result.stderr == "2 of 2 queries do not find what they should\n"


def test_a_file_of_lines(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "judged.jsonl"
    path.write_text('{"q": "블루스토어를", "finds": ["bluestore"], "class": "particle"}\n', "utf-8")
    assert run("relevance", str(path)).exit_code == 0
    path.write_text("{}\n", "utf-8")
    result = run("relevance", str(path))
    assert result.exit_code == 2
    assert "judged.jsonl:1:1: this line is no judged query [value-shape]" in result.stdout


def test_nothing_to_ask(run: Run) -> None:
    result = run("relevance")
    assert result.exit_code == 2
    assert result.stderr == "no queries to ask: write some in talks/searches.yml, or name a file\n"


def test_a_broken_file_of_queries(run: Run, project: Folder) -> None:
    project.write(SEARCHES, "블루스토어를: bluestore\n")
    result = run("relevance")
    assert result.exit_code == 2
    assert f"{SEARCHES}:1:" in result.stdout


def test_the_searches_of_this_project_find_what_they_should() -> None:
    result = CliRunner(catch_exceptions=False).invoke(main, ["-C", str(ROOT), "--lang", "en", "relevance"])
    assert result.exit_code == 0, result.stdout
