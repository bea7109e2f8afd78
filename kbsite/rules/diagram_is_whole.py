"""A diagram's arrows and frames name its own boxes, and no two boxes share a place."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.document import Path
from kbsite.records.models import Diagram, Record, Talk
from kbsite.records.places import Places
from kbsite.rules import Broken, in_each
from kbsite.rules._missing import missing
from kbsite.words import Words

SAYS = Words(
    "Arrows and frames of a diagram name its boxes; boxes do not overlap.",
    "그림의 화살표와 묶음은 그 그림의 상자를 가리키고, 상자는 겹치지 않습니다.",
)
WHY = Words("What cannot be drawn would silently be left out.", "그릴 수 없는 것은 말없이 빠지고 맙니다.")
UNKNOWN = Words("no box '{id}' in this diagram", "이 그림에 상자 '{id}'이/가 없습니다")
MAKE = Words("add it to 'nodes', or correct the id", "'nodes'에 더하거나 id를 바로잡으세요")
TWICE = Words("a second box '{id}' in this diagram", "이 그림에 상자 '{id}'이/가 둘입니다")
RENAME = Words("give it an id of its own", "다른 id를 주세요")
TAKEN = Words(
    "the box '{id}' covers column {column}, row {row}, as '{other}' does",
    "상자 '{id}'이/가 '{other}'과/와 같은 {column}열 {row}행에 있습니다",
)
MOVE = Words("give it another column or row", "다른 열이나 행에 두세요")


def check(catalog: Catalog) -> Iterator[Broken]:
    return in_each(catalog, check_record)


def check_record(places: Places, record: Record) -> Iterator[Broken]:
    if not isinstance(record, Talk):
        return
    for index, diagram in enumerate(record.diagrams):
        nodes = {node.id for node in diagram.nodes}
        yield from _twice(places, record, diagram, ("diagrams", index))
        yield from missing(places, record, _named(diagram, ("diagrams", index)), nodes, UNKNOWN, MAKE)
        yield from _overlaps(places, record, diagram, ("diagrams", index))


def _twice(places: Places, talk: Talk, diagram: Diagram, path: Path) -> Iterator[Broken]:
    seen: set[str] = set()
    for index, node in enumerate(diagram.nodes):
        if node.id in seen:
            yield Broken(places.place(talk, *path, "nodes", index, "id"), TWICE.fill(id=node.id), RENAME)
        seen.add(node.id)


def _named(diagram: Diagram, path: Path) -> Iterator[tuple[Path, str]]:
    for index, edge in enumerate(diagram.edges):
        yield (*path, "edges", index, "from"), edge.start
        yield (*path, "edges", index, "to"), edge.end
    for index, group in enumerate(diagram.groups):
        for at, node in enumerate(group.nodes):
            yield (*path, "groups", index, "nodes", at), node


def _overlaps(places: Places, talk: Talk, diagram: Diagram, path: Path) -> Iterator[Broken]:
    taken: dict[tuple[int, int], int] = {}
    for index, node in enumerate(diagram.nodes):
        for column in range(node.column, node.column + node.width):
            other = taken.setdefault((column, node.row), index)
            if other != index:
                message = TAKEN.fill(id=node.id, other=diagram.nodes[other].id, column=column, row=node.row)
                yield Broken(places.place(talk, *path, "nodes", index, "column"), message, MOVE)
                break
