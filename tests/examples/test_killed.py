"""`kill -9` of the command while a whole cluster runs under it: no process, mount, namespace or file of it stays."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest
from projectkit import ROOT

from kbsite.records.catalog import Catalog
from kbsite.snippets.guard import descendants
from kbsite.snippets.needs import cures, lacks
from kbsite.snippets.sandbox import find_sandbox

pytestmark = pytest.mark.xdist_group("measurements")
CLUSTERS = {"ceph-one-node": ("ceph-osd", 1), "yarn-cluster": ("java", 3)}
"""Examples, and the program that is there, and how often, when their cluster is."""
NAMESPACES = ("net", "pid", "mnt", "ipc", "uts")


@pytest.fixture
def base(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the run takes place, and nothing else."""
    folder = Path(tempfile.mkdtemp(prefix="kb-killed-", dir="/var/tmp"))
    monkeypatch.setenv("TMPDIR", str(folder))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def born(pid: int) -> str:
    """What tells a process from a later one of the same number; empty where it is gone or only its exit code is left."""
    with suppress(OSError):
        values = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return "" if values[0] in "ZX" else values[19]
    return ""


def namespaces(pid: int) -> set[str]:
    """Those that a process is in."""
    found = set()
    for name in NAMESPACES:
        with suppress(OSError):
            found.add(str(Path(f"/proc/{pid}/ns/{name}").readlink()))
    return found


def wait(what: Callable[[], object], seconds: float) -> bool:
    """Whether something comes true in time."""
    until = time.monotonic() + seconds
    while not what():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


@dataclass
class Victim:
    """A command with a cluster under it, and what was seen of it."""

    id_: str
    command: subprocess.Popen[bytes]
    log: IO[str]
    running: dict[int, str] = field(default_factory=dict)
    """Process ids, and when each was born."""
    apart: set[str] = field(default_factory=set)
    """Namespaces that are its own."""

    def is_up(self) -> bool:
        """Whether its daemons are there, or it has ended."""
        name, count = CLUSTERS[self.id_]
        names = [each.name for each in descendants(self.command.pid)]
        return names.count(name) >= count or self.command.poll() is not None

    def look(self) -> None:
        """Note what is there."""
        self.running = {each.pid: born(each.pid) for each in descendants(self.command.pid)}
        self.apart = set().union(*map(namespaces, self.running)) - namespaces(os.getpid())

    def is_gone(self) -> bool:
        """Whether no process of it is left."""
        return not any(began and born(pid) == began for pid, began in self.running.items())


@contextmanager
def started(id_: str) -> Iterator[Victim]:
    """The command that runs an example, killed at the latest when the block ends."""
    call = [sys.executable, "-m", "kbsite.cli", "-C", str(ROOT), "run", id_]
    with tempfile.TemporaryFile("w+", dir="/var/tmp") as log, subprocess.Popen(call, stdout=log, stderr=log) as command:
        try:
            yield Victim(id_, command, log)
        finally:
            command.kill()


def need(catalog: Catalog, id_: str) -> None:
    """Skip where this machine lacks something; where it was to have every tool, fail."""
    missing = lacks(catalog.snippets[id_])
    lacking = [words.say("en") for words in (*(lack.what for lack in missing), *cures(missing))]
    if lacking or not find_sandbox():
        message = "; ".join(lacking) or "needs bubblewrap"
        if os.environ.get("KBSITE_EVERY_TOOL") and any(lack.package for lack in missing):
            pytest.fail(message)
        pytest.skip(message)


def test_killed_commands_leave_nothing_of_their_clusters(catalog: Catalog, base: Path) -> None:
    for id_ in CLUSTERS:
        need(catalog, id_)
    mounts = Path("/proc/self/mounts").read_text()
    with ExitStack() as running:
        victims = [running.enter_context(started(id_)) for id_ in CLUSTERS]
        assert wait(lambda: all(victim.is_up() for victim in victims), 240), [victim.id_ for victim in victims if not victim.is_up()]
        time.sleep(1)  # so that daemons write while they are killed
        for victim in victims:
            victim.log.seek(0)
            assert victim.command.poll() is None, victim.log.read()
            victim.look()
            victim.command.send_signal(signal.SIGKILL)
    assert all(len(victim.running) > 3 and len(victim.apart) >= len(NAMESPACES) for victim in victims)
    assert any(base.rglob("*"))
    assert wait(lambda: all(victim.is_gone() for victim in victims), 30), [victim.running for victim in victims]
    assert wait(lambda: not any(base.iterdir()), 30), list(base.rglob("*"))[:20]
    others = set().union(*(namespaces(int(folder.name)) for folder in Path("/proc").glob("[0-9]*")))
    assert not others & set().union(*(victim.apart for victim in victims))
    assert str(base) not in "".join(set(Path("/proc/self/mounts").read_text().splitlines()) - set(mounts.splitlines()))
