"""Files of judged queries, as YAML and as JSON lines."""

from __future__ import annotations

from pathlib import Path

from kbsite.records.searches import read_searches


def test_yaml(tmp_path: Path) -> None:
    path = tmp_path / "judged.yml"
    path.write_text("세프를: {finds: ceph, kind: particle}\n", "utf-8")
    (search,), problems = read_searches(path)
    assert (search.id, search.finds, search.kind, problems) == ("세프를", ("ceph",), "particle", [])


def test_lines(tmp_path: Path) -> None:
    path = tmp_path / "judged.jsonl"
    path.write_text('{"q": "세프를", "finds": ["ceph"], "class": "particle"}\n\n{"q": "x"}\n[1]\nno\n', "utf-8")
    (search,), problems = read_searches(path)
    assert (search.id, search.finds, search.kind) == ("세프를", ("ceph",), "particle")
    assert [(p.place.line, p.message.say("en")) for p in problems] == [(line, "this line is no judged query") for line in (3, 4, 5)]
    assert problems[0].cure is not None
    assert problems[0].cure.say("ko") == '{"q": "ceph", "finds": ["ceph"], "class": "name"} 형식으로 적으세요'


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    found, problems = read_searches(tmp_path / "none.yml")
    assert found == []
    assert problems[0].message.say("en") == "the file cannot be read: No such file or directory"


def test_a_broken_file(tmp_path: Path) -> None:
    path = tmp_path / "judged.yml"
    path.write_text("세프를: {finds: [ceph}\n", "utf-8")
    found, problems = read_searches(path)
    assert found == []
    assert [problem.rule for problem in problems] == ["yaml-syntax"]
