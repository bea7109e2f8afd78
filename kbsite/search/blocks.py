"""Blocks of the documents of the last index, in which some documents are put in place of what they were."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from kbsite.search.former import Former
from kbsite.search.noted import Uncertain
from kbsite.search.packing import dictionary, packed_after, samples
from kbsite.search.recut import Recut, recut, unchanged
from kbsite.search.shards import BLOCK, DOCUMENTS, Row, as_json, block, dictionary_size
from kbsite.search.stretches import make_cut, regrouped


class Blocks:
    """Documents by number; blocks are read when one is asked for."""

    def __init__(self, former: Former) -> None:
        self._former = former
        self._parts = former.parts(DOCUMENTS)
        self._begins = [0, *accumulate(part.holds for part in self._parts.parts)]
        self._read: dict[int, list[Any]] = {}
        self.known = former.known
        """The dictionary that they follow."""

    def shown(self, number: int) -> Sequence[Any]:
        """What is shown of a document."""
        at = self._block(number)
        found: Sequence[Any] = self._values(at)[number - self._begins[at]]
        return found

    def _block(self, number: int) -> int:
        return bisect_right(self._begins, number) - 1

    def _values(self, at: int) -> list[Any]:
        if at not in self._read:
            self._read[at] = json.loads(self._former.part(DOCUMENTS, at, self._parts.parts[at], self._former.known))
        return self._read[at]

    def renewed(self, rows: Mapping[int, Row]) -> Recut:
        """All blocks with some documents changed, and the dictionary that they follow then. Raises Uncertain where they are cut in another way."""
        if not rows:
            return unchanged(DOCUMENTS, self._parts)
        parts = self._parts.parts
        before = self._parts.size
        total = before + sum(row.size - len(as_json(self.shown(number))) for number, row in rows.items())
        self.known = self._dictionary(rows, before, total)
        cut, last = (make_cut(BLOCK, size, self._parts.holds, self._former.count) for size in (total, before))
        changed = {self._block(number): False for number in rows}
        changed |= {self._block(number): True for number in rows if number in self._begins}
        if cut != last and cut.every:
            raise Uncertain("blocks are of another size")
        if cut != last or self.known != self._former.known:
            changed = dict.fromkeys(range(len(parts)), False)

        def items(at: int) -> list[Row]:
            return [rows.get(number) or self._row(number) for number in range(self._begins[at], self._begins[at + 1])]

        return recut(DOCUMENTS, self._parts, regrouped(parts, changed, items, cut), self._packed)

    def _row(self, number: int) -> Row:
        value = self.shown(number)
        return Row(value[0], as_json(value))

    def _dictionary(self, rows: Mapping[int, Row], before: int, total: int) -> bytes:
        """What blocks follow, where the documents had and have so many bytes."""
        size, count = dictionary_size(total), self._former.count
        looked_at = samples(total, count)
        if looked_at == samples(before, count) and size == dictionary_size(before) and not any(number in looked_at for number in rows):
            return self._former.known
        return dictionary([(rows.get(number) or self._row(number)).data for number in looked_at], size)

    def _packed(self, groups: list[list[Row]]) -> list[bytes]:
        return packed_after(self.known, map(block, groups))
