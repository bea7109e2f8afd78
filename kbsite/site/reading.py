"""A project as it is on the disk, read and judged again at every save: only what was saved since, where that is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from kbsite.problems import Problem
from kbsite.records.catalog import Catalog
from kbsite.records.found import Status, of_saved, statuses
from kbsite.records.load import Kept, Memo, load_catalog
from kbsite.records.project import Project
from kbsite.records.sound import Remembered
from kbsite.rules import check, in_report_order
from kbsite.site.dates import last_changes


class Reading:
    """Remembers what each file held, and which records no rule for single records found anything in."""

    def __init__(self, root: Path, kept: Kept | None = None) -> None:
        self._root = root
        self._memo: Memo = {}
        self._kept = kept
        """Of no more use once everything has been read."""
        self._sound = Remembered(kept)
        self._project: Project | None = None
        self._files: Mapping[str, Status] = {}
        self.changed: Mapping[str, dt.date] = {}
        """Day of the last change of each file."""

    def catalog(self, saved: Collection[str] | None = None) -> tuple[Catalog | None, list[Problem]]:
        """The records, and what is wrong with files as such.

        Where the files that were `saved` are named, by paths relative to the project, the others are taken to be as they were.
        """
        catalog, problems = load_catalog(self._root, self._memo, self._kept, lambda project: self._look(project, saved))
        self.changed = self._changes(saved)
        return catalog, problems

    def _look(self, project: Project, saved: Collection[str] | None) -> Mapping[str, Status]:
        known = of_saved(project, self._files, saved) if saved is not None and project == self._project else None
        self._files = known or (self._kept.files(project) if self._kept else statuses(project))
        self._project = project
        return self._files

    def _changes(self, saved: Collection[str] | None) -> Mapping[str, dt.date]:
        """What was saved since the last commit has no day of change; a full look asks the history."""
        if saved is None:
            return last_changes(self._root)
        return {path: day for path, day in self.changed.items() if path not in saved}

    def judged(self, catalog: Catalog, problems: Sequence[Problem]) -> list[Problem]:
        """All problems of a catalog: those of its files, and what the rules find."""
        found = in_report_order([*problems, *check(catalog.ready(), self._sound)])
        self._sound.only_these(catalog.records())
        self._kept = None
        return found

    def is_current(self) -> bool:
        """Whether every file is still as it was read, also those that were not named as saved."""
        if self._project is None:
            return False
        return statuses(self._project) == self._files and last_changes(self._root) == self.changed
