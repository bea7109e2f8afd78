"""A project folder: where its records, pages and settings are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from projectkit import ROOT, Folder

from kbsite.records.project import open_project


def test_a_folder_that_is_a_project(project: Folder) -> None:
    opened, problems = open_project(project.root)
    assert problems == []
    assert opened is not None
    assert (opened.languages, opened.site_url, opened.site_url_line) == (("ko",), "https://kb.example/", 2)
    assert opened.talks == project.root / "talks"
    assert opened.content == project.root / "content"
    assert opened.site == project.root / "site"


def test_every_settings_file_beside_adds_a_language(project: Folder) -> None:
    for name in ("mkdocs.en.yml", "mkdocs.zh-Hant.yml", "mkdocs.ko.yml", "mkdocs.english.yml", "mkdocs.yml.bak"):
        project.write(name, "INHERIT: mkdocs.yml\n")
    opened, _ = open_project(project.root)
    assert opened is not None
    assert opened.languages == ("ko", "en", "zh-Hant")
    assert opened.config("en") == project.root / "mkdocs.en.yml"
    assert opened.config("ja") == project.root / "mkdocs.yml"


def test_this_project_is_korean_first() -> None:
    opened, problems = open_project(ROOT)
    assert problems == []
    assert opened is not None
    assert opened.languages == ("ko", "en")
    assert opened.site_url.startswith("http")


@pytest.mark.parametrize(
    ("settings", "languages", "address"),
    [
        ("site_url: https://a.example/\n", ("en",), "https://a.example/"),
        ("theme: material\n", ("en",), ""),
        ("theme: {language: ja}\n", ("ja",), ""),
        ("theme: {language: [ko]}\n", ("en",), ""),
        ("theme: {language: ../x}\n", ("en",), ""),
        ('site_url: !ENV [URL, "https://b.example/"]\n', ("en",), "https://b.example/"),
        ("site_url: !ENV URL\n", ("en",), ""),
        ("site_url: !ENV [A, B, https://c.example/]\nx: !relative $docs_dir\n", ("en",), "https://c.example/"),
        ("x: !!python/object/apply:os.system [exit 1]\n", ("en",), ""),
        ("x: !!python/name:material.extensions.emoji.twemoji\n", ("en",), ""),
        ("\ufeffsite_url: https://a.example/\n", ("en",), "https://a.example/"),
    ],
)
def test_settings_are_read_as_plain_data(project: Folder, settings: str, languages: tuple[str, ...], address: str) -> None:
    project.write("mkdocs.yml", settings)
    opened, problems = open_project(project.root)
    assert problems == []
    assert opened is not None
    assert (opened.languages, opened.site_url) == (languages, address)


def test_no_settings(project: Folder) -> None:
    project.remove("mkdocs.yml")
    assert project.said("en") == [
        f"mkdocs.yml:1:1: no project here: '{project.root}' has no mkdocs.yml [project-folder] → go to the project's folder, or name it with -C DIR"
    ]
    assert project.said("ko") == [
        f"mkdocs.yml:1:1: 프로젝트 폴더가 아닙니다. '{project.root}'에 mkdocs.yml이 없습니다 [project-folder] "
        "→ 프로젝트 폴더로 옮기거나 -C DIR로 지정하세요"
    ]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    opened, (problem,) = open_project(tmp_path / "nowhere")
    assert opened is None
    assert problem.rule == "project-folder"


@pytest.mark.parametrize("kind", ["absent", "file"])
def test_no_records(project: Folder, kind: str) -> None:
    shutil.rmtree(project.root / "talks")
    if kind == "file":
        project.write("talks", "")
    assert project.said("en") == [
        f"talks:1:1: no records here: '{project.root}' has no folder talks/ [project-folder] → make talks/<event>/event.yml and a record for each talk"
    ]
    assert project.said("ko") == [
        f"talks:1:1: 기록이 없습니다. '{project.root}'에 talks/ 폴더가 없습니다 [project-folder] → talks/<행사>/event.yml과 발표 기록을 만드세요"
    ]


@pytest.mark.parametrize(
    ("settings", "english", "korean"),
    [
        (
            "site_name: a\nnav: [b\n",
            "2:8: the settings cannot be read: a list in [ ] or { } is not closed, or a ',' is missing or stands twice [project-settings] "
            "→ add the missing ',' or bracket",
            "2:8: 설정을 읽을 수 없습니다: [ ]나 { } 목록이 닫히지 않았거나, 쉼표가 빠졌거나 겹쳤습니다 [project-settings] → 빠진 쉼표나 괄호를 넣으세요",
        ),
        (
            "site_name: a\n\tnav: b\n",
            "2:1: the settings cannot be read: a tab stands where only blanks may [project-settings] → indent with blanks",
            "2:1: 설정을 읽을 수 없습니다: 공백만 쓸 수 있는 자리에 탭이 있습니다 [project-settings] → 들여쓰기는 공백으로 하세요",
        ),
        (
            "- a\n",
            "1:1: the settings cannot be read: it has no 'key: value' lines [project-settings]",
            "1:1: 설정을 읽을 수 없습니다: '키: 값' 줄이 없습니다 [project-settings]",
        ),
        (
            "",
            "1:1: the settings cannot be read: it has no 'key: value' lines [project-settings]",
            "1:1: 설정을 읽을 수 없습니다: '키: 값' 줄이 없습니다 [project-settings]",
        ),
        (
            "a: *x\n",
            "1:4: the settings cannot be read: not valid YAML: found undefined alias 'x' [project-settings]",
            "1:4: 설정을 읽을 수 없습니다: 올바른 YAML이 아닙니다: found undefined alias 'x' [project-settings]",
        ),
        (
            "a: 2020-13-45\n",
            "1:1: the settings cannot be read: month must be in 1..12 [project-settings]",
            "1:1: 설정을 읽을 수 없습니다: month must be in 1..12 [project-settings]",
        ),
        (
            "a: !!bool x\n",
            "1:1: the settings cannot be read: a value does not fit its tag ('!!…') [project-settings]",
            "1:1: 설정을 읽을 수 없습니다: 태그('!!…')에 맞지 않는 값이 있습니다 [project-settings]",
        ),
    ],
    ids=["bracket", "tab", "list", "empty", "alias", "date", "tag"],
)
def test_settings_that_cannot_be_read(project: Folder, settings: str, english: str, korean: str) -> None:
    project.write("mkdocs.yml", settings)
    assert project.said("en") == [f"mkdocs.yml:{english}"]
    assert project.said("ko") == [f"mkdocs.yml:{korean}"]


@pytest.mark.parametrize(
    "settings",
    [
        b"\xff\xfe",
        b"a: \x07",
        "a: " + "[" * 1200,
        "a: !!timestamp x",
        "a: !!int x",
        "a: !!binary \u00fc",
        "<<: [a]",
        "? [a]\n: b",
        "a: !!float ''",
    ],
)
def test_no_settings_are_too_broken_to_be_told_of(project: Folder, settings: str | bytes) -> None:
    project.write("mkdocs.yml", settings)
    opened, (problem,) = open_project(project.root)
    assert opened is None
    assert (problem.place.path, problem.rule) == ("mkdocs.yml", "project-settings")
    assert problem.message.say("ko")


def test_settings_that_are_a_folder(project: Folder) -> None:
    project.remove("mkdocs.yml")
    (project.root / "mkdocs.yml").mkdir()
    assert [problem.rule for problem in project.problems()] == ["project-folder"]
