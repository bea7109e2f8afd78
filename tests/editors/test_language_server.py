"""The real YAML language server with our schemas: what it completes, shows and refuses, beside what the check says."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from projectkit import EVENT, ROOT, SOURCE, SPEAKER, TAGS, TALK, TECHNIQUE, Folder, small_project

from kbsite.editing.files import kind_name
from kbsite.records.json_schema import as_text, known_ids, schemas

pytestmark = pytest.mark.xdist_group("language-server")
COMMAND = "yaml-language-server"
INSTALL = f"needs {COMMAND}: npm ci in a copy of tests/editors, and its node_modules/.bin on the path"
KEPT = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kbsite-tools" / "node_modules" / ".bin"
REAL = (
    "talks/deview2016/244-ceph-on-ssd.yml",
    "talks/deview2016/event.yml",
    "talks/speakers/byun-ilsoo.yml",
    "talks/techniques/bluestore.yml",
    "talks/sources/mnih-2013-atari.yml",
    "talks/tags.yml",
    "talks/searches.yml",
    "content/snippets/kmeans-from-em/snippet.yml",
)


def _server() -> Any:
    specification = importlib.util.spec_from_file_location("editors_server", Path(__file__).with_name("server.py"))
    assert specification and specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module.Server


@dataclass(frozen=True)
class Editor:
    """An editor with a small project open in it."""

    project: Folder
    server: Any

    def diagnostics(self, path: str, text: str) -> list[tuple[int, str]]:
        """Line, from 1, and words of everything that is wrong with a text."""
        head = f"# yaml-language-server: $schema={'../' * path.count('/')}schema/{kind_name(path)}.json\n"
        return [(found["range"]["start"]["line"], found["message"]) for found in self.server.diagnostics(path, head + text)]


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    command = shutil.which(COMMAND) or shutil.which(COMMAND, path=str(KEPT))
    if command is None:
        (pytest.fail if os.environ.get("KBSITE_EVERY_TOOL") else pytest.skip)(INSTALL)
    project = small_project(tmp_path_factory.mktemp("editor") / "project")
    for name, document in {**schemas(), "ids": known_ids(project.catalog())}.items():
        project.write(f"schema/{name}.json", as_text(document))
    server = _server()(command, project.root)
    yield Editor(project, server)
    server.close()


@pytest.mark.parametrize("path", REAL)
def test_it_finds_nothing_in_real_records(editor: Editor, path: str) -> None:
    assert editor.diagnostics(path, (ROOT / path).read_text("utf-8")) == []


@pytest.mark.parametrize("path", [EVENT, TALK, SPEAKER, TECHNIQUE, SOURCE, TAGS])
def test_it_finds_nothing_in_plain_records(editor: Editor, path: str) -> None:
    assert editor.diagnostics(path, (editor.project.root / path).read_text("utf-8")) == []


MISTAKES = [
    ("a misspelt key", TALK, "track: A\n", "trak: A\n", "Property trak is not allowed."),
    ("no title", TALK, "title: {ko: 저장소 이야기, en: On storage}\n", "", 'Missing property "title".'),
    ("a day that is not in the calendar", TALK, "date: 2020-05-01", "date: 2020-05-32", "String is not a RFC3339 date."),
    ("a number in words", TALK, "slot: 1", "slot: first", "String does not match the pattern"),
    ("a number that is too large", TALK, "slot: 1", "slot: 100", "Value is above the maximum of 99."),
    ("a kind of link that is not there", TALK, "type: slides", "type: slide", "Value is not accepted."),
    ("an id in capitals", TALK, "id: kim-minji", "id: Kim Minji", "Value is not accepted."),
    (
        "a list that may not be empty",
        TALK,
        "tags: [storage]\n",
        "tags: [storage]\nquestions: [{q: 왜?, a: 몰라., source: []}]\n",
        "Array has too few",
    ),
    ("a note without its source", TALK, "    source: [programme]\nlinks", "links", "Object is missing property source"),
    ("a statement that is plain text", TALK, "tags:", "result: 빨라졌다.\ntags:", 'Incorrect type. Expected "'),
    ("a key without a value", TALK, "code: 101", "code:", "Incorrect type."),
    ("an entry twice", TALK, "tags: [storage]", "tags: [storage, storage]", "Array has duplicate items."),
    ("a language that is none", TALK, "en: On storage", "English: On storage", "Property English is not allowed."),
    ("a country in words", EVENT, "time_zone", "venue: {name: 홀, country: Korea}\ntime_zone", "String does not match the pattern"),
    ("a time of day", EVENT, "start: 10:00", "start: 25:00", "String does not match the pattern"),
    ("a misspelt key of a tag", TAGS, "aliases: [스토리지, disk]", "alias: [스토리지]", "Property alias is not allowed."),
    ("a name of a tag", TAGS, "cluster:", "The Cluster:", "String does not match the pattern"),
    ("a DOI with its address", SOURCE, "type: list", "type: list\ndoi: https://doi.org/10.1/2", "String does not match the pattern"),
]


@pytest.mark.parametrize(("name", "path", "old", "new", "words"), MISTAKES, ids=[name for name, *_ in MISTAKES])
def test_it_refuses_what_the_check_refuses_on_the_same_line(
    editor: Editor, tmp_path: Path, name: str, path: str, old: str, new: str, words: str
) -> None:
    project = small_project(tmp_path / "project")
    project.change(path, old, new)
    text = (project.root / path).read_text("utf-8")
    found = editor.diagnostics(path, text)
    said = [problem for problem in project.problems() if problem.place.path == path and problem.severity == "error"]
    assert len(said) == 1
    assert [message for _, message in found if words in message], found
    where = {line for line, _ in found}
    assert said[0].place.line in where or "missing" in words.lower(), "what is missing stands nowhere: each names a line nearby"


ACCEPTED = [
    ("an id newer than the list", TALK, "id: kim-minji", "id: park-new"),
    ("one id without brackets", TALK, "sources: [programme]\n", "references: programme\nsources: programme\n"),
    ("a number as a title", TALK, "title: {ko: 저장소 이야기, en: On storage}", "title: 2016"),
    ("a number in quotes", TALK, "slot: 1", 'slot: "1"'),
    ("a title folded over lines", TALK, "{ko: 저장소 이야기, en: On storage}", ">\n  저장소\n  이야기"),
    ("a day in quotes", TALK, "date: 2020-05-01", 'date: "2020-05-01"'),
    ("a flag", TALK, "slot: 1", "slot: 1\npublish: false"),
]


@pytest.mark.parametrize(("name", "path", "old", "new"), ACCEPTED, ids=[name for name, *_ in ACCEPTED])
def test_it_takes_what_the_reader_takes(editor: Editor, name: str, path: str, old: str, new: str) -> None:
    text = (editor.project.root / path).read_text("utf-8")
    assert old in text
    changed = text.replace(old, new, 1) if text.count(old) == 1 else new.join(text.rsplit(old, 1))
    assert editor.diagnostics(path, changed) == []


DRAFT = """\
title: {ko: 제목}
type: talk
tags: [storage]
speakers:
  - id: kim
