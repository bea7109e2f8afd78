"""Saves of a project's files, as they happen."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from watchfiles import Change, watch


@dataclass(frozen=True, slots=True)
class Save:
    """What was saved at about the same time."""

    settings: bool
    """Whether settings were."""
    paths: frozenset[str] | None
    """Records, pages and theme files, relative to the project; None where it is not known which."""


class Watch:
    """Looks for saves of records, pages, settings and theme files since it was made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._settings_read = self._settings()
        self._first_read = self._saved()

    def saves(self, stop: threading.Event) -> Iterator[Save]:
        """Every save; ends when told to stop, or interrupted."""
        folders = [folder for folder in (self.root / "talks", self.root / "content") if folder.is_dir()]
        settings, late = self._settings_read, True
        for changes in watch(
            *folders, stop_event=stop, debounce=80, step=20, rust_timeout=250, yield_on_timeout=True, raise_interrupt=False
        ):
            now = self._settings()
            missed = late and self._saved() != self._first_read
            if changes or now != settings or missed:
                yield Save(now != settings, None if missed or now != settings else self._inside(changes))
            settings, late = now, False

    def _inside(self, changes: Iterable[tuple[Change, str]]) -> frozenset[str] | None:
        """Paths of changes, relative to the project."""
        try:
            return frozenset(Path(path).relative_to(self.root).as_posix() for _, path in changes)
        except ValueError:
            return None

    def _settings(self) -> dict[Path, int]:
        """When each settings file was written: editors put a new file in place of the old, which a watch on a file misses."""
        return _written(self.root.glob("mkdocs*.yml"))

    def _saved(self) -> dict[Path, int]:
        """When each record and page was written, to find what was saved between the first reading and the first look."""
        return {**_written(self.root.glob("talks/**/*")), **_written(self.root.glob("content/**/*"))}


def _written(paths: Iterable[Path]) -> dict[Path, int]:
    found = {}
    for path in paths:
        with suppress(OSError):
            found[path] = path.stat().st_mtime_ns
    return found
