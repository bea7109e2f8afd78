"""An index kept in a folder between commands, and made again when anything it was made of has changed."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import mkdtemp

from kbsite.search.api import build, shards
from kbsite.search.document import Document
from kbsite.search.index import WhooshSource

PACKAGE = Path(__file__).parents[1]
MADE_BY = ("search", "text")
"""Rooms whose code decides what an index holds."""
SUMS = "sums.json"
MANIFEST = "manifest.txt"
"""Names the file of the shards to begin with."""


def kept_index(documents: Sequence[Document], folder: Path) -> Path:
    """The folder, inside `folder`, of an index of these documents: one made before, or a new one in place of the others.

    Raises OSError where nothing can be written there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n", "utf-8")
    wanted = folder / _digest(documents)
    if not is_whole(wanted):
        made = Path(mkdtemp(dir=folder))
        write(documents, made).close()
        (made / SUMS).write_text(json.dumps(_sums(made)), "utf-8")
        shutil.rmtree(wanted, ignore_errors=True)
        made.rename(wanted)
    for other in folder.iterdir():
        if other.is_dir() and other != wanted:
            shutil.rmtree(other, ignore_errors=True)
    return wanted


def is_whole(folder: Path) -> bool:
    """Whether an index stands in a folder with all its files as they were written."""
    try:
        listed = json.loads((folder / SUMS).read_text("utf-8"))
        return bool(listed) and listed == _sums(folder)
    except (OSError, ValueError):
        return False


def _sums(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != SUMS)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def write(documents: Sequence[Document], folder: Path) -> WhooshSource:
    """An index of documents in a folder, and its shards in a folder `shards` there."""
    index = build(documents, folder)
    made = shards(index)
    for name, data in made.files.items():
        target = folder / "shards" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (folder / "shards" / MANIFEST).write_text(made.manifest, "utf-8")
    return index


def _digest(documents: Sequence[Document]) -> str:
    digest = hashlib.sha256()
    for room in MADE_BY:
        for path in sorted((PACKAGE / room).glob("*.*")):
            digest.update(path.read_bytes())
    for document in documents:
        digest.update(json.dumps(asdict(document)).encode())
    return digest.hexdigest()[:16]
