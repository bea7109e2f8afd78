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
from hashlib import blake2b, sha256
from pathlib import Path

from kbsite.records.sealed import SealedFolder
from kbsite.records.secret import secret
from kbsite.site.inventory import Inventory, seal
from kbsite.site.sources import Sources, code
from kbsite.site.swap import MARKER

FOLDER = ".cache/site"
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
        """Bytes of all files, where the folder holds them as they were written and nothing else; else None. Raises OSError."""
        seals = self.inventory.seals()
        found = size = 0
        for path, about in _found(self.folder):
            if seals.get(path) != seal(about.st_size, about.st_ino, about.st_mtime_ns):
                return None
            found, size = found + 1, size + about.st_size
        return size if found == len(seals) else None


class LedgerFolder:
    """Where the ledgers of a project lie, one for each folder that it was built to."""

    def __init__(self, root: Path, target: Path) -> None:
        key = secret()
        name = sha256(os.fsencode(target)).hexdigest()[:12]
        self._name = name
        self._folder = SealedFolder(root / FOLDER, code(), key) if key else None

    def read(self, *, others: bool = True) -> Ledger | None:
        """The last one; where there is none of that folder, the last one of any if `others` will do; None where none can be believed."""
        if self._folder is None:
            return None
        own = self._read(self._folder, self._name)
        if own is not None or not others:
            return own
        newest = (path.stem for path in reversed(_by_age(self._folder.folder)) if path.stem != self._name)
        return next((ledger for name in newest if (ledger := self._read(self._folder, name)) and ledger.folder.is_dir()), None)

    def mark(self) -> tuple[int, ...]:
        """What the last one of that folder is known by while nobody reads it; empty where there is none."""
        try:
            about = (self._folder.folder / f"{self._name}.json").lstat() if self._folder else None
        except OSError:
            return ()
        return (about.st_ino, about.st_size, about.st_mtime_ns) if about else ()

    def _read(self, sealed: SealedFolder, name: str) -> Ledger | None:
        made_from = sealed.read(f"{name}.json")
        files = sealed.read(f"{name}.txt") if made_from else None
        if made_from is None or files is None:
            return None
        folder, quiet, digest, signatures, blocks, *made = json.loads(made_from)
        if digest != blake2b(files).hexdigest():
            return None
        inventory = Inventory(files, {owner: (begin, length, count) for owner, (begin, length, count) in blocks.items()})
        return Ledger(Path(folder), Sources.from_json(*made), quiet, inventory, signatures)

    def write(self, ledger: Ledger) -> None:
        """Keep what a build came to. Where that cannot be, the next one makes everything."""
        if self._folder is not None:
            with suppress(OSError):
                files, sources = ledger.inventory, ledger.sources
                self._folder.write(f"{self._name}.txt", files.data)
                made_from = [str(ledger.folder), ledger.quiet, blake2b(files.data).hexdigest(), ledger.signatures, files.blocks]
                made_from += [sources.rest, sources.talks, sources.order]
                self._folder.write(f"{self._name}.json", json.dumps(made_from, separators=(",", ":")).encode())
                _only_newest(self._folder.folder)

    def forget(self) -> None:
        """Have the next build make everything."""
        if self._folder is not None:
            with suppress(OSError):
                self._folder.remove(f"{self._name}.json")


def _found(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Everything in a folder that a build has made, by path."""
    left = [(str(folder), "")]
    while left:
        place, prefix = left.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    left.append((entry.path, f"{path}/"))
                elif path != MARKER:
                    yield path, entry.stat(follow_symlinks=False)


def _by_age(folder: Path) -> list[Path]:
    """What the ledgers are made from, the oldest first."""
    return sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)


def _only_newest(folder: Path) -> None:
    for old in _by_age(folder)[:-MOST]:
        old.unlink(missing_ok=True)
        old.with_suffix(".txt").unlink(missing_ok=True)
