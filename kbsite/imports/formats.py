"""The formats that can be imported, and files of one to records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kbsite.imports import frab_json, frab_xml, pyvideo, rows
from kbsite.imports.desk import Desk, Options, Written
from kbsite.imports.files import File, read
from kbsite.imports.found import Found
from kbsite.imports.json_text import Unreadable
from kbsite.imports.remarks import Locate, Remarks, Spot
from kbsite.imports.shelf import Shelf
from kbsite.words import Words

Reader = Callable[[File, str, Remarks], Found]
FORMATS: Mapping[str, Reader] = {
    "csv": rows.read_csv,
    "frab-json": frab_json.read,
    "frab-xml": frab_xml.read,
    "json": rows.read_json,
    "pyvideo": pyvideo.read,
}


def read_files(format_: str, files: Sequence[tuple[Path, str]], event: str, remarks: Remarks) -> list[Found]:
    """What the files hold; one that cannot be read at all is told, and the others are read."""
    found = []
    for path, shown in files:
        try:
            found.append(FORMATS[format_](read(path, shown), event, remarks))
        except OSError as error:
            remarks.add(Spot(shown), "import-refused", "file", NO_FILE.fill(why=error.strerror or error))
        except Unreadable as error:
            remarks.add(Spot(shown, error.line, error.column, json=False), "import-refused", "file", error.why)
    return found


def locate(found: Sequence[Found]) -> Locate:
    """Line and column of a place in any of the files."""
    by_file: dict[str, Locate] = {}
    for one in found:
        spots = [talk.spot for talk in one.talks[:1]] + [event.spot for event in one.events[:1]]
        by_file |= {spot.file: one.locate for spot in spots}

    def at(spot: Spot) -> tuple[int, int]:
        return by_file[spot.file](spot) if spot.steps and spot.file in by_file else (spot.line, spot.column)

    return at


def records(found: Sequence[Found], folder: Path, options: Options, remarks: Remarks) -> list[Written]:
    """The record files that come of what was found, in the order of their paths."""
    return sorted(Desk(Shelf(folder), options, remarks).records(found), key=lambda file: file.path)


NO_FILE = Words("the file cannot be read: {why}", "파일을 읽을 수 없습니다: {why}")
