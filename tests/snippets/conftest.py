"""Runs for real: where they take place, and the sandbox of this machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kbsite.snippets import runner
from kbsite.snippets.sandbox import Sandbox, find_sandbox


@pytest.fixture(autouse=True)
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of all runs of a test, and little patience with what does not end."""
    folder = tmp_path / "base"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(runner, "GRACE_SECONDS", 1.0)
    return folder


@pytest.fixture(scope="session")
def found() -> Sandbox:
    """The sandbox, looked for once."""
    return find_sandbox()


@pytest.fixture
def sandbox(found: Sandbox) -> Sandbox:
    """The sandbox, where there is one."""
    if not found:
        message = found.lacks.say("en") if found.lacks else ""
        if os.environ.get("KBSITE_EVERY_TOOL"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture(params=["sandbox", "none"])
def either(request: pytest.FixtureRequest) -> Sandbox:
    """With the sandbox, and without one."""
    sandbox: Sandbox = request.getfixturevalue("sandbox") if request.param == "sandbox" else Sandbox()
    return sandbox
