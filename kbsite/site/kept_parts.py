"""Files that tell of every record one after the other, made from those of the last build where most of the records stay as they are.

Where the parts of each file lie is noted in `.cache/parts`, sealed, with the SHA-256 of the file. It counts only for that very file, and only
where the last build is known to have written it and nobody has touched it since: what stays is seen from there.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from kbsite.exports.joined import Cut, Joined
from kbsite.exports.publication import File
from kbsite.records.models import Record
from kbsite.records.regular import regular
from kbsite.records.sealed import SealedFolder
from kbsite.records.secret import secret
from kbsite.site.output import Summed
from kbsite.site.target import Written

FOLDER = ".cache/parts"
MOST = 4
"""Versions of a file whose parts are known: a project may be built to several folders by turns."""
DIGEST = 32


class KeptParts:
    """The parts of the files of one folder that is built to."""

    def __init__(
        self,
        root: Path,
        made_by: str,
        before: Path,
        stays: Callable[[Record], bool] | None,
        noted: Callable[[str], Written | None],
    ) -> None:
        """`before` is what was built the last time, `noted` gives a file of that as it was written by its path, as far as it is known.

        `stays` says of which records it holds what would be made now; None where that may be none.
        """
        key = secret()
        self._folder = SealedFolder(root / FOLDER, made_by, key) if key else None
        self._before = before
        self._stays = stays
        self._noted = noted

    @property
    def renews(self) -> bool:
        """Whether most records stay as they are."""
        return self._stays is not None

    def puts_apart(self, file: File) -> bool:
        """Whether a file takes long beside others, most of which stay: one of all records, or of parts that are taken from the last one."""
        return self.renews and (file.slow or isinstance(file.make, Joined))

    def renewing(self, file: File) -> File:
        """The same file, made from the last one where it is of parts."""
        made = file.make
        return replace(file, make=partial(self.make, file.path, made)) if isinstance(made, Joined) else file

    def make(self, path: str, joined: Joined[Any]) -> bytes:
        """The bytes of a file; where its parts lie is noted for the next build."""
        if self._folder is None:
            return joined()
        name, before = sha256(path.encode()).hexdigest()[:12], self._noted(path)
        known = self._folder.read(_name(name, before.digest)) if before else None
        data, cut = self._renewed(known, path, joined) or joined.cut()
        digest = sha256(data).digest()
        with suppress(OSError):
            self._folder.write(_name(name, digest), digest + cut.to_bytes())
            _only_newest(self._folder.folder, name)
        return Summed.of(data, digest)

    def _renewed(self, known: bytes | None, path: str, joined: Joined[Any]) -> tuple[bytes, Cut] | None:
        """The file made from the last one; None where that cannot be."""
        written = self._noted(path)
        if self._stays is None or known is None or written is None or known[:DIGEST] != written.digest:
            return None
        try:
            old, cut = _bytes(self._before / path, written), Cut.from_bytes(known[DIGEST:])
        except (OSError, ValueError):
            return None
        return joined.renewed(old, cut, self._stays)


def _name(path: str, digest: bytes) -> str:
    """Of the notes on a file of that path with that SHA-256."""
    return f"{path}-{digest.hex()[:12]}"


def _bytes(path: Path, written: Written) -> bytes:
    """What was written. Raises OSError where somebody has touched it since."""
    with regular(path) as file:
        if not written.is_seen_in(os.fstat(file.fileno())):
            raise OSError(errno.ESTALE, "not as it was written", str(path))
        return file.read()


def _only_newest(folder: Path, name: str) -> None:
    for old in sorted(folder.glob(f"{name}-*"), key=lambda path: path.stat().st_mtime_ns)[:-MOST]:
        old.unlink(missing_ok=True)
