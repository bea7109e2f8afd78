"""What pip would install this very kbsite from."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from kbsite import __version__
from kbsite.starter import engine


def installed(monkeypatch: pytest.MonkeyPatch, origin: Mapping[str, object]) -> str:
    class Installed:
        def read_text(self, name: str) -> str:
            assert name == "direct_url.json"
            return json.dumps(origin)

    monkeypatch.setattr(engine, "distribution", lambda name: Installed())
    return engine.own_requirement()


def test_it_is_the_commit_it_came_from(monkeypatch: pytest.MonkeyPatch) -> None:
    origin = {"url": "https://code.example/kbsite", "vcs_info": {"vcs": "git", "commit_id": "0123abc"}}
    assert installed(monkeypatch, origin) == "kbsite @ git+https://code.example/kbsite@0123abc"
    assert installed(monkeypatch, {"url": "file:///nowhere", "dir_info": {}}) == f"kbsite=={__version__}"
    assert engine.is_version_only(f"kbsite=={__version__}")


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://code.example/me/kb.git", "https://code.example/me/kb.git"),
        ("git@code.example:me/kb.git", "https://code.example/me/kb.git"),
        ("ssh://git@code.example/me/kb", "https://code.example/me/kb"),
        ("https://me:secret@code.example/kb", None),
        ("/srv/kb.git", None),
    ],
)
def test_of_a_clone_it_is_the_repository_cloned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, remote: str, address: str | None) -> None:
    def git(*arguments: str) -> str:
        command = ["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@x.example", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    git("init", "-q")
    git("commit", "-q", "--allow-empty", "-m", "x")
    git("remote", "add", "origin", remote)
    wanted = f"kbsite @ git+{address}@{git('rev-parse', 'HEAD')}" if address else f"kbsite=={__version__}"
    assert installed(monkeypatch, {"url": tmp_path.as_uri(), "dir_info": {"editable": True}}) == wanted
