"""Records brought together by what they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

from kbsite.records.models import Record, Talk, Technique

R = TypeVar("R", bound=Record)
Index = Mapping[str, tuple[R, ...]]


def grouped(pairs: Iterable[tuple[str, R]]) -> Index[R]:
    """Records by the keys that they come with, each once under a key, in their order."""
    groups: dict[str, dict[str, R]] = defaultdict(dict)
    for key, record in pairs:
        groups[key][record.id] = record
    return MappingProxyType({key: tuple(records.values()) for key, records in groups.items()})


def both_ways(records: Mapping[str, Talk] | Mapping[str, Technique]) -> Mapping[str, tuple[str, ...]]:
    """By the id of each record those of others that it names as related, or that name it."""
    links: dict[str, dict[str, None]] = defaultdict(dict)
    for record in records.values():
        for other in record.related:
            if other in records and other != record.id:
                links[record.id][other] = None
                links[other][record.id] = None
    return MappingProxyType({key: tuple(others) for key, others in links.items()})
