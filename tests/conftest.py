"""What tests of all parts share: a small project to change, and this project's own records."""

from __future__ import annotations

from pathlib import Path

import pytest
from projectkit import ROOT, Folder, small_project

from kbsite.records.catalog import Catalog


@pytest.fixture
def project(tmp_path: Path) -> Folder:
    """A small project without a fault, free to be changed."""
    return small_project(tmp_path / "project")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """This project's own records."""
    return Folder(ROOT).catalog()
