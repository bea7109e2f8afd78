"""A file whose values are known, and whose text is read only when somebody asks where something stands in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kbsite.records.document import Document, Path, Span, digest
from kbsite.records.yaml import decoded, read

Reader = Callable[[str], bytes | None]
"""Gives the bytes of the file at a path, None where there are none."""


class LateDocument(Document):
    """A document with its text yet to be read, and the places in it yet to be found.

    Nearly every file is in order, and of those nobody asks for places; they take more time and memory than all else. A file that was changed
    in the meantime has none: where its values stood cannot be found out any more.
    """

    def __init__(self, path: str, value: Any, digest: str, read: Reader) -> None:
        self.__dict__.update(path=path, value=value, digest=digest, _read=read)

    def __getattr__(self, name: str) -> Any:
        if name not in ("text", "spans"):
            raise AttributeError(name)
        self.__dict__[name] = found = self._text() if name == "text" else self._spans()
        return found

    def _text(self) -> str:
        data = self._read(self.path)
        return decoded(data) if data is not None and digest(data) == self.digest else ""

    def _spans(self) -> dict[Path, Span]:
        """Takes ten times as long as reading the text, which is why that does not do it too."""
        return read(self.path, self.text.encode("utf-8-sig")).spans if self.text else {}
