"""Something looked at beside other work comes to the same, whatever becomes of the process that does it."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from kbsite.records import beside as module
from kbsite.records import crew
from kbsite.records.beside import Beside


def here() -> int:
    return os.getpid()


def niceness() -> int:
    return os.nice(0)


@pytest.fixture
def many_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "cores", lambda: 2)


@pytest.mark.usefixtures("many_cores")
def test_it_is_done_by_another_process_once() -> None:
    beside = Beside(here)
    found = beside.come_to()
    assert found != os.getpid()
    assert beside.come_to() == found


@pytest.mark.usefixtures("many_cores")
def test_patient_work_gives_way() -> None:
    assert Beside(niceness, patient=True).come_to() == min(niceness() + module.PATIENCE, 19)
    assert Beside(niceness).come_to() == niceness()


def test_it_is_done_here_where_there_is_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "cores", lambda: 1)
    assert Beside(here).come_to() == os.getpid()


def test_no_process_is_doubled_that_has_another_thread() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert crew.cores() == 1
        assert Beside(here).come_to() == os.getpid()
    finally:
        stop.set()
        thread.join()


@pytest.mark.usefixtures("many_cores")
def test_it_is_done_here_where_the_other_is_killed() -> None:
    parent = os.getpid()

    def work() -> str:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    assert Beside(work).come_to() == "done"


@pytest.mark.usefixtures("many_cores")
def test_what_it_raises_is_raised_where_it_is_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> int:
        raise ZeroDivisionError

    beside = Beside(fail)
    with pytest.raises(ZeroDivisionError):
        beside.come_to()
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("many_cores")
def test_nobody_has_to_ask() -> None:
    def wait() -> None:
        threading.Event().wait()

    beside = Beside(wait)
    beside.stop()
    beside.stop()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
