"""A file whose values are known, and whose text is read only when somebody asks where something stands in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kbsite.records.document import Document

Reader = Callable[[str], Document]
"""Reads the file at a path."""


class LateDocument(Document):
    """A document with its text and places yet to be read.

    Nearly every file is in order, and of those nobody asks for places; they take more time and memory than all else. A file that was changed
    in the meantime has none: where its values stood cannot be found out any more.
    """

    def __init__(self, path: str, value: Any, digest: str, read: Reader) -> None:
        self.__dict__.update(path=path, value=value, digest=digest, _read=read)

    def __getattr__(self, name: str) -> Any:
        if name not in ("text", "spans"):
            raise AttributeError(name)
        found = self._read(self.path)
        text, spans = (found.text, found.spans) if found.digest == self.digest else ("", {})
        self.__dict__.update(text=text, spans=spans)
        return self.__dict__[name]