techniques:
  -
takeaways:
  - text: 하나
    by: s
sources: [programme]

"""


@pytest.fixture
def draft(editor: Editor) -> str:
    path = "talks/conf2020/103-draft.yml"
    editor.diagnostics(path, DRAFT)
    return path


def test_it_completes_keys_values_and_ids(editor: Editor, draft: str) -> None:
    keys = editor.server.completions(draft, 12, 0)
    assert {"abstract", "corrections", "reviewed_by"} <= set(keys)
    assert "title" not in keys, "it stands there already"
    told = keys["official_title"]["documentation"]
    assert told["kind"] == "markdown"
    assert "발표자나 주최 측이 제목을 준 언어." in told["value"]
    assert "Languages in which speaker or organiser gave the title" in told["value"]
    assert "예 · Example: `official_title: [ko]`" in told["value"]
    assert set(editor.server.completions(draft, 2, 6)) == {"talk", "keynote", "lightning", "panel", "workshop", "tutorial", "other"}
    assert set(editor.server.completions(draft, 3, 7)) == {"cluster", "storage"}
    assert {"kim-minji", "lee-junho"} <= set(editor.server.completions(draft, 5, 9))
    assert {"speaker", "attendee", "editor"} <= set(editor.server.completions(draft, 10, 9))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (1, ["제목 · Title", "예 · Example: `title: {ko: QUIC을 이용한 네트워크 성능 개선, en: Faster networking with QUIC}`"]),
        (2, ["세션 종류.", "Kind of session.", "* `keynote`: 키노트 · a keynote"]),
        (3, ["태그 어휘집의 태그.", "Tags of the vocabulary.", "예 · Example: `tags: [storage]`"]),
        (8, ["배울 점 · Takeaways", "What to take away from it.", "by: speaker"]),
    ],
)
def test_it_shows_what_a_key_means(editor: Editor, draft: str, line: int, words: list[str]) -> None:
    shown = editor.server.hover(draft, line, 1)
    assert shown["kind"] == "markdown"
    for each in words:
        assert each in shown["value"]
