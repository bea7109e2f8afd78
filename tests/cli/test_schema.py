"""`kbsite schema`: prints one, writes all, names those that are old."""

from __future__ import annotations

import json

from click.testing import CliRunner
from projectkit import Folder

from kbsite.cli import main


def run(project: Folder, *arguments: str, language: str = "en") -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["-C", str(project.root), "--lang", language, "schema", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_one_is_printed(project: Folder) -> None:
    code, printed, _ = run(project, "speaker")
    assert code == 0
    assert json.loads(printed)["title"] == "발표자 · A speaker"


def test_a_kind_that_is_not_there(project: Folder) -> None:
    kinds = "talk, speaker, technique, event, source, tags, searches, snippet"
    assert run(project, "tlak") == (2, "", f"no kind of record 'tlak'; there are: {kinds}. did you mean 'talk'?\n")
    assert run(project, "x", language="ko") == (2, "", f"기록 종류 'x'는 없습니다. 있는 것: {kinds}.\n")
    assert run(project)[0] == 2


def test_all_are_written_and_old_ones_named(project: Folder) -> None:
    code, named, said = run(project, "--check")
    assert (code, len(named.splitlines()), said) == (1, 8, "8 of 8 schemas are missing or old; `kbsite schema --write` renews them\n")
    assert run(project, "--write") == (0, "", "9 files written to schema/\n")
    assert run(project, "--check") == (0, "", "8 schemas: all current\n")
    assert "kim-minji" in (project.root / "schema/ids.json").read_text("utf-8")
    project.add("schema/tags.json", "\n")
    assert run(project, "--check", language="ko") == (
        1,
        "schema/tags.json\n",
        "스키마 8개 가운데 1개가 없거나 낡았습니다. `kbsite schema --write`로 새로 쓰세요\n",
    )


def test_ids_that_are_older_than_the_records_are_no_mistake(project: Folder) -> None:
    run(project, "--write")
    project.write("talks/speakers/park-new.yml", "name: 박새롬\nsources: [programme]\n")
    assert run(project, "--check")[0] == 0


def test_a_folder_that_is_no_project(project: Folder) -> None:
    project.remove("mkdocs.yml")
    code, said, _ = run(project, "--write")
    assert code == 2
    assert "has no mkdocs.yml" in said
