from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kbsite.records.load import load_catalog
from kbsite.rules import check
from kbsite.starter.project import PLACE, Answers, project_files

ANSWERS = Answers(
    event="conf2025",
    names={"ko": "작은 모임", "en": 'The "small" one: @EVENT@'},
    days=(dt.date(2025, 8, 15), dt.date(2025, 8, 16)),
    time_zone="Asia/Seoul",
    page="https://conf.example/",
)


def write(folder: Path, answers: Answers) -> Path:
    for path, text in project_files(answers).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    "answers",
    [
        ANSWERS,
        replace(ANSWERS, names={"en": "Only English"}),
        replace(ANSWERS, names={"de": "Tagung", "ko": "모임"}),
        replace(ANSWERS, page=""),
    ],
    ids=["two", "one", "another", "no-page"],
)
def test_every_project_passes_its_own_check(tmp_path: Path, answers: Answers) -> None:
    catalog, problems = load_catalog(write(tmp_path, answers))
    assert catalog is not None
    assert [*problems, *check(catalog)] == []
    assert catalog.project.languages == tuple(answers.names)
    assert [day.date for day in catalog.events["conf2025"].days] == list(answers.days)
    assert dict(catalog.events["conf2025"].name.variants) == dict(answers.names)


def test_a_name_is_text_wherever_it_stands(tmp_path: Path) -> None:
    files = project_files(ANSWERS)
    assert 'site_name: "The \\"small\\" one: @EVENT@ Knowledge Base"' in files["mkdocs.en.yml"]
    assert 'The "small" one: @EVENT@' in files["content/en/about.md"]


def test_no_place_is_left_unfilled() -> None:
    plain = replace(ANSWERS, names={"ko": "모임", "en": "Meeting"})
    left = {path: PLACE.findall(text) for path, text in project_files(plain).items() if PLACE.search(text)}
    assert left == {}
