"""Outputs to files in a folder, on every core: processes that share the site in memory and take turns."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing as mp
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kbsite.site.output import Output
from kbsite.site.target import Known, Target, Written

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess
    from multiprocessing.sharedctypes import Synchronized

TURN = 16
"""Outputs that a process takes at a time, at least: few enough that all end together."""
TURNS = 512
"""Into so many turns what is left is cut, if there is much: each wakes the process that started the others, which costs them time."""
FEWEST = 64
"""Below so many outputs starting processes costs more than it brings."""

PIPE = 1 << 20
"""Bytes that a process can say before somebody has to listen: what is told of a few thousand files."""

PR_SET_PDEATHSIG = 1
"""From linux/prctl.h."""

Slow = Callable[[], Iterable[Output]]
"""Makes more outputs, in one long step."""


class WorkerDied(OSError):
    """A process was ended from outside, e.g. for want of memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be written where."""

    outputs: Callable[[], Sequence[Output]]
    """Lists them, while the slow steps are already under way."""
    slow: Callable[[], Sequence[Slow]]
    """Lists the slow steps."""
    folder: Path
    before: Path | None = None
    """A folder with what was written the last time: what has the same bytes there is linked, not written again."""
    known: Known | None = None
    """What is known of the files there."""
    changes: bool = False
    """Whether only files are written that are not as they are known."""


def write_all(job: Job, processes: int | None = None) -> Iterator[Written]:
    """Write every output; yields what was written, as it comes.

    The files do not depend on the number of processes, which is that of the cores by default; the slow steps have one more. Raises what
    making an output raised, and WorkerDied.
    """
    count = processes or _cores()
    if count > 1 and _may_fork():
        yield from _shared_out(job, count)
    else:
        target = _target(job)
        yield from map(target.write, job.outputs())
        for step in job.slow():
            yield from map(target.write, step())


def write_one(folder: Path, output: Output) -> Written:
    """Write a single output."""
    return Target(folder).write(output)


def _target(job: Job) -> Target:
    return Target(job.folder, job.before, job.known, changes=job.changes)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _may_fork() -> bool:
    """A process can only be doubled safely where it has no other thread."""
    return "fork" in mp.get_all_start_methods() and threading.active_count() == 1


def _shared_out(job: Job, count: int) -> Iterator[Written]:
    turn, step = (mp.get_context("fork").Value("q", 0) for _ in range(2))
    started: list[ForkProcess] = []
    with _ended(started):
        pipes = [_started(started, lambda: _steps(job.slow(), step), job)]
        outputs = job.outputs()
        more = count - 1 if job.changes else count  # where little is written, the slow steps take the longest
        if len(outputs) < FEWEST or more == 1:
            target = _target(job)
            own = (outputs[begin : begin + TURN] for begin in range(0, len(outputs), TURN))
            for turns in chain(own, _steps(job.slow(), step) if job.changes else ()):
                yield from map(target.write, turns)
                yield from _said(pipes, wait(pipes, 0))
        else:
            pipes += [_started(started, lambda: _turns(outputs, turn), job) for _ in range(more)]
        while pipes:
            yield from _said(pipes, wait(pipes))


def _said(pipes: list[Connection], ready: Sequence[object]) -> Iterator[Written]:
    """What processes have written, which have something to say; those that are done go from the pipes."""
    for pipe in cast(Sequence[Connection], ready):
        try:
            said = pipe.recv()
        except EOFError:
            raise WorkerDied(0, "a process of the build was ended from outside") from None
        if isinstance(said, BaseException):
            raise said
        if said is None:
            pipes.remove(pipe)
        else:
            yield from map(Written._make, said)


def _started(started: list[ForkProcess], work: Callable[[], Iterable[Iterable[Output]]], job: Job) -> Connection:
    """Start a process that writes the outputs of one part of the work after the other; what it says after each, and None at the end."""
    context = mp.get_context("fork")
    reader, writer = context.Pipe(duplex=False)
    _widen(writer)
    started.append(context.Process(target=_work, args=(work, job, writer, os.getpid()), daemon=True))
    started[-1].start()
    writer.close()
    return reader


def _widen(pipe: Connection) -> None:
    """Have a pipe hold much, where the system can: who writes to it need not wait for the one that reads."""
    with suppress(OSError, ImportError, AttributeError):
        import fcntl

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, PIPE)


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
    target = _target(job)
    try:
        for outputs in work():
            parent.send([tuple(target.write(output)) for output in outputs])  # which are told in a third of the time that their class takes
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
            turn.value = end = begin + max(TURN, (len(outputs) - begin) // TURNS)
        if begin >= len(outputs):
            return
        yield outputs[begin:end]


def _steps(steps: Sequence[Slow], taken: Synchronized[int]) -> Iterator[Iterable[Output]]:
    """One step after the other, of those that no other process has taken."""
    while True:
        with taken.get_lock():
            number = taken.value
            taken.value += 1
        if number >= len(steps):
            return
        yield steps[number]()


def _end_with(build: int) -> None:
    """End at once when the build is killed, where the system can: whoever is left would write on, and hold the lock on the folder."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != build:
        os._exit(1)
