"""Where a run takes place: its folders on this machine, and what it calls them inside the sandbox."""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from kbsite.records.folders import Folder

PATHS = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
INSIDE = "/tmp"  # noqa: S108 - a private one
HERE, WORK, CACHE = f"{INSIDE}/here", f"{INSIDE}/work", f"{INSIDE}/cache"
PREFIX = "kbsite-"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one run."""

    project: Path
    folder: Path
    """Removed at the end; holds `here` and `work`."""
    python: Path
    """The interpreter of the steps."""
    needed: tuple[Path, ...] = ()
    """Folders, hidden otherwise, that the interpreter lives in."""
    kept: Path | None = None
    """Kept between runs, for what an example fetches."""
    inside: bool = True
    """Whether steps are shut in, and so know these folders by other names."""

    @property
    def here(self) -> str:
        """The copy of the example's folder, as steps name it."""
        return HERE if self.inside else str(self.folder / "here")

    @property
    def work(self) -> str:
        """The empty folder, as steps name it."""
        return WORK if self.inside else str(self.folder / "work")

    @property
    def cache(self) -> str:
        """The folder that is kept, as steps name it; empty where there is none."""
        return "" if self.kept is None else CACHE if self.inside else str(self.kept)

    @property
    def path(self) -> str:
        """Where programs are looked for; those of the interpreter's packages first."""
        own = self.python.parent
        return PATHS if str(own) in PATHS.split(":") else f"{own}:{PATHS}"

    def fill(self, command: tuple[str, ...]) -> tuple[str, ...]:
        """A command with its places for `{python}`, `{here}`, `{work}` and `{cache}`."""
        values = {"{python}": str(self.python), "{here}": self.here, "{work}": self.work, "{cache}": self.cache}
        return tuple(_filled(word, values) for word in command)


def _filled(word: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        word = word.replace(name, value)
    return word


def base_folder() -> Path:
    """Where runs take place: on a disk, since `/tmp` is often memory; TMPDIR decides before that."""
    return Path(os.environ.get("TMPDIR") or "/var/tmp")  # noqa: S108 - the folder in it has a secret name


def new_folder() -> Path:
    """A name for a folder that nobody has yet. Short: the path of a socket in it has at most 107 bytes."""
    return base_folder() / f"{PREFIX}{secrets.token_hex(4)}"


def lay_out(places: Places, folder: Folder, owner: int | None) -> None:
    """Make the folders of a run and copy the example's sources there; `work` belongs to `owner`."""
    places.folder.mkdir(mode=0o700)
    here, work = places.folder / "here", places.folder / "work"
    for name, text in folder.sources.items():
        target = here / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
        target.chmod(0o555 if name in folder.programs else 0o444)
    work.mkdir()
    for each in filter(None, (work, places.kept)):
        each.mkdir(parents=True, exist_ok=True)
        if owner is not None:
            shutil.chown(each, owner, owner)
