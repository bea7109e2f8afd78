"""What of a site is made again after some talks have changed: the files of the records concerned, all lists; everything else stays."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from kbsite.records.catalog import Catalog
from kbsite.records.choice import Choice, Name
from kbsite.records.models import Record
from kbsite.records.regular import regular
from kbsite.site.concern import NUMEROUS
from kbsite.site.ledger import NOBODY, Ledger, owner_name
from kbsite.site.page import Page
from kbsite.site.target import Written

MANY = 20_000
"""Files beyond which those that stay are left where they are: to give each a second name in a new folder takes longer than all else."""


class Renewal:
    """A build that begins from the last one, whose files are all as they were written."""

    def __init__(self, folder: Path, ledger: Ledger, size: int, names: frozenset[Name]) -> None:
        """`size` is that of all files in `folder`, in bytes, and `names` are the records that something has changed for."""
        self.folder = folder
        self.size = size
        self.choice = Choice(NUMEROUS, names)
        self._ledger = ledger
        self._made_again = {NOBODY, *(owner_name(*name) for name in names)}

    def catalog(self, catalog: Catalog) -> Catalog:
        """A catalog of which only what is concerned is written about."""
        return catalog.narrowed(self.choice)

    def stays(self, record: Record) -> bool:
        """Whether files of a record tell the same as before."""
        return not self.choice.has(record)

    def keeps(self, path: str) -> bool:
        """Whether a file is there and stays."""
        owner = self._ledger.owner(path)
        return owner is not None and owner not in self._made_again

    @cached_property
    def staying(self) -> tuple[str, ...]:
        """Paths of all files that stay."""
        again = self._made_again
        return tuple(path for path, line in self._ledger.files.items() if line.split(" ", 4)[4] not in again)

    @property
    def in_place(self) -> bool:
        """Whether files that stay are left where they are."""
        return len(self.staying) > MANY

    def belongs_elsewhere(self, path: str, owner: str) -> bool:
        """Whether a file that is to be made was another record's: two want the same place, and only a whole build says which gets it."""
        before = self._ledger.owner(path)
        return before is not None and before != owner

    def known(self, path: str) -> Written | None:
        """A file as the last build wrote it."""
        return self._ledger.written(path)

    def paths(self) -> Iterable[str]:
        """Of all files of the last build."""
        return self._ledger.files.keys()

    def owner(self, path: str) -> str | None:
        """Whose a file of the last build is."""
        return self._ledger.owner(path)

    def line(self, path: str) -> str:
        """What the ledger holds of a file."""
        return self._ledger.files[path]

    def gone(self, written: Container[str]) -> Iterator[str]:
        """Paths of files of the last build that the next one does not have, given those it has written."""
        kept = set(self.staying)
        yield from (path for path in self._ledger.files if path not in kept and path not in written)

    def is_as_it_was(self, path: str, page: Page) -> bool:
        """Whether a page of a list shows the same entries in the same place, and nothing has changed for the records they tell of."""
        same = page.signature != "" and page.signature == self._ledger.signatures.get(path)
        return same and not any(isinstance(record, NUMEROUS) and self.choice.has(record) for record in page.tells)

    def file(self, path: str) -> bytes | None:
        """What a file of the last build holds; None where there is none, or it is not as it was written."""
        written = self._ledger.written(path)
        try:
            with regular(self.folder / path) as file:
                data = file.read()
        except OSError:
            return None
        return data if written and sha256(data).digest() == written.digest else None

    def addresses(self, prefix: str, others: tuple[str, ...]) -> Iterator[str]:
        """Addresses of pages of records that stay, in the language of a prefix; `others` begin paths that are not its pages."""
        for path in self.staying:
            if path.startswith(prefix) and path.endswith("/index.html") and not path.startswith(others):
                yield path[len(prefix) : -len("index.html")]
