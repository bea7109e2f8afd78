"""Every guide, followed to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from guidekit import copy_of_project, follow, steps
from projectkit import ROOT

GUIDES = sorted(path.name for path in (ROOT / "content" / "en" / "contribute").glob("*.md") if path.name != "index.md")


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_works_to_the_letter(name: str, tmp_path: Path) -> None:
    every = steps(ROOT / "content" / "en" / "contribute" / name)
    assert every
    follow(every, copy_of_project(tmp_path / "project"))


@pytest.mark.parametrize("name", GUIDES)
def test_both_languages_ask_for_the_same(name: str) -> None:
    assert steps(ROOT / "content" / "ko" / "contribute" / name) == steps(ROOT / "content" / "en" / "contribute" / name)


def test_a_step_that_goes_wrong_is_noticed(tmp_path: Path) -> None:
    guide = tmp_path / "guide.md"
    for text in ("```console\n$ false\n```\n", "```console\n$ echo one\ntwo\n```\n", '```diff title="x"\n-a\n+b\n```\n'):
        guide.write_text(text, "utf-8")
        (tmp_path / "x").write_text("c\n", "utf-8")
        with pytest.raises(AssertionError):
            follow(steps(guide), tmp_path)


def test_every_guide_is_named_on_the_page_of_contributing() -> None:
    for language in ("ko", "en"):
        index = (ROOT / "content" / language / "contribute" / "index.md").read_text("utf-8")
        assert [name for name in GUIDES if f"({name}" not in index] == []
