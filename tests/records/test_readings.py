"""What each file of a project holds, read by one process or by several."""

from __future__ import annotations

from pathlib import Path

from projectkit import OTHER, ROOT, TAGS, TALK, Folder

from kbsite.records.file import Read, read_file
from kbsite.records.found import statuses
from kbsite.records.late import LateDocument
from kbsite.records.project import Project, open_project
from kbsite.records.readings import Memo, plain, readings


def opened(root: Path) -> Project:
    project, _ = open_project(root)
    assert project is not None
    return project


def all_of(read: Read) -> tuple[object, ...]:
    """Everything a reading says, places included."""
    document, records, problems = read
    return document.path, document.text, document.value, document.spans, document.problems, document.digest, records, problems


def by(root: Path, processes: int | None) -> list[tuple[object, ...]]:
    project = opened(root)
    return [all_of(read) for read in readings(project, statuses(project), processes=processes)]


def test_several_processes_read_what_one_reads() -> None:
    assert by(ROOT, 2) == by(ROOT, 1) == by(ROOT, None)


def test_so_they_do_where_something_is_wrong(project: Folder) -> None:
    project.change(TALK, "title:", "titel:")
    project.write("talks/conf2020/broken.yml", "title: [\n")
    project.write("talks/conf2020/empty.yml", "title:\nsources: [programme]\n")
    project.write("talks/conf2020/Bad Name.yml", "title: a\n")
    project.write("talks/conf2020/언어.yml", "title: a\n")
    project.write("talks/odd.txt.yaml", "a\n")
    project.write("talks/conf2020/bytes.yml", b"\xff")
    project.write(TAGS, "storage:\n  label: a\nBad: {label: b}\n")
    (project.root / "talks/conf2020/link.yml").symlink_to(project.root / OTHER)
    said = by(project.root, None)
    assert by(project.root, 2) == said
    assert sum(1 for read in said if read[-1]) == 9


def test_files_in_order_come_without_their_text(project: Folder) -> None:
    opened_ = opened(project.root)
    project.change(TALK, "title:", "titel:")
    found = {read[0].path: read[0] for read in readings(opened_, statuses(opened_), processes=2)}
    assert isinstance(found[OTHER], LateDocument)
    assert not isinstance(found[TALK], LateDocument)


def test_what_is_wrong_has_no_plain_form(project: Folder) -> None:
    opened_ = opened(project.root)
    assert plain(OTHER, read_file(opened_, OTHER)) is not None
    project.change(OTHER, "title:", "titel:")
    assert plain(OTHER, read_file(opened_, OTHER)) is None


def test_a_file_is_read_again_when_its_status_is_another(project: Folder) -> None:
    opened_, memo = opened(project.root), Memo()
    first = {read[0].path: read for read in readings(opened_, statuses(opened_), memo)}
    project.change(TALK, "On storage", "On disks!!")
    second = {read[0].path: read for read in readings(opened_, statuses(opened_), memo)}
    assert [path for path in first if first[path] is not second[path]] == [TALK]


def test_a_file_without_a_status_is_read_every_time(project: Folder) -> None:
    opened_, memo = opened(project.root), Memo()
    files = dict.fromkeys(statuses(opened_))
    list(readings(opened_, files, memo))
    assert memo == {}
