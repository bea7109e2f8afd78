"""Outputs to files in a folder, on every core: processes that share the site in memory and take turns."""

from __future__ import annotations

import ctypes
import multiprocessing as mp
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, cast

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

Sizes = list[int]
"""Bytes of each file written in one turn."""
Slow = Callable[[], Iterable[Output]]
"""Makes more outputs, in one long step; a process of its own does it first."""


class WorkerDied(OSError):
    """A process was ended from outside, e.g. for want of memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be written where."""

    outputs: Sequence[Output]
    slow: Slow
    folder: Path


def write_all(job: Job, processes: int | None = None) -> Iterator[int]:
    """Write every output; yields the size of each file in bytes, as they come.

    The files do not depend on the number of processes, which is that of the cores by default. Raises what making an output raised,
    and WorkerDied.
    """
    count = processes or _cores()
    if count > 1 and len(job.outputs) >= FEWEST and _may_fork():
        yield from _shared_out(job, count)
    else:
        target = _Target(job.folder)
        for outputs in (job.outputs, job.slow()):
            yield from map(target.write, outputs)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _may_fork() -> bool:
    """A process can only be doubled safely where it has no other thread."""
    return "fork" in mp.get_all_start_methods() and threading.active_count() == 1


class _Target:
    """A folder that files are written to; it knows which folders in it are there, since asking for each of many files takes long."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._there: set[str] = set()

    def write(self, output: Output) -> int:
        """Make an output and write it; its size in bytes."""
        data = output.make()
        folder = output.path.rpartition("/")[0]
        if folder not in self._there:
            (self._folder / folder).mkdir(parents=True, exist_ok=True)
            self._there.add(folder)
        return (self._folder / output.path).write_bytes(data)


def _shared_out(job: Job, count: int) -> Iterator[int]:
    context = mp.get_context("fork")
    turn = context.Value("q", 0)
    pipes: list[Connection] = []
    started: list[ForkProcess] = []
    with _ended(started):
        for number in range(count):
            reader, writer = context.Pipe(duplex=False)
            started.append(context.Process(target=_work, args=(job, number == 0, turn, writer, os.getpid()), daemon=True))
            started[-1].start()
            writer.close()
            pipes.append(reader)
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


def _work(job: Job, first: bool, turn: Synchronized[int], parent: Connection, build: int) -> None:
    """Take turns until there are none, saying after each what was written; the first process does the slow step before."""
    _end_with(build)
    target = _Target(job.folder)
    try:
        if first:
            parent.send([target.write(output) for output in job.slow()])
        while os.getppid() == build and (outputs := _next(job.outputs, turn)):
            parent.send([target.write(output) for output in outputs])
        parent.send(None)
    except KeyboardInterrupt:
        parent.send(None)  # the parent was interrupted too
    except Exception as error:
        error.add_note(traceback.format_exc())
        parent.send(error)


def _next(outputs: Sequence[Output], turn: Synchronized[int]) -> Sequence[Output]:
    with turn.get_lock():
        begin = turn.value
        turn.value += TURN
    return outputs[begin : begin + TURN]


def _end_with(build: int) -> None:
    """End at once when the build is killed, where the system can: whoever is left would write on, and hold the lock on the folder."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != build:
        os._exit(1)
