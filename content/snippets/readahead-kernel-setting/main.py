"""The same program on the same data, before and after a kernel setting changes.

Nothing in the program differs; only `read_ahead_kb` of the disk does, as it may when a new kernel
or a new tuning profile comes with another default. A loop device (a file that acts as a disk)
serves as the disk, so that no setting of this machine's own disks is touched.
"""

import contextlib
import csv
import mmap
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

PAGE = 4096
DISK_SIZE = 256 * 1024 * 1024
LOOKUPS = 100
BEFORE_UPDATE, AFTER_UPDATE = 128, 4096  # KiB: Linux's usual default, and a generous one
SETTINGS = [4, 16, 64, BEFORE_UPDATE, 1024, AFTER_UPDATE]
PACKAGES = {"losetup": "mount"}


@dataclass(frozen=True)
class Cost:
    """What the look-ups cost: KiB that the disk delivered and milliseconds, each per look-up."""

    read: float
    wait: float


def losetup(*arguments: str) -> str:
    """Run losetup; where it fails, say what it said and end."""
    done = subprocess.run(["losetup", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"No loop device to be had here: {done.stderr.strip()}")
    return done.stdout.strip()


def fill(file: BinaryIO) -> None:
    """Write made-up data, as much as the disk is to hold."""
    block = random.Random(2016).randbytes(1024 * 1024)
    for _ in range(DISK_SIZE // len(block)):
        file.write(block)
    os.fsync(file.fileno())


def queue(device: Path) -> Path:
    """The folder of the kernel's settings for this disk."""
    return Path("/sys/block") / device.name / "queue"


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Let requests to stop wait for a moment, for this program and for those that it starts."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def own_disk(file: BinaryIO) -> Iterator[Path]:
    """The file as a disk, given back at the end.

    The device is detached as soon as it is open: the kernel then keeps it only as long as this
    program has it open, and frees it even if the program is killed.
    """
    path = f"/proc/{os.getpid()}/fd/{file.fileno()}"
    with contextlib.ExitStack() as held:
        with undisturbed():
            device = Path(losetup("--find", "--show", "--direct-io=on", path))
            try:
                held.enter_context(device.open("rb"))
            finally:
                losetup("--detach", str(device))
        yield device


@contextlib.contextmanager
def settings_kept(device: Path) -> Iterator[None]:
    """Put the read-ahead of the device back to what it was."""
    setting = queue(device) / "read_ahead_kb"
    found = setting.read_text()
    try:
        yield
    finally:
        setting.write_text(found)


def kib_delivered(device: Path) -> float:
    """KiB that the disk has delivered so far; field 3 of its statistics is sectors read."""
    return int((queue(device).parent / "stat").read_text().split()[2]) * 512 / 1024


def look_up(device: Path, read_ahead_kb: int, advice: int = mmap.MADV_NORMAL) -> Cost:
    """Set the read-ahead of the disk, then read one byte on each of 100 pages all over it."""
    (queue(device) / "read_ahead_kb").write_text(str(read_ahead_kb))
    pages = random.Random(2016).sample(range(DISK_SIZE // PAGE), LOOKUPS)
    with device.open("rb") as disk:
        os.posix_fadvise(disk.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)  # forget what is in memory
        with mmap.mmap(disk.fileno(), DISK_SIZE, prot=mmap.PROT_READ) as memory:
            memory.madvise(advice)
            kib, start = kib_delivered(device), time.perf_counter()
            for page in pages:
                memory[page * PAGE]
            seconds = time.perf_counter() - start
            return Cost((kib_delivered(device) - kib) / LOOKUPS, seconds * 1000 / LOOKUPS)


def compare(device: Path) -> None:
    """Every setting in turn, then the story: update, and two ways out."""
    print(f"{LOOKUPS} look-ups all over a disk of {DISK_SIZE // 2**20} MiB")
    look_up(device, BEFORE_UPDATE)  # a first round that does not count, to warm up
    print("read_ahead_kb   KiB read per look-up   ms per look-up")
    costs = {setting: look_up(device, setting) for setting in SETTINGS}
    for setting, cost in costs.items():
        print(f"{setting:13d}   {cost.read:20.0f}   {cost.wait:14.3f}")
    with Path("settings.csv").open("w", newline="") as table:
        rows = [(setting, cost.read, cost.wait) for setting, cost in costs.items()]
        csv.writer(table).writerows([("read_ahead_kb", "kib", "ms"), *rows])

    before, after = costs[BEFORE_UPDATE], costs[AFTER_UPDATE]
    if not before.read:
        sys.exit("The disk delivered nothing: its data never left memory.")
    print(f"\nBefore the update (read_ahead_kb {BEFORE_UPDATE}):")
    print(f"  {before.read:.0f} KiB read per look-up before")
    print(f"After it (read_ahead_kb {AFTER_UPDATE}), the program unchanged:")
    print(f"  {after.read:.0f} KiB read per look-up after")
    print(f"  the disk reads {after.read / before.read:.1f} times as much as before")
    print("Ways out:")
    small = look_up(device, 8)
    print(f"  {small.read:.0f} KiB read per look-up with read_ahead_kb 8")
    advised = look_up(device, AFTER_UPDATE, mmap.MADV_RANDOM)
    print(f"  {advised.read:.0f} KiB read per look-up if the program itself says MADV_RANDOM")


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit("Stopped."))  # on the way out, all is put back
    missing = [f"{tool} (package {PACKAGES[tool]})" for tool in PACKAGES if not shutil.which(tool)]
    if missing:
        sys.exit(f"Not installed: {', '.join(missing)}")
    if os.geteuid() != 0:
        sys.exit("Only root can make a loop device and change its settings: run this as root.")
    with tempfile.TemporaryFile(dir=".") as file:  # without a name: gone whatever happens to us
        fill(file)
        with own_disk(file) as device, settings_kept(device):
            compare(device)
    if not (queue(device).parent / "loop").exists():
        print("\nThe loop device is given back.")


if __name__ == "__main__":
    main()
