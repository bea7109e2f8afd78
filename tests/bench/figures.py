"""Figures of a run to tables: what was measured at which size, beside its peer in the same run; and the record that is kept of them."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

NBSP = "\N{NO-BREAK SPACE}"
RECORD = Path(__file__).parent / "measured.json"
"""The run that the page of the site tells of."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure at one size, and its peer's; the peer's is None where there is nothing to compare with."""

    measure: str
    """Id of the measure: its words are in `page.py`."""
    size: int
    """Talks."""
    ours: float
    peer: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours as a part of the peer's."""
        return self.ours / self.peer if self.peer else None


@dataclass(frozen=True, slots=True)
class Load:
    """What a server carried: requests and milliseconds; `errors` are answers other than 200, and broken connections."""

    what: str
    requests_a_second: float
    p50: float
    p99: float
    requests: int
    errors: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Lighthouse's four categories of a page on a phone, each of 100, and milliseconds to the largest paint."""

    page: str
    performance: int
    accessibility: int
    best_practices: int
    seo: int
    largest_paint: int
    weight: int
    """Bytes sent without fonts."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and when a run was made."""

    date: str
    processor: str
    cores: int
    memory_gb: int
    system: str
    python: str


@dataclass(frozen=True, slots=True)
class Measured:
    """All of a run."""

    machine: Machine
    talks: str
    """Where talks are from beyond the project's own."""
    figures: tuple[Figure, ...] = ()
    loads: tuple[Load, ...] = ()
    scores: tuple[Scores, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)


def this_machine() -> Machine:
    """The machine that this runs on, today."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    system = f"{platform.system()} {platform.release().split('-')[0]}"
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return Machine(today, _processor(), cores, round(memory / 1e9), system, platform.python_version())


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text("utf-8").split("\n") if known.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def read(path: Path = RECORD) -> Measured | None:
    """The run that is kept; None where there is none yet."""
    if not path.exists():
        return None
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return Measured(
        Machine(**data["machine"]),
        data["talks"],
        tuple(Figure(**one) for one in data["figures"]),
        tuple(Load(**one) for one in data["loads"]),
        tuple(Scores(**one) for one in data["scores"]),
        data["versions"],
    )


def write(measured: Measured, path: Path = RECORD) -> None:
    """Keep a run."""
    path.write_text(json.dumps(asdict(measured), ensure_ascii=False, indent=1) + "\n", "utf-8")


def number(value: float) -> str:
    """A figure with as many digits as it deserves."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def sizes(figures: Sequence[Figure]) -> list[int]:
    """Every size of a run."""
    return sorted({figure.size for figure in figures})


def rows(figures: Sequence[Figure]) -> Iterator[tuple[str, list[Figure | None]]]:
    """Measures in the order in which they were made, with their figures by size."""
    for measure in dict.fromkeys(figure.measure for figure in figures):
        found = {figure.size: figure for figure in figures if figure.measure == measure}
        yield measure, [found.get(size) for size in sizes(figures)]


def cell(figure: Figure | None) -> str:
    """Ours and the peer's, which no line parts, and the ratio of the two."""
    if figure is None:
        return ""
    if figure.peer is None or figure.ratio is None:
        return number(figure.ours)
    return f"{number(figure.ours)}{NBSP}/{NBSP}{number(figure.peer)} **{number(figure.ratio)}**"
