"""When memory is searched for what nobody needs any more."""

from __future__ import annotations

import ctypes
import gc
import platform
import subprocess
import sys

import pytest

from kbsite.records.memory import hoard, uncollected


@pytest.mark.parametrize("collects", [True, False])
def test_afterwards_it_is_searched_as_before(collects: bool) -> None:
    (gc.enable if collects else gc.disable)()
    try:
        with uncollected():
            assert not gc.isenabled()
        assert gc.isenabled() is collects
    finally:
        gc.enable()


def test_what_stays_is_not_searched_later() -> None:
    gc.unfreeze()
    try:
        with uncollected():
            pass
        assert gc.get_freeze_count() == 0
        with uncollected(stays=True):
            made = [[number] for number in range(1000)]
        assert gc.get_freeze_count() > len(made)
    finally:
        gc.unfreeze()


HELD = """
from pathlib import Path
from kbsite.records.memory import hoard
{first}
large = bytes(bytearray(b"x") * 100_000_000)
del large
pages = int(Path("/proc/self/statm").read_text().split()[1])
print(pages * 4096 > 100_000_000)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library decides for itself")
@pytest.mark.parametrize("first", ["hoard()", "pass"])
def test_memory_is_given_back_unless_it_is_hoarded(first: str) -> None:
    done = subprocess.run([sys.executable, "-c", HELD.format(first=first)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(first == "hoard()")


@pytest.mark.parametrize("wrong", [OSError, TypeError, AttributeError])
def test_a_system_with_another_library_is_left_alone(wrong: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: object) -> object:
        raise wrong

    monkeypatch.setattr(ctypes, "CDLL", refused)
    hoard()
