"""The browser's half of the search to one file: its modules without comments, each in a scope of its own, in one request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ASSETS = Path(__file__).parents[1] / "site" / "assets" / "search"
ENTRY = "worker"
IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([a-z]+)\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:const|function|class) ?\*? ?([A-Za-z]+))", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*(?:/\*\*(?:[^*]|\*(?!/))*\*/[ \t]*|//[^\n]*)\n", re.MULTILINE)
"""Comments that have lines of their own; those within a line stay."""


def worker() -> bytes:
    """The worker as one script, the same whether it is started as a module or not."""
    return "".join(('"use strict";\n', *(_scope(name) for name in _in_order(ENTRY, [])))).encode()


def _in_order(name: str, found: list[str]) -> list[str]:
    """A module after all that it imports."""
    for _, other in IMPORT.findall(_text(name)):
        if other not in found:
            _in_order(other, found)
    return [*found, name] if name == ENTRY else _noted(name, found)


def _noted(name: str, found: list[str]) -> list[str]:
    if name not in found:
        found.append(name)
    return found


def _text(name: str) -> str:
    return (ASSETS / f"{name}.js").read_text("utf-8")


def _scope(name: str) -> str:
    text = IMPORT.sub(lambda found: f"const {{{found[1]}}} = {_variable(found[2])};\n", COMMENT.sub("", _text(name)))
    exported = ", ".join(EXPORT.findall(text))
    return f"const {_variable(name)} = (() => {{\n{''.join(_lines(EXPORT.sub('', text)))}return {{ {exported} }};\n}})();\n"


def _variable(name: str) -> str:
    return f"${name}"


def _lines(text: str) -> Iterator[str]:
    """Lines without their indentation, which nothing here depends on."""
    for line in text.splitlines():
        if line.strip():
            yield line.strip() + "\n"
