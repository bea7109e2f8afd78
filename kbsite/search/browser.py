"""The browser's half of the search to few small files: its modules in one script, each in a scope of its own, and what starts it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import rjsmin

ASSETS = Path(__file__).parents[1] / "site" / "assets" / "search"
ENTRY = "worker"
IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([a-z]+)\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:const|function|class) ?\*? ?([A-Za-z]+))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Scripts:
    """Scripts for browsers by name, and the one that a worker is started with."""

    files: Mapping[str, bytes]
    start: str


def worker_scripts() -> Scripts:
    """The worker packed, since many hosts send scripts as they are; as it is, for browsers told to run nothing else; and what chooses."""
    plain = worker()
    name = f"engine-{_digest(plain)}"
    loader = _text("loader").replace("PACKED", f"{name}.bin").replace("PLAIN", f"{name}.js")
    start = minified(loader)
    path = f"worker-{_digest(start)}.js"
    return Scripts({f"{name}.bin": zlib.compress(plain, 9), f"{name}.js": plain, path: start}, path)


def worker() -> bytes:
    """The worker as one script, the same whether it is started as a module or not."""
    return minified("".join(('"use strict";\n', *(_scope(name) for name in _in_order(ENTRY, [])))))


def minified(script: str) -> bytes:
    """A script without comments and without the blanks that it does not need."""
    return str(rjsmin.jsmin(script)).encode()


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:12]


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
    text = IMPORT.sub(lambda found: f"const {{{found[1]}}} = {_variable(found[2])};\n", _text(name))
    exported = ", ".join(EXPORT.findall(text))
    return f"const {_variable(name)} = (() => {{\n{EXPORT.sub('', text)}return {{ {exported} }};\n}})();\n"


def _variable(name: str) -> str:
    return f"${name}"
