"""When each file of a project last changed, from its history."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

_MARK = "\x01"


def last_changes(root: Path) -> Mapping[str, dt.date]:
    """Day of the last commit of each file, by path relative to `root`; empty where there is no history to ask.

    Files that were changed since, or that a shallow history cuts off, are left out rather than guessed: the dates go
    into the site map, whose `lastmod` must be true, and a build must give the same bytes on every machine.
    """
    log = _git(root, "log", "--format=%x01%cs", "--name-only", "--no-renames", "--relative", "--", ".")
    if log is None:
        return {}
    shallow = (_git(root, "rev-parse", "--is-shallow-repository") or "").strip() == "true"
    boundary = set((_git(root, "log", "--format=%x01%cs", "--max-parents=0") or "").split()) if shallow else set()
    days: dict[str, dt.date] = {}
    day = ""
    for line in log.splitlines():
        if line.startswith(_MARK):
            day = line
        elif line and day not in boundary:
            days.setdefault(line, dt.date.fromisoformat(day.removeprefix(_MARK)))
    inside = (_git(root, "rev-parse", "--show-prefix") or "").strip()  # status counts from the repository, log from the project
    for line in (_git(root, "status", "--porcelain", "--no-renames", "-uall", "--", ".") or "").splitlines():
        days.pop(line[3:].strip('"').removeprefix(inside), None)
    return days


def _git(root: Path, *arguments: str) -> str | None:
    command = ["git", "-c", "core.quotePath=false", "-C", str(root), *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, check=True, timeout=120, env={**os.environ, "LC_ALL": "C.UTF-8", "GIT_OPTIONAL_LOCKS": "0"}
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")
