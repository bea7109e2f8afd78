"""What the last build has written, and from what: so that the next one leaves as they are the files that would be the same.

A file counts as the one that was written while it has the inode, size and time of change that it had then. The ledger lies in
`.cache/site`, sealed, so that none is believed but this machine's own and this code's; a site without one is made anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from kbsite.records.sealed import SealedFolder
from kbsite.records.secret import secret
from kbsite.site.inventory import Inventory, seal
from kbsite.site.ledger_text import Base, Ledger, base_text, read_base, read_top, top_of, top_text
from kbsite.site.sources import code
from kbsite.site.swap import MARKER

FOLDER = ".cache/site"
END, BASE = ".ledger", ".base"
"""Ends of names: of what is other since a ledger was last written whole, and of what it held then."""
MOST = 4
"""Folders that a project is built to by turns, of each of which the last build is known."""


class LedgerFolder:
    """Where the ledgers of a project lie, one for each folder that it was built to."""

    def __init__(self, root: Path, target: Path) -> None:
        key = secret()
        self._name = sha256(os.fsencode(target)).hexdigest()[:12]
        self._folder = SealedFolder(root / FOLDER, code(), key) if key else None

    def read(self, *, others: bool = True) -> Ledger | None:
        """The last one; where there is none of that folder, the last one of any if `others` will do; None where none can be believed."""
        return next(self._every(others=others), None)

    def _every(self, *, others: bool) -> Iterator[Ledger]:
        """Those that can be believed, the best first."""
        if self._folder is None:
            return
        if (own := self._folder.read(self._name + END)) is not None:
            yield from self._whole(self._name, own)
        elif others:
            for path in reversed(_by_age(self._folder.folder)):
                text = self._folder.read(path.name)
                if text is not None and Path(top_of(text).folder).is_dir():
                    yield from self._whole(path.name.removesuffix(END), text)

    def _whole(self, name: str, text: bytes) -> Iterator[Ledger]:
        """The ledger to what is other since it was written whole, if that is still there."""
        below = self._folder.read(name + BASE) if self._folder else None
        if below is not None and (base := read_base(below)).name == top_of(text).base:
            yield read_top(text, base)

    def mark(self) -> tuple[int, ...]:
        """What the last one of that folder is known by while nobody reads it; empty where there is none."""
        try:
            about = (self._folder.folder / (self._name + END)).lstat() if self._folder else None
        except OSError:
            return ()
        return (about.st_ino, about.st_size, about.st_mtime_ns) if about else ()

    def write(self, ledger: Ledger) -> None:
        """Keep what a build came to. Where that cannot be, the next one makes everything."""
        if self._folder is None:
            return
        with suppress(OSError):
            base, inventory = ledger.base, ledger.inventory
            if base is None or base.files is not inventory.first or inventory.is_much():
                inventory = inventory.whole()
                base = Base(token_hex(16), ledger.sources.talks, ledger.sources.speakers, inventory.first)
                self._folder.write(self._name + BASE, base_text(base))
            self._folder.write(self._name + END, top_text(replace(ledger, inventory=inventory), base))
            _only_newest(self._folder.folder)

    def forget(self) -> None:
        """Have the next build make everything."""
        if self._folder is not None:
            with suppress(OSError):
                self._folder.remove(self._name + END)


def size_of(folder: Path, inventory: Inventory) -> int | None:
    """Bytes of all files, where a folder holds them as they were written, and nothing else but a build's own mark; else None. Raises OSError.

    Both sides are compared by the sum of what Python hashes a seal to (SipHash with a key of the process), which takes less time than
    to look for each seal among the others: of two hundred thousand, hardly any is in the processor's caches.
    """
    left, seals, size = [(str(folder), "")], list[str](), 0
    while left:
        place, prefix = left.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    left.append((entry.path, f"{path}/"))
                elif path != MARKER:
                    about = entry.stat(follow_symlinks=False)
                    seals.append(seal(path, about.st_size, about.st_ino, about.st_mtime_ns))
                    size += about.st_size
    return size if len(seals) == len(inventory) and sum(map(hash, seals)) == sum(map(hash, inventory.seals())) else None


def _by_age(folder: Path) -> list[Path]:
    """The ledgers, the oldest first."""
    return sorted(folder.glob(f"*{END}"), key=lambda path: path.stat().st_mtime_ns)


def _only_newest(folder: Path) -> None:
    for old in _by_age(folder)[:-MOST]:
        old.unlink(missing_ok=True)
        old.with_suffix(BASE).unlink(missing_ok=True)
