"""The page "how fast" tells of the run that is kept, and nothing else."""

from __future__ import annotations

import pytest
from figures import NBSP, Figure, Load, Machine, Measured, Scores, cell, read, write
from page import PAGES, page, table

MACHINE = Machine("2026-01-02", "A processor", 2, 8, "Linux 6.1", "3.12.1")
RUN = Measured(
    MACHINE,
    "pyvideo",
    (Figure("build_cold_wall", 44, 2.0, 8.0), Figure("build_cold_wall", 1000, 12.345, 100.0), Figure("serve_saved", 44, 0.5)),
    (Load("gzip, packed anew", 1234.5, 1.25, 30.0, 12345, 0),),
    (Scores("home", 99, 100, 100, 100, 1200, 55_400),),
    {"MkDocs": "1.6.1"},
)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_it_is_what_the_run_gives(language: str) -> None:
    measured = read()
    assert measured is not None, "no run is kept: make bench"
    assert PAGES[language].read_text("utf-8") == page(measured, language)  # type: ignore[index,arg-type]


def test_every_figure_stands_beside_its_peer() -> None:
    lines = table(RUN, "en")
    assert "| What | Beside | 44 | 1,000 |" in lines
    assert "| Build from nothing, s | Material | 2.00 / 8.00 **0.25** | 12.3 / 100 **0.12** |" in [
        line.replace(NBSP, " ") for line in lines
    ]
    assert "| `kbsite serve`: saved record to its page, s | Material | 0.50 |  |" in lines
    assert "| gzip, packed anew | 1,234 | 1.25 | 30.0 | 0 |" in lines
    assert "| home | 99 | 100 | 100 | 100 | 1,200 | 55 |" in lines


def test_machine_and_date_are_told_in_both_languages() -> None:
    assert "on 2026-01-02: A processor, 2 cores, 8 GB of memory, Linux 6.1, Python 3.12.1; MkDocs 1.6.1." in page(RUN, "en")
    assert "2026-01-02에 `make bench`를" in page(RUN, "ko")


def test_a_measure_without_a_figure_at_a_size_is_empty() -> None:
    assert cell(None) == ""


def test_a_run_is_read_as_it_was_written(tmp_path) -> None:  # type: ignore[no-untyped-def]
    write(RUN, tmp_path / "run.json")
    assert read(tmp_path / "run.json") == RUN
    assert read(tmp_path / "none.json") is None
