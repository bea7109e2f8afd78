"""Sites that several files of tests read and none changes: each is built by whoever asks first, for all workers of a test run."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sitekit.builds import ENVIRONMENT, ROOT, build
from sitekit.many import write_many
from sitekit.small import write_project


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder of this test run that all its workers see, made by the first that asks."""
    base = factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / name).exists():
            make(folder / name)
    return folder / name


def _small(factory: pytest.TempPathFactory, name: str, *options: str) -> Path:
    def make(target: Path) -> None:
        build(write_project(target.with_name(f"{name}-project")), target, "--no-cards", *options)

    return once(factory, name, make)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project's site, for https://kb.example/sub/."""
    return once(tmp_path_factory, "real-site", lambda target: build(ROOT, target, **ENVIRONMENT))


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small project."""
    return _small(tmp_path_factory, "small-site")


@pytest.fixture(scope="session")
def small_online(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same without offline use."""
    return _small(tmp_path_factory, "small-online", "--no-offline")


@pytest.fixture(scope="session")
def small_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same to be opened from a disk."""
    return _small(tmp_path_factory, "small-disk", "--for-disk")


@pytest.fixture(scope="session")
def many_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project whose lists are long."""

    def make(target: Path) -> None:
        build(write_many(target.with_name("many-project")), target, "--no-cards", "--no-offline")

    return once(tmp_path_factory, "many-site", make)
