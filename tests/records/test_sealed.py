"""Files of a cache that are believed only where this machine has written them."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from kbsite.records.sealed import SealedFolder

INSIDE = b'{"a": 1}'


@pytest.fixture
def folder(tmp_path: Path) -> SealedFolder:
    sealed = SealedFolder(tmp_path / ".cache" / "records", "version 1", b"k" * 32)
    sealed.write("index.json", INSIDE)
    return sealed


def test_what_was_removed_is_absent(folder: SealedFolder) -> None:
    for _ in range(2):
        folder.remove("index.json")
        assert folder.read("index.json") is None


def test_what_was_written_is_read(folder: SealedFolder) -> None:
    assert folder.read("index.json") == INSIDE
    folder.write("index.json", b"")
    assert folder.read("index.json") == b""
    assert sorted(path.name for path in folder.folder.iterdir()) == [".gitignore", "index.json"]
    assert (folder.folder / ".gitignore").read_text("utf-8") == "*\n"


def test_every_changed_byte_is_noticed(folder: SealedFolder) -> None:
    path = folder.folder / "index.json"
    data = path.read_bytes()
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert folder.read("index.json") is None, at


def test_every_cut_is_noticed(folder: SealedFolder) -> None:
    path = folder.folder / "index.json"
    data = path.read_bytes()
    for end in range(len(data)):
        path.write_bytes(data[:end])
        assert folder.read("index.json") is None, end
    path.write_bytes(data + b" ")
    assert folder.read("index.json") is None


def test_a_file_of_another_machine_version_or_name_counts_for_nothing(folder: SealedFolder) -> None:
    assert replace(folder, key=b"l" * 32).read("index.json") is None
    assert replace(folder, made_by="version 2").read("index.json") is None
    (folder.folder / "00.json").write_bytes((folder.folder / "index.json").read_bytes())
    assert folder.read("00.json") is None
    assert folder.read("index.json") == INSIDE


def test_what_is_no_file_counts_for_nothing(folder: SealedFolder, tmp_path: Path) -> None:
    path = folder.folder / "index.json"
    path.rename(tmp_path / "elsewhere")
    assert folder.read("index.json") is None
    path.symlink_to(tmp_path / "elsewhere")
    assert folder.read("index.json") is None
    path.unlink()
    path.mkdir()
    assert folder.read("index.json") is None
    path.rmdir()
    os.mkfifo(path)
    assert folder.read("index.json") is None


@pytest.mark.parametrize("link", [".cache", ".cache/records"])
def test_a_link_in_place_of_the_folder_is_not_followed(folder: SealedFolder, tmp_path: Path, link: str) -> None:
    (tmp_path / link).rename(tmp_path / "elsewhere")
    (tmp_path / link).symlink_to(tmp_path / "elsewhere")
    before = sorted((tmp_path / "elsewhere").rglob("*"))
    assert folder.read("index.json") is None
    with pytest.raises(OSError, match="is a link"):
        folder.write("00.json", INSIDE)
    folder.remove("index.json")
    assert sorted((tmp_path / "elsewhere").rglob("*")) == before


def test_a_write_that_fails_leaves_nothing_behind(folder: SealedFolder) -> None:
    (folder.folder / "folder").mkdir()
    (folder.folder / "folder" / "file").touch()
    with pytest.raises(OSError, match="folder"):
        folder.write("folder", INSIDE)
    assert sorted(path.name for path in folder.folder.iterdir()) == [".gitignore", "folder", "index.json"]
