"""Tables of talks, one talk a row, to talks: CSV (RFC 4180; also with semicolons or tabs), and JSON as a list of flat objects.

`columns.py` says which columns there are. Several values in a cell are separated by semicolons, people also by commas.
An apostrophe before what a spreadsheet would take for a formula is taken away.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from kbsite.imports.columns import Column, recognised
from kbsite.imports.fields import Fields
from kbsite.imports.files import File, source
from kbsite.imports.found import Found, FoundEvent, FoundTalk
from kbsite.imports.json_text import Positions, Unreadable, parse
from kbsite.imports.remarks import Locate, Remarks, Spot
from kbsite.imports.row import Row, read_row
from kbsite.words import Words

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
LONGEST_CELL = 16 * 1024 * 1024


def read_csv(file: File, event: str, remarks: Remarks) -> Found:
    """The talks of a CSV file. Raises Unreadable where it has no column of titles, or a cell is not closed."""
    text = file.text()
    if "\x00" in text:
        before = text[: text.index("\x00")]
        raise Unreadable(NUL, before.count("\n") + 1, len(before) - before.rfind("\n"))
    dialect = _delimiter(text)
    rows = _cells(text, dialect)
    first = next(rows, None)
    if first is None:
        raise Unreadable(EMPTY)
    columns = _columns(file, first[1], remarks)
    found = _records(file, rows, columns, remarks)
    return _found(file, event, remarks, found, lambda spot: (spot.line, spot.column))


def read_json(file: File, event: str, remarks: Remarks) -> Found:
    """The talks of a JSON file that is a list of objects. Raises Unreadable where it is none."""
    text = file.text()
    value = parse(text)
    if not isinstance(value, list):
        raise Unreadable(NO_LIST)
    positions = Positions(text)
    return _found(file, event, remarks, _objects(file, value, remarks), lambda spot: positions.at(spot.steps))


def _delimiter(text: str) -> str:
    """What separates the cells of the header."""
    header = text.split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _cells(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each begins on; empty ones are passed over."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begin = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(BROKEN.fill(what=error), begin) from error
        if any(cell.strip() for cell in row):
            yield begin, row
        begin = reader.line_num + 1


def _columns(file: File, header: list[str], remarks: Remarks) -> list[Column | None]:
    columns, unknown = recognised(header)
    for at, why in unknown:
        if header[at].strip():
            remarks.add(Spot(file.path, 1, at + 1, json=False), "import-left-out", "column", why, header[at])
    if not any(column and column.name == "title" for column in columns):
        raise Unreadable(NO_TITLES.fill(columns=", ".join(name.strip() for name in header)[:200]))
    return columns


def _records(file: File, rows: Iterator[tuple[int, list[str]]], columns: list[Column | None], remarks: Remarks) -> Iterator[Row]:
    for number, cells in rows:
        spot = Spot(file.path, number, json=False)
        if len(cells) > len(columns):
            remarks.add(spot, "import-left-out", "row", MORE_CELLS.fill(columns=len(columns)), "; ".join(cells[len(columns) :]))
        values: dict[str, Any] = {}
        tongues: dict[str, dict[str, str]] = {}
        for column, cell in zip(columns, cells, strict=False):
            given = cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
            if column and column.language:
                tongues.setdefault(column.name, {})[column.language] = given
            elif column:
                values[column.name] = given
        yield Row(Fields(values, spot, "", remarks), tongues, spot)


def _objects(file: File, value: list[Any], remarks: Remarks) -> Iterator[Row]:
    names: dict[str, Column | None] = {}
    for at, each in enumerate(value):
        spot = Spot(file.path, steps=(at,))
        if not isinstance(each, Mapping):
            remarks.add(spot, "import-refused", "record", NO_OBJECT, each)
            continue
        values: dict[str, Any] = {}
        tongues: dict[str, dict[str, str]] = {}
        for key, given in each.items():
            if key not in names:
                names[key] = recognised([key])[0][0]
            column = names[key]
            if column is None and given not in (None, "", []):
                remarks.add(spot.inside(key), "import-left-out", key, recognised([key])[1][0][1], given)
            elif column and column.language and isinstance(given, str):
                tongues.setdefault(column.name, {})[column.language] = given
            elif column:
                values[column.name] = given
        yield Row(Fields(values, spot, "", remarks), tongues, spot)


def _found(file: File, event: str, remarks: Remarks, rows: Iterator[Row], locate: Locate) -> Found:
    events: dict[str, FoundEvent] = {}
    talks: list[FoundTalk] = []
    for row in rows:
        talks += read_row(row, event, events)
    return Found(source(file, ""), tuple(events.values()), tuple(talks), locate)


EMPTY = Words("the file is empty", "빈 파일입니다")
NUL = Words("a NUL character stands here: the file is no text", "NUL 문자가 있어 글 파일이 아닙니다")
NO_LIST = Words("the file is no list of objects, one for each talk", "발표마다 객체 하나인 목록이 아닙니다")
NO_OBJECT = Words("is no object and was not imported", "객체가 아니어서 들이지 않았습니다")
BROKEN = Words("not valid CSV in the row that begins here: {what}", "여기서 시작하는 행이 올바른 CSV가 아닙니다: {what}")
NO_TITLES = Words(
    "no column holds titles; name one 'title'. The header reads: {columns}",
    "제목이 든 열이 없습니다. 'title' 열이 있어야 합니다. 첫 행: {columns}",
)
MORE_CELLS = Words(
    "has more cells than the header's {columns}; the rest was left out", "첫 행의 {columns}칸보다 칸이 많아 나머지는 옮기지 않았습니다"
)
