"""The projects that benchmarks build are sound, and the same every time."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kbsite.records.load import load_catalog
from kbsite.rules import check

GENERATE = Path(__file__).with_name("generate.py")


def generated(target: Path, talks: int, *more: str) -> Path:
    """A project with so many talks."""
    subprocess.run([sys.executable, str(GENERATE), str(target), "--talks", str(talks), *more], check=True)
    return target


@pytest.mark.parametrize("talks", [44, 10 * 44 + 7])
def test_it_has_as_many_talks_as_wanted_and_no_problems(tmp_path: Path, talks: int) -> None:
    catalog, problems = load_catalog(generated(tmp_path / "project", talks))
    assert catalog is not None
    assert [*problems, *check(catalog)] == []
    assert len(catalog.talks) == talks
    assert len(catalog.events) == -(-talks // 44)


def test_every_event_has_the_real_share_of_long_talks(tmp_path: Path) -> None:
    catalog, _ = load_catalog(generated(tmp_path / "project", 3 * 44))
    assert catalog is not None
    states = [Counter(catalog.state(talk) for talk in catalog.talks_of(event)) for event in catalog.events]
    assert len(states) == 3
    assert states[0] == states[1] == states[2]
    sizes = [sum((catalog.project.root / talk.path).stat().st_size for talk in catalog.talks_of(event)) for event in catalog.events]
    assert max(sizes) < 1.15 * min(sizes)


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    roots = [generated(tmp_path / name, 50, "--languages", "1") for name in ("a", "b")]
    files = [{path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()} for root in roots]
    assert files[0] == files[1]
    assert files[0]
