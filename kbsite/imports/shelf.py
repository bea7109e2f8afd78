"""The records there are already, as an import needs them: their values, read once, and their names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kbsite.records.document import Document
from kbsite.records.entries import TAGS
from kbsite.records.yaml import read

KEPT = frozenset({"speakers", "techniques", "sources"})
"""Folders that hold no event."""


def folded(text: str) -> str:
    """Letters and digits of a text in lower case: what is equal whatever the blanks and punctuation."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def texts(value: Any) -> list[str]:
    """The words of a text in each of its languages."""
    return (
        [value] if isinstance(value, str) else [each for each in value.values() if isinstance(each, str)] if isinstance(value, dict) else []
    )


class Shelf:
    """The folder of records; paths are those of a project, `talks/…`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._documents: dict[str, Document | None] = {}

    def place(self, path: str) -> Path:
        """Where a path is on disk."""
        return self.folder / path.removeprefix("talks/")

    def document(self, path: str) -> Document | None:
        """A file as read; None where there is none. Raises OSError where it cannot be read."""
        if path not in self._documents:
            place = self.place(path)
            self._documents[path] = read(path, place.read_bytes()) if place.is_file() else None
        return self._documents[path]

    def value(self, path: str) -> dict[str, Any]:
        """What a record holds; nothing where it is not there or no mapping."""
        document = self.document(path)
        return document.value if document and isinstance(document.value, dict) else {}

    def stands(self, path: str) -> bool:
        """Whether a file is there."""
        return self.document(path) is not None

    def folder_of(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Names (without ending) and values of the records of a folder, short names first: `kim` before `kim-2`."""
        place = self.folder / name
        for file in sorted(place.glob("*.yml"), key=lambda file: (len(file.stem), file.stem)) if place.is_dir() else ():
            yield file.stem, self.value(f"talks/{name}/{file.name}")

    def tags(self) -> dict[str, Any]:
        """The vocabulary."""
        return self.value(TAGS)
