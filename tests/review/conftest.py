"""A small project in a repository of its own, whose state of `main` is what changes are compared with."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from projectkit import Folder
from sitekit.small import write_project


def git(root: Path, *arguments: str) -> None:
    """A git command that leaves no trace outside the folder."""
    settings = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", "-C", str(root), *settings, *arguments], check=True, capture_output=True)


def commit(root: Path) -> None:
    """Keep everything as the newest state of the branch."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "state")


@pytest.fixture
def kept(tmp_path: Path) -> Folder:
    """The project, its first state committed."""
    root = write_project(tmp_path / "kept")
    (root / "talks/searches.yml").write_text("method:\n  finds: [method]\n", "utf-8")
    git(tmp_path, "init", "--quiet", str(root))
    commit(root)
    return Folder(root)
