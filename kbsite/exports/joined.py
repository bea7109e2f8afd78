"""Records to a file that says something of each, one after the other; and such a file, from its last version, to one that is up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
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
        """As it is kept: one number or key a line."""
        return "\n".join((str(self.start), *self.keys, *map(str, self.lengths))).encode()

    @staticmethod
    def from_bytes(data: bytes) -> Cut:
        """As it was kept. Raises ValueError where the bytes are not what `to_bytes` makes of one."""
        start, *lines = data.decode().split("\n")
        count = len(lines) // 2
        cut = Cut(int(start), tuple(lines[:count]), tuple(map(int, lines[count:])))
        if cut.to_bytes() != data or len(set(cut.keys)) != len(cut.lengths) or min(cut.start, *cut.lengths, 0) < 0:
            raise ValueError("these are not the places of parts")
        return cut

    def places(self, between: int) -> Mapping[str, slice]:
        """Where each part lies, with so many bytes between two."""
        ends = accumulate(self.lengths, lambda end, length: end + between + length, initial=self.start - between)
        next(ends)
        return {key: slice(end - length, end) for key, length, end in zip(self.keys, self.lengths, ends, strict=True)}


NOTHING = Cut(0, (), ())


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
        places, last = cut.places(len(self.between)), memoryview(old)
        if any(place.stop > len(old) for place in places.values()):
            raise ValueError("the parts lie beyond the end of the file")
        keys, parts = [], list[bytes | memoryview]()
        for record in self.records():
            keys.append(key := f"{type(record).__name__}/{record.id}")
            place = places.get(key)
            parts.append(last[place] if place and stays(record) else self.part(record))
        head = self.head()
        return b"".join((head, self.between.join(parts), self.tail)), Cut(len(head), tuple(keys), tuple(map(len, parts)))
