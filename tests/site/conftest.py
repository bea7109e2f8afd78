"""The real site, built once for all workers of a test run."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from sitekit.builds import ENVIRONMENT, ROOT, build, files
from sitekit.reader import Document


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder of this test run that all its workers see."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project's site, for https://kb.example/sub/."""
    folder = shared_folder(tmp_path_factory)
    target = folder / "real-site"
    with (folder / "real-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            build(ROOT, target, **ENVIRONMENT)
    return target


@pytest.fixture(scope="session")
def documents(built: Path) -> Mapping[str, Document]:
    """Every HTML file of the real site, by path."""
    return {name: Document(path.read_text("utf-8")) for name, path in files(built).items() if name.endswith(".html")}
