"""A digest of the code that decides what is wrong with a record, and how its text becomes values."""

from __future__ import annotations

import sys
import unicodedata
from hashlib import blake2b
from pathlib import Path

import pydantic
import yaml

PACKAGE = Path(__file__).parents[1]
MADE_BY = ("records", "rules", "verdict.py", "problems.py", "words.py")


def code() -> str:
    """A digest of all code that what is kept depends on."""
    digest = blake2b(digest_size=16)
    for part in (sys.version, pydantic.VERSION, yaml.__version__, str(yaml.__with_libyaml__), unicodedata.unidata_version):
        digest.update(f"{part}\n".encode())
    for name in MADE_BY:
        place = PACKAGE / name
        for path in sorted(place.glob("*.*")) if place.is_dir() else (place,):
            digest.update(f"{path.name} ".encode() + blake2b(path.read_bytes()).digest())
    return digest.hexdigest()
