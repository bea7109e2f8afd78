"""Files that pages of examples load: drawings for light and dark paper, games, and the scripts that run code in a page.

assets/snippets/<id>/<plot>.<language>-….svg   a drawing of the recorded run; `-dark` where its ink is light
assets/snippets/<id>/play-….js                 a page script that a recipe names
assets/kb/run-…/page.js                        what visitors use; loads the rest when they ask for it
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kbsite.records.catalog import Catalog
from kbsite.records.folders import Folder
from kbsite.records.snippets import Snippet
from kbsite.search.browser import minified

FOLDER = "assets/snippets/"
SCRIPTS = Path(__file__).parent / "assets" / "run"
INK = {"light": "#15171c", "dark": "#eeeff2"}
"""What `currentColor` is in a drawing: a picture of its own takes no colour from the page around it."""
ROOT_ELEMENT = re.compile(r"<(?:\w+:)?svg\b")


@dataclass(frozen=True, slots=True)
class Code:
    """The scripts of pages with examples: files by path, and the one that a page names."""

    files: Mapping[str, bytes]
    page: str


def make_code() -> Code:
    """The scripts, made small, in a folder named by their contents."""
    scripts = {path.name: minified(path.read_text("utf-8")) for path in sorted(SCRIPTS.glob("*.js"))}
    folder = f"assets/kb/run-{_digest(*scripts.values())}/"
    return Code({folder + name: data for name, data in scripts.items()}, f"{folder}page.js")


def drawing_path(folder: Folder, name: str, ink: str) -> str:
    """Where a drawing goes, from the root of the site."""
    stem = name.rpartition("/")[2].removesuffix(".svg")
    return f"{FOLDER}{folder.id}/{stem}-{_digest(folder.drawings[name].encode())}-{ink}.svg"


def game_path(snippet: Snippet, folder: Folder) -> str:
    """Where the page script that a recipe names goes, from the root of the site; empty where it names none that is there."""
    name = snippet.in_page.game if snippet.in_page else None
    text = folder.sources.get(name) if name else None
    return f"{FOLDER}{folder.id}/play-{_digest(text.encode())}.js" if text else ""


def files(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """Every file of the examples: of their sources only the games that recipes name."""
    for snippet in catalog.snippets.values():
        folder = catalog.folders[snippet.id]
        for name, text in folder.drawings.items():
            for ink, colour in INK.items():
                yield drawing_path(folder, name, ink), ROOT_ELEMENT.sub(rf'\g<0> color="{colour}"', text, count=1).encode()
        game = game_path(snippet, folder)
        if game and snippet.in_page and snippet.in_page.game:
            yield game, folder.sources[snippet.in_page.game].encode()


def _digest(*parts: bytes) -> str:
    return sha256(b"".join(parts)).hexdigest()[:12]
