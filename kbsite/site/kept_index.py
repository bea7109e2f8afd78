"""The index of the search as the last build left it with some records told anew; or all of it anew, with notes for the next build.

The notes lie in `.cache/index`, sealed. They name the index they are of, and that name is the last thing written of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path

from kbsite.records.memory import uncollected
from kbsite.records.models import Record
from kbsite.records.regular import regular
from kbsite.records.sealed import SealedFolder
from kbsite.records.secret import secret
from kbsite.search.files import make_catalog, renew_catalog
from kbsite.search.renewal import INDEX
from kbsite.site.inventory import NOBODY, Inventory
from kbsite.site.output import Output
from kbsite.site.search_files import FOLDER, SearchFiles
from kbsite.site.target import Written

NOTES = ".cache/index"
MANIFEST = f"{FOLDER}manifest-"


class KeptIndex:
    """The index of one folder that is built to."""

    def __init__(self, root: Path, made_by: str, before: Path, inventory: Inventory | None) -> None:
        """`before` is what was built the last time, `inventory` what is known of that."""
        key = secret()
        self._notes = SealedFolder(root / NOTES, made_by, key) if key else None
        self._before = before
        self._inventory = inventory

    @cached_property
    def _written(self) -> Mapping[str, Written]:
        """Files of the last index, by path."""
        files = self._inventory.files((NOBODY,)) if self._inventory else ()
        return {one.path: one for one in files if one.path.startswith(FOLDER)}

    def outputs(self, search: SearchFiles, changed: Sequence[Record] | None) -> Iterator[Output]:
        """Every file of the search; `changed` are the records of which something else may be told than in the last index, None where all may."""
        with uncollected():
            renewed = self._renewed(search, changed) if changed is not None else None
            outputs, manifest = renewed or self._made(search)
        yield from outputs
        yield from (Output(path, partial(bytes, data)) for path, data in search.beside(manifest).items())

    def _made(self, search: SearchFiles) -> tuple[list[Output], str]:
        made = make_catalog(search.catalog, search.extra())
        self._note(made.notes)
        return [Output(FOLDER + path, partial(bytes, data)) for path, data in made.shards.files.items()], made.shards.manifest

    def _renewed(self, search: SearchFiles, changed: Sequence[Record]) -> tuple[list[Output], str] | None:
        manifest = next((path for path in self._written if path.startswith(MANIFEST)), None)
        if manifest is None or self._notes is None:
            return None
        renewed = renew_catalog(search.catalog, changed, manifest.removeprefix(FOLDER), self._notes.read, self._file)
        if renewed is None:
            return None
        self._note(renewed.notes)
        new = [Output(FOLDER + path, partial(bytes, data)) for path, data in renewed.files.items()]
        return [*new, *(self._taken(FOLDER + path, FOLDER + was) for path, was in renewed.taken.items())], renewed.manifest

    def _taken(self, path: str, was: str) -> Output:
        return Output(path, lambda: _bytes(self._before / was), was=was)

    def _file(self, path: str) -> bytes | None:
        """A file of the last index, if nobody has touched it."""
        written = self._written.get(FOLDER + path)
        try:
            data = _bytes(self._before / FOLDER / path)
        except OSError:
            return None
        return data if written and sha256(data).digest() == written.digest else None

    def _note(self, notes: Mapping[str, bytes]) -> None:
        """Keep what the next build needs. Where that cannot be, it makes all anew."""
        if self._notes is None or not notes:
            return
        with suppress(OSError):
            self._notes.remove(INDEX)
            for name, data in sorted(notes.items(), key=lambda note: note[0] == INDEX):
                self._notes.write(name, data)


def _bytes(path: Path) -> bytes:
    with regular(path) as file:
        return file.read()
