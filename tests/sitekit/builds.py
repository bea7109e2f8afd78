"""The command `kbsite` in a process of its own, and folders compared byte by byte."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
SITE_URL = "https://kb.example/sub/"
REPO_URL = "https://git.example/kb"
ENVIRONMENT = {"KBSITE_SITE_URL": SITE_URL, "KBSITE_REPO_URL": REPO_URL, "KBSITE_LANG": "en"}


def environment(**more: str) -> dict[str, str]:
    """Where the command runs: what this process has, without settings of its own, and some more."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KBSITE_", "SOURCE_DATE_EPOCH"))}
    return {**kept, "KBSITE_LANG": "en", **more}


def kbsite(*arguments: str | Path, timeout: float = 300, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    return _ran(arguments, variables, timeout)


def _ran(arguments: Iterable[str | Path], variables: Mapping[str, str], timeout: float = 300) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kbsite.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout, env=environment(**variables), check=False)


def build(root: Path, target: Path, *options: str, **variables: str) -> Path:
    """Build a project that has no problems."""
    done = _ran(("-C", root, "build", "-o", target, *options), variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def build_anew(root: Path, target: Path, *options: str, **variables: str) -> Path:
    """Build a project that has no problems, taking nothing from any build before."""
    done = _ran(("--no-cache", "-C", root, "build", "-o", target, *options), variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def files(folder: Path) -> dict[str, Path]:
    """Every file under a folder, by path."""
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}


def content(folder: Path) -> Mapping[str, bytes]:
    """Every file's bytes, by path."""
    return {name: path.read_bytes() for name, path in files(folder).items()}


def differences(one: Path, other: Path) -> list[str]:
    """Paths of files that are not in both folders or not the same in both."""
    mine, theirs = content(one), content(other)
    return sorted(name for name in {*mine, *theirs} if mine.get(name) != theirs.get(name))
