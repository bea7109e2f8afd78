"""Which files of a project could be records."""

from __future__ import annotations

from pathlib import Path

from projectkit import FILES, TALK, Folder

from kbsite.records.found import record_files, statuses
from kbsite.records.project import Project, open_project


def opened(root: Path) -> Project:
    project, _ = open_project(root)
    assert project is not None
    return project


def test_each_is_found_with_its_status(project: Folder) -> None:
    found = statuses(opened(project.root))
    assert list(found) == record_files(opened(project.root)) == sorted(path for path in FILES if path.startswith("talks/"))
    status = (project.root / TALK).lstat()
    assert found[TALK] == (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def test_the_status_of_a_link_is_its_own(project: Folder) -> None:
    (project.root / "talks/conf2020/link.yml").symlink_to(project.root / TALK)
    (project.root / "talks/folder").symlink_to(project.root / "talks/conf2020")
    (project.root / "talks/conf2020/gone.yml").symlink_to("nowhere")
    found = statuses(opened(project.root))
    assert {"talks/conf2020/link.yml", "talks/folder", "talks/conf2020/gone.yml"} <= set(found)
    assert "talks/folder/101-storage.yml" not in found
    assert [path for path, status in found.items() if status is None or (project.root / path).is_symlink()] == [
        "talks/conf2020/gone.yml", "talks/conf2020/link.yml", "talks/folder",
    ]  # fmt: skip
