"""All files of a site that is about to be complete: the version that they make up, and which of them a copy of the site holds.

The version is the sum of digests, one for each file, so that it can be renewed for the files that are new, others, or gone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
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
        last, former = self._last(FILES).decode(), self._former
        new = {path: one for path, one in self._written.items() if (path not in former or one.size != former[path].size) and holds(path)}
        gone = [path for path in former if path not in self._written and holds(path)]
        now = {_address(path): _entry(one) for path, one in new.items()}
        if last and not gone and new.keys() <= former.keys() and (patched := _patched(last, sorted(now, key=_place), now)) is not None:
            return patched
        entries = _entries(last)
        for path in gone:
            del entries[_address(path)]
        entries |= now
        order = sorted(entries, key=_place)
        return f"[[{'],['.join(entries[address] for address in order)}]]" if order else "[]"

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


def _entries(copied: str) -> dict[str, str]:
    """The entries of such a list by their addresses, all as JSON."""
    entries = copied[len('[["') : -len("]]")].split(_BETWEEN) if len(copied) > len("[]") else []
    return {f'"{entry[: entry.rindex(chr(34)) + 1]}': f'"{entry}' for entry in entries}


def _patched(copied: str, addresses: Iterable[str], entries: Mapping[str, str]) -> str | None:
    """Such a list with other entries for some addresses, given in its order; None where one is not there."""
    parts, end = list[str](), 0
    for address in addresses:
        begin = copied.find(f"[{address},", end) + 1
        if begin == 0:
            return None
        parts += (copied[end:begin], entries[address])
        end = copied.index("]", begin + len(address))
    return "".join((*parts, copied[end:]))


def _place(address: str) -> str:
    return _path(json.loads(address) if "\\" in address else address[1:-1])


def _address(path: str) -> str:
    return json.dumps(path.removesuffix(INDEX) if path.endswith(INDEX) else path)


def _entry(file: Written) -> str:
    return f"{_address(file.path)},{file.size}" + (",1" if file.path.startswith(PYTHON) else "")


def _path(address: str) -> str:
    return f"{address}{INDEX}" if address == "" or address.endswith("/") else address
