"""All files of a site that is about to be complete: the version that they make up, and which of them a copy of the site holds.

The version is the sum of digests, one for each file, so that it can be renewed for the files that are new, others, or gone.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Collection, Container, Iterable, Mapping
from functools import cached_property
from hashlib import blake2b

from kbsite.site.pyodide import FOLDER as PYTHON
from kbsite.site.renewal import Renewal
from kbsite.site.target import Written

WORKER = "sw.js"
MARKER = "assets/kb/offline/version.txt"
FILES = "assets/kb/offline/files.json"
MADE_OF_IT = {WORKER, MARKER, FILES}
"""Files that tell of the version, and are no part of it."""
BYTES = 16
"""Of a version."""
INDEX = "index.html"

_BETWEEN = '],["'
"""Between two entries, with the mark that an address begins with: within an address that mark would be escaped."""


class Files:
    """All files, as they have been written now or stay of the last build."""

    def __init__(self, written: Mapping[str, Written], renewal: Renewal | None = None) -> None:
        self._written = {path: one for path, one in written.items() if path not in MADE_OF_IT}
        self._renewal = renewal

    def paths(self) -> Collection[str]:
        """Of every file that is no record's."""
        return {*self._written, *(self._renewal.lasting if self._renewal else ())}

    @cached_property
    def _former(self) -> Mapping[str, Written]:
        """Files of the last build that have been written again, or are gone."""
        again = self._renewal.again if self._renewal else {}
        return {path: one for path, one in again.items() if path not in MADE_OF_IT}

    @cached_property
    def version(self) -> str:
        """The same for the same files, another for any other."""
        before = self._last(MARKER)
        total = int(before, 16) if before else 0
        total += sum(_weight(one) for path, one in self._written.items() if not before or one != self._former.get(path))
        total -= sum(_weight(one) for path, one in self._former.items() if before and one != self._written.get(path))
        return f"{total % (1 << BYTES * 8):0{BYTES * 2}x}"

    def copied(self, holds: Callable[[str], bool]) -> str:
        """What a copy of the whole site holds, by path, as JSON: of each file its address and size, and a third number for those of Python."""
        former = {path: one for path, one in self._former.items() if holds(path)}
        now = {path: one for path, one in self._written.items() if holds(path)}
        gone = {_entry(one) for path, one in former.items() if path not in now or one.size != now[path].size}
        new = [_entry(one) for path, one in now.items() if path not in former or one.size != former[path].size]
        return _exchanged(self._last(FILES).decode(), gone, new)

    def _last(self, path: str) -> bytes:
        """What a file of the last build holds, from which the next is made; empty where all is new."""
        if self._renewal is None:
            return b""
        data = self._renewal.file(path)
        if data is None:
            raise FileNotFoundError(2, "changed while a build was at work", path)
        return data


def _weight(file: Written) -> int:
    return int.from_bytes(blake2b(file.path.encode() + b"\0" + file.digest, digest_size=BYTES).digest())


def _exchanged(copied: str, gone: Container[str], new: Iterable[str]) -> str:
    """Such a list with entries in place of others."""
    begin, end = '[["', "]]"
    entries = copied[len(begin) : -len(end)].split(_BETWEEN) if len(copied) > len("[]") else []
    stay = [entry for entry in entries if entry not in gone]
    parts, at = list[str](), 0
    for entry in sorted(new, key=_place):
        place = bisect_left(stay, _place(entry), at, key=_place)
        parts += (*stay[at:place], entry)
        at = place
    parts += stay[at:]
    return f"{begin}{_BETWEEN.join(parts)}{end}" if parts else "[]"


def _entry(file: Written) -> str:
    """What such a list says of a file, without the mark that begins it."""
    address = json.dumps(file.path.removesuffix(INDEX) if file.path.endswith(INDEX) else file.path)
    return f"{address[1:]},{file.size}" + (",1" if file.path.startswith(PYTHON) else "")


def _place(entry: str) -> str:
    """The path that an entry is of."""
    address = entry[: entry.rindex('"')]
    return _path(json.loads(f'"{address}"') if "\\" in address else address)


def _path(address: str) -> str:
    return f"{address}{INDEX}" if address == "" or address.endswith("/") else address
