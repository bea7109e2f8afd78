"""Records to a file that says something of each, one after the other; and such a file, from its last version, to one that is up to date."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import Generic, TypeVar

from kbsite.records.models import Record

R = TypeVar("R", bound=Record)


class Summed(bytes):
    """Bytes of a file with what tells them from any others."""

    digest: bytes

    @staticmethod
    def of(data: bytes, digest: bytes) -> Summed:
        """Bytes with their digest."""
        summed = Summed(data)
        summed.digest = digest
        return summed


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the parts of a file lie."""

    start: int
    """Bytes before the first of them."""
    keys: tuple[str, ...]
    """Kind and id of the record that each is of, in their order."""
    lengths: tuple[int, ...]
    """Of each in bytes."""
    digests: bytes
    """The SHA-256 of each, one after the other."""

    def to_bytes(self) -> bytes:
        """As it is kept: two numbers, a key a line, the lengths in eight bytes each, and the digests."""
        lines = (f"{self.start} {len(self.keys)}", *self.keys, "")
        return b"".join(("\n".join(lines).encode(), array("Q", self.lengths).tobytes(), self.digests))

    @staticmethod
    def from_bytes(data: bytes) -> Cut:
        """As it was kept. Raises ValueError where the bytes are not what `to_bytes` makes of one."""
        head, _, rest = data.partition(b"\n")
        if not _HEAD.fullmatch(head):
            raise ValueError("these are not the places of parts")
        start, count = map(int, head.split())
        end = len(rest) - count * (EACH + DIGEST)
        if end < 0:
            raise ValueError("these are not the places of parts")
        keys, lengths, digests = rest[:end], rest[end : end + count * EACH], rest[end + count * EACH :]
        *names, last = keys.decode().split("\n")
        if last or not len(names) == len({*names}) == count:
            raise ValueError("these are not the places of parts")
        return Cut(start, tuple(names), tuple(array("Q", lengths)), digests)

    def ends(self, between: int) -> list[int]:
        """Where each part ends, with so many bytes between two."""
        return [self.start + number * between + total for number, total in enumerate(accumulate(self.lengths))]


NOTHING = Cut(0, (), (), b"")
NEW = -2
"""In place of the number that a part had: with nothing does it make up a run, not even with another new one."""
Run = tuple[int, slice | None]
"""Where parts stand that follow one another as they did, and where they stood; None for a single one that is new."""
EACH = 8
"""Bytes of a length as it is kept."""
DIGEST = 32
"""Bytes of a SHA-256."""
_HEAD = re.compile(rb"(?:0|[1-9][0-9]*) (?:0|[1-9][0-9]{0,9})")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A file put together from what is new in it and from stretches of its last version."""

    pieces: Sequence[bytes | range]
    """Stretches are ranges of its bytes."""
    digest: bytes

    def __len__(self) -> int:
        return sum(map(len, self.pieces))

    def of(self, last: bytes) -> Summed:
        """The bytes, given those of the last version."""
        return Summed.of(b"".join(last[one.start : one.stop] if isinstance(one, range) else one for one in self.pieces), self.digest)


@dataclass(frozen=True, slots=True)
class Joined(Generic[R]):
    """A file of parts, one for each record. Called, it makes the whole.

    What tells it from others is a digest of those of its parts, so that it need not be read whole when one of them is another.
    """

    head: Callable[[], bytes]
    records: Callable[[], Iterable[R]]
    part: Callable[[R], bytes]
    between: bytes
    tail: bytes

    def __call__(self) -> Summed:
        """The file."""
        return self.cut()[0]

    def cut(self) -> tuple[Summed, Cut]:
        """The file, and where its parts lie."""
        pieces, cut = self.renewed(NOTHING, 0, lambda _: False)
        return pieces.of(b""), cut

    def renewed(self, last: Cut, size: int, stays: Callable[[R], bool]) -> tuple[Pieces, Cut]:
        """The file with the parts of records that stay as a file of a size that was cut has them, and where its parts lie now.

        Raises ValueError where the cut is that of a longer file.
        """
        ends = last.ends(len(self.between))
        if ends and ends[-1] > size:
            raise ValueError("the parts lie beyond the end of the file")
        records = [*self.records()]
        keys = tuple([f"{type(record).__name__}/{record.id}" for record in records])
        stay = [stays(record) for record in records]
        head = self.head()
        lengths, digests, pieces = list[int](), list[bytes](), list[bytes | range]([head])
        for at, run in _same(stay) if keys == last.keys else _moved(keys, last.keys, stay):
            if at:
                pieces.append(self.between)
            if run is None:
                pieces.append(part := self.part(records[at]))
                lengths.append(len(part))
                digests.append(sha256(part).digest())
            else:
                pieces.append(range(ends[run.start] - last.lengths[run.start], ends[run.stop - 1]))
                lengths += last.lengths[run]
                digests.append(last.digests[run.start * DIGEST : run.stop * DIGEST])
        pieces.append(self.tail)
        cut = Cut(len(head), keys, tuple(lengths), b"".join(digests))
        around = (sha256(one).digest() for one in (head, self.between, self.tail))
        return Pieces(pieces, sha256(b"".join((*around, cut.digests))).digest()), cut


def _same(stay: Sequence[bool]) -> Iterator[Run]:
    """The runs of parts that are of the same records as before, in the same order."""
    done = 0
    for at, stays in enumerate(stay):
        if not stays:
            if done < at:
                yield done, slice(done, at)
            yield at, None
            done = at + 1
    if done < len(stay):
        yield done, slice(done, len(stay))


def _moved(keys: Sequence[str], last: Sequence[str], stay: Sequence[bool]) -> Iterator[Run]:
    """The runs of parts that may be of other records, or stand in another order."""
    before = {key: number for number, key in enumerate(last)}
    numbers = [before.get(key, NEW) if stays else NEW for key, stays in zip(keys, stay, strict=True)]
    begins = [at for at, (one, other) in enumerate(pairwise((NEW, *numbers))) if other != one + 1]
    for at, stop in pairwise((*begins, len(numbers))):
        number = numbers[at]
        yield at, None if number == NEW else slice(number, number + stop - at)
