"""Where records stand: works together on one page while they are few and rarely cited, else each on its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kbsite.records.catalog import Catalog
from kbsite.records.models import Source, Talk
from kbsite.records.project import Project
from kbsite.search.addresses import LINES_OF_WORK, TOGETHER, address, works_apart
from kbsite.search.documents import documents


def source(id_: str) -> Source:
    return Source.model_validate({"id": id_, "path": f"talks/sources/{id_}.yml", "type": "note", "title": id_})


def talk(number: int, **facts: Any) -> Talk:
    values = {"id": f"event-{number}", "path": f"talks/event/{number}.yml", "event": "event", "title": "-", "sources": ["note"], **facts}
    return Talk.model_validate(values)


def catalog(works: int, talks: int) -> Catalog:
    records = [*(source(f"work-{number}") for number in range(works - 1)), source("note"), *map(talk, range(talks))]
    return Catalog(Project(Path(), ("ko", "en")), records)


MOST = TOGETHER // LINES_OF_WORK


@pytest.mark.parametrize(
    ("works", "talks", "apart"),
    [(1, 0, False), (MOST, 0, False), (MOST + 1, 0, True), (1, TOGETHER - LINES_OF_WORK, False), (1, TOGETHER - LINES_OF_WORK + 1, True)],
)
def test_works_stand_apart_when_they_are_many_or_often_cited(works: int, talks: int, apart: bool) -> None:
    assert works_apart(catalog(works, talks)) is apart


def test_a_work_has_an_anchor_or_a_page() -> None:
    assert address(source("note")) == ("work", "papers/#note")
    assert address(source("note"), apart=True) == ("work", "papers/note/")
    assert address(talk(1), apart=True) == ("talk", "talks/event-1/")


@pytest.mark.parametrize(("works", "url"), [(2, "papers/#note"), (MOST + 1, "papers/note/")])
def test_the_search_leads_where_a_work_stands(works: int, url: str) -> None:
    found = {one.record: one.url for one in documents(catalog(works, 0)) if one.language == "ko"}
    assert found["work:note"] == url
