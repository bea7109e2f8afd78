"""A problem is a value: where it is, which rule it breaks, what is wrong, what was expected and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kbsite.words import Words

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file: path relative to the project, line and column from 1, counted in characters."""

    path: str
    line: int = 1
    column: int = 1
    length: int = field(default=1, compare=False)
    """How many characters the caret underlines."""

    def replaced_by(self, text: str) -> Replacement:
        """The change that puts a text here."""
        return Replacement(self.line, self.column, self.line, self.column + self.length, text)


@dataclass(frozen=True, slots=True, order=True)
class Replacement:
    """A change of a file's text: from one line and column to another, both from 1, the last character not included."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, with its place and its cure."""

    place: Place
    rule: str
    """Permanent name of the rule, e.g. `technique-exists`; the site explains each on its page of rules."""
    message: Words
    cure: Words | None = None
    severity: Severity = "error"
    line_text: str = ""
    """The offending line, as it stands in the file."""
    replacement: Replacement | None = None
    """What to write there, where the cure is certain."""

    def sort_key(self) -> tuple[Place, str, str]:
        """Order of a report: by place, then by rule."""
        return self.place, self.rule, self.message.say("en")
