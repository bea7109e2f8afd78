"""Record files to the style of the house, each with what it was and what it should be."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kbsite.editing.files import schema_at, type_at
from kbsite.problems import Problem
from kbsite.records.file import read_document
from kbsite.records.project import Project
from kbsite.records.style import restyled


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file and its text in the style of the house; `after` is None where the file cannot be read."""

    path: str
    before: str = field(repr=False, default="")
    after: str | None = field(repr=False, default=None)
    problems: tuple[Problem, ...] = ()
    """Why it cannot be read."""

    @property
    def changed(self) -> bool:
        """Whether the file is in another style."""
        return self.after is not None and self.after != self.before

    def difference(self) -> Iterator[str]:
        """The lines of a unified diff from the file to the style."""
        before, after = self.before.splitlines(), (self.after or "").splitlines()
        yield from difflib.unified_diff(before, after, self.path, self.path, lineterm="")


def formatted(project: Project, paths: Iterable[str]) -> Iterator[Formatted]:
    """Each file in the style of the house; nothing is written."""
    for path in paths:
        document, problems, fit = read_document(project, path)
        if problems or not fit:
            yield Formatted(path, problems=tuple(problems))
            continue
        before = (project.root / path).read_bytes().decode("utf-8")
        yield Formatted(path, before, restyled(document, type_at(path), schema_at(project, path)))
