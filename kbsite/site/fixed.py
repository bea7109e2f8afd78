"""What no record of a site changes, to its files: styles, scripts, fonts, icons, and Python for pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from kbsite.site.asset_names import ASSETS, asset_names
from kbsite.site.engine import Engine
from kbsite.site.icons import ICONS, icon
from kbsite.site.output import Output
from kbsite.site.pyodide import Pyodide
from kbsite.site.small_files import FOLDER


def files_beside(engines: Iterable[Engine], html: Iterable[str]) -> Iterator[Output]:
    """Files beside hand-written pages, and those of the theme that pages like these load."""
    every = tuple(engines)
    for engine in every:
        for path, source in engine.static_files():
            yield Output(path, source.read_bytes, lasting=True)
    for name, file in every[0].theme_files(html):
        yield Output(name, file.read_bytes, lasting=True)


def fixed_files(made: Iterable[tuple[str, bytes]], python: Pyodide | None) -> Iterator[Output]:
    """Files that are made already, assets as they are, icons, and Python where pages run it."""
    for path, data in made:
        yield Output(path, partial(bytes, data), lasting=True)
    for name in asset_names():
        yield Output(f"{FOLDER}{name}", (ASSETS / name).read_bytes, lasting=True)
    yield from (Output(f"{FOLDER}{name}", partial(icon, name), lasting=True) for name in ICONS)
    if python:
        yield from (Output(name, partial(python.file, name), lasting=True) for name in python.names)
