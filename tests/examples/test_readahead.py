"""The look-ups of the read-ahead example."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from examplekit import example

readahead = example("readahead")


def test_looks_up_different_whole_pages_the_same_ones_at_every_run() -> None:
    pages = readahead.some_pages(3000)
    assert len(set(pages)) == 3000
    assert pages == readahead.some_pages(3000)
    assert pages != sorted(pages)
    assert all(page % readahead.PAGE == 0 and 0 <= page < readahead.FILE_SIZE for page in pages)


def test_the_kernel_counts_what_this_process_reads() -> None:
    before = readahead.bytes_read_from_disk()
    assert 0 <= before <= readahead.bytes_read_from_disk()


def test_fills_the_file_to_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readahead, "FILE_SIZE", 3 * 2**20)
    with (tmp_path / "file").open("w+b") as file:
        readahead.fill(file)
        assert file.tell() == 3 * 2**20
        assert readahead.measure(file, readahead.some_pages(10), readahead.RANDOM)[0] <= 3 * 2**20


def test_says_so_where_files_are_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Path("/dev/shm")  # noqa: S108 - the folder that is meant
    if not any(line.split()[1:3] == [str(memory), "tmpfs"] for line in Path("/proc/mounts").read_text().splitlines()):
        pytest.skip("no folder that is kept in memory")
    monkeypatch.setattr(readahead, "FILE_SIZE", 2 * 2**20)
    with tempfile.TemporaryFile(dir=memory) as file:
        readahead.fill(file)
        with pytest.raises(SystemExit, match=r"^Nothing was read from a disk: .* seems to be kept in memory\.$"):
            readahead.hundred_lookups(file)
