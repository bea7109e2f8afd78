"""The command within this process, for tests of single commands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from projectkit import Folder

from kbsite.cli import main

Run = Callable[..., Result]


@pytest.fixture
def run(project: Folder) -> Run:
    """The command over the small project, in English; an exception in it fails the test."""

    def command(*arguments: str, lang: str = "en", given: str = "") -> Result:
        return CliRunner(catch_exceptions=False).invoke(main, ["-C", str(project.root), "--lang", lang, *arguments], input=given)

    return command
