"""Outputs to files in a folder; what the last build has written need not be written again."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from kbsite.exports.joined import Summed
from kbsite.site.output import Output, Put


class Written(NamedTuple):
    """A file that was written."""

    path: str
    size: int
    """Bytes."""
    digest: bytes
    """What tells them from others: their SHA-256, or that of all SHA-256 of its parts."""
    inode: int = 0
    time: int = 0
    """When it was last changed, in nanoseconds since 1970."""

    def is_seen_in(self, about: os.stat_result) -> bool:
        """Whether a file with these facts is the one that was written, and nobody has touched it since."""
        return stat.S_ISREG(about.st_mode) and (about.st_size, about.st_ino, about.st_mtime_ns) == (self.size, self.inode, self.time)


NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
Known = Callable[[str], Written | None]
"""A file of the last build as it was written, by its path."""


class Target:
    """A folder that files are written to; it knows which folders in it are there, since asking for each of many files takes long."""

    def __init__(self, folder: Path, before: Path | None = None, known: Known | None = None, *, changes: bool = False) -> None:
        """`before` is a folder with what was written the last time; with `changes` only what differs from that is written."""
        self._folder = f"{folder}/"
        self._before = f"{before}/" if before and before.is_dir() else ""
        self._known = known if self._before else None
        self._changes = changes
        self._there: set[str] = set()

    def write(self, output: Output) -> Written:
        """Make an output and write it."""
        if (known := self._stayed(output)) is not None:
            return known
        if output.put:
            return self._put(output.path, output.put, self._known(output.path) if self._known else None)
        data = output.make()
        digest = data.digest if isinstance(data, Summed) else sha256(data).digest()
        before = self._known(output.path) if self._known else None
        if self._changes and before and before.digest == digest:
            return before
        path = self._place(output.path)
        may_be_same = self._before and (before is None or before.digest == digest)
        about = (_link_if_same(self._before + output.path, path, data) if may_be_same else None) or _write(path, data)
        return Written(output.path, len(data), digest, about.st_ino, about.st_mtime_ns)

    def _put(self, path: str, put: Put, before: Written | None) -> Written:
        """Have a file written by what knows how to; one that turns out as it was is left as it is."""
        handle = _new(place := self._place(path))
        try:
            size, digest = put(handle)
            about = os.fstat(handle)
        finally:
            os.close(handle)
        if before and before.digest == digest:
            os.unlink(place)  # noqa: PTH108
            stays = self._changes or link_if_as_written(self._before + path, place, before)
            return before if stays else self._put(path, put, None)
        return Written(path, size, digest, about.st_ino, about.st_mtime_ns)

    def _stayed(self, output: Output) -> Written | None:
        """What holds the same already, if nobody has touched it since."""
        known = self._known(output.was) if self._known and output.was else None
        if known is None:
            return None
        if self._changes and output.was == output.path:
            return known
        linked = link_if_as_written(self._before + output.was, self._place(output.path), known)
        return known._replace(path=output.path) if linked else None

    def _place(self, path: str) -> str:
        """Where a file goes, in a folder that is there."""
        if (folder := path.rpartition("/")[0]) not in self._there:
            self._make(folder)
        return self._folder + path

    def _make(self, folder: str) -> None:
        """Have a folder be there; as objects, paths would take longer than the folders."""
        try:
            os.mkdir(self._folder + folder)  # noqa: PTH102
        except FileExistsError:
            if not os.path.isdir(self._folder + folder):  # noqa: PTH112
                raise
        except FileNotFoundError:
            if not folder:
                raise
            self._make(folder.rpartition("/")[0])
            self._make(folder)
            return
        self._there.add(folder)


def link_if_as_written(old: str, new: str, written: Written) -> bool:
    """Give a file a second name if nobody has touched it since."""
    try:
        os.link(old, new, follow_symlinks=False)
        if written.is_seen_in(os.lstat(new)):
            return True
        Path(new).unlink()
    except (OSError, NotImplementedError):
        return False
    return False


def _write(path: str, data: bytes) -> os.stat_result:
    """Make a file: with one of Python's file objects for each of many small ones it would take twice as long."""
    handle = _new(path)
    try:
        write(handle, data)
        return os.fstat(handle)
    finally:
        os.close(handle)


def write(handle: int, data: bytes) -> None:
    """Write all of some bytes to an open file."""
    written = os.write(handle, data)
    while written < len(data):
        written += os.write(handle, memoryview(data)[written:])


def _new(path: str) -> int:
    """A new file, open."""
    try:
        return os.open(path, NEW, 0o666)
    except FileExistsError:  # it may be the second name of a file that stays
        Path(path).unlink()
        return os.open(path, NEW, 0o666)


def _link_if_same(old: str, new: str, data: bytes) -> os.stat_result | None:
    """Give a file that has these bytes a second name; None where there is none.

    File systems take much longer to make a file than to name one, ext4 above all where many were removed a moment ago; and what
    keeps its time of change is not sent again by rsync or to a browser that has it.
    """
    try:
        handle = os.open(old, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            about = os.fstat(handle)
            if not stat.S_ISREG(about.st_mode) or about.st_size != len(data) or os.read(handle, len(data) + 1) != data:
                return None
        finally:
            os.close(handle)
        os.link(old, new, follow_symlinks=False)
    except (OSError, NotImplementedError):  # it is not there, or the file system has no second names
        return None
    return about
