"""A run of an example: its steps under guard, their output as it comes, and what came of it."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

from kbsite.records.folders import Folder
from kbsite.records.runs import LIMIT_OUTPUT, StepRun, shown_text
from kbsite.records.snippets import Snippet
from kbsite.snippets import guard, places
from kbsite.snippets.places import Places
from kbsite.snippets.python import homes, interpreter
from kbsite.snippets.sandbox import HIDDEN, NOBODY, Sandbox, environment, shut_in

GRACE_SECONDS = 8.0
"""For a step to tidy up after SIGTERM: loop devices, mounts and network namespaces outlive their process."""
MEMORY_MIB = 4096
PROCESSES = 400
THREADS = 3000
DISK_GIB = 2.0

Told = Callable[[str], object]


@dataclass
class Outcome:
    """What came of a run, while its folder is still there."""

    why: str = "lost"
    """`done`, `failed` (a step did), `time`, `memory`, `processes`, `output`, `stopped`, or `lost` where the guard itself was killed."""
    output: bytes = b""
    steps: list[StepRun] = field(default_factory=list)
    peak_mib: float = 0.0
    seconds: float = 0.0
    work: Path = Path()

    @property
    def text(self) -> str:
        """The output as plain text."""
        return shown_text(self.output)


@dataclass(frozen=True, slots=True)
class Order:
    """What to run, and how."""

    snippet: Snippet
    folder: Folder
    project: Path
    sandbox: Sandbox
    keep: bool = False


@contextmanager
def ran(order: Order, show: Callable[[bytes], object], step: Callable[[int], object]) -> Iterator[Outcome]:
    """Run an example and look at what it left; when the block ends, everything of it is gone, unless it is to be kept.

    `show` gets output as it comes, `step` the number of each step as it begins. Raises `NoPackages`.
    """
    at = _places(order)
    reading, writing = os.pipe()
    report, reported = os.pipe()
    command = [sys.executable, "-I", "-S", guard.__file__, str(reported)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=writing, stderr=writing, pass_fds=[reported], start_new_session=True, cwd="/"
    )
    os.close(writing)
    os.close(reported)
    orders = cast(IO[bytes], process.stdin)
    outcome = Outcome(work=at.folder / "work")
    try:
        _say(orders, os.fspath(at.folder))
        places.lay_out(at, order.folder, NOBODY if order.sandbox and os.geteuid() == 0 and not order.snippet.needs.root else None)
        began = time.monotonic()
        _say(orders, json.dumps(_plan(order, at)))
        _follow(outcome, reading, report, orders, show, step)
        outcome.seconds = time.monotonic() - began
        yield outcome
        if order.keep:
            _say(orders, "keep")
    finally:
        with contextlib.suppress(OSError):
            orders.close()
        os.close(reading)
        os.close(report)
        process.wait()
        if not order.keep:
            guard.remove(at.folder)


def _places(order: Order) -> Places:
    cache = order.project / ".cache"
    python = interpreter(cache, order.snippet.needs.python)
    hidden = (*HIDDEN, str(order.project))
    needed = tuple(home for home in homes(python) if any(home.is_relative_to(folder) for folder in hidden))
    kept = cache / "examples" / order.snippet.id if order.snippet.needs.network == "internet" else None
    return Places(order.project, places.new_folder(), python, needed, kept, bool(order.sandbox))


def _plan(order: Order, at: Places) -> dict[str, Any]:
    """What the guard is told: commands, environment and limits."""
    needs = order.snippet.needs
    steps = []
    for step in order.snippet.steps:
        network = needs.network == "internet" and (step.internet or not any(each.internet for each in order.snippet.steps))
        command = at.fill(step.run)
        if order.sandbox:
            command = tuple(shut_in(command, at, root=needs.root, network=network, devices=needs.devices))
        directory = "/" if order.sandbox else at.work
        steps.append({"run": command, "environment": environment(at, network=network), "directory": directory})
    return {
        "steps": steps,
        "time_limit": order.snippet.time_limit,
        "memory_mib": max(MEMORY_MIB, (needs.memory or 0) * 1024 * 2),
        "processes": PROCESSES,
        "threads": THREADS + threads_of(NOBODY if os.geteuid() == 0 else os.geteuid()),
        "file_size": int(max(DISK_GIB, (needs.disk or 0) * 4) * 2**30),
        "grace": GRACE_SECONDS,
    }


def threads_of(user: int) -> int:
    """How many threads a user has now: the limit the kernel sets counts them all."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if folder.stat().st_uid == user:
                total += len(list((folder / "task").iterdir()))
    return total


def _say(orders: IO[bytes], line: str) -> None:
    with contextlib.suppress(BrokenPipeError):
        orders.write(line.encode() + b"\n")
        orders.flush()


def _follow(
    outcome: Outcome, reading: int, report: int, orders: IO[bytes], show: Callable[[bytes], object], step: Callable[[int], object]
) -> None:
    """Read output and report until both have ended."""
    lines = b""
    cut = False
    with selectors.DefaultSelector() as selector:
        for each in (reading, report):
            selector.register(each, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select():
                piece = os.read(key.fd, 65536)
                if key.fd == report:
                    *whole, lines = (lines + piece).split(b"\n")
                    for line in whole:
                        _take(outcome, json.loads(line), step)
                elif piece and not cut:
                    outcome.output += piece
                    show(piece)
                    if len(outcome.output) > LIMIT_OUTPUT:
                        cut = True
                        _say(orders, "stop")
                if not piece or (key.fd == report and outcome.why != "lost"):
                    selector.unregister(key.fd)
    if cut:
        outcome.why = "output"


def _take(outcome: Outcome, told: dict[str, Any], step: Callable[[int], object]) -> None:
    """One line of the guard's report."""
    if "step" in told:
        step(told["step"])
    elif "ended" in told:
        outcome.steps.append(StepRun(exit=told["exit"], seconds=round(told["seconds"], 3)))
    else:
        outcome.why, outcome.peak_mib = told["done"], told["peak_mib"]
