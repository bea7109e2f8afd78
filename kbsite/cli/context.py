"""What every command shares: the options before its name, how problems are written, and exit codes."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbsite.problems import Problem
from kbsite.report import FORMATS, Style
from kbsite.words import Language, Words

if TYPE_CHECKING:
    from kbsite.records.kept import Kept

CANNOT_RUN = {"project-folder", "project-settings", "site-folder"}


class Context:
    """What the options before the command say."""

    def __init__(self, root: Path, language: Language, colour: bool | None, *, cache: bool = True) -> None:
        self.root = root
        self.language = language
        self.colour = colour
        self.cache = cache

    def kept(self) -> Kept | None:
        """What was kept of the records by other commands, not read yet; None where nothing is to be kept."""
        from kbsite.records.kept import Kept

        return Kept(self.root) if self.cache else None

    def style(self, stream: object) -> Style:
        """How to write to a stream: in colour only to a terminal that wants it."""
        wanted = (
            self.colour if self.colour is not None else bool(getattr(stream, "isatty", lambda: False)()) and not os.environ.get("NO_COLOR")
        )
        return Style(self.language, wanted)

    def say(self, words: Words) -> None:
        """A sentence for the person at the terminal, apart from the output."""
        click.echo(words.say(self.language), err=True)


def spoken_language() -> Language:
    """Korean where the environment's locale is Korean, else English; KBSITE_LANG decides before it."""
    named = next((os.environ[name] for name in ("KBSITE_LANG", "LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    if not named:
        named = locale.getlocale()[0] or ""
    return "ko" if named.lower().startswith("ko") else "en"


def report(context: Context, problems: Sequence[Problem], format_: str = "text") -> None:
    """Write problems to standard output."""
    from kbsite.rules import rules

    says = {rule.name: rule.says for rule in rules()} if format_ == "sarif" else {}
    style = context.style(sys.stdout)
    text = FORMATS[format_](problems, style, says)
    if text:
        click.echo(text, color=style.colour)


def exit_code(problems: Sequence[Problem]) -> int:
    """2 where the command could not run, 1 where there are errors, else 0."""
    if any(problem.rule in CANNOT_RUN for problem in problems):
        return 2
    return 1 if any(problem.severity == "error" for problem in problems) else 0
