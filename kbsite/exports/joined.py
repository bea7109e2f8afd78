"""Records to a file that says something of each, one after the other; and such a file, from its last version, to one that is up to date."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Generic, TypeVar

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
        """As it is kept: JSON."""
        return json.dumps([self.start, self.keys, self.lengths], ensure_ascii=False, separators=(",", ":")).encode()

    @staticmethod
    def from_bytes(data: bytes) -> Cut:
        """As it was kept. Raises ValueError where the bytes are not what `to_bytes` makes of one."""
        match json.loads(data):
            case [start, [*keys], [*lengths]] if _are_places(start, keys, lengths):
                return Cut(start, tuple(keys), tuple(lengths))
        raise ValueError("these are not the places of parts")

    def ends(self, between: int) -> list[int]:
        """Where each part ends, with so many bytes between two."""
        return [self.start + number * between + total for number, total in enumerate(accumulate(self.lengths))]


NOTHING = Cut(0, (), ())


def _are_places(start: Any, keys: Sequence[Any], lengths: Sequence[Any]) -> bool:
    if {*map(type, keys)} - {str} or {*map(type, (start, *lengths))} != {int}:
        return False
    return len({*keys}) == len(keys) == len(lengths) and min(start, *lengths, 0) == 0


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
        before = {key: number for number, key in enumerate(cut.keys)}
        keys, lengths, pieces, run = list[str](), list[int](), list[bytes | memoryview](), range(0)
        for record in self.records():
            keys.append(key := f"{type(record).__name__}/{record.id}")
            number = before.get(key)
            if number is not None and stays(record):
                lengths.append(cut.lengths[number])
                if run and number == run.stop:
                    run = range(run.start, number + 1)
                    continue
                pieces += _stretch(last, ends, cut.lengths, run)
                run = range(number, number + 1)
            else:
                pieces += (*_stretch(last, ends, cut.lengths, run), part := self.part(record))
                lengths.append(len(part))
                run = range(0)
        pieces += _stretch(last, ends, cut.lengths, run)
        head = self.head()
        return b"".join((head, self.between.join(pieces), self.tail)), Cut(len(head), tuple(keys), tuple(lengths))


def _stretch(last: memoryview, ends: Sequence[int], lengths: Sequence[int], run: range) -> Iterator[memoryview]:
    """Parts that stood one after the other, in one piece with what is between them; nothing where there are none."""
    if run:
        yield last[ends[run.start] - lengths[run.start] : ends[run.stop - 1]]
