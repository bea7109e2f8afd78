"""What may have happened to files since they were written, for tests of what is noticed."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path


def remove(paths: Iterable[Path]) -> None:
    """Take some files away."""
    for path in [*paths]:
        path.unlink()


def into_folder(path: Path) -> None:
    """A folder in place of a file."""
    path.unlink()
    path.mkdir()


def into_link(path: Path, target: Path) -> None:
    """A link in place of a file."""
    path.unlink()
    path.symlink_to(target)


def into_file(folder: Path) -> None:
    """A file in place of a folder."""
    shutil.rmtree(folder)
    folder.write_text("a file", "utf-8")


def moved(folder: Path, elsewhere: Path) -> None:
    """A link in place of a folder, to where that is now."""
    folder.rename(elsewhere)
    folder.symlink_to(elsewhere)
