"""Tables: what went in comes back, and no cell is a formula."""

from __future__ import annotations

import csv
import io

from exports.conftest import published
from projectkit import Folder

from kbsite.exports import csv as tables
from kbsite.exports.publication import Publication, talk_title, words_of


def read(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def made(publication: Publication) -> dict[str, list[dict[str, str]]]:
    return {file.path: read(file.make()) for file in tables.files(publication)}


def back(cell: str) -> str:
    return cell.removeprefix("'")


def test_there_is_a_row_for_every_record(real: Publication) -> None:
    found, catalog = made(real), real.catalog
    assert {path: len(rows) for path, rows in found.items()} == {
        "data/talks.csv": len(catalog.talks),
        "data/events.csv": len(catalog.events),
        "data/speakers.csv": len(catalog.speakers),
        "data/techniques.csv": len(catalog.techniques),
        "data/tags.csv": len(catalog.tags),
        "data/sources.csv": len(catalog.sources),
    }
    row = next(row for row in found["data/talks.csv"] if row["id"] == "deview2016-244-ceph-on-ssd")
    assert (row["date"], row["start"], row["end"], row["time_zone"], row["track"]) == ("2016-10-25", "14:00", "14:45", "Asia/Seoul", "4")
    assert (row["speakers"], row["speaker_names_en"], row["speaker_names_ko"]) == ("byun-ilsoo", "Ilsoo Byun", "변일수")
    assert (row["license"], row["url_en"]) == ("CC BY 4.0", "https://kb.example/sub/en/talks/deview2016-244-ceph-on-ssd/")
    assert row["inferred"] == "code; track"


def test_no_cell_is_a_formula_and_every_cell_comes_back(hostile: Publication) -> None:
    found = made(hostile)
    for rows in found.values():
        for row in rows:
            assert None not in row
            assert [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))] == []
    for row in found["data/talks.csv"]:
        assert back(row["title_ko"]) == talk_title(hostile.catalog.talks[row["id"]], "ko").text
    for row in found["data/techniques.csv"]:
        assert back(row["definition_en"]) == words_of(hostile.catalog.techniques[row["id"]].definition, "en")


def test_an_apostrophe_is_doubled_so_that_taking_one_away_is_always_right() -> None:
    assert [tables.guarded(cell) for cell in ("=1", "'=1", "'", "1-2", "")] == ["'=1", "''=1", "''", "1-2", ""]


def test_lines_end_as_the_standard_says(real: Publication) -> None:
    data = tables.TABLES["tags"](real)()
    assert data.count(b"\r\n") == len(real.catalog.tags) + 1


def test_what_is_kept_off_the_site_is_in_no_table(project: Folder) -> None:
    project.add("talks/conf2020/101-storage.yml", "publish: false\n")
    found = made(published(project.catalog()))
    assert [row["id"] for row in found["data/talks.csv"]] == ["conf2020-102-cluster"]
    assert not any("101" in cell for rows in found.values() for row in rows for cell in row.values())
