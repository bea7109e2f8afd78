"""The files of a build by their owners, as text that is only read for those owners of which something has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kbsite.records.models import Record
from kbsite.site.concern import NUMEROUS
from kbsite.site.output import Output
from kbsite.site.target import Written

NOBODY, LASTING = "", "="
"""Owners of files that are made in every build, and of those that no talk has a say in."""
TWIN = "~"
"""After the name of an owner: of files that are others of that owner, made small."""
FEW = 20
"""Files that are looked for one by one; for more, the paths of all are read."""

Block = tuple[int, int, int, int]
"""Where the lines of an owner begin, how many bytes they take, how many lines come before them, and how many they are."""
DIGEST = 32
"""Bytes of a SHA-256."""
MUCH = 8
"""The part of all files, as a divisor, beyond which those that were noted later are much."""


def owner_of(output: Output) -> str:
    """Whose a file is: that of a record of which there may be many, one that no talk has a say in, or nobody's."""
    if isinstance(output.of, NUMEROUS):
        return owner_name(type(output.of), output.of.id)
    return LASTING if output.lasting else NOBODY


def owner_name(kind: type[Record], id_: str) -> str:
    """A record as the owner of files."""
    return f"{kind.__name__} {id_}"


@dataclass(frozen=True, slots=True)
class Lines:
    """Files by their owners, as text."""

    data: bytes = field(default=b"", repr=False)
    """A line for each file, those of an owner together: what it is known by while nobody opens it, and its path."""
    digests: bytes = field(default=b"", repr=False)
    """The SHA-256 of each, in the same order."""
    blocks: Mapping[str, Block] = field(default_factory=dict)
    """By owner."""

    @staticmethod
    def of(files: Iterable[tuple[Written, str]]) -> Lines:
        """Files with their owners."""
        every: dict[str, list[Written]] = defaultdict(list)
        for written, owner in files:
            if written.path.isprintable():  # a name from the folder of pages may hold anything
                every[owner].append(written)
        parts, digests, blocks, end, count = list[bytes](), list[bytes](), dict[str, Block](), 0, 0
        for owner, found in every.items():
            parts.append("".join(map(_line, found)).encode())
            digests += (one.digest for one in found)
            blocks[owner] = (end, len(parts[-1]), count, len(found))
            end, count = end + len(parts[-1]), count + len(found)
        return Lines(b"".join(parts), b"".join(digests), blocks)

    def without(self, owners: Collection[str]) -> Lines:
        """The same but for those of some owners."""
        parts, digests, blocks, end, count = list[bytes](), list[bytes](), dict[str, Block](), 0, 0
        for lines, numbers, kept in self._runs(owners):
            parts.append(self.data[lines])
            digests.append(self.digests[numbers.start * DIGEST : numbers.stop * DIGEST])
            for owner in kept:
                _, length, _, many = self.blocks[owner]
                blocks[owner] = (end, length, count, many)
                end, count = end + length, count + many
        return Lines(b"".join(parts), b"".join(digests), blocks)

    def _runs(self, without: Collection[str]) -> Iterator[tuple[slice, slice, list[str]]]:
        """Blocks of other owners that follow one another: where their lines are, which these are by number, and whose."""
        lines, numbers, owners = slice(0, 0), slice(0, 0), list[str]()
        for owner, (begin, length, first, many) in self.blocks.items():
            if owner in without:
                continue
            if begin != lines.stop:
                yield lines, numbers, owners
                lines, numbers, owners = slice(begin, begin), slice(first, first), []
            lines, numbers = slice(lines.start, begin + length), slice(numbers.start, first + many)
            owners.append(owner)
        yield lines, numbers, owners

    def __add__(self, other: Lines) -> Lines:
        """With those of other owners."""
        end, count = len(self.data), len(self)
        moved = {owner: (begin + end, length, first + count, many) for owner, (begin, length, first, many) in other.blocks.items()}
        return Lines(self.data + other.data, self.digests + other.digests, {**self.blocks, **moved})

    def __len__(self) -> int:
        return len(self.digests) // DIGEST

    def files(self, owner: str) -> Iterator[Written]:
        """The files of an owner."""
        begin, length, first, _ = self.blocks.get(owner, (0, 0, 0, 0))
        for number, line in enumerate(self.data[begin : begin + length].decode().splitlines(), first):
            yield _written(line, self.digests[number * DIGEST : (number + 1) * DIGEST])

    def has(self, path: str) -> bool:
        """Whether a line tells of a file."""
        return f"\t{path}\n".encode() in self.data


@dataclass(frozen=True)
class Inventory:
    """Which files there are, and what each was when it was written: those that were noted first, and others that came in place of some of them."""

    first: Lines
    more: Lines = Lines()
    replaced: frozenset[str] = frozenset()
    """Owners whose files are others than those that were noted first."""

    @staticmethod
    def of(files: Iterable[tuple[Written, str]]) -> Inventory:
        """Files with their owners."""
        return Inventory(Lines.of(files))

    def renewed(self, again: Collection[str], files: Iterable[tuple[Written, str]]) -> Inventory:
        """The same with other files for some owners."""
        new = Lines.of(files)
        owners = {*again, *new.blocks}
        return Inventory(self.first, self.more.without(owners) + new, self.replaced | (owners & self.first.blocks.keys()))

    def is_much(self) -> bool:
        """Whether so many files are others that all had better be noted anew."""
        return len(self.more) * MUCH > len(self.first)

    def whole(self) -> Inventory:
        """The same with all files noted together."""
        return Inventory(self._left + self.more) if self.more.blocks or self.replaced else self

    @property
    def _left(self) -> Lines:
        """What still counts of that which was noted first."""
        return self.first.without(self.replaced) if self.replaced else self.first

    def __len__(self) -> int:
        return len(self.first) - sum(self.first.blocks[owner][-1] for owner in self.replaced) + len(self.more)

    @property
    def owners(self) -> Iterable[str]:
        """Whose files there are."""
        return (*(owner for owner in self.first.blocks if owner not in self.replaced), *self.more.blocks)

    def files(self, owners: Iterable[str]) -> Iterator[Written]:
        """The files of some owners."""
        for owner in owners:
            yield from (self.first if owner in self.first.blocks and owner not in self.replaced else self.more).files(owner)

    @cached_property
    def paths(self) -> frozenset[str]:
        """Of every file."""
        return frozenset(line.partition("\t")[2] for line in self.seals())

    def has_any(self, paths: Collection[str]) -> bool:
        """Whether any of these is a file that is there."""
        if len(paths) > FEW:
            return not self.paths.isdisjoint(paths)
        return any(map(self.more.has, paths)) or not self._replaced_paths.issuperset(path for path in paths if self.first.has(path))

    @cached_property
    def _replaced_paths(self) -> frozenset[str]:
        return frozenset(one.path for owner in self.replaced for one in self.first.files(owner))

    def seals(self) -> list[str]:
        """What `seal` gives for each file."""
        return [*self._left.data.decode().splitlines(), *self.more.data.decode().splitlines()]


def seal(path: str, size: int, inode: int, time: int) -> str:
    """A file by what it is known by while nobody opens it: its bytes, inode, and time of change in nanoseconds."""
    return f"{size} {inode} {time}\t{path}"


def _line(file: Written) -> str:
    return seal(file.path, file.size, file.inode, file.time) + "\n"


def _written(line: str, digest: bytes) -> Written:
    facts, _, path = line.partition("\t")
    size, inode, time = map(int, facts.split(" "))
    return Written(path, size, digest, inode, time)
