"""The command line that shuts a step in: bubblewrap with a read-only system, own processes and, unless asked for, no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kbsite.snippets.places import CACHE, HERE, PATHS, WORK, Places
from kbsite.words import Words

PROGRAM = "bwrap"
NOBODY = 65534
HIDDEN = ("/home", "/root", "/run", "/tmp")  # noqa: S108 - they are what is hidden
SHARED = "/dev/shm"  # noqa: S108 - a private one: semaphores of several processes are files in it
IN_MEMORY_MIB = 256
"""Room in each folder that is memory: what is written there counts as no process's memory, so no other limit holds it."""
PASSED_TO_REGISTRIES = ("http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS")
"""With the network only: how registries are reached and trusted. An address with a password in it is not passed on."""


@dataclass(frozen=True, slots=True)
class Sandbox:
    """Whether steps can be shut in on this machine."""

    version: str = ""
    """As `bubblewrap 0.8.0`; empty where there is none."""
    lacks: Words | None = None
    """Why there is none."""

    def __bool__(self) -> bool:
        return bool(self.version)


def find_sandbox() -> Sandbox:
    """Try the sandbox once: it may be missing, or the system may forbid it."""
    program = shutil.which(PROGRAM, path=PATHS)
    if program is None:
        return Sandbox(lacks=ABSENT)
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    tried = [
        program,
        "--ro-bind",
        "/",
        "/",
        "--proc",
        "/proc",
        "--dev",
        "/dev",
        *_in_memory(SHARED, "1777"),
        "--unshare-pid",
        "--unshare-net",
        "true",
    ]
    done = subprocess.run(tried, capture_output=True, text=True, check=False)
    return Sandbox(version) if done.returncode == 0 else Sandbox(lacks=FORBIDDEN.fill(why=done.stderr.strip()[:200]))


def environment(places: Places, *, network: bool, given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """All that a step knows of the environment."""
    found = {"PATH": places.path, "HOME": places.work, "TMPDIR": places.work, "LANG": "C.UTF-8", "KBSITE_WORK": places.work}
    if places.cache:
        found["KBSITE_CACHE"] = places.cache
    for name in PASSED_TO_REGISTRIES if network else ():
        for each in {name, name.upper()}:
            if "@" not in given.get(each, "@"):
                found[each] = given[each]
    return found


def shut_in(command: tuple[str, ...], places: Places, *, root: bool, network: bool, devices: tuple[str, ...] = ()) -> list[str]:
    """The command inside the sandbox; as root only where the example needs it, otherwise as the user or as nobody."""
    return [PROGRAM, *_system(places, root, devices), *_folders(places, network), *_apart(root, network), "--", *_as_user(root), *command]


def _system(places: Places, root: bool, devices: tuple[str, ...]) -> Iterator[str]:
    yield from ("--ro-bind", "/", "/", "--proc", "/proc")
    yield from ("--dev-bind", "/dev", "/dev", "--bind", "/sys", "/sys") if root else ("--dev", "/dev")
    for device in () if root else devices:
        yield from ("--dev-bind-try", device, device)
    if not root or Path(SHARED).is_dir():  # else it would be made on the machine itself
        yield from _in_memory(SHARED, "1777")
    for folder in (*HIDDEN, str(places.project)):
        if Path(folder).is_dir():
            yield from _in_memory(folder)
    for needed in places.needed:
        for above in reversed(needed.parents):  # else they are for their owner alone
            if any(above.is_relative_to(folder) and above != Path(folder) for folder in (*HIDDEN, places.project)):
                yield from ("--perms", "0755", "--dir", str(above))
        yield from ("--ro-bind", str(needed), str(needed))


def _in_memory(folder: str, rights: str = "0755") -> tuple[str, ...]:
    return ("--perms", rights, "--size", str(IN_MEMORY_MIB * 2**20), "--tmpfs", folder)


def _folders(places: Places, network: bool) -> Iterator[str]:
    yield from ("--ro-bind", str(places.folder / "here"), HERE, "--bind", str(places.folder / "work"), WORK, "--chdir", WORK)
    if places.kept:
        yield from ("--bind" if network else "--ro-bind", str(places.kept), CACHE)
    names = Path("/etc/resolv.conf").resolve()
    if network and str(names).startswith(HIDDEN):
        yield from ("--ro-bind-try", str(names), str(names))


def _apart(root: bool, network: bool) -> Iterator[str]:
    yield from ("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--hostname", "localhost")
    yield from ("--die-with-parent", "--new-session", *(() if network else ("--unshare-net",)))
    if root:
        yield from ("--cap-add", "ALL")
    elif os.geteuid() == 0:
        yield from ("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")


def _as_user(root: bool) -> tuple[str, ...]:
    """Whoever runs as root gives that up inside, so that limits hold and files of root stay unread."""
    if root or os.geteuid() != 0:
        return ()
    return ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")


def base_python() -> Path:
    """The interpreter that this one came from, outside any virtual environment."""
    return Path(getattr(sys, "_base_executable", None) or sys.executable).resolve()


ABSENT = Words(
    "bubblewrap is not installed: the example runs without a sandbox (Debian: apt-get install bubblewrap)",
    "bubblewrap이 없어서 샌드박스 없이 실행합니다 (데비안: apt-get install bubblewrap)",
)
UNWANTED = Words("the example runs without a sandbox", "샌드박스 없이 실행합니다")
FORBIDDEN = Words(
    "this system does not let bubblewrap work, so the example runs without a sandbox: {why}",
    "이 시스템이 bubblewrap을 막아서 샌드박스 없이 실행합니다: {why}",
)
