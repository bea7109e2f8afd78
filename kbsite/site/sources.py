"""What a site is made from, as digests: its talks one by one, and all the rest at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.metadata import distributions
from pathlib import Path

from kbsite.site.concern import Ties

PACKAGE = Path(__file__).parents[1]
DIGEST = 16
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a site is made from."""

    rest: str
    """A digest of everything but the talks: other records, pages, settings, the theme, code, and what was asked for."""
    talks: Mapping[str, str]
    """By file, as a line: a digest of its content and day of change, and what the talk is tied to."""
    order: str
    """A digest of the ids of the talks that are shown, in their order."""

    def changed(self, before: Sources) -> list[Ties] | None:
        """The ties of talks that came, went, or changed, as they were and as they are; None where something else has changed."""
        if self.rest != before.rest:
            return None
        paths = [path for path in {**before.talks, **self.talks} if before.talks.get(path) != self.talks.get(path)]
        return [_ties(sources.talks[path]) for path in paths for sources in (before, self) if path in sources.talks]


def talk_line(digest: str, tied: Ties) -> str:
    """What is noted of a talk: most are never read again, only compared."""
    return _ENCODE((digest, *tied))


def _ties(line: str) -> Ties:
    _, id_, event, *ids = json.loads(line)
    return Ties(id_, event, *map(tuple, ids))


_ENCODE = json.JSONEncoder(separators=(",", ":")).encode


def is_packaged(folder: Path) -> bool:
    """Whether a folder came with this package or another, so that its files count as code."""
    return folder.is_relative_to(PACKAGE) or bool({"site-packages", "dist-packages"} & set(folder.parts))


@cache
def code() -> str:
    """A digest of all code that a site is made by."""
    digest = blake2b(sys.version.encode(), digest_size=DIGEST)
    for name in sorted(f"{one.name} {one.version}" for one in distributions()):
        digest.update(f"{name}\n".encode())
    for path in sorted(path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        digest.update(f"{path.relative_to(PACKAGE)}\n".encode() + blake2b(path.read_bytes()).digest())
    return digest.hexdigest()
