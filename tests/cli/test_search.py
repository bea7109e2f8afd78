"""`kbsite search`: text, JSON, explanations, many queries, both engines, and what is said where it cannot run."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable

import pytest
from click.testing import Result
from projectkit import TALK, Folder

Run = Callable[..., Result]


def test_a_particle_finds_the_word(run: Run) -> None:
    result = run("search", "블루스토어를", lang="ko")
    assert result.exit_code == 0
    assert result.stdout.startswith("  1  블루스토어  [기술]\n     techniques/bluestore/\n     장치에 바로 쓰는 저장 방식.\n")
    assert result.stderr.endswith("건\n")


def test_words_are_marked_in_colour(run: Run) -> None:
    result = run("--colour", "search", "SSD에서", lang="ko")
    assert "\x1b[1;33mSSD\x1b[0m에서" in result.stdout


def test_what_was_done_is_said(run: Run) -> None:
    assert run("search", "qmffntmxhdj").stdout.startswith("read 'qmffntmxhdj' as '블루스토어', typed on the other keyboard layout\n")
    assert run("search", "qmffntmxhdj", lang="ko").stdout.startswith("'qmffntmxhdj'를 다른 자판으로 친 '블루스토어'로 찾았습니다\n")


def test_nothing_found(run: Run) -> None:
    result = run("search", "xylophone")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("nothing found\n")


def test_one_kind_alone(run: Run) -> None:
    found = json.loads(run("search", "--kind", "speaker", "--json", "김민지").stdout)
    assert [(hit["kind"], hit["record"]) for hit in found["hits"]] == [("speaker", "kim-minji")]
    assert {hit["kind"] for hit in json.loads(run("search", "--kind", "tag", "--json", "저장소").stdout)["hits"]} == {"tag"}


def test_as_data(run: Run) -> None:
    found = json.loads(run("search", "--json", "-n", "1", "SSD", lang="ko").stdout)
    (hit,) = found["hits"]
    assert (hit["record"], hit["url"]) == ("conf2020-101-storage", "talks/conf2020-101-storage/#abstract")
    assert [hit["excerpt"][start:end] for start, end in hit["marks"]] == ["SSD"]


def test_explained(run: Run) -> None:
    lines = run("search", "--explain", "tag:storage 블루스토어를", lang="ko").stdout.splitlines()
    assert lines[0] == "tag: storage"
    assert lines[1].startswith("블루스토어 + 를  gram, weight ")
    assert any(line.startswith("  1  블루스토어  [기술]  ") for line in lines)


def test_many_queries(run: Run) -> None:
    result = run("search", "--queries", "-", given='{"qid": 7, "q": "블루스토어"}\n\n{"qid": "b", "q": "김민지"}\n')
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["qid"], second["qid"]) == (7, "b")
    assert first["ids"][0].endswith("techniques/bluestore/")
    assert second["ids"][0].endswith("speakers/kim-minji/")
    assert first["ms"] >= 0


def test_a_line_that_is_no_query(run: Run) -> None:
    result = run("search", "--queries", "-", given='{"qid": 7, "q": "블루스토어"}\nwhat\n')
    assert result.exit_code == 2
    assert result.stderr == 'line 2 of the queries is no {"qid": …, "q": …}\n'


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not here; install it with: apt-get install nodejs")
def test_both_engines_answer_alike(run: Run) -> None:
    for query in ("블루스토어를", "tkfka", "클러스터 이야기", "tag:storage"):
        assert run("search", "--json", "--engine", "shards", query).stdout == run("search", "--json", query).stdout
    given = '{"qid": 7, "q": "블루스토어"}\n'
    one, other = (json.loads(run("search", "--queries", "-", "--engine", engine, given=given).stdout) for engine in ("index", "shards"))
    assert one["ids"] == other["ids"]


def test_without_node(run: Run, monkeypatch: pytest.MonkeyPatch, project: Folder) -> None:
    monkeypatch.setenv("PATH", str(project.root))
    result = run("search", "--engine", "shards", "저장소")
    assert result.exit_code == 2
    assert result.stderr == "the browser's files are read by Node 18 or newer, which is not here; install it from https://nodejs.org/\n"


def test_no_query(run: Run) -> None:
    result = run("search")
    assert result.exit_code == 2
    assert "say what to search for, or name a file with --queries" in result.stderr


def test_broken_records_are_told_of_and_the_rest_is_searched(run: Run, project: Folder) -> None:
    project.change(TALK, "code: 101", "cod: 101")
    result = run("search", "클러스터")
    assert result.exit_code == 0
    assert result.stderr.startswith("1 problems keep records out of the index; `kbsite check` lists them\n")


def test_no_project(run: Run, project: Folder) -> None:
    project.remove("mkdocs.yml")
    result = run("search", "클러스터")
    assert result.exit_code == 2
    assert "no project here" in result.stdout
