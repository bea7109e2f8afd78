"""What a folder holds, what lies beside it, and who could have left that there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def content(folder: Path) -> dict[str, str]:
    """Every file's words, by path."""
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


def beside(target: Path) -> list[str]:
    """Names of what lies beside a folder."""
    return sorted(path.name for path in target.parent.iterdir() if path != target)


def dead_process() -> int:
    """Id of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid
