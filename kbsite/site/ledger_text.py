"""A ledger as text: what it held when it was last written whole, and beside it what is other since.

After few changes only the second is written, which is short. Each begins with a line of JSON that says how long its parts are.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from kbsite.site.inventory import Block, Inventory, Lines
from kbsite.site.sources import Sources

Noted = Mapping[str, str]
"""Lines on records, by the paths of their files."""


@dataclass(frozen=True, slots=True)
class Base:
    """What a ledger held when it was last written whole."""

    name: str
    """By which what is other since says to which it belongs."""
    talks: Noted
    speakers: Noted
    files: Lines


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a build came to."""

    folder: Path
    """Where its files are."""
    sources: Sources
    quiet: bool
    """Whether there was nothing to tell of its hand-written pages."""
    inventory: Inventory
    signatures: Mapping[str, str]
    """By path those of pages that have one."""
    base: Base | None = field(default=None, repr=False)
    """What it was read from; None where it was not, or has to be written whole."""


class Top(NamedTuple):
    """The first line of what is other since: much of a ledger, and what of the base no longer counts."""

    folder: str
    quiet: bool
    rest: str
    order: str
    base: str
    replaced: list[str]
    talks: list[str]
    speakers: list[str]
    lengths: list[int]


def base_text(base: Base) -> bytes:
    """A base as it is written."""
    parts = [*_parts(base.talks, base.speakers, base.files)]
    return _text([base.name, [*map(len, parts)]], parts)


def read_base(text: bytes) -> Base:
    """A base from that."""
    (name, lengths), begin = _head(text)
    return Base(name, *_noted(_cut(text, begin, lengths)))


def top_text(ledger: Ledger, base: Base) -> bytes:
    """What of a ledger is other than in a base, which holds what its inventory noted first."""
    sources, inventory = ledger.sources, ledger.inventory
    gone = (_gone(base.talks, sources.talks), _gone(base.speakers, sources.speakers))
    new = (_other(base.talks, sources.talks), _other(base.speakers, sources.speakers))
    parts = [_json(ledger.signatures), *_parts(*new, inventory.more)]
    replaced = sorted(inventory.replaced)
    top = Top(str(ledger.folder), ledger.quiet, sources.rest, sources.order, base.name, replaced, *gone, [*map(len, parts)])
    return _text(top, parts)


def top_of(text: bytes) -> Top:
    """Its first line."""
    return Top(*_head(text)[0])


def read_top(text: bytes, base: Base) -> Ledger:
    """A ledger from both."""
    line, begin = _head(text)
    top = Top(*line)
    signatures, *parts = _cut(text, begin, top.lengths)
    talks, speakers, more = _noted(iter(parts))
    sources = Sources(top.rest, _renewed(base.talks, top.talks, talks), _renewed(base.speakers, top.speakers, speakers), top.order)
    inventory = Inventory(base.files, more, frozenset(top.replaced))
    return Ledger(Path(top.folder), sources, top.quiet, inventory, json.loads(signatures), base)


def _other(was: Noted, now: Noted) -> Noted:
    return {path: line for path, line in now.items() if was.get(path) != line}


def _gone(was: Noted, now: Noted) -> list[str]:
    return [path for path in was if path not in now]


def _renewed(was: Noted, gone: Iterable[str], other: Noted) -> Noted:
    now = {**was, **other}
    for path in gone:
        del now[path]
    return now


def _parts(talks: Noted, speakers: Noted, files: Lines) -> Iterator[bytes]:
    yield _of_records(talks)
    yield _of_records(speakers)
    yield _of_blocks(files.blocks)
    yield files.digests
    yield files.data


def _noted(parts: Iterator[bytes]) -> tuple[Noted, Noted, Lines]:
    talks, speakers, blocks, digests, data = parts
    return _records(talks), _records(speakers), Lines(data, digests, _blocks(blocks))


def _text(head: object, parts: Iterable[bytes]) -> bytes:
    return b"".join((_json(head), b"\n", *parts))


def _head(text: bytes) -> tuple[Any, int]:
    """The first line, and where the first part begins."""
    end = text.index(b"\n")
    return json.loads(text[:end]), end + 1


def _cut(text: bytes, begin: int, lengths: Iterable[int]) -> Iterator[bytes]:
    for length in lengths:
        yield text[begin : begin + length]
        begin += length


def _of_records(records: Noted) -> bytes:
    """The path of a file and what is noted of it, a line each."""
    return "\n".join([*chain.from_iterable(records.items()), ""]).encode()


def _records(data: bytes) -> Noted:
    lines = data.decode().split("\n")
    return dict(zip(lines[:-1:2], lines[1::2], strict=True))


def _of_blocks(blocks: Mapping[str, Block]) -> bytes:
    """A line of owners, then four numbers of eight bytes for each."""
    return _json([*blocks]) + b"\n" + array("Q", chain.from_iterable(blocks.values())).tobytes()


def _blocks(data: bytes) -> Mapping[str, Block]:
    owners, _, numbers = data.partition(b"\n")
    every = iter(array("Q", numbers))
    return dict(zip(json.loads(owners), zip(every, every, every, every, strict=True), strict=True))


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
