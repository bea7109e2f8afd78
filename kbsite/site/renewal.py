"""What of a site is made again after some talks or speakers have changed: the files of the records concerned, all lists; everything else stays."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from kbsite.records.catalog import Catalog
from kbsite.records.choice import Choice, Name
from kbsite.records.models import Record
from kbsite.records.regular import regular
from kbsite.site.concern import NUMEROUS
from kbsite.site.inventory import LASTING, NOBODY, TWIN, owner_name
from kbsite.site.ledger_text import Ledger
from kbsite.site.page import Page
from kbsite.site.target import Written

MANY = 20_000
"""Files beyond which those that stay are left where they are: to give each a second name in a new folder takes longer than all else."""


class Renewal:
    """A build that begins from the last one, which is of use if all files of that are as they were written."""

    def __init__(self, last: Ledger, target: Path, names: frozenset[Name]) -> None:
        """`names` are the records that something has changed for; `target` is built to."""
        self.folder = last.folder
        self.choice = Choice(NUMEROUS, names)
        self.inventory = last.inventory
        owners = (NOBODY, *(owner_name(*name) for name in names))
        self.owners = frozenset((*owners, *(owner + TWIN for owner in owners)))
        """Whose files are made again."""
        self._signatures = last.signatures
        self._target = target

    def catalog(self, catalog: Catalog) -> Catalog:
        """A catalog of which only what is concerned is written about."""
        return catalog.narrowed(self.choice)

    def stays(self, record: Record) -> bool:
        """Whether files of a record tell the same as before."""
        return not self.choice.has(record)

    @cached_property
    def again(self) -> Mapping[str, Written]:
        """Files of the last build that are made again, or go, by path; without their twins."""
        return {one.path: one for one in self.inventory.files(owner for owner in self.owners if not owner.endswith(TWIN))}

    @cached_property
    def twins(self) -> Mapping[str, Written]:
        """Their twins, by path."""
        return {one.path: one for one in self.inventory.files(owner for owner in self.owners if owner.endswith(TWIN))}

    @cached_property
    def staying(self) -> Mapping[str, tuple[Written, str]]:
        """All files that stay, by path, with their owners; twins among them."""
        owners = (owner for owner in self.inventory.owners if owner not in self.owners)
        return {one.path: (one, owner) for owner in owners for one in self.inventory.files((owner,))}

    def is_left(self, path: str) -> bool:
        """Whether a file is not made again, if it was there at all."""
        return path not in self.again

    @cached_property
    def lasting(self) -> tuple[str, ...]:
        """Paths of files that no talk has a say in."""
        return tuple(one.path for one in self.inventory.files((LASTING,)))

    def keeps(self, path: str) -> bool:
        """Whether a file is there and stays."""
        return path not in self.again and path in self.inventory.paths

    @cached_property
    def in_place(self) -> bool:
        """Whether files that stay are left where they are."""
        return len(self.inventory) > MANY and self.folder == self._target

    def counted(self, written: Mapping[str, Written], size: int) -> tuple[int, int]:
        """Files and bytes of the site with these in place of those that are made again; all files had `size` bytes."""
        before = (*self.again.values(), *self.twins.values())
        size += sum(one.size for one in written.values()) - sum(one.size for one in before)
        return len(self.inventory) + len(written) - len(before), size

    def is_taken(self, owners: Mapping[str, str]) -> bool:
        """Whether any of the files that are to be made, by path with their owners, was another's.

        Two want the same place then, and only a whole build says which gets it.
        """
        before = {one.path: owner for owner in self.owners for one in self.inventory.files((owner,))}
        if any(before.get(path, owner) != owner for path, owner in owners.items()):
            return True
        return self.inventory.has_any([path for path in owners if path not in before])

    def known(self, path: str) -> Written | None:
        """A file as the last build wrote it."""
        found = self.again.get(path) or self.twins.get(path)
        return found or (None if self.in_place else self.staying.get(path, (None,))[0])

    def gone(self, written: Container[str]) -> Iterator[str]:
        """Paths of files of the last build that the next one does not have, given those it has written."""
        yield from (path for path in (*self.again, *self.twins) if path not in written)

    def is_as_it_was(self, path: str, page: Page) -> bool:
        """Whether a page of a list shows the same entries in the same place, and nothing has changed for the records they tell of."""
        same = page.signature != "" and page.signature == self._signatures.get(path)
        return same and self.choice.names.isdisjoint((type(record), record.id) for record in page.tells)

    def file(self, path: str) -> bytes | None:
        """What a file that is made again held; None where there is none, or it is not as it was written."""
        written = self.again.get(path)
        try:
            with regular(self.folder / path) as file:
                data = file.read()
        except OSError:
            return None
        return data if written and sha256(data).digest() == written.digest else None

    def addresses(self, prefix: str, others: tuple[str, ...]) -> Iterable[str]:
        """Addresses of pages that stay, in the language of a prefix; `others` begin paths that are not its pages."""
        for path in self.inventory.paths:
            if path.startswith(prefix) and path.endswith("/index.html") and not path.startswith(others) and path not in self.again:
                yield path[len(prefix) : -len("index.html")]
