"""An empty project for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from importkit import Empty, empty_project


@pytest.fixture
def empty(tmp_path: Path) -> Empty:
    """A project without records."""
    return empty_project(tmp_path / "project")
