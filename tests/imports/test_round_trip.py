"""What our own exports say comes back as it was: export → import → export."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from importkit import Empty, empty_project

from kbsite.exports.csv import TABLES
from kbsite.exports.frab_json import schedule_json
from kbsite.exports.frab_xml import schedule_xml
from kbsite.exports.publication import Publication
from kbsite.records.catalog import Catalog
from kbsite.records.models import Event

DAY = dt.date(2020, 1, 1)
LOST = ("techniques", "state", "inferred", "official_title")
"""What only the records hold: definitions of techniques, how far a talk has been worked on, titles in the other language."""


def publication(catalog: Catalog) -> Publication:
    changed = {record.path: DAY for record in catalog.records()}
    return Publication(catalog, "https://kb.example/", {"ko": "모음", "en": "Collection"}, {}, changed)


def the_event(catalog: Catalog) -> Event:
    return next(iter(catalog.events.values()))


def export_json(catalog: Catalog, language: str) -> bytes:
    return schedule_json(publication(catalog), the_event(catalog), language)


def export_xml(catalog: Catalog, language: str) -> bytes:
    return schedule_xml(publication(catalog), the_event(catalog), language)


def without_lost(value: Any) -> Any:
    """The same without what an import cannot bring."""
    if isinstance(value, dict):
        return {key: without_lost(each) for key, each in value.items() if key not in LOST}
    return [without_lost(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("language", ["ko", "en"])
def test_schedule_json(catalog: Catalog, empty: Empty, language: str) -> None:
    first = export_json(catalog, language)
    taken = empty.take("frab-json", empty.file("schedule.json", first))
    assert taken.code == 0, taken.out
    assert empty.errors() == []
    again = export_json(empty.catalog(), language)
    assert without_lost(json.loads(again)) == without_lost(json.loads(first))
    assert list(json.loads(again)["schedule"]["conference"]["days"][1]["rooms"]) == list(
        json.loads(first)["schedule"]["conference"]["days"][1]["rooms"]
    )


@pytest.mark.parametrize("language", ["ko", "en"])
def test_schedule_json_is_the_same_in_every_byte_from_the_second_time_on(catalog: Catalog, tmp_path: Path, language: str) -> None:
    once, twice = empty_project(tmp_path / "one" / "project"), empty_project(tmp_path / "two" / "project")
    once.take("frab-json", once.file("schedule.json", export_json(catalog, language)))
    second = export_json(once.catalog(), language)
    twice.take("frab-json", twice.file("schedule.json", second))
    assert export_json(twice.catalog(), language) == second


@pytest.mark.parametrize("language", ["ko", "en"])
def test_schedule_xml(catalog: Catalog, empty: Empty, tmp_path: Path, language: str) -> None:
    first = export_xml(catalog, language)
    taken = empty.take("frab-xml", empty.file("schedule.xml", first))
    assert taken.code == 0, taken.out
    assert empty.errors() == []
    second = export_xml(empty.catalog(), language)
    assert second.split(b"<schedule>")[1] == first.split(b"<schedule>")[1]
    other = empty_project(tmp_path / "other" / "project")
    other.take("frab-xml", other.file("schedule.xml", second))
    assert export_xml(other.catalog(), language) == second


def test_csv(catalog: Catalog, empty: Empty, tmp_path: Path) -> None:
    def talks(of: Catalog) -> bytes:
        return TABLES["talks"](publication(of))()

    first = talks(catalog)
    taken = empty.take("csv", empty.file("talks.csv", first))
    assert taken.code == 0, taken.out
    assert empty.errors() == []
    second = talks(empty.catalog())
    assert cells(second) == cells(first)
    other = empty_project(tmp_path / "other" / "project")
    other.take("csv", other.file("talks.csv", second))
    assert talks(other.catalog()) == second


def cells(data: bytes) -> list[dict[str, str]]:
    """Rows without the columns that an import cannot bring."""
    import csv
    import io

    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [{key: value for key, value in row.items() if key not in LOST} for row in rows]


@pytest.mark.parametrize(("format_", "export"), [("frab-json", export_json), ("frab-xml", export_xml)])
def test_into_the_project_it_came_from_it_changes_nothing(
    catalog: Catalog, format_: str, export: Callable[[Catalog, str], bytes], tmp_path: Path
) -> None:
    import shutil

    from projectkit import ROOT

    here = Empty(tmp_path / "project")
    shutil.copytree(ROOT / "talks", here.root / "talks")
    here.write("mkdocs.yml", "site_name: x\nsite_url: https://kb.example/\ntheme:\n  name: kbsite\n  language: ko\n")
    before = here.texts()
    here.take(format_, here.file("schedule", partial(export, catalog, "ko")()))
    after = here.texts()
    assert {path: text for path, text in after.items() if path in before} == before
    assert [path for path in after if path not in before] == ["talks/sources/deview2016-schedule.yml"]
