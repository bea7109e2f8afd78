"""The guard of a run: a program of its own that starts the steps and ends all they started, even where who asked for them is killed.

It stands in its own session and reads its orders from standard input: a line that names the folder to remove at the end, then a
line with the plan. When that pipe closes, for whatever reason, everything is ended and the folder removed. It is run by path,
with the standard library alone, so that it starts in a few milliseconds; what it reports are JSON lines on a pipe.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import select
import shutil
import signal
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
"""From linux/prctl.h."""
SANDBOX = "bwrap"
SAMPLE_SECONDS = 0.2
LAST_SECONDS = 20.0
"""After so long, what SIGKILL did not end (it waits for a disk) is left to the kernel."""


class Process:
    """A line of the process table."""

    def __init__(self, pid: int, text: str) -> None:
        values = dict(line.split(":\t", 1) for line in text.splitlines() if ":\t" in line)
        self.pid = pid
        self.parent = int(values["PPid"])
        self.name = values["Name"]
        self.dead = values["State"].startswith(("Z", "X"))
        self.kib = sum(int(values.get(key, "0").split()[0]) for key in ("RssAnon", "RssShmem"))


def descendants(root: int) -> list[Process]:
    """Every process below one, parents first. What a child left behind comes to its nearest subreaper, which is this program."""
    below: dict[int, list[Process]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, KeyError):
            process = Process(int(folder.name), (folder / "status").read_text("utf-8", "replace"))
            below.setdefault(process.parent, []).append(process)
    found = list(below.get(root, ()))
    for process in found:
        found.extend(below.get(process.pid, ()))
    return found


class Guard:
    """Starts steps one after the other and watches over time, memory and the number of processes."""

    def __init__(self, report: int) -> None:
        self.report = report
        self.woken, self.wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self.asked: list[int] = []
        """Signals that asked this program to stop."""
        self.orders = b""
        self.closed = False
        self.peak_kib = 0
        self.main: tuple[int, int] | None = None
        """Process id and exit code of the step that ended."""

    def tell(self, **values: Any) -> None:
        """One line of the report."""
        with contextlib.suppress(OSError):
            os.write(self.report, json.dumps(values).encode() + b"\n")

    def order(self, seconds: float | None) -> str | None:
        """The next line of standard input within some time; None where there is none."""
        until = None if seconds is None else time.monotonic() + seconds
        while b"\n" not in self.orders and not self.closed:
            left = None if until is None else max(0.0, until - time.monotonic())
            readable, _, _ = select.select([0, self.woken], [], [], left)
            if self.woken in readable:
                os.read(self.woken, 512)
                if seconds is not None:
                    return None
            if 0 in readable:
                piece = os.read(0, 65536)
                self.orders += piece
                self.closed = not piece
            if not readable:
                return None
        line, found, self.orders = self.orders.partition(b"\n")
        return line.decode() if found else None

    def run(self, plan: dict[str, Any]) -> str:
        """Every step of a plan; why it ended: `done`, `failed`, or what it ran into."""
        deadline = time.monotonic() + plan["time_limit"]
        for index, step in enumerate(plan["steps"]):
            self.tell(step=index)
            began = time.monotonic()
            pid = start(step, plan)
            why = self.watch(pid, plan, deadline)
            end_all(0 if why in ("memory", "processes") else plan["grace"], self.reap)
            code = self.main[1] if self.main and self.main[0] == pid else 137
            self.tell(ended=index, exit=code, seconds=time.monotonic() - began)
            if why != "done" or code:
                return "failed" if why == "done" else why
        return "done"

    def watch(self, pid: int, plan: dict[str, Any], deadline: float) -> str:
        """Wait for a step, and say why the waiting ended."""
        sampled = 0.0
        while True:
            self.reap(pid)
            if self.main and self.main[0] == pid:
                return "done"
            now = time.monotonic()
            if now >= deadline:
                return "time"
            if now - sampled >= SAMPLE_SECONDS:
                sampled = now
                running = descendants(os.getpid())
                kib = sum(process.kib for process in running)
                self.peak_kib = max(self.peak_kib, kib)
                if kib > plan["memory_mib"] * 1024:
                    return "memory"
                if len(running) > plan["processes"]:
                    return "processes"
            if self.order(min(SAMPLE_SECONDS, deadline - now)) is not None or self.closed or self.asked:
                return "stopped"

    def reap(self, main: int = 0) -> None:
        """Take the exit codes of all that has ended."""
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    break
                if pid == main:
                    code = os.waitstatus_to_exitcode(status)
                    self.main = pid, code if code >= 0 else 128 - code
        self.peak_kib = max(self.peak_kib, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


def start(step: dict[str, Any], plan: dict[str, Any]) -> int:
    """A step as a process of its own session that dies with this one."""
    guard = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    try:
        os.setsid()
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != guard:
            os._exit(137)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for name, most in (("CORE", 0), ("NPROC", plan["threads"]), ("FSIZE", plan["file_size"])):
            which = getattr(resource, f"RLIMIT_{name}")
            hard = resource.getrlimit(which)[1]
            limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(which, (limit, limit))
        for number in (signal.SIGPIPE, signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        os.chdir(step["directory"])
        os.execvpe(step["run"][0], step["run"], step["environment"])  # noqa: S606 - that is its purpose
    except OSError as error:
        os.write(2, f"{step['run'][0]}: {error.strerror}\n".encode())
    finally:
        os._exit(127)


def end_all(grace: float, reap: Callable[[], None]) -> None:
    """SIGTERM for everything that was started, some seconds to tidy up, then SIGKILL until nothing is left.

    The sandbox itself is not asked: ending it would kill what is inside before that could tidy up.
    """
    asked = [process for process in descendants(os.getpid()) if process.name != SANDBOX and not process.dead]
    for process in asked if grace else ():
        send(process.pid, signal.SIGTERM)
    until = time.monotonic() + grace
    last = until + LAST_SECONDS
    while time.monotonic() < last:
        reap()
        left = [process for process in descendants(os.getpid()) if not process.dead]
        if not left:
            break
        if time.monotonic() >= until or all(process.name == SANDBOX for process in left):
            for process in sorted(left, key=lambda process: process.name != SANDBOX):
                send(process.pid, signal.SIGSTOP if process.name != SANDBOX else signal.SIGKILL)
            for process in left:
                send(process.pid, signal.SIGKILL)
        time.sleep(0.02)
    reap()


def send(pid: int, number: int) -> None:
    """A signal to a process, if it is still there."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def prctl(option: int, value: int) -> None:
    """Set an attribute of this process, where the system knows it."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def remove(folder: Path) -> None:
    """Delete a folder, also where an example took the right to do so from itself; links in it are not followed."""

    def unlock(function: Callable[[str], object], path: str, error: object) -> None:
        with contextlib.suppress(OSError):
            for each in (Path(path).parent, Path(path)):
                if not each.is_symlink():
                    each.chmod(stat.S_IRWXU)
            function(path)

    for _ in range(3):
        if folder.exists():
            shutil.rmtree(folder, onerror=unlock)


def main() -> None:
    """Read the folder and the plan, carry it out, and leave nothing behind."""
    report = int(sys.argv[1])
    os.set_inheritable(report, False)
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    guard = Guard(report)
    signal.set_wakeup_fd(guard.wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda number, frame: guard.asked.append(number))
    folder = Path(guard.order(None) or "/nonexistent/")
    try:
        plan = guard.order(None)
        why = guard.run(json.loads(plan)) if plan else "stopped"
        null = os.open(os.devnull, os.O_WRONLY)
        for output in (1, 2):
            os.dup2(null, output)
        guard.tell(done=why, peak_mib=guard.peak_kib / 1024)
        keep = guard.order(None) == "keep"
    finally:
        end_all(0, guard.reap)
    if not keep:
        remove(folder)


if __name__ == "__main__":
    main()
