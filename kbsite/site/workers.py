"""Outputs to files in a folder, on every core: processes that share the site in memory and take turns."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing as mp
import os
import signal
import stat
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from kbsite.site.output import Output

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess
    from multiprocessing.sharedctypes import Synchronized

TURN = 16
"""Outputs that a process takes at a time: few enough that all end together."""
FEWEST = 64
"""Below so many outputs starting processes costs more than it brings."""

PR_SET_PDEATHSIG = 1
"""From linux/prctl.h."""

Kept = Callable[[Output], "Written | None"]
"""A file as it was written the last time, where it would be the same again."""
Slow = Callable[[], Iterable[Output]]
"""Makes more outputs, in one long step."""


class Written(NamedTuple):
    """A file that was written."""

    path: str
    size: int
    """Bytes."""
    digest: bytes
    """SHA-256 of them."""
    inode: int = 0
    time: int = 0
    """When it was last changed, in nanoseconds since 1970."""


class WorkerDied(OSError):
    """A process was ended from outside, e.g. for want of memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be written where."""

    outputs: Callable[[], Sequence[Output]]
    """Lists them, while the slow step is already under way."""
    slow: Slow
    folder: Path
    before: Path | None = None
    """A folder with what was written the last time: what has the same bytes there is linked, not written again."""
    kept: Kept | None = None
    """Says which files there need not even be made again."""


def write_all(job: Job, processes: int | None = None) -> Iterator[Written]:
    """Write every output; yields what was written, as it comes.

    The files do not depend on the number of processes, which is that of the cores by default; the slow step has one more. Raises what
    making an output raised, and WorkerDied.
    """
    count = processes or _cores()
    if count > 1 and _may_fork():
        yield from _shared_out(job, count)
    else:
        target = _Target(job)
        for outputs in (job.outputs(), job.slow()):
            yield from map(target.write, outputs)


def write_one(folder: Path, output: Output) -> Written:
    """Write a single output."""
    return _Target(Job(list, list, folder)).write(output)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _may_fork() -> bool:
    """A process can only be doubled safely where it has no other thread."""
    return "fork" in mp.get_all_start_methods() and threading.active_count() == 1


class _Target:
    """A folder that files are written to; it knows which folders in it are there, since asking for each of many files takes long."""

    def __init__(self, job: Job) -> None:
        self._folder = f"{job.folder}/"
        self._before = f"{job.before}/" if job.before else ""
        self._kept = job.kept if job.before else None
        self._there: set[str] = set()

    def write(self, output: Output) -> Written:
        """Make an output and write it."""
        folder = output.path.rpartition("/")[0]
        if folder not in self._there:
            Path(self._folder + folder).mkdir(parents=True, exist_ok=True)
            self._there.add(folder)
        path = self._folder + output.path
        kept = self._kept(output) if self._kept else None
        if kept and _link_if_as_written(self._before + (output.was or output.path), path, kept):
            return kept
        data = output.make()
        about = (_link_if_same(self._before + output.path, path, data) if self._before else None) or _write(path, data)
        return Written(output.path, len(data), sha256(data).digest(), about.st_ino, about.st_mtime_ns)


def _link_if_as_written(old: str, new: str, written: Written) -> bool:
    """Give a file a second name if nobody has touched it since."""
    try:
        os.link(old, new, follow_symlinks=False)
        about = os.lstat(new)
        if stat.S_ISREG(about.st_mode) and (about.st_size, about.st_ino, about.st_mtime_ns) == (written.size, written.inode, written.time):
            return True
        Path(new).unlink()
    except (OSError, NotImplementedError):
        return False
    return False


def _write(path: str, data: bytes) -> os.stat_result:
    """Make a file: with one of Python's file objects for each of many small ones it would take twice as long."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        written = os.write(handle, data)
        while written < len(data):
            written += os.write(handle, data[written:])
        return os.fstat(handle)
    finally:
        os.close(handle)


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


def _shared_out(job: Job, count: int) -> Iterator[Written]:
    turn = mp.get_context("fork").Value("q", 0)
    started: list[ForkProcess] = []
    with _ended(started):
        pipes = [_started(started, lambda: [job.slow()], job)]
        outputs = job.outputs()
        if len(outputs) < FEWEST:
            yield from map(_Target(job).write, outputs)
        else:
            pipes += [_started(started, lambda: _turns(outputs, turn), job) for _ in range(count)]
        while pipes:
            for pipe in cast(list[Connection], wait(pipes)):
                try:
                    said = pipe.recv()
                except EOFError:
                    raise WorkerDied(0, "a process of the build was ended from outside") from None
                if isinstance(said, BaseException):
                    raise said
                if said is None:
                    pipes.remove(pipe)
                else:
                    yield from said


def _started(started: list[ForkProcess], work: Callable[[], Iterable[Iterable[Output]]], job: Job) -> Connection:
    """Start a process that writes the outputs of one part of the work after the other; what it says after each, and None at the end."""
    context = mp.get_context("fork")
    reader, writer = context.Pipe(duplex=False)
    started.append(context.Process(target=_work, args=(work, job, writer, os.getpid()), daemon=True))
    started[-1].start()
    writer.close()
    return reader


@contextmanager
def _ended(processes: Sequence[ForkProcess]) -> Iterator[None]:
    """No process outlives the block."""
    try:
        yield
    finally:
        for process in processes:
            process.terminate()
            process.join()
            process.close()


def _work(work: Callable[[], Iterable[Iterable[Output]]], job: Job, parent: Connection, build: int) -> None:
    _end_with(build)
    gc.disable()  # it would go through all that was listed, and copy that memory, again and again
    target = _Target(job)
    try:
        for outputs in work():
            parent.send([target.write(output) for output in outputs])
            if os.getppid() != build:
                return
        parent.send(None)
    except KeyboardInterrupt:
        parent.send(None)  # the parent was interrupted too
    except Exception as error:
        error.add_note(traceback.format_exc())
        parent.send(error)


def _turns(outputs: Sequence[Output], turn: Synchronized[int]) -> Iterator[Sequence[Output]]:
    """Some outputs at a time, until the processes that share the turn have had them all."""
    while True:
        with turn.get_lock():
            begin = turn.value
            turn.value += TURN
        if begin >= len(outputs):
            return
        yield outputs[begin : begin + TURN]


def _end_with(build: int) -> None:
    """End at once when the build is killed, where the system can: whoever is left would write on, and hold the lock on the folder."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != build:
        os._exit(1)
