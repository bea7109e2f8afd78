"""An interpreter with an example's packages: a virtual environment kept by what is in it, made from the package index."""

from __future__ import annotations

import fcntl
import importlib.metadata
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kbsite.records.runs import sha256
from kbsite.snippets.sandbox import base_python
from kbsite.words import Words

READY = ".ready"
LONGEST_SECONDS = 900


class NoPackages(Exception):
    """The packages could not be had; `said` is why."""

    def __init__(self, said: Words) -> None:
        super().__init__(said.say())
        self.said = said


def environment_folder(cache: Path, packages: tuple[str, ...]) -> Path:
    """Where the environment with these packages is, or will be."""
    named = "\n".join((platform.python_version(), platform.machine(), str(base_python()), *sorted(packages)))
    return cache / "python" / sha256(named)[:16]


def interpreter(cache: Path, packages: tuple[str, ...]) -> Path:
    """The interpreter for an example; makes its environment where it is not there yet. Only wheels: nothing is run to install them.

    Raises `NoPackages` where that fails.
    """
    if not packages:
        return base_python()
    folder = environment_folder(cache, packages)
    with _locked(folder):
        if not (folder / READY).exists():
            shutil.rmtree(folder, ignore_errors=True)
            _make(folder, packages)
            (folder / READY).touch()
    return folder / "bin" / "python"


def _make(folder: Path, packages: tuple[str, ...]) -> None:
    _do([str(base_python()), "-I", "-m", "venv", str(folder)], packages)
    pip = [str(folder / "bin" / "python"), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    _do([*pip, "--only-binary", ":all:", "--", *packages], packages)


def _do(command: list[str], packages: tuple[str, ...]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LONGEST_SECONDS, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        raise NoPackages(NOT_HAD.fill(packages=", ".join(packages), why=f"> {LONGEST_SECONDS} s")) from None
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise NoPackages(NOT_HAD.fill(packages=", ".join(packages), why=next(reversed(lines), str(done.returncode))))


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One process at a time makes an environment; a process that dies lets go of the lock."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def installed(python: Path) -> dict[str, str]:
    """Packages of an environment and their versions; none for the system's own interpreter."""
    folders = [str(path) for path in (python.parent.parent / "lib").glob("python*/site-packages")]
    if python == base_python():
        return {}
    found = importlib.metadata.distributions(path=folders)
    return {each.name: each.version for each in sorted(found, key=lambda each: each.name.lower()) if each.name not in ("pip", "setuptools")}


def homes(python: Path) -> tuple[Path, ...]:
    """Folders that an interpreter cannot do without: its environment, and the installation it came from."""
    return tuple(dict.fromkeys((python.parent.parent, Path(sys.base_prefix))))


NOT_HAD = Words("the Python packages {packages} could not be installed: {why}", "파이썬 패키지 {packages}을/를 설치하지 못했습니다: {why}")
