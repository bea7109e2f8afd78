"""The form for records: its scripts write the style of the house and say what the check says, in the same words."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from projectkit import EVENT, OTHER, ROOT, SOURCE, SPEAKER, TALK, TECHNIQUE, Folder, small_project

from kbsite.editing.files import kind_name, type_at
from kbsite.records.catalog import Catalog
from kbsite.records.json_schema import as_text, known_ids, schemas
from kbsite.records.style import written
from kbsite.records.suggest import nearest
from kbsite.records.yaml import read
from kbsite.site.form_data import FORMS, form_data, form_paths, record_data
from kbsite.site.form_files import FormFiles

ASSETS = ROOT / "kbsite" / "site" / "assets" / "form"
HERE = Path(__file__).parent


def without(tool: str) -> Any:
    """Skip where a tool is missing; where the machine was to have every tool, fail."""
    (pytest.fail if os.environ.get("KBSITE_EVERY_TOOL") else pytest.skip)(f"needs {tool}")


def ask(data: bytes, cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the form makes of some records."""
    if shutil.which("node") is None:
        without("node: apt-get install nodejs")
    asked = json.dumps({"assets": ASSETS.as_uri(), "data": json.loads(data), "cases": cases})
    done = subprocess.run(["node", HERE / "form.mjs"], input=asked, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def test_its_scripts_are_typed() -> None:
    if shutil.which("tsc") is None:
        without("tsc: npm install --global typescript")
    assert subprocess.run(["tsc", "-p", ASSETS], capture_output=True, text=True, check=False).stdout == ""


NEAREST = """\
const { nearest } = await import(process.argv[1] + "/nearest.js");
const asked = JSON.parse((await import("node:fs")).readFileSync(0, "utf-8"));
process.stdout.write(JSON.stringify(asked.map(([wrong, names]) => nearest(wrong, names))));
"""
PARTS = ["storage", "storages", "programme", "programm", "conf2020", "conf2021", "검색", "검섹", "추천엔진", "a", "at", "scale"]


def test_the_name_that_was_meant_is_the_same_in_both_homes() -> None:
    if shutil.which("node") is None:
        without("node: apt-get install nodejs")
    rng = random.Random(7)  # noqa: S311

    def name() -> str:
        return rng.choice("-/").join(rng.choices(PARTS, k=rng.randint(1, 3)))

    asked = [(name(), [name() for _ in range(rng.randint(0, 6))]) for _ in range(2000)]
    command = ["node", "--input-type=module", "--eval", NEAREST, ASSETS.as_uri()]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found = [nearest(wrong, names) for wrong, names in asked]
    assert json.loads(done.stdout) == found
    assert sum(meant is not None for meant in found) > 300


def test_a_real_record_comes_back_in_the_style_of_the_house(catalog: Catalog) -> None:
    paths = list(form_paths(catalog))
    assert len(paths) > 200
    cases = [{"kind": kind_name(path), "path": path, "value": catalog.documents[path].value} for path in paths]
    for path, answer in zip(paths, ask(form_data(catalog), cases), strict=True):
        assert answer["problems"] == [], path
        text = written(catalog.documents[path].text, type_at(path), schema=None)
        assert _bare(answer["text"]) == _bare(text), path


def _bare(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not line.startswith("#"))


def test_a_record_is_published_with_its_whole_text(catalog: Catalog) -> None:
    for path in form_paths(catalog):
        data = json.loads(record_data(catalog, path))
        assert "".join(block["before"] + block["text"] for block in data["blocks"]) + data["tail"] == catalog.documents[path].text
        assert data["value"] == catalog.documents[path].value


@pytest.mark.parametrize("text", ['{"title": "이야기", "sources": ["programme"]}\n', "{title: 이야기, # why\n sources: [programme]}\n"])
def test_a_record_in_braces_is_taken_up_in_the_style_of_the_house(project: Folder, text: str) -> None:
    project.write(TALK, text)
    data = json.loads(record_data(project.catalog(), TALK))
    assert data["value"] == {"title": "이야기", "sources": ["programme"]}
    assert [block["key"] for block in data["blocks"]] == ["title", "sources"]
    assert all(block["text"].startswith(f"{block['key']}:") for block in data["blocks"])


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ('title: "One\ntags: two"\ntags: [storage]\n', ['title: "One\ntags: two"\n', "tags: [storage]\n"]),
        ("# why\ntags:\n- storage\ntitle: One", ["tags:\n- storage\n", "title: One"]),
        ('"title": One\ncode: 1\n', ['"title": One\n', "code: 1\n"]),
    ],
)
def test_what_looks_like_a_key_is_none_inside_of_quotes(project: Folder, text: str, blocks: list[str]) -> None:
    project.write(TALK, "sources: programme\n" + text)
    data = json.loads(record_data(project.catalog(), TALK))
    assert [block["text"] for block in data["blocks"]] == ["sources: programme\n", *blocks]
    assert [block["key"] for block in data["blocks"]] == list(data["value"])


COMMENTED = """\
# about the file

code: 101  # from the slides
# about the title
title: {ko: 저장소 이야기, en: On storage}
abstract:
  # about the text
  text: 짧다.
  source: programme
# at the end
tags: [storage]
sources: programme
# after everything
"""


