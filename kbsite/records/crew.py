"""Many small pieces of work on every core: processes that share what is in memory and take turns.

What a process had in hand when it ended, by a fault or from outside, is done again by the one that asked: so faults are raised where
they can be followed, and nothing is lost but time.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess
    from multiprocessing.sharedctypes import Synchronized

S = TypeVar("S")
T = TypeVar("T")
Work = Callable[[Sequence[S]], T]
"""Does a turn: some items that follow each other."""


def cores() -> int:
    """How many processes can work at a time; one where they cannot share what is in memory.

    A process can only be doubled safely where it has no other thread, and one that works for another may start none.
    """
    import multiprocessing as mp

    if threading.active_count() > 1 or not hasattr(os, "fork") or mp.current_process().daemon:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_turns(work: Work[S, T], items: Sequence[S], turn: int, processes: int | None = None) -> Iterator[T]:
    """What `work` makes of every `turn` items, in no certain order; the last turn may have fewer.

    What it makes has to be plain enough to be handed from one process to another.
    """
    begins = range(0, len(items), turn)
    count = min(processes or cores(), len(begins))
    left = dict.fromkeys(begins)
    if count > 1:
        for begin, made in _shared_out(work, items, turn, count):
            del left[begin]
            yield made
    for begin in left:
        yield work(items[begin : begin + turn])


def _shared_out(work: Work[S, T], items: Sequence[S], turn: int, count: int) -> Iterator[tuple[int, T]]:
    import multiprocessing as mp
    from multiprocessing.connection import wait

    context = mp.get_context("fork")
    next_ = context.Value("q", 0)
    pipes: list[Connection] = []
    started: list[ForkProcess] = []
    with _ended(started):
        for _ in range(count):
            reader, writer = context.Pipe(duplex=False)
            started.append(context.Process(target=_take_turns, args=(work, items, turn, next_, writer), daemon=True))
            started[-1].start()
            writer.close()
            pipes.append(reader)
        while pipes:
            for pipe in cast("list[Connection]", wait(pipes)):
                try:
                    yield pipe.recv()
                except EOFError:
                    pipes.remove(pipe)
                    pipe.close()


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


def _take_turns(work: Work[S, T], items: Sequence[S], turn: int, next_: Synchronized[int], parent: Connection) -> None:
    """Take turns until there are none. Faults are not told: the parent comes upon them when it does the turn again."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # who interrupts the parent interrupts this one too, and needs no word of it
    try:
        while (begin := _begin(next_, turn)) < len(items):
            parent.send((begin, work(items[begin : begin + turn])))
    except Exception:
        os._exit(1)


def _begin(next_: Synchronized[int], turn: int) -> int:
    with next_.get_lock():
        begin = next_.value
        next_.value += turn
    return begin
