"""`kbsite check --watch`: every save is looked at within a second, and Ctrl-C ends it."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from projectkit import TALK, Folder

COMMAND = shutil.which("kbsite", path=str(Path(sys.executable).parent))
SOON = 60.0
"""Seconds after which a test gives up, on a machine that has other work too."""
"""Seconds that a loaded machine may take to start; what is asserted of the time after a save is less."""


class Watching:
    """The command at work, with its lines as they come."""

    def __init__(self, root: Path, *arguments: str) -> None:
        if COMMAND is None:
            pytest.skip("the command kbsite is not installed beside this Python")
        self.process = subprocess.Popen(
            [COMMAND, "-C", str(root), *arguments, "check", "--watch"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={**os.environ, "KBSITE_LANG": "en", "PYTHONUNBUFFERED": "1"},
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - the shell may ignore it
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def until(self, last: str, seconds: float = SOON) -> list[str]:
        """The lines as far as one that ends so."""
        found: list[str] = []
        deadline = time.monotonic() + seconds
        while not found or not found[-1].endswith(last):
            try:
                found.append(self.lines.get(timeout=max(0.01, deadline - time.monotonic())))
            except queue.Empty:
                pytest.fail(f"no line {last!r} within {seconds} s, but {found}")
        return found

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(SOON)
        finally:
            self.process.kill()
            self.reader.join(5)
            assert self.process.stdout
            self.process.stdout.close()


@pytest.fixture
def watching(project: Folder) -> Iterator[Watching]:
    """The command over the small project, past its first look."""
    found = Watching(project.root)
    found.until("looking again at every save (Ctrl-C ends it)")
    yield found
    if found.process.poll() is None:
        found.end()


def save(project: Folder, old: str, new: str) -> None:
    """Save the talk as editors do, whole: a new file put in the place of the old."""
    text = (project.root / TALK).read_text("utf-8")
    assert text.count(old) == 1
    beside = project.root / f".{Path(TALK).name}.new"
    beside.write_text(text.replace(old, new), "utf-8")
    beside.replace(project.root / TALK)


def test_each_save_is_looked_at_and_ctrl_c_ends_it(project: Folder, watching: Watching) -> None:
    time.sleep(0.3)
    save(project, "id: bluestore", "id: bluestor")
    said = watching.until("9 records: 1 problem, 1 warning")
    assert said[0].startswith("── ")
    assert said[1:5] == [
        f"{TALK}:13:9: unknown technique 'bluestor' [technique-exists]",
        "      - id: bluestor",
        "            ^^^^^^^^",
        "    → did you mean 'bluestore'?",
    ]
    project.write(TALK, "a: b: c\n")
    assert any("[yaml-syntax]" in line for line in watching.until("1 problem, 0 warnings"))
    project.remove(TALK)
    watching.until("warnings")
    assert watching.end() == 0
    rest = []
    while not watching.lines.empty():
        rest.append(watching.lines.get())
    assert rest[-1] == "stopped"
    assert not any("Traceback" in line for line in rest)


def test_a_save_that_changes_no_problem_is_told_in_a_line(project: Folder, watching: Watching) -> None:
    time.sleep(0.3)
    save(project, "저장소 이야기", "저장소에 대하여")
    assert watching.until("no problems") == ["9 records: no problems"]


def test_no_project(tmp_path: Path) -> None:
    found = Watching(tmp_path)
    assert found.process.wait(SOON) == 2
    assert any("no project here" in line for line in found.until("name it with -C DIR"))
    found.end()
