"""Pictures of the last build, taken where they show what is to be shown now, and drawn where they do not.

Drawing one takes as long as all else that is made for a talk. What each showed is noted in `.cache/cards`, with a digest of its file; the
files are those of the site that is being replaced, and one that does not have its digest is drawn anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b, sha256
from pathlib import Path
from typing import NamedTuple

import PIL

from kbsite.records.regular import regular
from kbsite.records.sealed import SealedFolder
from kbsite.records.secret import secret
from kbsite.site import drawing
from kbsite.site.asset_names import CARD_FONT
from kbsite.site.page import Card, Cards

FOLDER, NOTES = ".cache/cards", "cards.json"


class Shown(NamedTuple):
    """The picture of a page."""

    path: str
    """From the folder of the site."""
    card: Card
    site_name: str


class KeptCards:
    """Gives pictures as a `CardMaker` does, those of an earlier build where it can."""

    def __init__(self, root: Path, before: Path | None) -> None:
        """`before` is the folder of the earlier build; None where nothing is to be taken from it."""
        self._before = before
        key = secret()
        self._folder = SealedFolder(root / FOLDER, _code(), key) if key else None

    @cached_property
    def known(self) -> Mapping[str, tuple[str, str]]:
        """Path and digest of the files by what they show, as noted."""
        data = self._folder.read(NOTES) if self._folder and self._before else None
        return json.loads(data) if data else {}

    @cached_property
    def _maker(self) -> Cards:
        from kbsite.site.card import CardMaker  # few builds draw pictures, and what draws takes long to load

        return CardMaker()

    def png(self, card: Card, site_name: str) -> bytes:
        """The card as PNG; equal cards give equal bytes."""
        path, digest = self.known.get(_said(card, site_name), ("", ""))
        data = _bytes(self._before / path) if path and self._before else b""
        return data if data and sha256(data).hexdigest() == digest else self._maker.png(card, site_name)

    def note(self, shown: Iterable[Shown], digests: Mapping[str, bytes], stays: Callable[[str], bool] | None = None) -> None:
        """That a build has written these, with the SHA-256 of each file, and which others stay. Where that cannot be kept, they are drawn again."""
        stayed = {said: (path, digest) for said, (path, digest) in self.known.items() if stays and stays(path)}
        notes = {**stayed, **dict(self._notes(shown, digests))}
        if self._folder is None or notes == {said: tuple(noted) for said, noted in self.known.items()}:
            return
        with suppress(OSError):
            self._folder.write(NOTES, json.dumps(notes, separators=(",", ":")).encode())

    def _notes(self, shown: Iterable[Shown], digests: Mapping[str, bytes]) -> Iterator[tuple[str, tuple[str, str]]]:
        for one in shown:
            if one.path in digests:
                yield _said(one.card, one.site_name), (one.path, digests[one.path].hex())


def _said(card: Card, site_name: str) -> str:
    """A digest of all that a picture says."""
    return blake2b(json.dumps([card.above, card.title, card.below, site_name]).encode(), digest_size=16).hexdigest()


def _bytes(path: Path) -> bytes:
    """What a file holds; nothing where there is none."""
    try:
        with regular(path) as file:
            return file.read()
    except OSError:
        return b""


def _code() -> str:
    """A digest of all that decides how a picture is drawn."""
    digest = blake2b(PIL.__version__.encode(), digest_size=16)
    for place in (Path(__file__).with_name("card.py"), CARD_FONT, *sorted(Path(next(iter(drawing.__path__))).glob("*.py"))):
        digest.update(blake2b(place.read_bytes()).digest())
    return digest.hexdigest()
