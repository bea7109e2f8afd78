"""What a site is made from, as digests: its talks and speakers one by one, and all the rest at once."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from kbsite.site.concern import Changed, Ties

PACKAGE = Path(__file__).parents[1]
DIGEST = 16
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a site is made from."""

    rest: str
    """A digest of everything but talks and speakers: other records, pages, settings, the theme, code, and what was asked for."""
    talks: Mapping[str, str]
    """By file, as a line: a digest of its content and day of change, and what the talk is tied to."""
    speakers: Mapping[str, str]
    """By file likewise: a digest and a day, and the id."""
    order: str
    """A digest of the ids of the talks that are shown, in their order, and of those of the speakers."""

    def changed(self, before: Sources) -> Changed | None:
        """What came, went, or changed, as it was and as it is; None where something else has changed."""
        if self.rest != before.rest:
            return None
        talks = [_ties(line) for line in _differing(before.talks, self.talks)]
        speakers = frozenset(_id(line) for line in _differing(before.speakers, self.speakers))
        if speakers:  # whatever tells of a talk may name its speakers
            every = map(_ties, dict.fromkeys((*before.talks.values(), *self.talks.values())))
            talks += (talk for talk in every if not speakers.isdisjoint(talk.speakers))
        return Changed(talks, speakers)


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Lines of files that came, went, or changed, as they were and as they are."""
    for path in {**before, **now}:
        if before.get(path) != now.get(path):
            yield from (lines[path] for lines in (before, now) if path in lines)


def line(digest: str, tied: Callable[[], Iterable[object]], before: str = "") -> str:
    """What is noted of a record: most are never read again, only compared. The first thing that it is tied to is its id.

    Of a record with the same digest as before the same is noted.
    """
    return before if before.startswith(f'["{digest}",') else _ENCODE((digest, *tied()))


def _ties(noted: str) -> Ties:
    _, id_, event, *ids = json.loads(noted)
    return Ties(id_, event, *map(tuple, ids))


def _id(noted: str) -> str:
    return str(json.loads(noted)[1])


_ENCODE = json.JSONEncoder(separators=(",", ":")).encode


def is_packaged(folder: Path) -> bool:
    """Whether a folder came with this package or another, so that its files count as code."""
    return folder.is_relative_to(PACKAGE) or bool({"site-packages", "dist-packages"} & set(folder.parts))


def _packages() -> Iterator[str]:
    """What is installed with its versions, as the folders are called that tell of it: to read in each takes as long as all of our own code."""
    for folder in sys.path:
        with suppress(OSError):
            yield from (name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208


@cache
def code() -> str:
    """A digest of all code that a site is made by."""
    digest = blake2b(sys.version.encode(), digest_size=DIGEST)
    for name in sorted(_packages()):
        digest.update(f"{name}\n".encode())
    for path in sorted(path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        digest.update(f"{path.relative_to(PACKAGE)}\n".encode() + blake2b(path.read_bytes()).digest())
    return digest.hexdigest()
