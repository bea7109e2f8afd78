"""The last index, of which no more is read than is asked for. Everything raises Uncertain where it is not as it was written."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from typing import Any

from kbsite.search.noted import Uncertain, read
from kbsite.search.packing import unpacked
from kbsite.search.shards import DOCUMENTS
from kbsite.search.stretches import NAME, Part, Parts, digest, place

LINE_END = b"\n"
Reader = Callable[[str], bytes | None]
"""Gives the bytes of a name; None where there are none."""


class Former:
    """An index that was made, with its notes."""

    def __init__(self, manifest: str, note: Reader, file: Reader) -> None:
        self._note = note
        self._file = file
        self.path = manifest
        data = file(manifest) or b""
        self.digest = digest(data)
        """Of the manifest as a file."""
        begun = self._begun(manifest, data)
        line, _, self.rest = begun.partition(LINE_END)
        self.manifest: dict[str, Any] = json.loads(line)
        self.known = self.rest[: self.manifest["dictionary"]]
        self.count: int = self.manifest["count"]

    def _begun(self, path: str, data: bytes) -> bytes:
        try:
            begun = unpacked(data)
        except zlib.error as problem:
            raise Uncertain(f"{path} is damaged") from problem
        if f"manifest-{digest(begun)[:NAME]}.bin" != path:
            raise Uncertain(f"{path} is not here")
        return begun

    def note(self, name: str) -> Any:
        """The value of a note."""
        return read(self._note(name))

    def parts(self, name: str) -> Parts:
        """How a table was cut."""
        size, holds, parts = self.note(f"parts-{name}")
        found = Parts(size, holds, [Part(*part) for part in parts])
        if found.shelves() != self._shelves(name):
            raise Uncertain(f"notes of {name} are of another index")
        return found

    def part(self, name: str, number: int, part: Part, known: bytes = b"") -> bytes:
        """What is in a part of a table."""
        path = place(name, self._shelves(name), number)
        data = self._file(path)
        if data is None or digest(data) != part.digest:
            raise Uncertain(f"{path} is not here")
        return unpacked(data, known)

    def _shelves(self, name: str) -> list[str]:
        tables = {**self.manifest["tables"], DOCUMENTS: self.manifest[DOCUMENTS]}
        shelves: list[str] = tables[name]["shelves"]
        return shelves
