"""Stretches of files are copied byte for byte, by the system where it can and else by hand."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from kbsite.exports.joined import Pieces
from kbsite.site import pieces
from kbsite.site.pieces import put_together

LAST = bytes(range(256)) * 20_000
MADE = Pieces([b"<", range(1000, 4_000_000), b"", b"|", range(5, 5), range(3), b">"], b"")


def refuse(*_: object) -> int:
    raise OSError(errno.EXDEV, "not between these")


def put(folder: Path, made: Pieces, last: bytes = LAST) -> bytes:
    (folder / "last").write_bytes(last)
    with (folder / "last").open("rb") as source, (folder / "new").open("wb") as target:
        put_together(made, source.fileno(), target.fileno())
    return (folder / "new").read_bytes()


@pytest.mark.parametrize("way", ["by the system", "refused by it", "without its help"])
def test_a_file_is_its_pieces(tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "refused by it":
        monkeypatch.setattr(os, "copy_file_range", refuse, raising=False)
    elif way == "without its help":
        monkeypatch.delattr(os, "copy_file_range", raising=False)
    elif sys.platform != "linux":
        pytest.skip("only Linux copies stretches of files")
    monkeypatch.setattr(pieces, "AT_ONCE", 100_000)
    assert put(tmp_path, MADE) == MADE.of(LAST)


@pytest.mark.parametrize("refused", [False, True])
def test_a_file_that_ends_too_early_is_told(tmp_path: Path, refused: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if refused:
        monkeypatch.setattr(os, "copy_file_range", refuse, raising=False)
    with pytest.raises(ValueError, match="shorter than it was"):
        put(tmp_path, MADE, LAST[:2_000_000])


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "copy_file_range", full, raising=False)
    with pytest.raises(OSError, match="No space left"):
        put(tmp_path, MADE)
