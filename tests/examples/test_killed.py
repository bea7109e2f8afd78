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
from contextlib import suppress
from pathlib import Path

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


@pytest.mark.parametrize("id_", CLUSTERS)
def test_a_killed_command_leaves_nothing_of_a_cluster(catalog: Catalog, base: Path, id_: str) -> None:
    missing = lacks(catalog.snippets[id_])
    lacking = [words.say("en") for words in (*(lack.what for lack in missing), *cures(missing))]
    if lacking or not find_sandbox():
        message = "; ".join(lacking) or "needs bubblewrap"
        if os.environ.get("KBSITE_EVERY_TOOL") and any(lack.package for lack in missing):
            pytest.fail(message)
        pytest.skip(message)
    name, count = CLUSTERS[id_]
    mounts = Path("/proc/self/mounts").read_text()
    call = [sys.executable, "-m", "kbsite.cli", "-C", str(ROOT), "run", id_]
    with (base.parent / f"{base.name}.log").open("w+") as log:
        Path(log.name).unlink()
        with subprocess.Popen(call, stdout=log, stderr=log) as command:
            is_up = wait(lambda: [each.name for each in descendants(command.pid)].count(name) >= count or command.poll() is not None, 200)
            time.sleep(2)  # so that daemons write while they are killed
            running = {each.pid: born(each.pid) for each in descendants(command.pid)}
            apart = set().union(*map(namespaces, running)) - namespaces(os.getpid())
            command.send_signal(signal.SIGKILL)
        log.seek(0)
        assert is_up, log.read()
    assert len(running) > 3
    assert len(apart) >= len(NAMESPACES)
    assert any(base.rglob("*"))
    assert wait(lambda: not any(began and born(pid) == began for pid, began in running.items()), 30), running
    assert wait(lambda: not any(base.iterdir()), 30), list(base.rglob("*"))[:20]
    others = (int(folder.name) for folder in Path("/proc").glob("[0-9]*"))
    assert not apart & set().union(*map(namespaces, others))
    assert str(base) not in "".join(set(Path("/proc/self/mounts").read_text().splitlines()) - set(mounts.splitlines()))
