"""A folder built aside and swapped in: whoever looks sees the old one whole or the new one whole."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARKER = ".kbsite"
"""A file by which a folder is known as one that may be replaced."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class NotOurs(Exception):
    """The folder holds something that this program did not put there."""


class Busy(Exception):
    """Another build of the same folder is at work; holds its process id."""

    def __init__(self, pid: int) -> None:
        super().__init__(str(pid))
        self.pid = pid


@contextmanager
def built_aside(target: Path) -> Iterator[Path]:
    """An empty folder beside `target`, which takes its place at the end of the block, or is removed if that fails.

    What killed builds left behind is removed first. Raises NotOurs where `target` holds files and no marker, and Busy
    where another process builds it.
    """
    if target.exists() and any(target.iterdir()) and not (target / MARKER).exists():
        raise NotOurs(str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(target)
    aside = target.parent / f".{target.name}.{os.getpid()}"
    aside.mkdir()
    try:
        yield aside
        (aside / MARKER).write_text("", "utf-8")
        _put_in_place(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _remove_leftovers(target: Path) -> None:
    for folder in target.parent.glob(f".{target.name}.*"):
        pid = folder.name.rpartition(".")[2]
        if not pid.isdecimal() or not folder.is_dir():
            continue
        if int(pid) != os.getpid() and _alive(int(pid)):
            raise Busy(int(pid))
        shutil.rmtree(folder, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _put_in_place(aside: Path, target: Path) -> None:
    """Exchange the two in one step where the system can; else rename twice, with the old one kept until the end."""
    if not target.exists():
        aside.rename(target)
    elif not _exchange(aside, target):
        old = target.parent / f".{target.name}.old"
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
        aside.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names at once (Linux `renameat2` with RENAME_EXCHANGE); False where that does not exist."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if done != 0 and ctypes.get_errno() not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(one))
    return bool(done == 0)
