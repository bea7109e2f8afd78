"""Records to a file that says something of each, one after the other; and such a file, from its last version, to one that is up to date."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Generic, TypeVar

from kbsite.records.models import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the parts of a file lie."""

    start: int
    """Bytes before the first of them."""
    keys: tuple[str, ...]
    """Kind and id of the record that each is of, in their order."""
    lengths: tuple[int, ...]
    """Of each in bytes."""

    def to_bytes(self) -> bytes:
        """As it is kept: two numbers, a key a line, and the lengths in eight bytes each."""
        lines = (f"{self.start} {len(self.keys)}", *self.keys, "")
        return "\n".join(lines).encode() + array("Q", self.lengths).tobytes()

    @staticmethod
    def from_bytes(data: bytes) -> Cut:
        """As it was kept. Raises ValueError where the bytes are not what `to_bytes` makes of one."""
        head, _, rest = data.partition(b"\n")
        if not _HEAD.fullmatch(head):
            raise ValueError("these are not the places of parts")
        start, count = map(int, head.split())
        lengths = array("Q", rest[max(0, len(rest) - count * EACH) :])
        *keys, end = rest[: len(rest) - count * EACH].decode().split("\n") if count else [rest.decode()]
        if end or not len(lengths) == len(keys) == len({*keys}) == count:
            raise ValueError("these are not the places of parts")
        return Cut(start, tuple(keys), tuple(lengths))

    def ends(self, between: int) -> list[int]:
        """Where each part ends, with so many bytes between two."""
        return [self.start + number * between + total for number, total in enumerate(accumulate(self.lengths))]


NOTHING = Cut(0, (), ())
NEW = -2
"""In place of the number that a part had: with nothing does it make up a run, not even with another new one."""
EACH = 8
"""Bytes of a length as it is kept."""
_HEAD = re.compile(rb"(?:0|[1-9][0-9]*) (?:0|[1-9][0-9]{0,9})")


@dataclass(frozen=True, slots=True)
class Joined(Generic[R]):
    """A file of parts, one for each record. Called, it makes the whole."""

    head: Callable[[], bytes]
    records: Callable[[], Iterable[R]]
    part: Callable[[R], bytes]
    between: bytes
    tail: bytes

    def __call__(self) -> bytes:
        """The file."""
        return b"".join((self.head(), self.between.join(map(self.part, self.records())), self.tail))

    def cut(self) -> tuple[bytes, Cut]:
        """The file, and where its parts lie."""
        return self.renewed(b"", NOTHING, lambda _: False)

    def renewed(self, old: bytes, cut: Cut, stays: Callable[[R], bool]) -> tuple[bytes, Cut]:
        """The file with the parts of records that stay as a file that was cut has them, and where its parts lie now.

        Raises ValueError where the cut is that of a longer file.
        """
        ends, last = cut.ends(len(self.between)), memoryview(old)
        if ends and ends[-1] > len(old):
            raise ValueError("the parts lie beyond the end of the file")
        records = [*self.records()]
        keys = tuple([f"{type(record).__name__}/{record.id}" for record in records])
        before = {key: number for number, key in enumerate(cut.keys)}
        numbers = [before.get(key, NEW) if stays(record) else NEW for key, record in zip(keys, records, strict=True)]
        runs = [at for at, (one, other) in enumerate(pairwise((NEW, *numbers))) if other != one + 1]
        head = self.head()
        lengths, pieces = list[int](), list[bytes | memoryview]([head])
        for at, stop in pairwise((*runs, len(numbers))):
            if at:
                pieces.append(self.between)
            if (number := numbers[at]) == NEW:
                pieces.append(part := self.part(records[at]))
                lengths.append(len(part))
            else:
                run = slice(number, number + stop - at)
                pieces.append(last[ends[run.start] - cut.lengths[run.start] : ends[run.stop - 1]])
                lengths += cut.lengths[run]
        return b"".join((*pieces, self.tail)), Cut(len(head), keys, tuple(lengths))
