"""Files of the engine's own, and the names they are served by."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
KEPT_BACK = ("card-fonts/", "search/", "finder/", "run/", "mine/", "offline/", "form/")
"""Folders of assets that no page loads as they are; see card.py, search_files.py, snippet_files.py and visitor_files.py."""


def asset_names(folder: Path = ASSETS) -> Mapping[str, str]:
    """Files of the engine's own, and the names they are served by: styles and scripts carry a hash of their bytes.

    A style sheet's hash covers only itself, so files it names (fonts) must keep theirs while their bytes are the same.
    """
    names: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or name.startswith(KEPT_BACK):
            continue
        names[name] = name
        if path.suffix in (".css", ".js") and "/" not in name:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
            names[name] = f"{path.stem}.{digest}{path.suffix}"
    return names
