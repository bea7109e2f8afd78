"""Whether a record there is already says what an import would say, and its text with what it does not."""

from __future__ import annotations

import json
from typing import Any

from kbsite.records.document import Document
from kbsite.records.style import written
from kbsite.records.yaml import read

GATHERED = frozenset(["tags", "links", "sources", "recordings", "techniques", "days", "tracks", "slots", "about", "references"])
"""Lists to which an import adds; others it replaces."""


def emitted(value: Any, kind: Any, schema: str | None = None) -> str:
    """A value as the text of a record file, in the style of the house."""
    return written(json.dumps(value, ensure_ascii=False), kind, schema)


def holds(there: Any, wanted: Any) -> bool:
    """Whether all that is wanted is there: a text in one of its languages, each entry of a list, each field of a part."""
    if isinstance(wanted, dict):
        return isinstance(there, dict) and all(holds(there.get(key), each) for key, each in wanted.items())
    if isinstance(wanted, list):
        given = there if isinstance(there, list) else [there]
        return all(any(holds(each, one) for each in given) for one in wanted)
    return bool(there == wanted or (isinstance(there, dict) and wanted in there.values()))


def missing(there: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """The fields a record would have to have anew: those it lacks, and those where it says something else."""
    found: dict[str, Any] = {}
    for key, each in wanted.items():
        old = there.get(key)
        if holds(old, each):
            continue
        if key in GATHERED and isinstance(old, list):
            more = [*old, *(one for one in each if not any(holds(other, one) for other in old))]
            found[key] = sorted(more, key=lambda day: str(day.get("date"))) if key in ("days", "slots") else more
        elif isinstance(old, dict) and isinstance(each, str):
            found[key] = {**old, str(wanted.get("language") or next(iter(old))): each}
        else:
            found[key] = each
    return found


def updated(document: Document, new: dict[str, Any], kind: Any, schema: str | None) -> str | None:
    """A record's text with some fields anew; the comments of the others stay. None where that cannot be done."""
    lines = list(document.lines)
    for key in sorted(new, key=lambda key: document.spans[key,].line if (key,) in document.spans else 0, reverse=True):
        text = emitted({key: new[key]}, kind).rstrip("\n").split("\n")
        span = document.spans.get((key,))
        if span and span.key:
            last = max(each.last_line for path, each in document.spans.items() if path[:1] == (key,))
            lines[span.key[0] - 1 : last] = text
        else:
            while lines and not lines[-1].strip():
                lines.pop()
            lines += text
    result = written("\n".join([*lines, ""]), kind, schema)
    again = read(document.path, result.encode())
    return result if not again.problems and again.value == {**document.value, **new} else None
