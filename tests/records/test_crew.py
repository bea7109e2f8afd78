"""Many small pieces of work on every core."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Sequence
from multiprocessing import active_children
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbsite.records.crew import cores, in_turns


def squares(numbers: Sequence[int]) -> list[int]:
    return [number * number for number in numbers]


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_all_is_done_once(processes: int) -> None:
    made = [square for turn in in_turns(squares, range(1000), 7, processes) for square in turn]
    assert sorted(made) == [number * number for number in range(1000)]
    assert active_children() == []


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 40), st.integers(1, 12), st.integers(1, 4))
def test_the_last_turn_may_be_short(items: int, turn: int, processes: int) -> None:
    made = list(in_turns(list, range(items), turn, processes))
    assert sorted(made) == [list(range(begin, min(begin + turn, items))) for begin in range(0, items, turn)]


def test_other_processes_do_it() -> None:
    assert os.getpid() not in in_turns(lambda _: os.getpid(), range(100), 10, 2)
    assert set(in_turns(lambda _: os.getpid(), range(100), 10, 1)) == {os.getpid()}


def test_a_fault_is_raised_where_the_work_was_asked_for() -> None:
    def work(numbers: Sequence[int]) -> int:
        return sum(1000 // number for number in numbers)

    with pytest.raises(ZeroDivisionError):
        list(in_turns(work, range(100, -1, -1), 10, 2))
    assert active_children() == []


def test_what_a_process_had_in_hand_when_it_was_killed_is_done_again() -> None:
    parent = os.getpid()

    def work(numbers: Sequence[int]) -> list[int]:
        if os.getpid() != parent and 50 in numbers:
            os.kill(os.getpid(), signal.SIGKILL)
        return squares(numbers)

    for processes in (1, 2, 3):
        made = [square for turn in in_turns(work, range(100), 10, processes) for square in turn]
        assert sorted(made) == squares(range(100))


def test_who_stops_asking_leaves_no_process_behind(tmp_path: Path) -> None:
    made = in_turns(squares, range(10_000), 1, 2)
    next(made)
    made.close()  # type: ignore[attr-defined]
    assert active_children() == []


def test_who_works_for_another_or_has_threads_starts_none() -> None:
    assert set(in_turns(lambda _: cores(), range(10), 1, 2)) == {1}
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert cores() == 1
    finally:
        done.set()
        thread.join()
