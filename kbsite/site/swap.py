"""A folder built aside and swapped in: whoever looks sees the old one whole or the new one whole."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kbsite.site.patch import finish, is_begun

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

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
    with _claimed_aside(target) as aside:
        try:
            yield aside
            (aside / MARKER).write_text("", "utf-8")
            _put_in_place(aside, target.resolve())
        finally:
            shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def changes_aside(target: Path) -> Iterator[Path]:
    """An empty folder beside `target` for files that are to be put there, removed at the end unless some of them are still to go. Raises NotOurs and Busy."""
    with _claimed_aside(target) as aside:
        try:
            yield aside
        finally:
            if not is_begun(aside):
                shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def _claimed_aside(target: Path) -> Iterator[Path]:
    target = target.resolve()  # where it is a link, the folder it leads to is replaced, and not the link
    if target.exists() and any(target.iterdir()) and not (target / MARKER).exists():
        raise NotOurs(str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    remove_leftovers(target)
    aside = target.parent / f".{target.name}.{os.getpid()}"
    aside.mkdir()
    with _claim(aside):
        yield aside


def remove_leftovers(target: Path) -> None:
    """Remove what killed builds of a folder left beside it, once what they had begun to put in place is there. Raises Busy where another process builds it."""
    for folder in sorted(target.parent.iterdir()):
        pid = folder.name.removeprefix(f".{target.name}.")
        if folder.name == f".{target.name}.{pid}" and pid.isdecimal() and folder.is_dir():
            if int(pid) != os.getpid() and _claimed(folder, int(pid)):
                raise Busy(int(pid))
            finish(folder, target)
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _claim(folder: Path) -> Iterator[None]:
    """Hold a lock on a folder: a number of a process is soon given to another, a lock ends with its holder."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def _claimed(folder: Path, pid: int) -> bool:
    if fcntl is None:
        return _alive(pid)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return _alive(pid)
    finally:
        os.close(handle)
    return False


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
