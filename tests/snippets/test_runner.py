"""Real runs of small examples: what is seen of them, and that nothing of them is left, however they end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from projectkit import Folder
from snippetkit import left, order, outcome, processes, write

from kbsite.snippets import guard, runner
from kbsite.snippets.sandbox import Sandbox, base_python

pytestmark = pytest.mark.xdist_group("measurements")
SLEEP = f"{os.getpid()}31415"
"""Seconds that only processes of these tests sleep, by which they are found."""
DAEMON = f"""
import os, subprocess, sys, time
print("row", flush=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execvp("sleep", ["sleep", "{SLEEP}"])
    os._exit(0)
time.sleep(0.3)
"""
STUBBORN = f"""
import os, signal, subprocess
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
print("row", flush=True)
subprocess.run(["sleep", "{SLEEP}"])
subprocess.run(["sleep", "{SLEEP}"])
"""


def test_output_steps_and_time(project: Folder, base: Path, either: Sandbox) -> None:
    write(project, "import sys\nprint('row 1', flush=True)\nprint('\\x1b[31mrow 2\\x1b[0m', file=sys.stderr)\n")
    shown: list[bytes] = []
    begun: list[int] = []
    with runner.ran(order(project, either), shown.append, begun.append) as found:
        assert (found.why, [step.exit for step in found.steps]) == ("done", [0])
    assert found.text == "row 1\nrow 2\n"
    assert b"".join(shown) == found.output
    assert begun == [0]
    assert 0 < found.steps[0].seconds <= found.seconds < 20
    assert left(SLEEP, base) == ([], [])


def test_steps_stop_at_the_first_that_fails(project: Folder, sandbox: Sandbox) -> None:
    steps = [{"run": ["sh", "-c", "echo row; exit 3"]}, {"run": ["echo", "never"]}]
    write(project, steps=steps)
    found = outcome(project, sandbox)
    assert (found.why, [step.exit for step in found.steps], found.text) == ("failed", [3], "row\n")


def test_a_program_that_is_not_there(project: Folder) -> None:
    write(project, steps=[{"run": ["no-such-program"]}])
    found = outcome(project, Sandbox())
    assert (found.why, found.steps[0].exit, found.text) == ("failed", 127, "no-such-program: No such file or directory\n")


def test_the_environment_says_little(project: Folder, either: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_TOKEN", "secret")
    write(project, "import os\nprint(sorted(os.environ))\nprint(os.environ['HOME'] == os.environ['TMPDIR'] == os.getcwd(), 'row')\n")
    lines = outcome(project, either).text.splitlines()
    assert set(eval(lines[0])) - {"LC_CTYPE", "PWD"} == {"PATH", "HOME", "TMPDIR", "LANG", "KBSITE_WORK"}  # noqa: S307
    assert lines[1] == "True row"


@pytest.mark.parametrize("code", ["while True: pass\n", STUBBORN], ids=["endless", "deaf to signals"])
def test_the_time_limit_ends_everything(project: Folder, base: Path, either: Sandbox, code: str) -> None:
    write(project, code, time_limit="1")
    assert outcome(project, either).why == "time"
    assert left(SLEEP, base) == ([], [])


def test_a_step_may_tidy_up_before_it_is_killed(project: Folder, either: Sandbox) -> None:
    script = "trap 'echo tidied; exit' TERM; sleep 60 & wait"  # a shell hears signals long before its time is over
    write(project, steps=[{"run": ["sh", "-c", script]}], time_limit="2")
    assert outcome(project, either).text == "tidied\n"


def test_what_a_step_leaves_running_is_ended(project: Folder, base: Path, either: Sandbox) -> None:
    write(project, DAEMON)
    assert outcome(project, either).why == "done"
    assert left(SLEEP, base, 0.0) == ([], [])


def test_a_fork_bomb_is_stopped(project: Folder, base: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "THREADS", 400)
    monkeypatch.setattr(runner, "PROCESSES", 100)
    write(
        project,
        f"import os, time\nfor _ in range(30):\n    try:\n        os.fork()\n    except OSError:\n        pass\n    time.sleep(0.02)\nos.execvp('sleep', ['sleep', '{SLEEP}'])\n",
    )
    assert outcome(project, sandbox).why == "processes"
    assert left(SLEEP, base) == ([], [])


def test_memory_is_watched(project: Folder, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "MEMORY_MIB", 150)
    write(project, "import time\nheld = []\nwhile True:\n    held.append(bytearray(1 << 24))\n    time.sleep(0.2)\n")
    found = outcome(project, sandbox)
    assert found.why == "memory"
    assert 150 < found.peak_mib < 1000


def test_peak_memory_of_a_child_inside(project: Folder, either: Sandbox) -> None:
    child = "import time; held = bytearray(100 << 20); time.sleep(1)"
    write(project, f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', '''{child}'''])\nprint('row')\n")
    assert 100 < outcome(project, either).peak_mib < 200


def test_too_much_output_is_stopped(project: Folder, sandbox: Sandbox) -> None:
    write(project, "while True: print('row' * 1000)\n")
    found = outcome(project, sandbox)
    assert found.why == "output"
    assert len(found.output) < 1_000_000


def test_the_system_and_the_sources_cannot_be_written(project: Folder, sandbox: Sandbox) -> None:
    code = "for path in ('/etc/kb', '/usr/kb', '/var/tmp/kb', '/tmp/here/kb', '/tmp/here/main.py'):\n    try:\n        open(path, 'a')\n    except OSError as error:\n        print(type(error).__name__, error.errno)\n    else:\n        print('written', path)\n"
    write(project, code)
    assert set(outcome(project, sandbox).text.splitlines()) <= {"OSError 30", "PermissionError 13"}


def test_shared_memory_works_and_is_gone_afterwards(project: Folder, sandbox: Sandbox) -> None:
    name = f"/dev/shm/kb-{SLEEP}"  # noqa: S108
    code = f"""
import multiprocessing
multiprocessing.Lock()
try:
    with open({name!r}, "wb", buffering=0) as file:
        for _ in range(1000):
            file.write(bytes(1 << 20))
except OSError as error:
    print("row", error.strerror)
"""
    write(project, code)
    found = outcome(project, sandbox)
    assert (found.why, found.text) == ("done", "row No space left on device\n")
    assert not Path(name).exists()


def test_homes_and_the_project_are_not_seen(project: Folder, sandbox: Sandbox) -> None:
    code = f"import os\nprint(*os.listdir('/root'), *os.listdir('/home'))\nprint(os.path.exists({str(project.root / 'mkdocs.yml')!r}), 'row')\n"
    write(project, code)
    seen, last = outcome(project, sandbox).text.splitlines()
    assert set(seen.split()) <= set(base_python().parts)
    assert last == "False row"


def test_the_network_is_its_own(project: Folder, sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        outside = server.getsockname()[1]
        code = f"""
import socket
for address in (("192.0.2.1", 80), ("127.0.0.1", {outside})):
    try:
        socket.create_connection(address, timeout=2)
    except OSError as error:
        print(type(error).__name__)
with socket.create_server(("127.0.0.1", 0)) as server:
    socket.create_connection(server.getsockname())
    print("row")
"""
        write(project, code)
        assert outcome(project, sandbox).text == "OSError\nConnectionRefusedError\nrow\n"


def test_a_folder_is_kept_between_runs_for_what_is_fetched(project: Folder, sandbox: Sandbox) -> None:
    count = "import os, pathlib\nkept = pathlib.Path(os.environ['KBSITE_CACHE'], 'n')\nn = int(kept.read_text()) if kept.exists() else 0\nprint('row', n)\n"
    project.write("content/snippets/two-rows/fetch.py", count + "kept.write_text(str(n + 1))\n")
    offline = "import socket\ntry:\n    kept.write_text('x')\nexcept OSError as error:\n    print(error.errno)\nprint(sorted(name for _, name in socket.if_nameindex()))\n"
    steps = [{"run": ["{python}", "{here}/fetch.py"], "internet": "true"}, {"run": ["{python}", "{here}/main.py"]}]
    write(project, count + offline, steps=steps, needs={"network": "internet"})
    assert outcome(project, sandbox).text == "row 0\nrow 1\n30\n['lo']\n"
    assert outcome(project, sandbox).text.startswith("row 1\nrow 2\n")


def test_a_folder_that_locks_itself_is_removed(project: Folder, base: Path, either: Sandbox) -> None:
    code = "import os\nos.makedirs('a/b')\nopen('a/b/c', 'w').close()\nos.symlink('/etc', 'a/etc')\nos.chmod('a/b', 0)\nos.chmod('a', 0)\nprint('row')\n"
    write(project, code)
    assert outcome(project, either).why == "done"
    assert left(SLEEP, base, 0.0) == ([], [])
    assert Path("/etc").exists()


COMMAND = [sys.executable, "-m", "kbsite.cli", "--lang", "en"]


def hears_interrupts() -> None:
    """What is started in the background of a shell is deaf to them, and so are its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@contextmanager
def started(call: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A command on its way; killed if a test has failed."""
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=hears_interrupts) as command:  # noqa: PLW1509
        try:
            yield command
        finally:
            command.kill()


@pytest.mark.parametrize("code", [DAEMON.replace("0.3", "600"), STUBBORN], ids=["daemon", "deaf to signals"])
def test_killing_the_command_leaves_nothing(project: Folder, base: Path, either: Sandbox, code: str) -> None:
    write(project, code, time_limit="600")
    call = [*COMMAND, "-C", str(project.root), "run", "two-rows", *([] if either else ["--no-sandbox"])]
    signals = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
    with ExitStack() as running:
        commands = [running.enter_context(started(call)) for _ in signals]
        until = time.monotonic() + 120
        while len(processes(SLEEP)) < len(signals) and time.monotonic() < until:
            time.sleep(0.05)
        assert len(processes(SLEEP)) == len(signals)
        for command, number in zip(commands, signals, strict=True):
            command.send_signal(number)
        codes = [command.wait(120) for command in commands]
    assert codes == [-signal.SIGKILL, 128 + signal.SIGTERM, 128 + signal.SIGINT]
    assert left(SLEEP, base) == ([], [])


def test_who_asks_to_stop_is_answered_when_all_is_gone(project: Folder, base: Path, either: Sandbox) -> None:
    write(project, DAEMON.replace("0.3", "600"), time_limit="600")
    with started([*COMMAND, "-C", str(project.root), "run", "two-rows", *([] if either else ["--no-sandbox"])]) as command:
        until = time.monotonic() + 120
        while not processes(SLEEP) and time.monotonic() < until:
            time.sleep(0.05)
        assert processes(SLEEP)
        command.send_signal(signal.SIGHUP)
        assert command.wait(120) == 128 + signal.SIGHUP
    assert left(SLEEP, base, 0.0) == ([], [])


def test_killing_the_guard_leaves_nothing(project: Folder, base: Path, sandbox: Sandbox) -> None:
    write(project, STUBBORN, time_limit="600")

    def kill(piece: bytes) -> None:
        (found,) = [each.pid for each in guard.descendants(os.getpid()) if each.pid in processes(str(guard.__file__))]
        os.kill(found, signal.SIGKILL)

    with runner.ran(order(project, sandbox), kill, lambda _: None) as found:
        assert found.why == "lost"
    assert left(SLEEP, base) == ([], [])
