"""A module for browsers and all that it imports, to one script that needs no modules: each in a scope of its own."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from kbsite.search.browser import minified

IMPORT = re.compile(r'^import (?:\{([^}]*)\}|\* as (\w+)) from "(\.[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:const|let|function|class) ?\*? ?(\w+))", re.MULTILINE)

LIST = re.compile(r"^export \{ ?([\w, ]+?) ?\};\n", re.MULTILINE)


def bundle(folder: Path, entry: str, name: str = "") -> bytes:
    """The module at `entry` below a folder as one small script; with a name, what it exports is kept under that name in `kbModules`.

    Modules may import each other with `import {…}` and `import * as`, but not in circles.
    """
    scopes, last = _scopes(folder, entry)
    kept = f"(globalThis.kbModules ??= {{}})[{name!r}] = {last};\n" if name else ""
    return minified(f'(() => {{\n"use strict";\n{scopes}{kept}}})();\n')


def bundle_module(folder: Path, entry: str) -> bytes:
    """The module at `entry` below a folder as one small module that imports nothing: what it exports with what that needs, in one load."""
    scopes, last = _scopes(folder, entry)
    exported = ", ".join(EXPORT.findall((folder / entry).read_text("utf-8")))
    return minified(f"{scopes}export const {{ {exported} }} = {last};\n")


def _scopes(folder: Path, entry: str) -> tuple[str, str]:
    """Each module in a scope of its own, and the name of the last one's."""
    order: list[str] = []
    _collect(folder, entry, order)
    return "".join(_scope(folder, one, order) for one in order), f"$m{len(order) - 1}"


def _collect(folder: Path, path: str, order: list[str]) -> None:
    """A module after all that it imports."""
    for other in IMPORT.findall((folder / path).read_text("utf-8")):
        target = _target(path, other[2])
        if target not in order:
            _collect(folder, target, order)
    order.append(path)


def _target(path: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address))


def _scope(folder: Path, path: str, order: list[str]) -> str:
    text = (folder / path).read_text("utf-8")

    def local(found: re.Match[str]) -> str:
        source = f"$m{order.index(_target(path, found[3]))}"
        return f"const {{{found[1].replace(' as ', ': ')}}} = {source};\n" if found[1] is not None else f"const {found[2]} = {source};\n"

    exported = ", ".join((*EXPORT.findall(text), *LIST.findall(text)))
    text = LIST.sub("", text)
    return f"const $m{order.index(path)} = (() => {{\n{EXPORT.sub('', IMPORT.sub(local, text))}return {{ {exported} }};\n}})();\n"
