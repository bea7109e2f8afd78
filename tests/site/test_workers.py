from __future__ import annotations

import os
import select
import signal
import sys
import threading
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from sitekit.alone import alone
from sitekit.builds import differences, files

from kbsite.problems import Place, Problem
from kbsite.site.engine import EngineFault
from kbsite.site.output import Output
from kbsite.site.target import Written
from kbsite.site.workers import FEWEST, Job, Slow, WorkerDied, write_all
from kbsite.words import Words

# From 3.12 on Python warns where a process is doubled that has threads, as those of the test runner do.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
COUNT = FEWEST * 3


def outputs() -> list[Output]:
    return [Output(f"folder-{number % 7}/{number}.txt", partial(bytes, f"{number}".encode() * number)) for number in range(COUNT)]


def slow() -> list[Slow]:
    return [lambda: [Output("index/words.txt", lambda: b"slow")]]


def writer() -> bytes:
    return f"{os.getpid()}".encode()


def each_by() -> list[Output]:
    return [Output(f"{number}", writer) for number in range(COUNT)]


def nothing() -> list[Slow]:
    return []


def written(job: Job, processes: int) -> list[Written]:
    """The files of a job, which this many processes do; without what differs between two that hold the same."""
    return sorted(Written(*one)._replace(inode=0, time=0) for one in alone(lambda: list(write_all(job, processes))))


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_the_files_do_not_depend_on_the_number_of_processes(tmp_path: Path, processes: int) -> None:
    single, shared = tmp_path / "single", tmp_path / "shared"
    said = written(Job(outputs, slow, single), 1)
    assert written(Job(outputs, slow, shared), processes) == said
    assert differences(single, shared) == []
    assert [(one.path, one.size, one.digest) for one in said] == [
        (name, len(data), sha256(data).digest()) for name in sorted(files(shared)) for data in [(shared / name).read_bytes()]
    ]
    assert (shared / "index" / "words.txt").read_bytes() == b"slow"
    assert len(said) == COUNT + 1


