"""What of the last build of a folder can stay, as nothing that it was made from has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from kbsite.records.beside import Beside
from kbsite.records.catalog import Catalog
from kbsite.records.models import Record
from kbsite.site.concern import Changed, concerned
from kbsite.site.inventory import NOBODY, Inventory
from kbsite.site.kept_index import KeptIndex
from kbsite.site.kept_parts import KeptParts
from kbsite.site.ledger import LedgerFolder, size_of
from kbsite.site.ledger_text import Ledger
from kbsite.site.output import Output
from kbsite.site.renewal import Renewal
from kbsite.site.search_files import SearchFiles
from kbsite.site.sources import Sources, code
from kbsite.site.target import Written


class LastBuild:
    """The last build of a folder, seen from the next one."""

    def __init__(self, root: Path, target: Path, *, others: bool = True) -> None:
        """Begins at once to look whether its files are as they were written, beside whatever else is to be done, and giving way to that.

        Of a folder that was not built to yet, the last build of any other will do if `others` may be taken from.
        """
        self._root = root
        self._target = target
        self._noted = LedgerFolder(root, target)
        self._began = self._noted.mark()
        self._ledger = self._noted.read(others=others)
        self._size = Beside(self._look, patient=True) if self._ledger else None
        self._sources: Sources | None = None

    def _look(self) -> int | None:
        try:
            return size_of(self._ledger.folder, self._ledger.inventory) if self._ledger else None
        except OSError:
            return None

    def size(self) -> int | None:
        """Bytes of all its files; None where they are not as they were written."""
        return self._size.come_to() if self._size else None

    def compare(self, sources: Sources) -> None:
        """What the next one is made from."""
        self._sources = sources

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._ledger.folder if self._ledger else self._target

    @property
    def sources(self) -> Sources | None:
        """What it was made from, as far as that is known."""
        return self._ledger.sources if self._ledger else None

    @cached_property
    def _index(self) -> KeptIndex:
        return KeptIndex(self._root, code(), self.folder, self._ledger.inventory if self._ledger else None)

    @cached_property
    def _changed(self) -> Changed | None:
        return self._sources.changed(self._ledger.sources) if self._ledger and self._sources else None

    def whole(self) -> tuple[int, int] | None:
        """Files and bytes of it, where the next one would be the same in every byte; else None."""
        if self._ledger is None or self.folder != self._target or not self._ledger.quiet:
            return None
        if self._changed is None or self._changed.is_something():
            return None
        size = self.size()
        return None if size is None else (len(self._ledger.inventory), size)

    def renewal(self, catalog: Catalog) -> Renewal | None:
        """What the next one has to make, where only talks and speakers have changed; None where it has to make everything.

        Where files stay in place, it is not known yet whether all of them are as they were written.
        """
        if self._ledger is None or self._changed is None:
            return None
        renewal = Renewal(self._ledger, self._target, concerned(catalog, self._changed))
        return renewal if renewal.in_place or self.size() is not None else None

    def parts(self, stays: Callable[[Record], bool] | None) -> KeptParts:
        """What is known of its files of many parts."""
        return KeptParts(self._root, code(), self.folder, stays, self._nobodys.get)

    @cached_property
    def _nobodys(self) -> dict[str, Written]:
        return {one.path: one for one in self._ledger.inventory.files((NOBODY,))} if self._ledger else {}

    def index(self, search: SearchFiles) -> Iterator[Output]:
        """The files of the search."""
        yield from self._index.outputs(search, self._told(search.catalog))

    def _told(self, catalog: Catalog) -> list[Record] | None:
        """Records of which the search may tell something else; None where they stand in another order, or everything may have changed."""
        if self._ledger is None or self._changed is None or self._sources is None or self._sources.order != self._ledger.sources.order:
            return None
        talks = self._changed.talks
        ids = {talk.id for talk in talks if talk.id in catalog.talks}
        named = (*self._changed.speakers, *(speaker for talk in talks for speaker in talk.speakers))
        speakers = sorted(speaker for speaker in {*named} if speaker in catalog.speakers)
        examples = [one for one in catalog.snippets.values() if any(shows.talk in ids for shows in one.shows)]
        return [*(catalog.talks[id_] for id_ in sorted(ids)), *(catalog.speakers[speaker] for speaker in speakers), *examples]

    def is_current(self) -> bool:
        """Whether no other build of the folder has ended since this one began."""
        return self._noted.mark() == self._began

    def stop(self) -> None:
        """Nobody will ask any more."""
        if self._size:
            self._size.stop()

    def forget(self) -> None:
        """It is about to be replaced."""
        self._noted.forget()

    def note(self, quiet: bool, inventory: Inventory, signatures: Mapping[str, str]) -> None:
        """The next one has taken its place, with these files."""
        if self._sources is not None:
            base = self._ledger.base if self._ledger and self._ledger.folder == self._target else None
            self._noted.write(Ledger(self._target, self._sources, quiet, inventory, signatures, base))
