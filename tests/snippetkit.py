"""Small throw-away examples for tests: a folder with one Python file, and what a recipe says of it."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from projectkit import Folder

from kbsite.snippets.places import PREFIX
from kbsite.snippets.runner import Order, Outcome, ran
from kbsite.snippets.sandbox import Sandbox

ID = "two-rows"
RECIPE = f"content/snippets/{ID}/snippet.yml"
MAIN = f"content/snippets/{ID}/main.py"
RECORD = f"content/snippets/{ID}/run.json"
VALUES: dict[str, Any] = {
    "title": {"ko": "두 줄", "en": "Two rows"},
    "summary": {"ko": "두 줄을 찍는다.", "en": "It prints two rows."},
    "shows": [{"talk": "conf2020-101-storage"}],
    "files": ["main.py"],
    "steps": [{"run": ["{python}", "{here}/main.py"], "title": {"ko": "찍기", "en": "Print"}}],
    "time_limit": "20",
    "contains": ["row"],
}
PLOT: dict[str, Any] = {
    "id": "curve",
    "title": {"ko": "곡선", "en": "A curve"},
    "description": {"ko": "곡선은 **올라간다**.", "en": "The curve *rises*."},
    "table": "curve.csv",
    "x": "x",
    "x_label": {"ko": "횟수(번)", "en": "Count"},
    "y_label": {"ko": "시간(초)", "en": "Seconds"},
    "series": [{"column": "a", "label": {"ko": "가", "en": "A"}}, {"column": "b", "label": {"ko": "나", "en": "B"}}],
}


def write(project: Folder, code: str = "print('row 1')\nprint('row 2')\n", **recipe: Any) -> None:
    """An example in the small project; `recipe` changes what its recipe says, None takes a key away."""
    project.write(MAIN, code)
    project.write(RECIPE, json.dumps({key: value for key, value in {**VALUES, **recipe}.items() if value is not None}, ensure_ascii=False))


def order(project: Folder, sandbox: Sandbox) -> Order:
    """The example as something to run."""
    from kbsite.records.load import load_catalog

    catalog, problems = load_catalog(project.root)
    assert catalog is not None
    assert problems == []
    return Order(catalog.snippets[ID], catalog.folders[ID], project.root, sandbox)


def outcome(project: Folder, sandbox: Sandbox, look: Callable[[Outcome], object] = lambda _: None) -> Outcome:
    """What came of running it."""
    with ran(order(project, sandbox), lambda _: None, lambda _: None) as found:
        look(found)
    return found


def processes(marker: str) -> list[int]:
    """Processes that have a word in their command line."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if marker in (folder / "cmdline").read_text("utf-8", "replace").split("\0"):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def left(marker: str, base: Path, seconds: float = 60.0) -> tuple[list[int], list[str]]:
    """Processes and folders of a run that are still there after some time, which ends early where nothing is."""
    until = time.monotonic() + seconds
    while True:
        found = processes(marker), [path.name for path in base.glob(f"{PREFIX}*")]
        if found == ([], []) or time.monotonic() > until:
            return found
        time.sleep(0.05)


def record(project: Folder, output: str = "row 1\nrow 2\n", **changes: Any) -> None:
    """A record of the example as a run would have left it, without one."""
    from kbsite.records.claims import numbers
    from kbsite.records.load import load_catalog
    from kbsite.records.runs import Run, recipe_hash, write_run

    catalog, _ = load_catalog(project.root)
    assert catalog is not None
    snippet = catalog.snippets[ID]
    machine = {"system": "Debian", "kernel": "6.1", "architecture": "x86_64", "cpu": "?", "cores": 2, "memory_mib": 4000, "sandbox": None}
    values = {
        "example": ID,
        "date": dt.datetime.now(dt.UTC).date(),
        "files": catalog.folders[ID].hashes(),
        "recipe": recipe_hash(snippet),
        "output": output,
        "steps": [{"exit": 0, "seconds": 0.1} for _ in snippet.steps],
        "seconds": 0.1,
        "peak_memory_mib": 10,
        "numbers": numbers(snippet, output),
        "machine": machine,
        "versions": {},
        "tables": {},
        "drawings": {},
        **changes,
    }
    project.write(RECORD, write_run(Run.model_validate(values)))