def test_only_what_was_changed_is_written_anew(project: Folder) -> None:
    project.write(TALK, COMMENTED)
    catalog = project.catalog()
    case = {"kind": "talk", "path": TALK, "value": catalog.documents[TALK].value, "published": json.loads(record_data(catalog, TALK))}
    changes: list[dict[str, Any]] = [
        {},
        {"tags": ["cluster"], "track": "A"},
        {"abstract": {"text": "길다.", "source": "programme"}},
        {"code": "7"},
    ]
    same, some, lost, code = (answer["changed"] for answer in ask(form_data(catalog), [{**case, "change": change} for change in changes]))
    assert same["text"] == COMMENTED
    assert some["text"] == COMMENTED.replace("tags: [storage]", "tags: [cluster]").replace("abstract:", "track: A\nabstract:")
    assert (some["lost"], some["line"]) == ([], 6)
    assert lost["text"] == COMMENTED.replace(
        "  # about the text\n  text: 짧다.\n  source: programme", "  text: 길다.\n  source: [programme]"
    )
    assert lost["lost"] == ["abstract"]
    assert code["text"] == COMMENTED.replace("code: 101  # from the slides", "code: 7")
    assert code["lost"] == ["code"]


def test_a_new_record_names_its_schema_where_the_project_has_them(project: Folder) -> None:
    case = {"kind": "speaker", "path": "talks/speakers/x.yml", "value": {"name": {"ko": "박새롬"}, "sources": ["programme"]}}
    (plain,) = ask(form_data(project.catalog()), [case])
    assert plain["text"] == "name: {ko: 박새롬}\nsources: [programme]\n"
    project.write("schema/speaker.json", "{}")
    (named,) = ask(form_data(project.catalog()), [case])
    assert named["text"] == "# yaml-language-server: $schema=../../schema/speaker.json\n" + plain["text"]


MISTAKES = [
    (TALK, "title: {ko: 저장소 이야기, en: On storage}\n", ""),
    (TALK, "sources: [programme]\n", ""),
    (TALK, "date: 2020-05-01", "date: 2020-13-01"),
    (TALK, "date: 2020-05-01", "date: 2021-05-01"),
    (TALK, "slot: 1", "slot: one"),
    (TALK, "slot: 1", "slot: 0"),
    (TALK, "slot: 1", "slot: 100"),
    (TALK, "slot: 1", "slot: 9"),
    (TALK, "slot: 1", "slot: 1\nstart: 25:00"),
    (TALK, "slot: 1", "slot: 1\nstart: 09:00"),
    (TALK, "slot: 1", "start: 10:00\nend: 09:00"),
    (TALK, "date: 2020-05-01\n", ""),
    (TALK, "track: A", "track: a"),
    (TALK, "track: A", "track: third"),
    (TALK, "code: 101", "code: 7"),
    (TALK, "id: kim-minji", "id: kim-minjy"),
    (TALK, "id: kim-minji", "id: hong-gildong"),
    (TALK, "id: kim-minji", "id: Kim Minji"),
    (TALK, "id: bluestore", "id: bluestor"),
    (TALK, "tags: [storage]", "tags: [storag]"),
    (TALK, "tags: [storage]", "tags: [스토리지]"),
    (TALK, "tags: [storage]", 'tags: ["storage, cluster"]'),
    (TALK, "tags: [storage]", "tags: [nothing-like-it]"),
    (TALK, "tags: [storage]", "tags: [storage, storage]"),
    (TALK, "related: [conf2020-102-cluster]", "related: [conf2020-102-clusters]"),
    (TALK, "related: [conf2020-102-cluster]", "related: [conf2020-101-storage]"),
    (TALK, "tags:", "snippets: [nothing]\ntags:"),
    (TALK, "    source: [programme]\nlinks", "links"),
    (TALK, "https://slides.example/101", "javascript:alert(1)"),
    (TALK, "https://slides.example/101", "https:///x"),
    (TALK, "https://slides.example/101", "https://me@slides.example/"),
    (TALK, "https://slides.example/101", "https://slides.example:99999/"),
    (TALK, "https://slides.example/101", "https://slides.example/<x>"),
    (TALK, "https://slides.example/101", "slides example"),
    (TALK, "  - type: slides\n    url: https://slides.example/101\n", "  - {type: slides, url: https://a.example/}\n  - {type: video, url: https://a.example/}\n"),
    (TALK, "  - type: slides", "  - type: slide"),
    (TALK, "SSD에서", "<b>SSD</b>에서"),
    (TALK, "SSD에서", "SSD\u200b에서"),
    (TALK, "빠르게", "[여기](javascript:x) 빠르게"),
    (TALK, "빠르게", "빠르게 `<b>` 글과 `[x](javascript:y)` 글을"),
    (TALK, "tags:", "inferred: [room]\ntags:"),
    (TALK, "tags:", "official_title: [ja]\ntags:"),
    (TALK, "en: On storage", "kr: On storage"),
    (TALK, "en: On storage", "xx: On storage"),
    (TALK, "tags:", "language: kr\ntags:"),
    (TALK, "tags:", 'chapters: [{at: "12:30", title: 가}, {at: "2:00", title: 나}]\ntags:'),
    (TALK, "tags:", "chapters: [{at: noon, title: 가}]\ntags:"),
    (TALK, "ko: 저장소 이야기", f"ko: {'가' * 301}"),
    (TALK, "kim-minji", "a" * 101),
    (TALK, "tags:", f"room: {'r' * 301}\ntags:"),
    (TALK, "tags:", "takeaways: [{text: 하나, by: nobody, source: programme}]\ntags:"),
    (TALK, "tags:", "takeaways: [{text: 하나, by: speaker}]\ntags:"),
    (TALK, "tags:", "result: {text: 빨라졌다., source: programm}\ntags:"),
    (OTHER, "{ko: 클러스터 이야기, en: On clusters}", "{ko: 저장소 이야기!, en: On clusters}"),
    (EVENT, "time_zone: Asia/Seoul", "time_zone: Asia/Soul"),
    (EVENT, "  - date: 2020-05-02\n", "  - date: 2020-05-01\n"),
    (EVENT, "id: B", "id: A"),
    (EVENT, "    end: 10:45", "    end: 09:45"),
    (EVENT, "    number: 2", "    number: 1"),
    (EVENT, "name: {ko: 작은 행사", "venue: {name: 홀, country: Korea}\nname: {ko: 작은 행사"),
    (SPEAKER, "sources:", "differs_from: [lee-junh]\nsources:"),
    (TECHNIQUE, "topic: storage", "topic: storages"),
    (TECHNIQUE, "sources:", "related: [blue-store]\nsources:"),
    (SOURCE, "type: list", "type: lists"),
    (SOURCE, "type: list", "type: list\ndoi: https://doi.org/10.1145/1"),
    (SOURCE, "type: list", "type: list\narxiv: arXiv:1312.5602"),
    (SOURCE, "type: list", "type: list\nyear: 1066"),
    (SOURCE, "type: list", "type: list\nlanguage: Korean"),
]  # fmt: skip
NOT_IN_A_BROWSER = {"record-is-used", "room-holds-one-talk", "speaker-is-in-one-place"}
"""Rules that look at other records than the one that is written."""


