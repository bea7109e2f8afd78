"""Outputs in a folder: what the last build wrote is taken from there, and never written to."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from kbsite.site.output import Output
from kbsite.site.target import Target, Written


def noted(path: Path, name: str) -> Written:
    about = path.stat()
    return Written(name, about.st_size, sha256(path.read_bytes()).digest(), about.st_ino, about.st_mtime_ns)


@pytest.fixture
def before(tmp_path: Path) -> Path:
    folder = tmp_path / "before"
    folder.mkdir()
    (folder / "page").write_bytes(b"old")
    return folder


def never() -> bytes:
    raise AssertionError("it need not be made")


def test_a_second_name_is_not_written_through(before: Path, tmp_path: Path) -> None:
    target = Target(tmp_path / "now", before)
    target.write(Output("page", lambda: b"old"))
    assert (tmp_path / "now/page").samefile(before / "page")
    target.write(Output("page", lambda: b"new"))
    assert ((tmp_path / "now/page").read_bytes(), (before / "page").read_bytes()) == (b"new", b"old")


def test_what_is_known_to_stay_is_not_made(before: Path, tmp_path: Path) -> None:
    known = noted(before / "page", "page")
    target = Target(tmp_path / "now", before, {"page": known}.get)
    assert target.write(Output("moved/page", never, was="page")) == known._replace(path="moved/page")
    assert (tmp_path / "now/moved/page").samefile(before / "page")


def test_what_somebody_touched_is_made(before: Path, tmp_path: Path) -> None:
    known = noted(before / "page", "page")
    (before / "page").write_bytes(b"touched")
    written = Target(tmp_path / "now", before, {"page": known}.get).write(Output("page", lambda: b"new", was="page"))
    assert (tmp_path / "now/page").read_bytes() == b"new"
    assert written == noted(tmp_path / "now/page", "page")


def test_of_changes_only_what_differs_is_written(before: Path, tmp_path: Path) -> None:
    known = noted(before / "page", "page")
    target = Target(tmp_path / "now", before, {"page": known}.get, changes=True)
    assert target.write(Output("page", lambda: b"old")) == known
    assert target.write(Output("page", never, was="page")) == known
    assert not (tmp_path / "now").exists()
    assert target.write(Output("moved", never, was="page")) == known._replace(path="moved")
    assert (tmp_path / "now/moved").samefile(before / "page")
    target.write(Output("page", lambda: b"new"))
    assert ((tmp_path / "now/page").read_bytes(), (before / "page").read_bytes()) == (b"new", b"old")


def test_what_is_put_into_its_file_is_noted_as_it_tells(tmp_path: Path) -> None:
    written = Target(tmp_path).write(Output("folder/list", never, put=lambda handle: (os.write(handle, b"list"), b"digest")))
    assert (tmp_path / "folder/list").read_bytes() == b"list"
    about = (tmp_path / "folder/list").stat()
    assert written == Written("folder/list", 4, b"digest", about.st_ino, about.st_mtime_ns)


@pytest.mark.parametrize("touched", [False, True])
def test_what_turns_out_as_it_was_is_left_as_it_is(before: Path, tmp_path: Path, touched: bool) -> None:
    known = noted(before / "page", "page")
    output = Output("page", never, put=lambda handle: (os.write(handle, b"old"), known.digest))
    changes = Target(tmp_path / "changes", before, {"page": known}.get, changes=True)
    assert changes.write(output) == known
    assert [*(tmp_path / "changes").iterdir()] == []
    if touched:
        (before / "page").write_bytes(b"touched")
    written = Target(tmp_path / "now", before, {"page": known}.get).write(output)
    assert (tmp_path / "now/page").samefile(before / "page") is not touched
    assert written == noted(tmp_path / "now/page", "page")
