"""Blocks of the documents of the last index, in which some documents are put in place of what they were."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from kbsite.search.former import Former
from kbsite.search.noted import Uncertain
from kbsite.search.packing import packed_after, sample_step
from kbsite.search.recut import Recut, recut, unchanged
from kbsite.search.shards import BLOCK, DOCUMENTS, Row, as_json, block, dictionary_size
from kbsite.search.stretches import make_cut, regrouped


class Blocks:
    """Documents by number; blocks are read when one is asked for."""

    def __init__(self, former: Former) -> None:
        self._former = former
        self._path: str = former.manifest[DOCUMENTS]["path"]
        self._parts = former.parts(DOCUMENTS, self._path)
        self._begins = [0, *accumulate(part.holds for part in self._parts.parts)]
        self._read: dict[int, list[Any]] = {}

    def shown(self, number: int) -> Sequence[Any]:
        """What is shown of a document."""
        at = self._block(number)
        found: Sequence[Any] = self._values(at)[number - self._begins[at]]
        return found

    def _block(self, number: int) -> int:
        return bisect_right(self._begins, number) - 1

    def _values(self, at: int) -> list[Any]:
        if at not in self._read:
            self._read[at] = json.loads(self._former.part(self._path, at, self._parts.parts[at], self._former.known))
        return self._read[at]

    def renewed(self, rows: Mapping[int, Row]) -> Recut:
        """All blocks with some documents changed. Raises Uncertain where their dictionary may be another."""
        if not rows:
            return unchanged(self._path, self._parts)
        parts = self._parts.parts
        before = self._parts.size
        total = before + sum(row.size - len(as_json(self.shown(number))) for number, row in rows.items())
        step = sample_step(before)
        sampled = any(number % step == step // 2 for number in rows)
        if sampled or sample_step(total) != step or dictionary_size(total) != dictionary_size(before):
            raise Uncertain("the dictionary may change")
        cut, last = (make_cut(BLOCK, size, self._parts.holds, self._former.count) for size in (total, before))
        changed = {self._block(number): False for number in rows}
        changed |= {self._block(number): True for number in rows if number in self._begins}
        if cut != last:
            if cut.every:
                raise Uncertain("blocks are of another size")
            changed = dict.fromkeys(range(len(parts)), False)

        def items(at: int) -> list[Row]:
            begin = self._begins[at]
            return [rows.get(begin + place) or Row(value[0], as_json(value)) for place, value in enumerate(self._values(at))]

        return recut(DOCUMENTS, self._path, self._parts, regrouped(parts, changed, items, cut), self._packed)

    def _packed(self, groups: list[list[Row]]) -> list[bytes]:
        return packed_after(self._former.known, map(block, groups))