def test_it_says_what_the_check_says(tmp_path: Path) -> None:
    data = form_data(small_project(tmp_path / "whole").catalog())
    cases, expected = [], []
    for number, (path, old, new) in enumerate(MISTAKES):
        project = small_project(tmp_path / str(number))
        text = (project.root / path).read_text("utf-8")
        assert old in text, (path, old)
        project.write(path, text.replace(old, new, 1))
        document = read(path, (project.root / path).read_bytes())
        assert document.problems == (), (path, new)
        cases.append({"kind": kind_name(path), "path": path, "value": document.value})
        expected.append(
            sorted(_said(problem) for problem in project.problems() if problem.place.path == path and problem.rule not in NOT_IN_A_BROWSER)
        )
    for (path, _, new), answer, said in zip(MISTAKES, ask(data, cases), expected, strict=True):
        assert sorted(answer["problems"]) == said, (path, new)
    assert sum(1 for said in expected if said) == len(expected) - 1, "all but one are mistakes"
    assert len({problem[0] for said in expected for problem in said}) >= 17


def _said(problem: Any) -> list[str]:
    words = [part.say(language) if part else "" for language in ("en", "ko") for part in (problem.message, problem.cure)]
    return [problem.rule, problem.severity, *words]


def test_data_names_every_word_and_record(project: Folder) -> None:
    data = json.loads(form_data(project.catalog()))
    assert set(data["kinds"]) == set(FORMS)
    assert data["words"]["shape.MISSING"] == {"ko": "'{key}'이/가 없습니다", "en": "'{key}' is missing"}
    assert data["words"]["shape.VALUES.dict_type.1"]["en"] == "write words, or {ko: …, en: …}"
    assert data["records"]["speaker"] == [["kim-minji", "김민지", "Minji Kim"], ["lee-junho", "이준호", "이준호"]]
    assert data["events"]["conf2020"]["slots"][0] == ["2020-05-01", 1, "10:00", "10:45"]
    assert data["letters"]["U+200B"] == "ZERO WIDTH SPACE"
    assert (data["hidden"], data["schemas"]) == ([], False)


def test_schemas_and_data_are_published(project: Folder) -> None:
    files = {file.path: file.make for file in FormFiles(project.catalog(), "https://kb.example/").files()}
    assert files["schema/talk.json"]() == as_text(schemas("https://kb.example/")["talk"]).encode()
    assert files["schema/ids.json"]() == as_text(known_ids(project.catalog())).encode()
    assert json.loads(files["assets/kb/form/talks/conf2020/101-storage.json"]())["value"]["code"] == "101"
    assert "assets/kb/form/talks/tags.json" not in files
    (page,) = FormFiles(project.catalog(), "").modules("form", "../../")
    assert page.removeprefix("../../") in files
    assert FormFiles(project.catalog(), "").modules("talk", "") == ()
