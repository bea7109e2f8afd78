"""Findings to the `status` and `checked` of records: a few characters of a file are changed, and all the rest stays as it was."""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

from kbsite.links.found import Found
from kbsite.links.targets import Mention
from kbsite.records.catalog import Catalog
from kbsite.records.document import LINE_END, Document, Path
from kbsite.records.models import Event, Link, Source, Speaker, Talk
from kbsite.records.yaml import read

BEFORE = {"status": tuple({*Link.model_fields, *Source.model_fields} - {"status", "checked"}), "checked": ("status",)}
"""Keys after which a key stands, as the models order them; the last of those that are there."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to stand at a mapping that holds an address."""

    path: Path
    status: str
    checked: dt.date

    @property
    def values(self) -> Mapping[str, str]:
        """The keys as they are written."""
        return {"status": self.status, "checked": self.checked.isoformat()}


def marks(catalog: Catalog, mentions: Mapping[str, tuple[Mention, ...]], found: Iterable[Found]) -> Mapping[str, list[Mark]]:
    """What is new to the records, by file: only what is certain, and only where a status can be written."""
    new: dict[str, list[Mark]] = defaultdict(list)
    for one in found:
        for mention in mentions.get(one.url, ()):
            part = _part(mention)
            if part is None:
                continue
            was, path = part
            mark = _mark(path, was, one)
            if mark and (was.status, was.checked) != (mark.status, mark.checked):
                new[mention.place.path].append(mark)
    return new


def _part(mention: Mention) -> tuple[Link | Source, Path] | None:
    """The link or work whose address is mentioned, with the path to it."""
    record, path = mention.record, mention.path
    if isinstance(record, Source) and path == ("url",):
        return record, ()
    if isinstance(record, Talk | Speaker | Event) and path[:1] == ("links",) and path[2:] == ("url",):
        return record.links[int(path[1])], path[:2]
    return None


def _mark(path: Path, was: Link | Source, found: Found) -> Mark | None:
    if found.verdict == "live":
        return Mark(path, "live", found.day)
    if not found.dead or found.gone_since is None:
        return None
    # Of a dead address the day stays on which it was first found so: the pages say since when.
    since = was.checked if was.status in ("dead", "archived") and was.checked else found.gone_since
    return Mark(path, "archived" if was.archived_url else "dead", since)


def write_marks(root: File, new: Mapping[str, list[Mark]]) -> tuple[list[str], list[str]]:
    """Write what is new. Returns the files that were changed, and those in which a place could not be changed safely."""
    changed, left = [], []
    for path, wanted in new.items():
        file = root / path
        data = file.read_bytes()
        written = data
        for mark in wanted:
            written = marked(path, written, mark) or written
        if written != data:
            _replace(file, written)
            changed.append(path)
        if any(not _holds(read(path, written), mark) for mark in wanted):
            left.append(path)
    return changed, left


def _replace(file: File, data: bytes) -> None:
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    aside.write_bytes(data)
    aside.chmod(file.stat().st_mode)
    aside.replace(file)


def marked(path: str, data: bytes, mark: Mark) -> bytes | None:
    """A file with a mark set; None where its text would say anything else besides."""
    for key, value in mark.values.items():
        changed = next(_sound_ways(path, data, mark.path, key, value), None)
        if changed is None:
            return None
        data = changed
    return data


def _sound_ways(path: str, data: bytes, inside: Path, key: str, value: str) -> Iterator[bytes]:
    """The ways to set a key of a mapping after which the file reads as it should, the one that looks best first."""
    document = read(path, data)
    bom = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
    if document.text != data.decode("utf-8-sig"):
        return  # places are counted in composed letters
    wanted = _with(document.value, inside, key, value)
    for text in _ways(document, inside, key, value):
        again = (bom + text).encode()
        if read(path, again).value == wanted:
            yield again


def _ways(document: Document, inside: Path, key: str, value: str) -> Iterator[str]:
    there = document.spans.get((*inside, key))
    if there and there.line == there.last_line:
        at = _offset(document.text, there.line, there.column)
        yield document.text[:at] + value + document.text[at + there.length :]
        return
    around, url = document.spans[inside], document.spans[(*inside, "url")]
    if document.text[_offset(document.text, around.line, around.column) :].startswith("{"):
        at = _offset(document.text, url.line, url.column) + url.length
        before = [document.spans[(*inside, name)] for name in BEFORE[key] if (*inside, name) in document.spans]
        for span in sorted((span for span in before if span.leaf and span.line == span.last_line), reverse=True):
            at = _offset(document.text, span.line, span.column) + span.length
            yield f"{document.text[:at]}, {key}: {value}{document.text[at:]}"
        return
    indent = " " * ((url.key or (0, 1, 0))[1] - 1)
    lines = {_last_line(document, (*inside, name)) for name in BEFORE[key] if (*inside, name) in document.spans}
    for line in sorted(lines, reverse=True):
        yield _after(document.text, line, f"{indent}{key}: {value}")


def _last_line(document: Document, path: Path) -> int:
    """The line on which a value ends, with all that is in it."""
    return max(span.last_line for inside, span in document.spans.items() if inside[: len(path)] == path)


def _after(text: str, line: int, new: str) -> str:
    """A text with a line more, which ends as the one before it does."""
    ends = list(LINE_END.finditer(text))
    if line > len(ends):
        return f"{text}{ends[-1][0] if ends else chr(10)}{new}"
    end = ends[line - 1]
    return f"{text[: end.end()]}{new}{end[0]}{text[end.end() :]}"


def _offset(text: str, line: int, column: int) -> int:
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    return starts[line - 1] + column - 1


def _with(value: Any, inside: Path, key: str, new: str) -> Any:
    """Values with one key of one mapping set."""
    if not inside:
        return {**value, key: new}
    if isinstance(value, list):
        return [_with(item, inside[1:], key, new) if index == inside[0] else item for index, item in enumerate(value)]
    return {name: _with(item, inside[1:], key, new) if name == inside[0] else item for name, item in value.items()}


def _holds(document: Document, mark: Mark) -> bool:
    value = document.value
    for step in mark.path:
        value = value[step]
    return all(value.get(key) == wanted for key, wanted in mark.values.items())
