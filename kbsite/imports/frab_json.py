"""frab's and pretalx's `schedule.json` (https://c3voc.de/schedule/schema.json) to an event and its talks."""

from __future__ import annotations

from collections.abc import Mapping

from kbsite.imports.files import File, source
from kbsite.imports.found import Found
from kbsite.imports.frab import schedule
from kbsite.imports.json_text import Positions, Unreadable, parse
from kbsite.imports.remarks import Remarks, Spot
from kbsite.words import Words


def read(file: File, event: str, remarks: Remarks) -> Found:
    """The file's event and talks. Raises Unreadable where it is no schedule."""
    text = file.text()
    value = parse(text)
    given = value.get("schedule") if isinstance(value, Mapping) else None
    if not isinstance(given, Mapping) or not isinstance(given.get("conference"), Mapping):
        raise Unreadable(NO_SCHEDULE)
    found, talks, version = schedule(given, Spot(file.path, steps=("schedule",)), remarks, event)
    for key, inner in value.items():
        if key not in ("schedule", "$schema", "generator") and inner not in (None, "", [], {}):
            remarks.add(Spot(file.path, steps=(key,)), "import-left-out", key, UNKNOWN, inner)
    work = source(file, found.name, under=found.id, revision=version)
    positions = Positions(text)
    return Found(work, (found,), tuple(talks), lambda spot: positions.at(spot.steps))


NO_SCHEDULE = Words(
    "the file is no schedule.json: it has no 'schedule' with a 'conference'",
    "schedule.json이 아닙니다. 'conference'가 든 'schedule'이 없습니다",
)
UNKNOWN = Words("is not part of a schedule and was left out", "일정 형식에 없는 항목이라 옮기지 않았습니다")
