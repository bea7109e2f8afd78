"""What of the last build of a folder can stay, as nothing that it was made from has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path

from kbsite.records.catalog import Catalog
from kbsite.records.models import Record
from kbsite.site.concern import NUMEROUS, Ties, concerned
from kbsite.site.kept_index import KeptIndex
from kbsite.site.kept_parts import KeptParts
from kbsite.site.ledger import Ledger, LedgerFolder
from kbsite.site.output import Output
from kbsite.site.search_files import SearchFiles
from kbsite.site.sources import Sources, code
from kbsite.site.workers import Kept, Written


class LastBuild:
    """The last build of a folder, seen from the next one."""

    def __init__(self, root: Path, target: Path, sources: Sources) -> None:
        self._root = root
        self._target = target
        self._sources = sources
        """What the next one is made from."""
        self._noted = LedgerFolder(root, target)

    @cached_property
    def _ledger(self) -> Ledger | None:
        return self._noted.read()

    @cached_property
    def _index(self) -> KeptIndex:
        return KeptIndex(self._root, code(), self._target, self._ledger)

    @cached_property
    def _changed(self) -> list[Ties] | None:
        return self._sources.changed(self._ledger.sources) if self._ledger else None

    def whole(self) -> tuple[int, int] | None:
        """Files and bytes of it, where the next one would be the same in every byte; else None."""
        if self._ledger is None or self._changed != [] or not self._ledger.quiet:
            return None
        try:
            size = self._ledger.size(self._target)
        except OSError:
            return None
        return None if size is None else (len(self._ledger.files), size)

    def stays(self, catalog: Catalog) -> Callable[[Record], bool] | None:
        """What says whether a record is not concerned by what has changed; None where everything may have."""
        if self._changed is None:
            return None
        names = concerned(catalog, self._changed)
        return lambda record: isinstance(record, NUMEROUS) and (type(record), record.id) not in names

    def parts(self, stays: Callable[[Record], bool] | None) -> KeptParts:
        """What is known of its files of many parts."""
        return KeptParts(self._root, code(), self._target, stays, self._digest)

    def _digest(self, path: str) -> bytes | None:
        written = self._ledger.written(path) if self._ledger else None
        return written.digest if written else None

    def unchanged(self, stays: Callable[[Record], bool] | None) -> Kept | None:
        """What finds the files that tell of a record which stays."""
        ledger = self._ledger
        if ledger is None or stays is None:
            return None

        def kept(output: Output) -> Written | None:
            if output.was:
                written = ledger.written(output.was)
                return written._replace(path=output.path) if written else None
            return ledger.written(output.path) if output.of and stays(output.of) else None

        return kept

    def index(self, search: SearchFiles) -> Iterator[Output]:
        """The files of the search."""
        yield from self._index.outputs(search, self._told(search.catalog))

    def _told(self, catalog: Catalog) -> list[Record] | None:
        """Records of which the search may tell something else; None where talks stand in another order, or everything may have changed."""
        if self._ledger is None or self._changed is None or self._sources.order != self._ledger.sources.order:
            return None
        ids = {talk.id for talk in self._changed if talk.id in catalog.talks}
        speakers = dict.fromkeys(speaker for talk in self._changed for speaker in talk.speakers if speaker in catalog.speakers)
        examples = [one for one in catalog.snippets.values() if any(shows.talk in ids for shows in one.shows)]
        return [*(catalog.talks[id_] for id_ in sorted(ids)), *(catalog.speakers[speaker] for speaker in speakers), *examples]

    def forget(self) -> None:
        """It is about to be replaced."""
        self._noted.forget()

    def note(self, quiet: bool, files: Iterable[Written]) -> None:
        """The next one has taken its place, with these files."""
        self._noted.write(self._sources, quiet, files)
