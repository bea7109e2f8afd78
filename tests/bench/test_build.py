"""What a build costs beside plain MkDocs with Material over Markdown of the same talks, in one run: `make bench`.

Sizes by KBSITE_BENCH, e.g. `make bench KBSITE_BENCH=44,1000`. Prints a table and asserts nothing about time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SIZES = tuple(int(size) for size in os.environ.get("KBSITE_BENCH", "44,1000,5000").split(","))
MEGA = 1e6
SMALL, REPEATS = 100, 3
"""Up to this many talks a build is run so often, and the quickest counts."""


@dataclass(frozen=True, slots=True)
class Cost:
    """One build: seconds of processor (user and system), seconds on the clock, bytes of memory at most; and what it wrote."""

    cpu: float
    wall: float
    memory: int
    talks: int
    """Pages of talks, all languages together."""
    pages: int
    html: int
    """Bytes of all HTML."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    size: int
    languages: int
    site: Cost
    material: Cost
    """In one language."""

    @property
    def ratio(self) -> float:
        """Processor time as a part of Material's, which takes a run for each language."""
        return self.site.cpu / (self.material.cpu * self.languages)

    @property
    def page_ratio(self) -> float:
        """The same for a page, of whatever kind."""
        return self.site.cpu / self.site.pages / (self.material.cpu / self.material.pages)


@pytest.mark.bench
def test_a_build_beside_plain_material(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if "bench" not in request.config.getoption("markexpr"):
        pytest.skip("takes minutes: run `make bench`")
    rows = [row for size in SIZES for row in measure(tmp_path / str(size), size)]
    for row in rows:
        assert row.site.talks == row.size * row.languages
        assert row.material.talks == row.size
    print("\n\n" + "\n".join(table(rows)))


def measure(folder: Path, size: int) -> list[Row]:
    """Build one language, the same with Material, and two languages."""
    run(HERE / "generate.py", folder / "1", "--talks", size, "--languages", 1, "--markdown", folder / "plain")
    run(HERE / "generate.py", folder / "2", "--talks", size, "--languages", 2)
    material = cost(folder / "plain", "mkdocs", "build", "--quiet", size=size)
    return [
        Row(size, languages, cost(folder / str(languages), "kbsite.cli", "build", "--no-cards", size=size), material)
        for languages in (1, 2)
    ]


def cost(folder: Path, module: str, *arguments: str, size: int) -> Cost:
    """What building a project costs, and what it wrote to `site/`."""
    command = (HERE / "measure.py", folder, sys.executable, "-m", module, *arguments)
    found = [json.loads(run(*command)) for _ in range(REPEATS if size <= SMALL else 1)]
    best = min(found, key=lambda one: float(one["cpu"]))
    written = list((folder / "site").rglob("*.html"))
    talks = sum(path.name == "index.html" and path.parent.parent.name == "talks" for path in written)
    return Cost(**best, talks=talks, pages=len(written), html=sum(path.stat().st_size for path in written))


def run(script: object, *arguments: object) -> str:
    """What a script of this folder prints."""
    command = [sys.executable, str(script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    return done.stdout


def table(rows: Sequence[Row]) -> list[str]:
    """The measurements, each with its ratios."""
    head = "talks  lang  build     CPU s   wall s  RSS MB   pages  HTML MB  ms/talk  ms/page  CPU ratio  per page  per talk against"
    lines = [head, " " * (len(head) - 15) + "".join(f"{size:>8,}" for size in sorted({row.size for row in rows})[:2])]
    for row in rows:
        if row.languages == 1:
            lines.append(f"{row.size:>5,}  {1:>4}  Material {numbers(row.material, row.size)}{'':>21}{growth(rows, row, plain=True)}")
        shares = f"{row.ratio:>11.2f}{row.page_ratio:>10.2f}"
        lines.append(f"{row.size:>5,}  {row.languages:>4}  kbsite   {numbers(row.site, row.size)}{shares}{growth(rows, row)}")
    return [
        *lines,
        "CPU: user and system. CPU ratio: kbsite / Material, for two languages kbsite / twice Material. Cards are off; search+tags on.",
    ]


def numbers(one: Cost, size: int) -> str:
    """The columns that are measured."""
    each = f"{one.cpu * 1000 / size:>9.1f}{one.cpu * 1000 / one.pages:>9.1f}"
    return f"{one.cpu:>8.1f}{one.wall:>9.1f}{one.memory / MEGA:>8.0f}{one.pages:>8,}{one.html / MEGA:>9.1f}{each}"


def growth(rows: Sequence[Row], row: Row, *, plain: bool = False) -> str:
    """Cost of a talk beside that of the two smallest sizes: under 1 or near it, the whole grows no faster than the talks."""

    def each(one: Row) -> float:
        return (one.material if plain else one.site).cpu / one.size

    like = [one for one in rows if one.languages == row.languages]
    return "".join(f"{each(row) / each(one):>8.2f}" for one in sorted(like, key=lambda one: one.size)[:2])
