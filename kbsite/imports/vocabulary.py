"""Tags of imported talks to the closed vocabulary: those there are by any of their spellings, new ones with a label."""

from __future__ import annotations

from typing import Any

from kbsite.imports.romanise import checksum, slug
from kbsite.imports.shelf import Shelf, texts
from kbsite.imports.values import script_language, shortened

MOST_BYTES = 240 * 1024
"""What tags.yml may hold: it is a file of at most 256 KiB."""
LONGEST_LABEL = 100
PER_TAG = 24
"""Bytes of a tag in the file beside its id and its label."""


class Vocabulary:
    """The tags there are and the new ones."""

    def __init__(self, shelf: Shelf) -> None:
        self.new: dict[str, dict[str, Any]] = {}
        """Values of new tags by id."""
        self._spellings: dict[str, str] = {}
        document = shelf.document("talks/tags.yml")
        self._bytes = len(document.text.encode()) if document else 0
        for id_, value in shelf.tags().items():
            spelled = [id_, *texts(value.get("label")), *(value.get("aliases") or [])] if isinstance(value, dict) else [id_]
            for word in spelled:
                self._spellings.setdefault(_folded(str(word)), id_)

    def id_of(self, word: str) -> str:
        """The id of the tag a word means; empty where it has no letters, or the vocabulary is full."""
        word = shortened(word, LONGEST_LABEL)
        key = _folded(word)
        if not key:
            return ""
        if key not in self._spellings:
            id_ = slug(word) or f"tag-{checksum(word)}"
            if _folded(id_) in self._spellings:
                id_ = f"{id_}-{checksum(key)}"
            self._bytes += len(f"{id_}{word}".encode()) + PER_TAG
            if self._bytes > MOST_BYTES:
                return ""
            self.new[id_] = {"label": {script_language(word, "en"): word}}
            for spelling in (key, _folded(id_)):
                self._spellings.setdefault(spelling, id_)
        return self._spellings[key]


def _folded(name: str) -> str:
    """As the rule tag-has-one-spelling compares."""
    return "".join(letter for letter in name.casefold() if letter.isalnum() or letter in "+#")
