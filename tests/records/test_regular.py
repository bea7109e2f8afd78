"""Files of projects are opened only where they are files of their own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kbsite.records.regular import regular


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"bytes\r\n\x1a more")
    with regular(tmp_path / "file") as file:
        assert file.read() == b"bytes\r\n\x1a more"


def opened() -> int:
    """How many files this process has open, where that can be told."""
    return len(list(Path("/proc/self/fd").glob("*")))


OTHERS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda path: None,
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to a file": lambda path: path.symlink_to(path.parent / "file"),
    "a link to nothing": lambda path: path.symlink_to(path.parent / "gone"),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_nothing_else_is_opened_or_waited_for(tmp_path: Path, kind: str) -> None:
    (tmp_path / "file").write_bytes(b"secret")
    OTHERS[kind](tmp_path / "other")
    before = opened()
    with pytest.raises(OSError, match="other"):
        regular(tmp_path / "other")
    assert opened() == before
