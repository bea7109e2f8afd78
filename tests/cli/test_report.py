"""`kbsite report`: what a change means for visitors."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from projectkit import Folder
from review.conftest import commit, git
from review.conftest import kept as kept  # noqa: PLC0414 - a fixture

from kbsite.cli import main
from kbsite.links.found import Found
from kbsite.links.kept import FILE, Kept

FIRST = "talks/conf/101-first.yml"


def report(project: Folder, *options: str, base: str = "main", lang: str = "en") -> Result:
    arguments = ["-C", str(project.root), "--lang", lang, "report", "--base", base, *options]
    return CliRunner(catch_exceptions=False).invoke(main, arguments)


def told(project: Folder) -> dict[str, Any]:
    result = report(project, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_nothing_changed(kept: Folder) -> None:
    assert report(kept).stdout == "Compared with main: pages 0 added, 0 changed, 0 gone; 0 new errors. Nothing changes.\n"


def test_a_new_talk(kept: Folder) -> None:
    words = {"code": "103", "title": {"ko": "양자 얽힘", "en": "Entanglement"}, "abstract": {"text": "하나.", "source": ["note"]}}
    link = {"type": "page", "url": "https://new.example/"}
    kept.write("talks/conf/103-new.yml", json.dumps({**words, "links": [link], "date": "2020-05-01", "sources": ["note"]}))
    found = told(kept)
    added = {page["address"]: page["titles"] for page in found["pages"]["added"]}
    assert added == {"talks/conf-103-new/": {"ko": "양자 얽힘", "en": "Entanglement"}}
    assert "talks/" in {page["address"] for page in found["pages"]["changed"]}
    assert {(one["query"], one["after"]) for one in found["searches"]["found"]} == {
        ("양자 얽힘", "conf-103-new"),
        ("Entanglement", "conf-103-new"),
    }
    assert [(one["what"], one["path"]) for one in found["links"]["new"]] == [("https://new.example/", "talks/conf/103-new.yml")]
    assert {"what": "abstract.text", "path": "talks/conf/103-new.yml", "line": 1} in found["untranslated"]
    assert "videos" in {one["what"] for one in found["gaps"] if one["path"] == "talks/conf/103-new.yml"}
    assert found["problems"]["new"] == []


def test_a_talk_that_is_gone(kept: Folder) -> None:
    (kept.root / "talks/conf/102-second.yml").rename(kept.root / "talks/conf/104-second.yml")
    kept.change(FIRST, "conf-102-second", "conf-104-second")
    kept.change("talks/conf/104-second.yml", '"code": "102"', '"code": "104"')
    found = told(kept)
    assert [page["address"] for page in found["pages"]["gone"]] == ["talks/conf-102-second/"]
    assert found["pages"]["redirects_missing"] == ["talks/conf-102-second/"]
    kept.change("talks/conf/104-second.yml", '"code": "104"', '"aliases": ["conf-102-second"], "code": "104"')
    assert told(kept)["pages"]["redirects_missing"] == []


def test_a_search_that_is_lost(kept: Folder) -> None:
    kept.write("talks/searches.yml", "lee:\n  finds: [method]\n")
    assert {**told(kept)["searches"]} == {"found": [], "lost": [], "missed": []}
    kept.write("talks/searches.yml", "method:\n  finds: [method]\n")
    kept.change("talks/techniques/method.yml", '"ko": "method 글"', '"ko": "다른 것"')
    kept.change("talks/techniques/method.yml", '"en": "method words"', '"en": "something else"')
    found = told(kept)["searches"]
    assert {one["query"] for one in found["found"]} == {"다른 것", "something else"}
    assert [(one["query"], one["before"]) for one in found["lost"]] == [("method", "method")]


def test_dead_links_that_the_change_brings(kept: Folder) -> None:
    old, new = "https://slides.example/a?b=1&c=2", "https://new.example/"
    cache = Kept(kept.root / ".cache" / FILE)
    for url in (old, new):
        cache.put(Found(url, dt.date(2026, 11, 23), "gone", code=404, gone_since=dt.date(2026, 11, 1)))
    kept.change(FIRST, "https://paper.example/a?b=1&c=2", new)
    found = told(kept)["links"]
    assert [one["what"] for one in found["dead"]] == [new]
    assert [one["what"] for one in found["new"]] == [new]


def test_a_record_with_a_mistake(kept: Folder) -> None:
    record = json.loads((kept.root / FIRST).read_text("utf-8"))
    del record["takeaways"][0]["source"]
    record["tags"] = ["storag"]
    kept.write(FIRST, json.dumps(record, ensure_ascii=False))
    found = told(kept)
    assert found["pages_compared"] is False
    assert [one["what"] for one in found["unsourced"]] == ["takeaways.0"]
    assert "field-missing" in {one["rule"] for one in found["problems"]["new"]}
    text = report(kept).stdout
    assert text.startswith("Compared with main: ")
    assert "The pages could not be compared, because one side has errors." in text
    assert "\n! Statements without a source (1)\n  takeaways.0 — talks/conf/101-first.yml:1\n" in text


def test_errors_of_the_base_that_are_mended(kept: Folder) -> None:
    good = (kept.root / FIRST).read_text("utf-8")
    kept.change(FIRST, '"storage"', '"storag"')
    commit(kept.root)
    kept.write(FIRST, good)
    assert [one["rule"] for one in told(kept)["problems"]["gone"]] == ["tag-exists"]


def test_a_project_that_is_new(kept: Folder, tmp_path: Path) -> None:
    other = Folder(tmp_path / "other")
    other.write("readme", "nothing yet")
    git(tmp_path, "init", "--quiet", str(other.root))
    commit(other.root)
    for path in kept.root.rglob("*"):
        if path.is_file() and ".git" not in path.parts:
            other.write(path.relative_to(kept.root).as_posix(), path.read_bytes())
    found = told(other)
    assert found["pages"]["gone"] == []
    assert "talks/conf-101-first/" in {page["address"] for page in found["pages"]["added"]}


def test_markdown_holds_no_markup_of_a_record(kept: Folder) -> None:
    title = "<img src=x> @team [a](https://evil.example/) #1"
    kept.change(FIRST, '"ko": "title-first 글"', f'"ko": {json.dumps(title)}')
    text = report(kept, "--format", "markdown").stdout
    shown = [line for line in text.splitlines() if "evil" in line]
    assert shown
    assert all("<img" not in line.replace(r"\<", "") and "@team" not in line and "](http" not in line for line in shown)
    assert text.startswith("## What this changes for visitors\n\nCompared with `main`: pages 0 added, ")


def test_no_such_revision(kept: Folder) -> None:
    result = report(kept, base="nowhere")
    assert result.exit_code == 2
    assert result.stderr == "there is no revision 'nowhere' here; in a shallow clone, fetch its history first\n"
