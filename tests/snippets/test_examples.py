"""Every example of this project, run for real where this machine has what it needs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from projectkit import ROOT

from kbsite.records.catalog import Catalog
from kbsite.records.claims import broken
from kbsite.snippets.needs import cures, lacks
from kbsite.snippets.runner import Order, ran
from kbsite.snippets.sandbox import Sandbox

IDS = sorted(path.parent.name for path in (ROOT / "content/snippets").glob("*/snippet.yml"))
pytestmark = pytest.mark.xdist_group("measurements")


@pytest.fixture
def base(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where runs of this project take place anyway: paths of sockets are short there."""
    monkeypatch.delenv("TMPDIR", raising=False)
    return Path("/var/tmp")  # noqa: S108


ATTEMPTS = 2
"""A number measured beside other work may fall out of its bounds once; where the effect is not there, it does so again."""


@pytest.mark.parametrize("id_", IDS)
def test_an_example_holds(catalog: Catalog, base: Path, found: Sandbox, id_: str) -> None:
    snippet = catalog.snippets[id_]
    missing = lacks(snippet)
    if missing:
        message = "; ".join(words.say("en") for words in (*(lack.what for lack in missing), *cures(missing)))
        if os.environ.get("KBSITE_EVERY_TOOL") and any(lack.package for lack in missing):
            pytest.fail(message)
        pytest.skip(message)
    for attempt in range(1 if snippet.exact else ATTEMPTS):
        wrong = what_is_wrong(catalog, found, id_)
        if not wrong:
            return
        print(f"attempt {attempt + 1}: {wrong}")
    pytest.fail("\n".join(wrong))


def what_is_wrong(catalog: Catalog, found: Sandbox, id_: str) -> list[str]:
    """Run an example, and say what it promises and does not do."""
    snippet, folder = catalog.snippets[id_], catalog.folders[id_]
    with ran(Order(snippet, folder, ROOT, found), lambda _: None, lambda _: None) as outcome:
        tables = [plot.table for plot in snippet.plots if not (outcome.work / plot.table).is_file()]
    if outcome.why != "done" or tables:
        return [f"{outcome.why}; no tables {tables}; the output ends: {outcome.text[-3000:]}"]
    return [promise.words().say("en") for promise in broken(snippet, outcome.text, folder.run.output if folder.run else None)]
