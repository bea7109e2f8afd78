"""The browser's half of the search to few small files: its modules in one script and one scope, and what starts it."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import rjsmin

ASSETS = Path(__file__).parents[1] / "site" / "assets" / "search"
ENTRY = "worker"
IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([a-z]+)\.js";\n', re.MULTILINE)
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:const|let|function|class) ?\*? ?([A-Za-z_]+)", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:const|function|class) ?\*? ?([A-Za-z]+))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Scripts:
    """Scripts for browsers by name, the one that a worker is started with, and the packed one that is sent to it."""

    files: Mapping[str, bytes]
    start: str
    engine: str


def worker_scripts() -> Scripts:
    """The worker packed, since many hosts send scripts as they are; as it is, for browsers told to run nothing else; and what chooses."""
    plain = worker()
    name = f"engine-{_digest(plain)}"
    start = minified(_text("loader").replace("PLAIN", f"{name}.js"))
    path = f"worker-{_digest(start)}.js"
    return Scripts({f"{name}.bin": _packed(plain), f"{name}.js": plain, path: start}, path, f"{name}.bin")


def worker() -> bytes:
    """The worker as one script, the same whether it is started as a module or not; `$worker` has what its module exports."""
    names = _in_order(ENTRY, [])
    modules = {name: IMPORT.sub("", _text(name)) for name in names}
    twice = [name for name, count in Counter(name for text in modules.values() for name in DECLARED.findall(text)).items() if count > 1]
    if twice:
        raise ValueError(f"modules of the worker share one scope, and more than one of them declares {', '.join(sorted(twice))}")
    exported = ", ".join(EXPORT.findall(modules[ENTRY]))
    body = EXPORT.sub("", "".join(modules.values()))
    return minified(f'"use strict";\nconst $worker = (() => {{\n{body}return {{ {exported} }};\n}})();\n')


def minified(script: str) -> bytes:
    """A script without comments and without the blanks that it does not need."""
    return str(rjsmin.jsmin(script)).encode()


def _packed(data: bytes) -> bytes:
    """Smallest with a memory of this size, which has blocks end earlier than with the usual one."""
    packing = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, 6)
    return packing.compress(data) + packing.flush()


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
