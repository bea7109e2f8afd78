"""A part of a test in a process without other threads, whatever the tests before it left running in this one."""

from __future__ import annotations

import os
import pickle
import traceback
from collections.abc import Callable
from typing import Any, NoReturn


def alone(work: Callable[[], Any]) -> Any:
    """What `work` returns, or raises, in a doubled process: of all threads only the one that doubled it lives on there."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        _say(work, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(pid, 0)
    assert said, f"the process ended with {os.waitstatus_to_exitcode(status)} before it said anything"
    returned, value = pickle.loads(said)  # noqa: S301 - our own words
    if returned:
        return value
    raise value


def _say(work: Callable[[], Any], writer: int) -> NoReturn:
    """Do the work, tell what came of it, and end without the tear-down of the process this one is a double of."""
    try:
        try:
            told = pickle.dumps((True, work()))
        except BaseException as error:
            error.add_note(traceback.format_exc())
            told = pickle.dumps((False, error))
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(told)
    finally:
        os._exit(0)
