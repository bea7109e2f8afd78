"""Parts that stay and groups in place of others to the files of a table: those that are new, and where the others stood."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kbsite.search.stretches import Group, Part, Parts, digest, place


@dataclass(frozen=True, slots=True)
class Recut:
    """A table after a change."""

    parts: Parts
    files: Mapping[str, bytes]
    taken: Mapping[str, str]
    """New paths of files that were there, with their old ones."""
    changed: bool = True


def unchanged(name: str, parts: Parts) -> Recut:
    """A table in which nothing changed."""
    shelves = parts.shelves()
    paths = [place(name, shelves, number) for number in range(len(parts.parts))]
    return Recut(parts, {}, dict(zip(paths, paths, strict=True)), changed=False)


def recut(name: str, old: Parts, found: Sequence[int | Group[Any]], pack: Callable[[list[list[Any]]], Sequence[bytes]]) -> Recut:
    """A table of the parts and groups that `regrouped` found."""
    data = iter(pack([one[0] for one in found if not isinstance(one, int)]))
    known = {part.digest: number for number, part in enumerate(old.parts)}
    parts: list[Part] = []
    new: dict[int, bytes] = {}
    stays: dict[int, int] = {}
    for at, one in enumerate(found):
        if isinstance(one, int):
            parts.append(old.parts[one])
            stays[at] = one
            continue
        made = next(data)
        group, size = one
        parts.append(Part(group[0].key, group[0].size, size, len(group), digest(made)))
        if parts[-1].digest in known:
            stays[at] = known[parts[-1].digest]
        else:
            new[at] = made
    now = Parts(sum(part.size for part in parts), sum(part.holds for part in parts), parts)
    before, shelves = old.shelves(), now.shelves()
    files = {place(name, shelves, at): made for at, made in new.items()}
    return Recut(now, files, {place(name, shelves, at): place(name, before, number) for at, number in stays.items()})
