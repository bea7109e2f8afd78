"""`kbsite export`: one file to standard output, several into a folder, and what is wrong said fully."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from projectkit import Folder

from kbsite.cli import main


@pytest.fixture
def project(project: Folder) -> Folder:
    """The small project with a folder of pages, without which its settings are no use."""
    project.write("docs/index.md", "# 처음\n")
    return project


def run(root: Path, *arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(main, ["-C", str(root), "--lang", language, "export", *arguments])


def test_one_file_goes_to_standard_output(project: Folder) -> None:
    done = run(project.root, "frab-json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["schedule"]["conference"]["title"] == "작은 행사"


def test_a_file_of_a_format_is_chosen_by_its_path(project: Folder) -> None:
    done = run(project.root, "ical", "--file", "talks/conf2020-101-storage/calendar.ics")
    assert done.exit_code == 0
    assert done.stdout_bytes.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"UID:conf2020-101-storage@kb.example\r\n" in done.stdout_bytes


def test_several_files_need_a_folder(project: Folder, tmp_path: Path) -> None:
    done = run(project.root, "csv")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == ("'csv' makes 6 files: name a folder with -o DIR, or one of them with --file, e.g. --file data/talks.csv\n")
    done = run(project.root, "csv", "-o", str(tmp_path / "out"), language="ko")
    assert done.exit_code == 0
    assert done.stderr.startswith(f"{tmp_path / 'out'}에 파일 6개, ")
    assert sorted(path.name for path in (tmp_path / "out" / "data").iterdir()) == [
        "events.csv", "sources.csv", "speakers.csv", "tags.csv", "talks.csv", "techniques.csv",
    ]  # fmt: skip


def test_one_file_can_have_a_name_of_its_own(project: Folder, tmp_path: Path) -> None:
    done = run(project.root, "bibtex", "--file", "data/talks.bib", "-o", str(tmp_path / "mine.bib"))
    assert done.exit_code == 0
    assert (tmp_path / "mine.bib").read_text("utf-8").startswith("@misc{conf2020-101-storage,")


def test_a_format_or_file_that_is_not_there_is_told_with_the_nearest(project: Folder) -> None:
    done = run(project.root, "icla")
    assert done.exit_code == 2
    assert done.stderr.startswith("no format 'icla'; there are: api, atom, bibtex, ")
    assert done.stderr.endswith(" did you mean 'ical'?\n")
    done = run(project.root, "csv", "--file", "data/talk.csv", language="ko")
    assert done.exit_code == 2
    assert done.stderr == "'csv' 형식에는 'data/talk.csv' 파일이 없습니다. 혹시 'data/talks.csv'인가요?\n"


def test_records_with_errors_are_not_exported(project: Folder) -> None:
    project.change("talks/conf2020/101-storage.yml", "id: kim-minji", "id: nobody")
    done = run(project.root, "csv", "--file", "data/talks.csv")
    assert done.exit_code == 1
    assert "nobody" in done.stdout
    assert not done.stdout.startswith("\ufeff")


def test_a_folder_that_cannot_be_written_is_told(project: Folder, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    done = run(project.root, "csv", "-o", str(tmp_path / "file"))
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr


def test_a_folder_without_a_project_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, "csv")
    assert done.exit_code == 2
    assert "mkdocs.yml" in done.stdout
