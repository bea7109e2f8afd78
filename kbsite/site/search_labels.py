"""Values of facets to the words visitors read for them, in blocks of which a browser loads the few it shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pydantic_core import to_json

from kbsite.records.models import Talk
from kbsite.site.pages.view import View

BLOCK = 256
"""Labels of a file."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Files of labels by path, and for each field where they are: `{path, first}`, the first value of each block."""

    files: Mapping[str, bytes]
    fields: Mapping[str, Any]


def make_labels(view: View) -> Labels:
    """Labels of every field whose values are ids, in the language of a view."""
    files: dict[str, bytes] = {}
    fields: dict[str, Any] = {}
    for field, values in _values(view).items():
        ordered = sorted(values.items())
        blocks = [ordered[at : at + BLOCK] for at in range(0, len(ordered), BLOCK)]
        made = [to_json(dict(block)) for block in blocks]
        path = f"labels-{sha256(b''.join(made)).hexdigest()[:12]}"
        files |= {f"{path}/{number}.json": data for number, data in enumerate(made)}
        fields[field] = {"path": path, "first": [block[0][0] for block in blocks]}
    return Labels(files, fields)


def _values(view: View) -> dict[str, dict[str, str]]:
    catalog = view.catalog
    found = {
        "technique": {id_: view.label(one.name) for id_, one in catalog.techniques.items()},
        "tag": {id_: view.label(one.label) for id_, one in catalog.tags.items()},
        "speaker": {id_: view.label(one.name) for id_, one in catalog.speakers.items()},
        "event": {id_: view.label(one.name) for id_, one in catalog.events.items()},
        "day": dict(_days(view)),
        "track": dict(_tracks(view)),
    }
    return {field: values for field, values in found.items() if values}


def _days(view: View) -> Iterator[tuple[str, str]]:
    """Days by their number too, where there is one event that a number can be of."""
    events = tuple(view.catalog.events.values())
    numbers = {day.date: number for number, day in enumerate(events[0].days, 1)} if len(events) == 1 else {}
    dates: dict[dt.date, None] = dict.fromkeys(talk.date for talk in view.catalog.talks.values() if talk.date)
    for date in dates:
        number = f"{view.t('common.day_number', number=numbers[date])} · " if date in numbers else ""
        yield date.isoformat(), number + view.date(date)


def _tracks(view: View) -> Iterator[tuple[str, str]]:
    """The name of a track, where it is the same at every event that has one of that id."""
    talks: dict[str, list[Talk]] = {}
    for talk in view.catalog.talks.values():
        if talk.track:
            talks.setdefault(talk.track, []).append(talk)
    for id_, held in talks.items():
        names = {view.track(talk) for talk in held}
        yield id_, names.pop() if len(names) == 1 else view.t("common.track_id", id=id_)
