"""Something looked at by a process of its own, beside whatever else is being done."""

from __future__ import annotations

import multiprocessing as mp
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from kbsite.records.crew import cores

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
PATIENCE = 10
"""Added to the niceness of a process that gives way to others."""


class Beside(Generic[T]):
    """What some work comes to, which has to be plain enough to be handed from one process to another.

    Where there is one core only, where no process can be started, or where it is ended before its time, the work is done when it is asked for.
    """

    def __init__(self, work: Callable[[], T], *, patient: bool = False) -> None:
        """Begins at once; `patient` work gives way to other processes."""
        self._work = work
        self._reader: Connection | None = None
        self._found: tuple[T] | None = None
        if cores() > 1:
            context = mp.get_context("fork")
            self._reader, writer = context.Pipe(duplex=False)
            self._process = context.Process(target=_send, args=(work, writer, patient), daemon=True)
            self._process.start()
            writer.close()

    def come_to(self) -> T:
        """What it has come to."""
        if self._found is None:
            self._found = self._received() or (self._work(),)
        return self._found[0]

    def _received(self) -> tuple[T] | None:
        if self._reader is None:
            return None
        with suppress(EOFError, OSError):
            found = (cast(T, self._reader.recv()),)
            self._end()
            return found
        self._end()
        return None

    def _end(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._process.join()
            self._process.close()
            self._reader = None

    def stop(self) -> None:
        """Nobody will ask."""
        if self._reader is not None:
            self._process.terminate()
            self._end()


def _send(work: Callable[[], T], writer: Connection, patient: bool) -> None:
    """Faults are not told: the one that asks comes upon them when it does the work itself."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if patient:
        with suppress(OSError):
            os.nice(PATIENCE)
    try:
        writer.send(work())
    except Exception:
        os._exit(1)
