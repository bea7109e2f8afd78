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

Block = tuple[int, int, int]
"""Where the lines of an owner begin, how many bytes they take, and how many they are."""


def owner_of(output: Output) -> str:
    """Whose a file is: that of a record of which there may be many, one that no talk has a say in, or nobody's."""
    if isinstance(output.of, NUMEROUS):
        return owner_name(type(output.of), output.of.id)
    return LASTING if output.lasting else NOBODY


def owner_name(kind: type[Record], id_: str) -> str:
    """A record as the owner of files."""
    return f"{kind.__name__} {id_}"


@dataclass(frozen=True)
class Inventory:
    """Which files there are, and what each was when it was written."""

    data: bytes = field(repr=False)
    """A line for each file, those of an owner together."""
    blocks: Mapping[str, Block]
    """By owner."""

    @staticmethod
    def of(files: Iterable[tuple[Written, str]]) -> Inventory:
        """Files with their owners."""
        return Inventory(b"", {}).renewed((), files)

    def renewed(self, again: Collection[str], files: Iterable[tuple[Written, str]]) -> Inventory:
        """The same with other files for some owners."""
        lines: dict[str, list[str]] = defaultdict(list)
        for written, owner in files:
            if written.path.isprintable():  # a name from the folder of pages may hold anything
                lines[owner].append(_line(written))
        parts, blocks, end = list[bytes](), dict[str, Block](), 0
        run = slice(0, 0)  # blocks that are kept and follow one another
        for owner, (begin, length, count) in self.blocks.items():
            if owner in again:
                continue
            if begin != run.stop:
                parts.append(self.data[run])
                run = slice(begin, begin)
            run = slice(run.start, begin + length)
            blocks[owner] = (end, length, count)
            end += length
        parts.append(self.data[run])
        for owner, found in lines.items():
            parts.append("".join(found).encode())
            blocks[owner] = (end, len(parts[-1]), len(found))
            end += len(parts[-1])
        return Inventory(b"".join(parts), blocks)

    def __len__(self) -> int:
        return sum(count for _, _, count in self.blocks.values())

    def files(self, owners: Iterable[str]) -> Iterator[Written]:
        """The files of some owners."""
        for owner in owners:
            begin, length, _ = self.blocks.get(owner, (0, 0, 0))
            yield from map(_written, self.data[begin : begin + length].decode().splitlines())

    @cached_property
    def paths(self) -> frozenset[str]:
        """Of every file."""
        return frozenset(line.partition("\t")[2] for line in self.data.decode().split("\n"))

    def has_any(self, paths: Collection[str]) -> bool:
        """Whether any of these is a file that is there."""
        if len(paths) > FEW:
            return not self.paths.isdisjoint(paths)
        return any(f"\t{path}\n".encode() in self.data for path in paths)

    def facts(self) -> dict[str, str]:
        """By path what begins with what a file is known by while nobody opens it, as `seal` gives it, and a blank."""
        lines = (line.partition("\t") for line in self.data.decode().splitlines())
        return {path: facts for facts, _, path in lines}


def seal(size: int, inode: int, time: int) -> str:
    """What a file is known by: its bytes, inode, and time of change in nanoseconds."""
    return f"{size} {inode} {time}"


def _line(file: Written) -> str:
    return f"{seal(file.size, file.inode, file.time)} {file.digest.hex()}\t{file.path}\n"


def _written(line: str) -> Written:
    facts, _, path = line.partition("\t")
    size, inode, time, digest = facts.split(" ")
    return Written(path, int(size), bytes.fromhex(digest), int(inode), int(time))
