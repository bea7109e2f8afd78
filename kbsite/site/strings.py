"""Words of the interface, by key and language, from the TOML files of `strings/`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kbsite.words import Language, Words

FOLDER = Path(__file__).parent / "strings"


def load_strings(folder: Path = FOLDER) -> Mapping[str, Words]:
    """All words by key; a key is `<file>.<table>`, e.g. `talk.takeaways`.

    Raises ValueError where an entry lacks one of the languages.
    """
    strings: dict[str, Words] = {}
    for path in sorted(folder.glob("*.toml")):
        for key, entry in tomllib.loads(path.read_text("utf-8")).items():
            if set(entry) != {"ko", "en"}:
                raise ValueError(f"{path.name}: [{key}] needs exactly 'ko' and 'en', and has {sorted(entry)}")
            strings[f"{path.stem}.{key}"] = Words(entry["en"], entry["ko"])
    return MappingProxyType(strings)


def interface_language(language: str) -> Language:
    """The language the interface speaks for pages of a language: Korean for Korean, English for all others."""
    return "ko" if language == "ko" or language.startswith("ko-") else "en"


def say(strings: Mapping[str, Words], key: str, language: str, **values: Any) -> str:
    """One entry in one language, filled in. Raises KeyError for a key that no file has."""
    return strings[key].say(interface_language(language), **values)
