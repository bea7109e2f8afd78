"""When memory is searched for what nobody needs any more."""

from __future__ import annotations

import gc

import pytest

from kbsite.records.memory import uncollected


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
