"""Record files as editors name them, and how they are written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from projectkit import OTHER, TAGS, TALK, Folder

from kbsite.editing.files import KINDS, NoRecords, chosen, kind_name, put, schema_at
from kbsite.editing.ids import ids
from kbsite.records.project import Project


def test_files_of_folders_and_of_their_own(project: Folder) -> None:
    whole = Project(project.root)
    assert chosen(whole, [project.root / TALK]) == [TALK]
    assert chosen(whole, [Path("talks/conf2020"), Path(TALK)]) == [TALK, OTHER, "talks/conf2020/event.yml"]
    assert chosen(whole, []) == chosen(whole, [project.root])
    with pytest.raises(NoRecords, match=r"^mkdocs\.yml$"):
        chosen(whole, [Path("mkdocs.yml")])


def test_kinds_by_path(project: Folder) -> None:
    paths = {
        "talk": TALK,
        "event": "talks/c/event.yml",
        "tags": TAGS,
        "searches": "talks/searches.yml",
        "snippet": "content/snippets/a/snippet.yml",
    }
    assert {kind_name(path) for path in paths.values()} == set(paths)
    assert set(KINDS) - set(paths) == {"speaker", "technique", "source"}
    assert schema_at(Project(project.root), TALK) is None


def test_a_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "new" / "a.yml"
    put(target, "가\n")
    assert target.read_bytes() == "가\n".encode()
    assert target.stat().st_mode & 0o777 == 0o666 & ~_mask()

    def broken(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(OSError, match="no space"):
        put(target, "나\n")
    assert [path.name for path in target.parent.iterdir()] == ["a.yml"]
    assert target.read_text("utf-8") == "가\n"


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_ids_by_the_names_of_files(project: Folder, tmp_path: Path) -> None:
    project.write("content/snippets/sum/snippet.yml", "")
    found = {kind: ids(project.root, kind) for kind in ("talk", "speaker", "technique", "event", "source", "tags", "snippet")}
    assert found == {
        "talk": ["conf2020-101-storage", "conf2020-102-cluster"],
        "speaker": ["kim-minji", "lee-junho"],
        "technique": ["bluestore"],
        "event": ["conf2020"],
        "source": ["programme"],
        "tags": ["cluster", "storage"],
        "snippet": ["sum"],
    }
    assert [ids(tmp_path / "none", kind) for kind in found] == [[]] * 7
    project.write(TAGS, "- a\n")
    assert ids(project.root, "tags") == []
