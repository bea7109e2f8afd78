"""A number that only this user's machine knows, by which it tells its own caches from those that came with a project."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from kbsite.records.regular import regular

LENGTH = 32


def secret() -> bytes | None:
    """The number, made where there is none; None where it cannot be kept."""
    try:
        path = own_folder() / "key"
        return _read(path) or _made(path)
    except (OSError, RuntimeError):  # the latter where the user has no home
        return None


def own_folder() -> Path:
    """Where the user's own caches lie, which no project can reach. Raises RuntimeError where the user has no home."""
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(named) if named and Path(named).is_absolute() else Path.home() / ".cache") / "kbsite"


def _read(path: Path) -> bytes | None:
    """The number in a file that is the user's alone; what others could read or could have written counts for nothing."""
    try:
        file = regular(path)
    except FileNotFoundError:
        return None
    with file:
        status = os.fstat(file.fileno())
        ours = not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not stat.S_IMODE(status.st_mode) & 0o077)
        data = file.read(LENGTH + 1) if ours else b""
    return data if len(data) == LENGTH else None


def _made(path: Path) -> bytes | None:
    """A new number; the one that another process has made in the meantime, where there is one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(handle, "wb") as file:
        file.write(made := secrets.token_bytes(LENGTH))
    return made
