"""The hooks that other repositories can use through pre-commit: their fields, and that their commands run."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from projectkit import ROOT, SPEAKER, Folder, real_records

from kbsite.cli import main

HOOKS: dict[str, dict[str, Any]] = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


@pytest.fixture
def hook(project: Folder, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs a hook's command in the small project, as pre-commit does: with the names of files, if it takes them."""
    monkeypatch.chdir(project.root)

    def run(id_: str, *files: str) -> int:
        command, *arguments = shlex.split(HOOKS[id_]["entry"])
        assert command == "kbsite"
        names = files if HOOKS[id_].get("pass_filenames", True) else ()
        return CliRunner(catch_exceptions=False).invoke(main, [*arguments, *names]).exit_code

    return run


def test_every_hook_has_what_pre_commit_asks_for() -> None:
    assert set(HOOKS) == {"kbsite-check", "kbsite-fmt"}
    for hook in HOOKS.values():
        assert {"id", "name", "entry", "language", "files"} <= set(hook)
        assert hook["language"] == "python"


def test_the_check_fails_where_there_is_a_problem(project: Folder, hook: Callable[..., int]) -> None:
    assert hook("kbsite-check", SPEAKER) == 0
    project.write(SPEAKER, "name: x\n")
    assert hook("kbsite-check", SPEAKER) == 1


def test_the_formatter_rewrites_the_files_it_is_given(project: Folder, hook: Callable[..., int]) -> None:
    project.write(SPEAKER, "sources: programme\nname:  {ko: 김민지}\n")
    assert hook("kbsite-fmt", SPEAKER) == 0  # pre-commit fails by itself where a file was changed
    assert (project.root / SPEAKER).read_text("utf-8") == "name: {ko: 김민지}\nsources: programme\n"


def test_the_hooks_see_every_record_and_nothing_that_is_none() -> None:
    for path in (*real_records(), "content/snippets/perf-hot-line/snippet.yml"):
        assert re.search(HOOKS["kbsite-fmt"]["files"], path)
        assert re.search(HOOKS["kbsite-check"]["files"], path)
    assert not re.search(HOOKS["kbsite-fmt"]["files"], "mkdocs.yml")
    assert not re.search(HOOKS["kbsite-fmt"]["files"], "content/snippets/yarn-cluster/conf/site.yml")
    assert re.search(HOOKS["kbsite-check"]["files"], "mkdocs.en.yml")
