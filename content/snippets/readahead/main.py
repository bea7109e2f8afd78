"""How much does Linux read from the disk when a program looks up single records of a big file?

Linux guesses that whoever reads one page will soon want the next ones, and reads them ahead.
For a scan that is a gift. For look-ups all over a file, the work of a database, it is waste.
"""

import csv
import mmap
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

PAGE = 4096
FILE_SIZE = 256 * 1024 * 1024
SCAN_SIZE = 32 * 1024 * 1024
LOOKUPS = [1, 3, 10, 30, 100, 300, 1000, 3000]
GUESS, RANDOM = mmap.MADV_NORMAL, mmap.MADV_RANDOM


def fill(file: BinaryIO) -> None:
    """Write made-up records, all the way to the disk: only safe pages can be forgotten later."""
    block = random.Random(2016).randbytes(1024 * 1024)
    for _ in range(FILE_SIZE // len(block)):
        file.write(block)
    os.fsync(file.fileno())


def bytes_read_from_disk() -> int:
    """What this process has made the disks read so far: the kernel counts it."""
    for line in Path("/proc/self/io").read_text().splitlines():
        if line.startswith("read_bytes:"):
            return int(line.split()[1])
    sys.exit("This kernel does not count disk reads (/proc/self/io has no read_bytes).")


def measure(file: BinaryIO, offsets: list[int], advice: int) -> tuple[int, float]:
    """Read one byte at each offset of a file that is not in memory: bytes from disk, seconds."""
    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)  # forget the file's pages
    with mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as memory:
        memory.madvise(advice)
        bytes_before, before = bytes_read_from_disk(), time.perf_counter()
        for offset in offsets:
            memory[offset]
        return bytes_read_from_disk() - bytes_before, time.perf_counter() - before


def some_pages(count: int) -> list[int]:
    """Different pages all over the file, in random order, the same ones at every run."""
    return [page * PAGE for page in random.Random(count).sample(range(FILE_SIZE // PAGE), count)]


def compare_lookups(file: BinaryIO) -> None:
    """Look up few and many records, with the kernel's guess and without it."""
    print("look-ups   read with read-ahead   read without")
    rows = []
    for count in LOOKUPS:
        with_guess, _ = measure(file, some_pages(count), GUESS)
        without, _ = measure(file, some_pages(count), RANDOM)
        rows.append((count, with_guess / 2**20, without / 2**20))
        print(f"{count:8,d}   {rows[-1][1]:16.2f} MiB   {rows[-1][2]:8.2f} MiB")
    with Path("read.csv").open("w", newline="") as table:
        csv.writer(table).writerows([("lookups", "guess", "random"), *rows])


def hundred_lookups(file: BinaryIO) -> None:
    """The numbers to remember: what one look-up costs."""
    offsets = some_pages(100)
    with_guess, slow = measure(file, offsets, GUESS)
    without, fast = measure(file, offsets, RANDOM)
    if not without:
        sys.exit(f"Nothing was read from a disk: {Path.cwd()} seems to be kept in memory.")
    print("100 look-ups of one 4 KiB page each:")
    print(f"  {with_guess / 100 / 1024:.0f} KiB read per look-up with read-ahead")
    print(f"  {without / 100 / 1024:.0f} KiB read per look-up with MADV_RANDOM")
    print(f"  read-ahead read {with_guess / without:.0f} times as much")
    print(f"  {slow * 1000:.1f} ms with read-ahead, {fast * 1000:.1f} ms with MADV_RANDOM")


def whole_scan(file: BinaryIO) -> None:
    """The other side: reading on and on, for which read-ahead was made."""
    offsets = list(range(0, SCAN_SIZE, PAGE))
    _, with_guess = measure(file, offsets, GUESS)
    _, without = measure(file, offsets, RANDOM)
    print("A scan: 32 MiB, every page in order:")
    print(f"  {with_guess:.2f} s with read-ahead, {without:.2f} s with MADV_RANDOM")
    print(f"  read-ahead makes the scan {without / with_guess:.1f} times faster")


def main() -> None:
    with tempfile.TemporaryFile(dir=".") as file:  # without a name: gone whatever happens to us
        fill(file)
        hundred_lookups(file)
        print()
        whole_scan(file)
        print()
        compare_lookups(file)


if __name__ == "__main__":
    main()
