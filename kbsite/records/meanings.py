"""What fields, parts and values of records mean, from `meanings.toml`: names and sentences in both languages, and examples."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kbsite.records.part import Part
from kbsite.words import Words

FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a field, a part or a kind of record is called and is; `example` is None where it follows from the part it holds."""

    name: Words
    says: Words
    example: Any = None


@cache
def _entries() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def meaning(model: type[Part], key: str) -> Meaning:
    """What an editor writes under a key of a part. Raises KeyError where nobody has said."""
    for owner in model.__mro__:
        entry = _entries().get(owner.__name__, {}).get(key)
        if entry:
            names = _entries()["names"]
            return Meaning(_words(names.get(f"{model.__name__}.{key}") or names[key]), _words(entry), entry.get("example"))
    raise KeyError(f"{model.__name__}.{key}")


def part(model: type[Part]) -> Meaning:
    """What a part of a record is. Raises KeyError where nobody has said."""
    entry = _entries()["parts"][model.__name__]
    return Meaning(_words(entry["name"]), _words(entry["is"]))


def values(model: type[Part], key: str) -> Mapping[str, Words]:
    """What each value of a closed list means. Raises KeyError where nobody has said."""
    for owner in model.__mro__:
        entry = _entries()["values"].get(f"{owner.__name__}.{key}")
        if entry:
            return {value: _words(words) for value, words in entry.items()}
    raise KeyError(f"{model.__name__}.{key}")


def _words(entry: Mapping[str, str]) -> Words:
    return Words("{en}", "{ko}").fill(**entry)
