"""What became of values that could not be carried over as they stand: each with its place in the imported file, grouped for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from kbsite.problems import Place, Problem
from kbsite.words import Words

Kind = Literal["import-refused", "import-differs", "import-left-out", "import-changed", "import-assumed"]
ERRORS: frozenset[str] = frozenset({"import-refused", "import-differs"})
"""What keeps a whole record from being made as the file says. The others are about single values."""
LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in an imported file: line and column, or in JSON the way to a value from what stands on the line."""

    file: str
    line: int = 1
    column: int = 1
    steps: tuple[str | int, ...] = ()
    json: bool = True
    """Whether the way is one in JSON, which can be shown as a pointer."""

    def inside(self, *steps: str | int) -> Spot:
        """The place of a value within the one here."""
        return Spot(self.file, self.line, self.column, (*self.steps, *steps), self.json)

    @property
    def pointer(self) -> str:
        """The way as a JSON pointer (RFC 6901), empty where there is none."""
        return "" if not self.json else "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in self.steps)


@dataclass(frozen=True, slots=True)
class Remark:
    """One value, and what became of it."""

    spot: Spot
    kind: Kind
    field: str
    """The field as the format names it: `event.guid`."""
    why: Words
    value: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Remarks that say the same of one field."""

    kind: Kind
    field: str
    why: Words
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Remarks:
    """Collects remarks while a file is read."""

    every: list[Remark] = field(default_factory=list)

    def add(self, spot: Spot, kind: Kind, field: str, why: Words, value: object = "") -> None:
        """Take note of one value."""
        text = " ".join(str(value)[: 2 * LONGEST_VALUE].split())
        shown = text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
        self.every.append(Remark(spot, kind, field, why, shown.encode("utf-8", "backslashreplace").decode()))


def grouped(remarks: Iterable[Remark]) -> list[Group]:
    """Remarks by kind, field and reason: errors first, each group in the order of the file."""
    groups: dict[tuple[Kind, str, Words], list[Remark]] = {}
    for remark in remarks:
        groups.setdefault((remark.kind, remark.field, remark.why), []).append(remark)
    found = [Group(kind, name, why, tuple(of)) for (kind, name, why), of in groups.items()]
    return sorted(found, key=lambda group: group.kind not in ERRORS)


Locate = Callable[[Spot], tuple[int, int]]
"""The line and column of a place, from 1."""


def as_problems(groups: Iterable[Group], locate: Locate) -> Iterator[Problem]:
    """One problem a group of values; each record that could not be made has one of its own."""
    for group in groups:
        severity: Literal["error", "warning"] = "error" if group.kind in ERRORS else "warning"
        for remark in group.remarks if severity == "error" else group.remarks[:1]:
            line, column = locate(remark.spot)
            many = len(group.remarks) if severity == "warning" else 1
            message = _sentence(group, remark, many)
            yield Problem(Place(remark.spot.file, line, column), group.kind, message, severity=severity)


def _sentence(group: Group, remark: Remark, many: int) -> Words:
    shown = WITH_VALUE.fill(field=group.field, value=remark.value) if remark.value else Words("{field}", "{field}").fill(field=group.field)
    sentence = (TIMES if many > 1 else ONCE).fill(what=shown, why=group.why, many=many)
    return sentence + AT.fill(pointer=remark.spot.pointer) if remark.spot.pointer else sentence


WITH_VALUE = Words("{field} '{value}'", "{field} '{value}'")
ONCE = Words("{what}: {why}", "{what}: {why}")
TIMES = Words("{what}: {why} ({many} times; this is the first)", "{what}: {why} (모두 {many}번, 여기가 처음)")
AT = Words("(at {pointer})", "(위치 {pointer})")
