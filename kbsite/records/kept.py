"""What the files of a project held when they were last read, kept from one command to the next in `.cache/records`.

Only what a file without a fault holds is kept, as its plain values: whatever is wrong is read again, and told in the words of now, and
the models judge the values of every file anew. An entry counts for one content of one path (by digest); a file with the status it had
then is not even opened. So a fresh clone with a kept cache opens each file, and parses none.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from pydantic_core import from_json

from kbsite.records.beside import Beside
from kbsite.records.code import code
from kbsite.records.found import Status, statuses
from kbsite.records.models import Record
from kbsite.records.project import Project
from kbsite.records.sealed import SealedFolder
from kbsite.records.secret import secret

FOLDER = ".cache/records"
SHARDS = 64
"""Few enough to be read quickly, and small enough to be written again for one change."""
MANY = 4096
"""Below so many files, to have another process look how they stand takes longer than to look."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a change must show in a file's times on any disk."""
UNSETTLED: Status = (0, 0, 0, 0)


class Entry(NamedTuple):
    """A file without a fault."""

    status: Status
    """As it stood then."""
    digest: str
    sound: bool = False
    """Whether no rule that looks at one record alone has found anything in it."""


class Kept:
    """The cache of a project; empty where there is none that can be believed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._since = time.time_ns()
        self.folder: SealedFolder | None = None
        """Where it lies; None before it was opened, and where this machine has no key."""
        self._before: dict[str, Entry] = {}
        self._now: dict[str, Entry] = {}
        self._files: Mapping[str, Status] | None = None
        self._doubtful: list[str] | None = None
        self._digests: dict[str, str] | None = None
        self._shards: dict[int, dict[str, tuple[str, Any]]] = {}
        """Digest and values by path, of the shards that somebody asked for."""
        self._fresh: dict[str, str] = {}
        """Values that are not in the shards yet, as JSON."""

    def is_there(self) -> bool:
        """Whether something was kept, be it worth something or not."""
        return (self._root / FOLDER).is_dir()

    def open(self, language: str) -> None:
        """Read what was kept for records whose plain strings are in a language."""
        key = secret()
        if key is None or self.folder is not None:
            return
        self.folder = SealedFolder(self._root / FOLDER, f"{code()} {language}", key)
        for number in range(SHARDS):
            index = self._read(_index(number))
            self._before.update({path: Entry(tuple(status), digest, sound) for path, (status, digest, sound) in index.items()})
        self._digests = None

    def files(self, project: Project, *, whole: bool = False) -> Mapping[str, Status]:
        """The files of the project as they stood when somebody first asked.

        Who will want what the `whole` of them hold has that read at the same time, where they are many and were read before.
        """
        if self._files is None and whole and self.folder and len(self._before) >= MANY:
            look = Beside(partial(self._other, project))
            for number in range(SHARDS):
                self._held_in(number)
            gone, other = look.come_to()
            self._doubtful = [*other]
            stood = {path: entry.status for path, entry in self._before.items() if path not in gone}
            self._files = dict(sorted({**stood, **other}.items()))
        if self._files is None:
            self._files = statuses(project)
        return self._files

    def doubtful(self, project: Project) -> list[str]:
        """Files that may have other content than they had, or were not there."""
        files = self.files(project)
        if self._doubtful is None:
            self._doubtful = [path for path, status in files.items() if not self.is_unchanged(path, status)]
        return self._doubtful

    def _other(self, project: Project) -> tuple[frozenset[str], dict[str, Status]]:
        """Which files are gone, and how those stand now that stood otherwise or were not there."""
        now = statuses(project)
        other = {path: status for path, status in now.items() if not self.is_unchanged(path, status)}
        return frozenset(self._before.keys() - now.keys()), other

    @property
    def digests_before(self) -> Mapping[str, str]:
        """Of the files that were without a fault when they were last read."""
        if self._digests is None:
            self._digests = {path: entry.digest for path, entry in self._before.items()}
        return self._digests

    def digests(self) -> Mapping[str, str] | None:
        """Of every file as far as it is known by now; None where one has a fault, or has not been read."""
        found = {path: self._now[path].digest for path in self._files or () if path in self._now}
        return found if self._files is not None and len(found) == len(self._files) else None

    def digest(self, path: str) -> str:
        """Of the content that is kept for a path; empty where there is none."""
        held = self.held(path)
        return held[0] if held else ""

    def held(self, path: str) -> tuple[str, Any] | None:
        """That digest, and the values of a file with it. Only those are read that somebody asks for."""
        held, entry = self._held_in(_number(path)).get(path), self._before.get(path)
        return held if held and entry and entry.digest == held[0] else None

    def _held_in(self, number: int) -> dict[str, tuple[str, Any]]:
        """What a shard holds, by path."""
        found = self._shards.get(number)
        if found is None:
            found = self._shards[number] = self._read(_shard(number)) if self._before else {}
        return found

    def is_unchanged(self, path: str, status: Status) -> bool:
        """Whether a file is known by its status to have the content it had."""
        entry = self._before.get(path)
        return entry is not None and status is not None and entry.status == status

    def note_all(self) -> None:
        """That every file has the content it had, until more is noted."""
        self._now = dict(self._before)

    def staying(self, files: Mapping[str, Status]) -> Iterator[tuple[str, tuple[str, Any] | None]]:
        """What each file holds that has the content it had, which is noted; None for others."""
        before, now = self._before.get, self._now
        for path, status in files.items():  # as `is_unchanged` and `held` would say, without a call of each for tens of thousands
            entry = before(path)
            held = self._held_in(_number(path)).get(path) if entry is not None and status is not None and entry.status == status else None
            if entry is not None and held and held[0] == entry.digest:
                now[path] = entry
                yield path, held
            else:
                yield path, None

    def note(self, path: str, status: Status, digest: str, values: str | None = None) -> None:
        """That a file has a content now, with its values as JSON where these are not kept yet."""
        if status is None:
            return
        settled = max(status[2:]) < self._since - SETTLED
        before = self._before.get(path)
        sound = before is not None and before.sound and before.digest == digest
        self._now[path] = Entry(status if settled else UNSETTLED, digest, sound)
        if values is not None:
            self._fresh[path] = values

    def is_sound(self, record: Record) -> bool:
        """Whether the rules for single records found nothing in a record's file with the content it has now."""
        return record.path in self._now and self._now[record.path].sound

    def found_sound(self, records: Iterable[Record]) -> None:
        """That these rules found nothing in some records, and in no other of their files."""
        paths = {record.path for record in records}
        self._now.update((path, self._now[path]._replace(sound=True)) for path in paths if path in self._now)
        self.save()

    def save(self) -> None:
        """Write what is not there yet. Where that cannot be, the next command will have to read more: nobody need be told."""
        if self.folder is None or (self._now == self._before and not self._fresh):
            return
        with suppress(OSError):
            for name, data in self._written():
                self.folder.write(name, data)
        self._before = dict(self._now)
        self._doubtful = self._digests = None
        self._fresh.clear()

    def _written(self) -> Iterator[tuple[str, bytes]]:
        """The shards in which something is new, each without what is no longer there, and with its index after it."""
        dirty = {_number(path) for path in self._fresh}
        other = dirty | {_number(path) for path in self._before.keys() | self._now.keys() if self._before.get(path) != self._now.get(path)}
        shards: dict[int, dict[str, Entry]] = {number: {} for number in other}
        for path, entry in self._now.items():
            if (number := _number(path)) in other:
                shards[number][path] = entry
        for number, entries in shards.items():
            if number in dirty:
                yield _shard(number), f"{{{','.join(self._values(entries))}}}".encode()
            yield _index(number), _json(entries).encode()

    def _values(self, entries: Mapping[str, Entry]) -> Iterator[str]:
        """What files hold, each with its path, as JSON."""
        for path, entry in entries.items():
            values, held = self._fresh.get(path), self.held(path)
            if values is None and held and held[0] == entry.digest:
                values = _json(held[1])
            if values is not None:
                yield f"{_json(path)}:[{_json(entry.digest)},{values}]"

    def _read(self, name: str) -> dict[str, Any]:
        data = self.folder.read(name) if self.folder else None
        return from_json(data) if data else {}


def _number(path: str) -> int:
    return crc32(path.encode()) % SHARDS


def _shard(number: int) -> str:
    return f"{number:02x}.json"


def _index(number: int) -> str:
    return f"{number:02x}.index.json"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
