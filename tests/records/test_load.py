"""A project folder to a catalog, with every problem of every file."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from projectkit import EVENT, FILES, OTHER, ROOT, SPEAKER, TAGS, TALK, Folder, real_records, said

from kbsite.records.entries import LISTINGS
from kbsite.records.file import read_file
from kbsite.records.found import record_files
from kbsite.records.load import Memo, load_catalog
from kbsite.records.project import open_project

NEW = "title: 새 이야기\nsources: [programme]\n"


def test_every_file_becomes_a_record(project: Folder) -> None:
    catalog = project.catalog()
    assert sorted(record.id for record in catalog.records()) == [
        "bluestore", "cluster", "conf2020", "conf2020-101-storage", "conf2020-102-cluster", "kim-minji", "lee-junho", "programme", "storage",
    ]  # fmt: skip
    assert sorted(catalog.documents) == sorted(path for path in FILES if path.startswith("talks/"))


@pytest.mark.parametrize("path", real_records())
def test_a_real_record_has_no_problems(path: str) -> None:
    project, _ = open_project(ROOT)
    assert project is not None
    document, records, problems = read_file(project, path)
    assert [said(problem) for problem in problems] == []
    assert len(records) == (len(document.value) if path in LISTINGS else 1)


def test_files_are_in_the_order_of_their_paths_whatever_the_disk_says(project: Folder) -> None:
    for name in ("9-z.yml", "10-a.yml", "1-m.yml"):
        project.write(f"talks/conf2020/{name}", NEW)
    opened, _ = open_project(project.root)
    assert opened is not None
    assert record_files(opened) == sorted(record_files(opened))
    assert len(record_files(opened)) == len(FILES) + 2


def test_hidden_files_and_files_of_other_kinds_are_left_alone(project: Folder) -> None:
    for path in ("talks/conf2020/.x.yml", "talks/.git/x.yml", "talks/conf2020/notes.txt", "talks/conf2020/101-storage.yml~"):
        project.write(path, "[[")
    assert project.said() == []


@pytest.mark.parametrize(
    ("old", "new", "english", "korean"),
    [
        (
            TALK,
            "talks/conf2020/101-storage.yaml",
            "a record's file ends in .yml [file-name] → rename it to '101-storage.yml'",
            "기록 파일은 .yml로 끝납니다 [file-name] → '101-storage.yml'로 이름을 바꾸세요",
        ),
        (
            TALK,
            "talks/conf2020/101-Storage.YML",
            "a record's file ends in .yml [file-name] → rename it to '101-storage.yml'",
            "기록 파일은 .yml로 끝납니다 [file-name] → '101-storage.yml'로 이름을 바꾸세요",
        ),
        (
            TALK,
            "talks/conf2020/101-Storage.yml",
            "'101-Storage' cannot be an id [file-name] → lower-case letters a-z, digits and single hyphens, as 231-zinst",
            "'101-Storage'는 id가 될 수 없습니다 [file-name] → 소문자 a-z, 숫자, 하이픈 하나씩만 쓰세요. 예: 231-zinst",
        ),
        (
            TALK,
            "talks/conf2020/101--storage.yml",
            "'101--storage' cannot be an id [file-name] → lower-case letters a-z, digits and single hyphens, as 231-zinst",
            "'101--storage'는 id가 될 수 없습니다 [file-name] → 소문자 a-z, 숫자, 하이픈 하나씩만 쓰세요. 예: 231-zinst",
        ),
        (
            TALK,
            f"talks/conf2020/{'a' * 95}.yml",
            f"'{'a' * 95}' cannot be an id [file-name] → folder and file together have at most 99 characters",
            f"'{'a' * 95}'는 id가 될 수 없습니다 [file-name] → 폴더와 파일 이름을 더해 99자까지 됩니다",
        ),
        (
            TALK,
            "talks/101-storage.yml",
            "no record belongs at this place [file-place] → talks go to talks/<event>/, people to talks/speakers/, "
            "techniques to talks/techniques/, works to talks/sources/",
            "기록이 놓일 자리가 아닙니다 [file-place] → 발표는 talks/<행사>/, 사람은 talks/speakers/, 기술은 talks/techniques/, "
            "출처는 talks/sources/에 둡니다",
        ),
        (
            TALK,
            "talks/conf2020/day1/101-storage.yml",
            "no record belongs at this place [file-place] → talks go to talks/<event>/, people to talks/speakers/, "
            "techniques to talks/techniques/, works to talks/sources/",
            "기록이 놓일 자리가 아닙니다 [file-place] → 발표는 talks/<행사>/, 사람은 talks/speakers/, 기술은 talks/techniques/, "
            "출처는 talks/sources/에 둡니다",
        ),
    ],
    ids=["yaml", "capital ending", "capital", "two hyphens", "long", "outside", "too deep"],
)
def test_a_file_whose_path_is_no_id(project: Folder, old: str, new: str, english: str, korean: str) -> None:
    (project.root / new).parent.mkdir(exist_ok=True)
    (project.root / old).rename(project.root / new)
    assert f"{new}:1:1: {english}" in project.said("en")
    assert f"{new}:1:1: {korean}" in project.said("ko")
    assert {problem.place.path for problem in project.problems() if problem.rule.startswith("file-")} == {new}


def test_a_misspelt_vocabulary(project: Folder) -> None:
    project.write("talks/tag.yml", "")
    assert project.said("en") == ["talks/tag.yml:1:1: no record belongs at this place [file-place] → did you mean 'tags.yml'?"]
    assert project.said("ko") == ["talks/tag.yml:1:1: 기록이 놓일 자리가 아닙니다 [file-place] → 혹시 'tags.yml'인가요?"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_korean_file_name_is_named_in_one_form(project: Folder, form: str) -> None:
    project.write(f"talks/conf2020/{unicodedata.normalize(form, '발표')}.yml", NEW)  # type: ignore[arg-type]
    assert project.said("ko") == [
        "talks/conf2020/발표.yml:1:1: '발표'는 id가 될 수 없습니다 [file-name] → 소문자 a-z, 숫자, 하이픈 하나씩만 쓰세요. 예: 231-zinst"
    ]


def test_a_file_name_that_is_no_text(project: Folder) -> None:
    with open(os.fsencode(project.root) + b"/talks/conf2020/\xff.yml", "w") as file:  # noqa: PTH123 - pathlib has no bytes
        file.write(NEW)
    (line,) = project.said("en")
    assert line.startswith("talks/conf2020/\ufffd.yml:1:1: '\ufffd' cannot be an id [file-name]")


def test_two_files_of_one_id(project: Folder) -> None:
    for folder, name in (("a", "b-c"), ("a-b", "c")):
        project.write(f"talks/{folder}/event.yml", FILES[EVENT])
        project.write(f"talks/{folder}/{name}.yml", NEW)
    assert project.said("en") == [
        "talks/a/b-c.yml:1:1: 'talks/a-b/c.yml' already has the id 'a-b-c' [file-name] → rename one of the two files"
    ]
    assert project.said("ko") == [
        "talks/a/b-c.yml:1:1: 'talks/a-b/c.yml'의 id가 이미 'a-b-c'입니다 [file-name] → 두 파일 중 하나의 이름을 바꾸세요"
    ]


@pytest.mark.parametrize("kind", ["link", "dangling link", "link to a folder", "pipe"])
def test_a_record_is_a_file_of_its_own(project: Folder, kind: str) -> None:
    target = project.root / "talks/conf2020/7-x.yml"
    if kind == "pipe":
        os.mkfifo(target)
    elif kind == "link to a folder":
        target = project.root / "talks/conf2021"
        target.symlink_to(project.root / "talks/conf2020")
    else:
        target.symlink_to(project.root / TALK if kind == "link" else "/nowhere/at/all")
    path = target.relative_to(project.root).as_posix()
    assert project.said("en") == [
        f"{path}:1:1: a record must be a file of its own, not a link or device [file-regular] → put the text itself there"
    ]
    assert project.said("ko") == [
        f"{path}:1:1: 기록은 링크나 장치가 아니라 진짜 파일이어야 합니다 [file-regular] → 내용을 그 자리에 두세요"
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("path", [TALK, "talks/speakers"])
def test_what_cannot_be_opened_is_told(project: Folder, path: str) -> None:
    (project.root / path).chmod(0)
    try:
        assert any(
            line.startswith(f"{path}:1:1: the file cannot be read: Permission denied [file-readable]") for line in project.said("en")
        )
        assert any(
            line.startswith(f"{path}:1:1: 파일을 읽을 수 없습니다: Permission denied [file-readable]") for line in project.said("ko")
        )
    finally:
        (project.root / path).chmod(0o755)


def test_a_large_file_is_refused_by_its_size_and_not_read(project: Folder) -> None:
    project.write("talks/conf2020/7-x.yml", "")
    os.truncate(project.root / "talks/conf2020/7-x.yml", 10**12)
    assert project.said("en") == [
        "talks/conf2020/7-x.yml:1:1: the file has 976562500 KiB; at most 256 KiB are read [file-size] → shorten it; a record holds text, not data"
    ]


def test_a_folder_named_like_a_file_is_a_folder(project: Folder) -> None:
    (project.root / "talks/conf2020/x.yml").mkdir()
    assert project.said() == []


@pytest.mark.parametrize(
    ("text", "english", "korean"),
    [
        (
            "- storage\n",
            "1:1: tags.yml must hold a key for each tag [record-shape] → write 'storage:' and below it, indented, 'label: …'",
            "1:1: tags.yml에는 태그마다 키가 하나씩 있어야 합니다 [record-shape] → 'storage:'를 적고 그 아래에 들여 써서 'label: …'을 적으세요",
        ),
        (
            FILES[TAGS] + "Deep Learning:\n  label: 딥러닝\n",
            "6:1: 'Deep Learning' cannot be an id [file-name] → lower-case letters a-z, digits and single hyphens, as 231-zinst",
            "6:1: 'Deep Learning'은 id가 될 수 없습니다 [file-name] → 소문자 a-z, 숫자, 하이픈 하나씩만 쓰세요. 예: 231-zinst",
        ),
    ],
    ids=["list", "key"],
)
def test_a_vocabulary_of_another_shape(project: Folder, text: str, english: str, korean: str) -> None:
    project.write(TAGS, text)
    assert project.said("en") == [f"talks/tags.yml:{english}"]
    assert project.said("ko") == [f"talks/tags.yml:{korean}"]


@pytest.mark.parametrize("text", ["", "# later\n", None], ids=["empty", "comment", "absent"])
def test_a_project_may_have_no_vocabulary(project: Folder, text: str | None) -> None:
    project.change(TALK, "tags: [storage]\n", "")
    project.change(TALK, "techniques:\n  - id: bluestore\n    note: 메타데이터를 줄였다.\n    source: [programme]\n", "")
    project.change(OTHER, "tags: [cluster]\n", "")
    project.remove("talks/techniques/bluestore.yml")
    if text is None:
        project.remove(TAGS)
    else:
        project.write(TAGS, text)
    assert project.said() == []


@pytest.mark.parametrize("path", [SPEAKER, TALK, EVENT, TAGS, "talks/techniques/bluestore.yml", "talks/sources/programme.yml"])
def test_a_file_that_cannot_be_read_is_the_only_one_to_be_told_of(project: Folder, path: str) -> None:
    project.write(path, "title: [\n")
    assert {problem.place.path for problem in project.problems()} == {path}


def test_files_that_have_not_changed_are_not_read_again(project: Folder) -> None:
    memo: Memo = {}
    first, _ = load_catalog(project.root, memo)
    project.change(TALK, "On storage", "On disks")
    second, _ = load_catalog(project.root, memo)
    assert first is not None
    assert second is not None
    assert second.talks["conf2020-101-storage"].title.get("en") == "On disks"
    assert second.talks["conf2020-102-cluster"] is first.talks["conf2020-102-cluster"]


def test_the_folder_may_be_named_from_anywhere(project: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.root / "talks")
    catalog, problems = load_catalog(Path(".."))
    assert problems == []
    assert catalog is not None
    assert len(catalog.talks) == 2
