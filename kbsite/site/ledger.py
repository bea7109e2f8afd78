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

    sources: Sources
    quiet: bool
    """Whether there was nothing to tell of its hand-written pages."""
    inventory: Inventory
    signatures: Mapping[str, str]
    """By path those of pages that have one."""

    def size(self, folder: Path) -> int | None:
        """Bytes of all files, where a folder holds them as they were written and nothing else; else None."""
        seals = self.inventory.seals()
        found = size = 0
        for path, about in _found(folder):
            if seals.get(path) != seal(about.st_size, about.st_ino, about.st_mtime_ns):
                return None
            found, size = found + 1, size + about.st_size
        return size if found == len(seals) else None


class LedgerFolder:
    """Where the ledgers of a project lie, one for each folder that it was built to."""

    def __init__(self, root: Path, target: Path) -> None:
        key = secret()
        name = sha256(os.fsencode(target)).hexdigest()[:12]
        self._made_from, self._files = f"{name}.json", f"{name}.txt"
        self._folder = SealedFolder(root / FOLDER, code(), key) if key else None

    def read(self) -> Ledger | None:
        """The last one; None where there is none that can be believed."""
        made_from = self._folder.read(self._made_from) if self._folder else None
        files = self._folder.read(self._files) if self._folder and made_from else None
        if made_from is None or files is None:
            return None
        quiet, digest, signatures, blocks, *made = json.loads(made_from)
        if digest != blake2b(files).hexdigest():
            return None
        inventory = Inventory(files, {owner: (begin, length, count) for owner, (begin, length, count) in blocks.items()})
        return Ledger(Sources.from_json(*made), quiet, inventory, signatures)

    def write(self, ledger: Ledger) -> None:
        """Keep what a build came to. Where that cannot be, the next one makes everything."""
        if self._folder is not None:
            with suppress(OSError):
                files, sources = ledger.inventory, ledger.sources
                self._folder.write(self._files, files.data)
                made_from = [ledger.quiet, blake2b(files.data).hexdigest(), ledger.signatures, files.blocks]
                made_from += [sources.rest, sources.talks, sources.order]
                self._folder.write(self._made_from, json.dumps(made_from, separators=(",", ":")).encode())
                _only_newest(self._folder.folder)

    def forget(self) -> None:
        """Have the next build make everything."""
        if self._folder is not None:
            with suppress(OSError):
                self._folder.remove(self._made_from)


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


def _only_newest(folder: Path) -> None:
    for old in sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)[:-MOST]:
        old.unlink(missing_ok=True)
        old.with_suffix(".txt").unlink(missing_ok=True)
