"""Files that tell of every record one after the other, made from those of the last build where most of the records stay as they are.

Where the parts of each file lie is noted in `.cache/parts`, sealed, with the digest of the file. It counts only for that very file, and only
where the last build is known to have written it and nobody has touched it since: what stays is seen from there.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from kbsite.exports.joined import DIGEST, Cut, Joined, Pieces, Summed
from kbsite.exports.publication import File
from kbsite.records.models import Record
from kbsite.records.regular import regular
from kbsite.records.sealed import SealedFolder
from kbsite.records.secret import secret
from kbsite.site.output import Output
from kbsite.site.pieces import put_together
from kbsite.site.target import Written, write

FOLDER = ".cache/parts"
MOST = 4
"""Versions of a file whose parts are known: a project may be built to several folders by turns."""


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

    def output(self, file: File) -> Output:
        """How a file is made; one of parts from the last one, where most of them stay."""
        made, put = file.make, None
        if isinstance(made, Joined):
            put = partial(self.put, file.path, made) if self.renews else None
            made = partial(self.make, file.path, made)
        return Output(file.path, made, file.of, lasting=file.lasting, put=put)

    def make(self, path: str, joined: Joined[Any]) -> bytes:
        """The bytes of a file; where its parts lie is noted for the next build."""
        data, cut = joined.cut()
        self._note(path, data.digest, cut)
        return data

    def put(self, path: str, joined: Joined[Any], handle: int) -> tuple[int, bytes]:
        """Write a file, which takes its parts from the last one; and note likewise."""
        before = self._noted(path)
        known = self._folder.read(_name(path, before.digest)) if self._folder and before else None
        made, cut = self._renewed(known, path, joined, handle) or _whole(joined, handle)
        self._note(path, made.digest, cut)
        return len(made), made.digest

    def _note(self, path: str, digest: bytes, cut: Cut) -> None:
        if self._folder:
            with suppress(OSError):
                self._folder.write(_name(path, digest), digest + cut.to_bytes())
                _only_newest(self._folder.folder, _begin(path))

    def _renewed(self, known: bytes | None, path: str, joined: Joined[Any], handle: int) -> tuple[Pieces, Cut] | None:
        """The file made from the last one; None where that cannot be."""
        written = self._noted(path)
        if self._stays is None or known is None or written is None or known[:DIGEST] != written.digest:
            return None
        try:
            with regular(self._before / path) as file:
                if not written.is_seen_in(os.fstat(file.fileno())):  # somebody has touched it since
                    return None
                made, cut = joined.renewed(Cut.from_bytes(known[DIGEST:]), written.size, self._stays)
                put_together(made, file.fileno(), handle)
        except (OSError, ValueError):
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            return None
        return made, cut


def _whole(joined: Joined[Any], handle: int) -> tuple[Summed, Cut]:
    data, cut = joined.cut()
    write(handle, data)
    return data, cut


def _begin(path: str) -> str:
    """What the names of all notes on a file of that path begin with."""
    return f"{sha256(path.encode()).hexdigest()[:12]}-"


def _name(path: str, digest: bytes) -> str:
    """Of the notes on a file of that path with that digest."""
    return _begin(path) + digest.hex()[:12]


def _only_newest(folder: Path, begin: str) -> None:
    for old in sorted(folder.glob(f"{begin}*"), key=lambda path: path.stat().st_mtime_ns)[:-MOST]:
        old.unlink(missing_ok=True)
