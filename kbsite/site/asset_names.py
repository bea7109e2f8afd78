"""Files of the engine's own that are served as they are: fonts and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
CARD_FONT = ASSETS / "card-fonts" / "Pretendard-Bold.otf"
KEPT_BACK = ("card-fonts/", "search/", "finder/", "run/", "mine/", "offline/", "form/")
"""Folders of assets that no page loads as they are; see card.py, search_files.py, snippet_files.py and visitor_files.py."""
MADE_SMALL = (".css", ".js")
"""Ends of names of what is served in another form; see small_files.py."""


def asset_names(folder: Path = ASSETS) -> Iterator[str]:
    """The files, relative to the folder of assets. A font or picture must keep its name only while its bytes are the same."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(KEPT_BACK) and not name.endswith(MADE_SMALL):
            yield name
