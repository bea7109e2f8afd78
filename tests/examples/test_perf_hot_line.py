"""What the example reads out of perf's report, and that its fix is one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from examplekit import EXAMPLES, example

hot_line = example("perf-hot-line")
REPORT = """\
# Samples: 12  of event 'cpu-clock:u'
#
#      Samples;Symbol                             ;Source:Line
 2          ;[.] pack_slow                      ;knapsack.c:39
 8          ;[.] pack_slow                      ;knapsack.c:40
 1          ;[.] __memmove_avx512_unaligned_erms;memmove-vec-unaligned-erms.S:664
 1          ;[.] sort_by_weight                 ;knapsack.c:27
"""


def test_reads_places_the_most_frequent_first() -> None:
    spots = hot_line.read_report(REPORT)
    assert spots[0] == hot_line.Spot("pack_slow", "knapsack.c:40", 8)
    assert sum(spot.samples for spot in spots) == 12


def test_sums_samples_over_functions_and_lines() -> None:
    spots = hot_line.read_report(REPORT)
    assert hot_line.samples_by(spots, "function") == {"pack_slow": 10, "__memmove_avx512_unaligned_erms": 1, "sort_by_weight": 1}
    assert next(iter(hot_line.samples_by(spots, "line"))) == "knapsack.c:40"


def test_nothing_in_an_empty_report() -> None:
    assert hot_line.read_report("# Samples: 0\n\n") == []


@pytest.mark.parametrize("message", ["Permission denied", "Operation not permitted", "Consider adjusting perf_event_paranoid"])
def test_explains_what_the_kernel_forbids(message: str) -> None:
    assert hot_line.explain(f"Error:\n{message}\n").startswith("the kernel does not allow it (perf_event_paranoid is ")


def test_passes_on_what_else_perf_says() -> None:
    assert hot_line.explain("\nno such event\nmore\n") == "no such event"


def test_the_fix_gives_the_same_answer(tmp_path: Path) -> None:
    if not shutil.which("gcc"):
        pytest.skip("this machine lacks gcc: apt-get install gcc")
    program = tmp_path / "knapsack"
    source = EXAMPLES / "perf-hot-line/knapsack.c"
    subprocess.run(["gcc", "-Wall", "-Wextra", "-Werror", "-O1", source, "-o", program], check=True)
    answers = [subprocess.run([program, way], capture_output=True, text=True, check=True).stdout for way in ("slow", "fast")]
    assert answers == ["189280\n", "189280\n"]
