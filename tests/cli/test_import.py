from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from projectkit import EVENT, OTHER, SPEAKER, Folder

from kbsite.cli.import_ import COLUMNS, FORMATS
from kbsite.imports import columns, formats

Run = Callable[..., Result]
TABLE = "title,speaker,date,start,end,track,tags\nOn disks,Minji Kim,2020-05-02,10:00,10:45,A,disk\n"
NEW = "talks/conf2020/on-disks.yml"


@pytest.fixture
def table(tmp_path: Path) -> str:
    """A table of one talk."""
    path = tmp_path / "talks.csv"
    path.write_text(TABLE, "utf-8")
    return str(path)


def everything(project: Folder) -> dict[str, str]:
    return {
        path.relative_to(project.root).as_posix(): path.read_text("utf-8") for path in sorted(project.root.rglob("*")) if path.is_file()
    }


def test_a_talk_joins_an_event_that_is_there(project: Folder, run: Run, table: str) -> None:
    before = everything(project)
    made = run("import", "csv", table, "--event", "conf2020")
    assert made.exit_code == 0, made.output
    after = everything(project)
    assert {path: after[path] for path in before} == before
    assert sorted(set(after) - set(before)) == [NEW, "talks/sources/talks-csv.yml"]
    assert after[NEW] == (
        "language: ko\ntitle: On disks\nspeakers: [kim-minji]\ndate: 2020-05-02\nstart: 10:00\nend: 10:45\ntrack: A\n"
        "tags: [storage]\nsources: [talks-csv]\n"
    ).replace("language: ko", "language: en")
    assert project.problems() == []
    assert run("fmt", "--check").exit_code == 0
    assert run("check").exit_code == 0


def test_a_dry_run_writes_nothing(project: Folder, run: Run, table: str) -> None:
    before = everything(project)
    made = run("import", "csv", table, "--event", "conf2020", "--dry-run")
    assert made.stderr == "nothing was written; it would be: 2 new, 0 updated, 2 already there, 0 there with something else\n"
    assert everything(project) == before
    korean = run("import", "csv", table, "--event", "conf2020", "--dry-run", lang="ko")
    assert korean.stderr == "아무것도 쓰지 않았습니다. 쓴다면: 새로 2건, 고침 0건, 이미 있음 2건, 내용이 다름 0건\n"


def test_json_tells_every_record_and_every_place(run: Run, table: str) -> None:
    made = json.loads(run("import", "csv", table, "--event", "conf2020", "--json", "--dry-run").stdout)
    assert made["version"] == 1
    assert {"path": NEW, "verdict": "new"} in made["records"]
    assert made["records"] == sorted(made["records"], key=lambda record: record["path"])
    assert {"path": EVENT, "verdict": "same"} in made["records"]
    assert {"path": SPEAKER, "verdict": "same"} in made["records"]
    remark = next(remark for remark in made["remarks"] if remark["field"] == "language")
    assert (remark["kind"], remark["count"]) == ("import-assumed", 1)
    assert remark["places"] == [{"file": table, "line": 2, "column": 1, "pointer": "", "value": "en"}]


def test_another_folder_of_records(project: Folder, run: Run, table: str) -> None:
    assert run("import", "csv", table, "--event", "conf2021", "--into", "draft/talks").exit_code == 0
    assert (project.root / "draft/talks/conf2021/on-disks.yml").is_file()
    assert not (project.root / "talks/conf2021").exists()


def test_a_record_of_a_person_is_never_overwritten(project: Folder, run: Run, tmp_path: Path) -> None:
    before = everything(project)
    table = tmp_path / "t.csv"
    table.write_text("code,title,speaker,date\n102,클러스터 이야기,다른 사람,2020-05-02\n", "utf-8")
    made = run("import", "csv", str(table), "--event", "conf2020")
    assert made.exit_code == 1
    assert f"record: '{OTHER}' is there already and says something else in: speakers, date, sources;" in made.stdout
    assert everything(project)[OTHER] == before[OTHER]
    made = run("import", "csv", str(table), "--event", "conf2020", "--update")
    assert made.exit_code == 0, made.output
    assert "date: 2020-05-02" in everything(project)[OTHER]
    assert "en: On clusters" in everything(project)[OTHER]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--event", "../x"), "'../x' cannot be an id; use lower-case letters a-z, digits and single hyphens, as pycon2025"),
        (("--time-zone", "Asia/Soul"), "'Asia/Soul' is no time zone of the IANA database. did you mean 'Asia/Seoul'?"),
    ],
)
def test_options_that_cannot_be(project: Folder, run: Run, table: str, arguments: tuple[str, ...], message: str) -> None:
    before = everything(project)
    made = run("import", "csv", table, *arguments)
    assert made.exit_code == 2
    assert message in made.stderr
    assert everything(project) == before


def test_the_command_names_every_format() -> None:
    assert tuple(sorted(formats.FORMATS)) == FORMATS


def test_the_help_names_every_column() -> None:
    listed = COLUMNS.partition(":")[2].partition(". Common")[0].replace("(needed)", "")
    assert sorted(" ".join(listed.split()).replace(" ", "").split(",")) == sorted(columns.COLUMNS)


def test_records_name_their_schema_where_the_project_has_schemas(project: Folder, run: Run, table: str) -> None:
    assert run("schema", "--write").exit_code == 0
    (project.root / "talks/tags.yml").unlink()
    run("import", "csv", table, "--event", "conf2021")
    assert everything(project)["talks/conf2021/on-disks.yml"].startswith("# yaml-language-server: $schema=../../schema/talk.json\n")
    assert everything(project)["talks/tags.yml"].startswith("# yaml-language-server: $schema=../schema/tags.json\n")
    assert run("fmt", "--check", "talks/conf2021", "talks/tags.yml").exit_code == 0


def test_a_broken_vocabulary_is_left_alone(project: Folder, run: Run, tmp_path: Path) -> None:
    project.write("talks/tags.yml", "storage: [\n")
    path = tmp_path / "t.csv"
    path.write_text(TABLE.replace("disk\n", "novel\n"), "utf-8")
    made = run("import", "csv", str(path), "--event", "conf2021")
    assert made.exit_code == 1
    assert "talks/tags.yml:1:1: tags 'novel': talks/tags.yml cannot be read, and these new tags could not be added;" in made.stdout
    assert everything(project)["talks/tags.yml"] == "storage: [\n"


def test_a_folder_that_cannot_be_written(project: Folder, run: Run, table: str) -> None:
    project.write("talks/conf2021", "a file")
    made = run("import", "csv", table, "--event", "conf2021")
    assert made.exit_code == 2
    assert made.stderr.endswith("cannot be read or written: File exists\n") or "Not a directory" in made.stderr
