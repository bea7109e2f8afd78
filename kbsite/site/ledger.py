"""What the last build has written, and from what: so that the next one leaves as they are the files that would be the same.

A file counts as the one that was written while it has the inode, size and time of change that it had then. The ledger lies in
`.cache/site`, sealed, so that none is believed but this machine's own and this code's; a site without one is made anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from kbsite.records.sealed import SealedFolder
from kbsite.records.secret import secret
from kbsite.site.inventory import Inventory, seal
from kbsite.site.sources import Sources, code
from kbsite.site.swap import MARKER

FOLDER = ".cache/site"
END = ".ledger"
MOST = 4
"""Folders that a project is built to by turns, of each of which the last build is known."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a build came to."""

    folder: Path
    """Where its files are."""
    sources: Sources
    quiet: bool
    """Whether there was nothing to tell of its hand-written pages."""
    inventory: Inventory
    signatures: Mapping[str, str]
    """By path those of pages that have one."""

    def size(self) -> int | None:
        """Bytes of all files, where the folder holds them as they were written, and nothing else but a build's own mark; else None. Raises OSError."""
        lines, left, found, size = self.inventory.lines(), [(str(self.folder), "")], 0, 0
        while left:
            place, prefix = left.pop()
            with os.scandir(place) as entries:
                for entry in entries:
                    path = prefix + entry.name
                    if entry.is_dir(follow_symlinks=False):
                        left.append((entry.path, f"{path}/"))
                    elif path != MARKER:
                        about = entry.stat(follow_symlinks=False)
                        if seal(path, about.st_size, about.st_ino, about.st_mtime_ns) not in lines:
                            return None
                        found, size = found + 1, size + about.st_size
        return size if found == len(lines) else None


class LedgerFolder:
    """Where the ledgers of a project lie, one for each folder that it was built to."""

    def __init__(self, root: Path, target: Path) -> None:
        key = secret()
        name = sha256(os.fsencode(target)).hexdigest()[:12]
        self._name = f"{name}{END}"
        self._folder = SealedFolder(root / FOLDER, code(), key) if key else None

    def read(self, *, others: bool = True) -> Ledger | None:
        """The last one; where there is none of that folder, the last one of any if `others` will do; None where none can be believed."""
        return next((_ledger(*sheet) for sheet in self._sheets(others=others)), None)

    def mark(self) -> tuple[int, ...]:
        """What the last one of that folder is known by while nobody reads it; empty where there is none."""
        try:
            about = (self._folder.folder / self._name).lstat() if self._folder else None
        except OSError:
            return ()
        return (about.st_ino, about.st_size, about.st_mtime_ns) if about else ()

    def _sheets(self, *, others: bool) -> Iterator[tuple[_Head, bytes]]:
        """What can be believed, the best first, as it is written."""
        if self._folder is None:
            return
        if (own := self._folder.read(self._name)) is not None:
            yield _Head.of(own), own
        elif others:
            for path in reversed(_by_age(self._folder.folder)):
                sheet = self._folder.read(path.name)
                if sheet is not None and Path((head := _Head.of(sheet)).folder).is_dir():
                    yield head, sheet

    def write(self, ledger: Ledger) -> None:
        """Keep what a build came to. Where that cannot be, the next one makes everything."""
        if self._folder is not None:
            with suppress(OSError):
                self._folder.write(self._name, _sheet(ledger))
                _only_newest(self._folder.folder)

    def forget(self) -> None:
        """Have the next build make everything."""
        if self._folder is not None:
            with suppress(OSError):
                self._folder.remove(self._name)


class _Head(NamedTuple):
    """The first line of a ledger as it is written."""

    folder: str
    quiet: bool
    rest: str
    order: str
    lengths: tuple[int, int, int, int, int]
    """Bytes of the parts that follow: signatures, owners, talks, speakers, digests; the files come last."""
    begin: int = 0
    """Where the first part begins."""

    @staticmethod
    def of(sheet: bytes) -> _Head:
        line = sheet[: sheet.index(b"\n")]
        folder, quiet, rest, order, lengths = json.loads(line)
        return _Head(folder, quiet, rest, order, lengths, len(line) + 1)

    def parts(self, sheet: bytes) -> Iterator[bytes]:
        begin = self.begin
        for length in self.lengths:
            yield sheet[begin : begin + length]
            begin += length

    def files(self, sheet: bytes) -> bytes:
        return sheet[self.begin + sum(self.lengths) :]


def _ledger(head: _Head, sheet: bytes) -> Ledger:
    signatures, owners, talks, speakers, digests = head.parts(sheet)
    sources = Sources(head.rest, _of_lines(talks), _of_lines(speakers), head.order)
    return Ledger(Path(head.folder), sources, head.quiet, Inventory(head.files(sheet), digests, json.loads(owners)), json.loads(signatures))


def _sheet(ledger: Ledger) -> bytes:
    sources = ledger.sources
    inventory = ledger.inventory
    parts = (_json(ledger.signatures), _json(inventory.blocks), _lines(sources.talks), _lines(sources.speakers), inventory.digests)
    head = _json([str(ledger.folder), ledger.quiet, sources.rest, sources.order, [*map(len, parts)]])
    return b"".join((head, b"\n", *parts, inventory.data))


def _lines(records: Mapping[str, str]) -> bytes:
    return "".join(f"{path}\t{line}\n" for path, line in records.items()).encode()


def _of_lines(data: bytes) -> dict[str, str]:
    lines = (line.partition("\t") for line in data.decode().split("\n")[:-1])
    return {path: line for path, _, line in lines}


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _by_age(folder: Path) -> list[Path]:
    """The ledgers, the oldest first."""
    return sorted(folder.glob(f"*{END}"), key=lambda path: path.stat().st_mtime_ns)


def _only_newest(folder: Path) -> None:
    for old in _by_age(folder)[:-MOST]:
        old.unlink(missing_ok=True)
