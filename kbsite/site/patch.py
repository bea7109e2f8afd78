"""Some files of a folder exchanged for others, one by one, so that it can be finished by another process if this one is killed.

The new ones lie in a folder beside it, with a list of them and of those that go: once that list is there, all that is left to do is to give
files other names. Whoever looks meanwhile, for a few hundredths of a second, may see some files as they were and some as they will be, each
whole. Files under new names come first, then those that replace others and may name them, and what nobody names any more goes last.

The list is sealed: a folder of that name that came with the project must not have files put into the site, nor any removed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kbsite.records.sealed import SealedFolder
from kbsite.records.secret import secret

LIST = ".kbsite.patch"
MADE_BY = "patch 1"


def put(aside: Path, target: Path, new: Iterable[str], gone: Iterable[str]) -> None:
    """Have the `new` files in `aside` take their places in `target`, and those that are `gone` go from there. Raises OSError."""
    sealed = _sealed(aside)
    if sealed is None:
        raise PermissionError("no key to seal with")
    sealed.write(LIST, json.dumps([[*new], [*gone]]).encode())
    finish(aside, target)


def finish(aside: Path, target: Path) -> None:
    """Do what is left to do; nothing where all was not ready yet. Raises OSError."""
    sealed = _sealed(aside)
    listed = sealed.read(LIST) if sealed else None
    if sealed is None or listed is None:
        return
    new, gone = json.loads(listed)
    begin, end, folders = f"{aside}/", f"{target}/", set[str]()  # paths as objects would take longer than all else here
    for path in sorted((path for path in new if os.path.lexists(begin + path)), key=lambda path: os.path.lexists(end + path)):
        folder = path.rpartition("/")[0]
        if folder not in folders:
            (target / folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        os.replace(begin + path, end + path)  # noqa: PTH105
    for path in gone:
        with suppress(FileNotFoundError):
            os.unlink(end + path)  # noqa: PTH108
    for folder in sorted(_folders(gone), key=lambda folder: -folder.count("/")):
        with suppress(OSError):  # there are other files in it
            (target / folder).rmdir()
    sealed.remove(LIST)


def _folders(paths: Iterable[str]) -> set[str]:
    """Every folder that one of these files is in, at any depth."""
    found = {path.rpartition("/")[0] for path in paths}
    return {str(folder) for one in found if one for folder in (Path(one), *Path(one).parents) if folder.parts}


def is_begun(aside: Path) -> bool:
    """Whether there may be something left to do."""
    return (aside / LIST).exists()


def _sealed(aside: Path) -> SealedFolder | None:
    key = secret()
    return SealedFolder(aside, MADE_BY, key) if key else None