@pytest.mark.parametrize("processes", [1, 2])
def test_files_are_written_where_none_can_have_a_second_name(tmp_path: Path, processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    said = written(Job(outputs, slow, tmp_path / "before"), 1)
    assert written(Job(outputs, slow, tmp_path / "linked", tmp_path / "before"), processes) == said
    assert {path.stat().st_nlink for path in files(tmp_path / "linked").values()} == {2}
    monkeypatch.setattr(os, "link", refused)
    assert written(Job(outputs, slow, tmp_path / "copied", tmp_path / "before"), processes) == said
    assert {path.stat().st_nlink for path in files(tmp_path / "copied").values()} == {1}
    assert differences(tmp_path / "before", tmp_path / "copied") == differences(tmp_path / "before", tmp_path / "linked") == []


def test_few_outputs_are_written_beside_the_slow_step(tmp_path: Path) -> None:
    few = FEWEST - 1
    job = Job(lambda: each_by()[:few], lambda: [lambda: [Output("slow", writer)]], tmp_path)
    parent = alone(lambda: (list(write_all(job, 3)), f"{os.getpid()}")[1])
    assert {(tmp_path / f"{number}").read_text() for number in range(few)} == {parent}
    assert (tmp_path / "slow").read_text() != parent


def test_where_little_changes_the_slow_step_has_a_core_and_this_process_another(tmp_path: Path) -> None:
    said = [Output(f"slow/{number}", writer) for number in range(20_000)]  # more than a pipe holds
    job = Job(each_by, lambda: [lambda: said], tmp_path, changes=True)
    parent = alone(lambda: (list(write_all(job, 2)), f"{os.getpid()}")[1])
    assert {(tmp_path / f"{number}").read_text() for number in range(COUNT)} == {parent}
    assert len({(tmp_path / one.path).read_text() for one in said}) == 1
    job = Job(each_by, lambda: [lambda: said[:1]], tmp_path / "more", changes=True)
    parent = alone(lambda: (list(write_all(job, 3)), f"{os.getpid()}")[1])
    assert parent not in {(tmp_path / "more" / f"{number}").read_text() for number in range(COUNT)}


def test_who_has_written_all_else_helps_with_slow_steps(tmp_path: Path) -> None:
    told, heard = os.pipe(), os.pipe()

    def waits() -> Iterator[Output]:
        os.write(told[1], b"begun")
        os.read(heard[0], 5)
        yield Output("slow/first", writer)

    def ends() -> Iterator[Output]:
        yield Output("slow/second", writer)
        os.write(heard[1], b"ended")

    def listed() -> list[Output]:
        os.read(told[0], 5)
        return each_by()

    job = Job(listed, lambda: [waits, ends], tmp_path, changes=True)
    parent = alone(lambda: (list(write_all(job, 2)), f"{os.getpid()}")[1])
    assert (tmp_path / "slow/first").read_text() != parent
    assert (tmp_path / "slow/second").read_text() == parent


def test_the_slow_step_is_under_way_while_outputs_are_listed(tmp_path: Path) -> None:
    heard, told = os.pipe()

    def says() -> Iterator[Output]:
        os.write(told, b"begun")
        yield Output("slow", bytes)

    def listed() -> list[Output]:
        assert os.read(heard, 5) == b"begun"
        return each_by()

    assert len(written(Job(listed, lambda: [says], tmp_path), 2)) == COUNT + 1


def test_several_processes_do_the_work(tmp_path: Path) -> None:
    job = Job(each_by, nothing, tmp_path)
    parent = alone(lambda: (list(write_all(job, 3)), f"{os.getpid()}")[1])
    writers = {path.read_text() for path in tmp_path.iterdir()}
    assert str(os.getpid()) not in writers
    assert parent not in writers
    assert 1 <= len(writers) <= 3


def test_a_process_with_other_threads_is_not_doubled(tmp_path: Path) -> None:
    ended = threading.Event()
    other = threading.Thread(target=ended.wait)
    other.start()
    list(write_all(Job(each_by, nothing, tmp_path), 3))
    ended.set()
    other.join()
    assert {path.read_text() for path in tmp_path.iterdir()} == {str(os.getpid())}


def test_what_making_an_output_raised_is_raised_here(tmp_path: Path) -> None:
    fault = EngineFault([Problem(Place("mkdocs.yml"), "project-settings", Words("{what}", "{what}").fill(what="broken"))])

    def broken() -> bytes:
        raise fault

    job = Job(lambda: [*outputs(), Output("broken", broken)], slow, tmp_path)
    with pytest.raises(EngineFault) as caught:
        list(write_all(job, 2))
    assert caught.value.problems == fault.problems


def test_a_full_disk_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError) as caught:
        written(Job(lambda: [*outputs(), Output("file/in-it", bytes)], slow, tmp_path), 2)
    assert caught.value.filename is not None


def test_a_process_that_is_killed_is_told(tmp_path: Path) -> None:
    def killed() -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b""

    with pytest.raises(WorkerDied, match="a process of the build was ended from outside"):
        written(Job(lambda: [*outputs(), Output("killed", killed)], slow, tmp_path), 2)


def test_no_process_is_left_where_the_build_is_given_up(tmp_path: Path) -> None:
    job = Job(each_by, nothing, tmp_path)

    def given_up() -> None:
        sizes = write_all(job, 2)
        next(sizes)
        sizes.close()  # type: ignore[attr-defined]

    alone(given_up)
    for pid in {int(path.read_text()) for path in tmp_path.iterdir() if path.stat().st_size}:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere they end with the turn they are in")
def test_who_is_left_by_a_killed_build_ends_with_it(tmp_path: Path) -> None:
    heard, told = os.pipe()

    def stuck() -> bytes:
        os.write(told, b"%d\n" % os.getpid())
        signal.pause()
        return b""

    build = os.fork()
    if build == 0:
        try:
            list(write_all(Job(lambda: [Output(f"{number}", stuck) for number in range(COUNT)], nothing, tmp_path), 2))
        finally:
            os._exit(0)
    os.close(told)
    with os.fdopen(heard) as pipe:
        left = [int(pipe.readline()) for _ in range(2)]
        os.kill(build, signal.SIGKILL)
        os.waitpid(build, 0)
        ended, _, _ = select.select([pipe], [], [], 60)  # nobody holds the other end any more
        for pid in left if not ended else ():
            os.kill(pid, signal.SIGKILL)
    assert ended
