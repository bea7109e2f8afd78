"""Style sheets and scripts of the engine's own to as few and small files as pages can do with, each under a name of its bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

import rcssmin

from kbsite.search.browser import minified
from kbsite.site.asset_names import ASSETS

EVERY_STYLE = "every.css"
"""The one style sheet that every page loads: each file of its own would hold up the first paint by a request."""
PARTS = ("site.css", "lists.css", "drawing.css", "search-box.css", "mine.css")
"""What it is made of, in this order."""
FONTS = "fonts.css"
"""Where the fonts are: pages take it up once they are painted, since files of fonts would compete with what is painted."""
FONTS_FROM = ("fonts/pretendard.css", "fonts/kb-sans.css")
EVERY_SCRIPT = "site.js"
FOLDER = "assets/kb/"
_RELATIVE = re.compile(r"""(url\(["']?)(?=[\w.-])""")

Small = Mapping[str, tuple[str, bytes]]
"""Where each file is served and its bytes, by the name it is known by."""


def small_files(folder: Path = ASSETS) -> Small:
    """The style sheet of every page, those of some kinds of pages, and the script of every page."""
    sheets = {EVERY_STYLE: "".join(_sheet(folder, part) for part in PARTS), FONTS: "".join(_sheet(folder, part) for part in FONTS_FROM)}
    sheets |= {path.name: _sheet(folder, path.name) for path in sorted(folder.glob("*.css")) if path.name not in PARTS}
    found = {name: str(rcssmin.cssmin(text)).encode() for name, text in sheets.items()}
    found |= {path.name: minified(path.read_text("utf-8")) for path in sorted(folder.glob("*.js"))}
    return {name: (_served(name, data), data) for name, data in found.items()}


def _sheet(folder: Path, name: str) -> str:
    """A style sheet with the addresses in it as they are from the folder of assets."""
    above = name.rpartition("/")[0]
    text = (folder / name).read_text("utf-8")
    return _RELATIVE.sub(rf"\g<1>{above}/", text) if above else text


def _served(name: str, data: bytes) -> str:
    path = PurePosixPath(name)
    return f"{FOLDER}{path.stem}.{sha256(data).hexdigest()[:10]}{path.suffix}"
