"""What a page says of an address: live, only a copy, dead and since when, or nothing known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kbsite.records.catalog import Catalog
from kbsite.records.models import Event, Source, Talk
from kbsite.records.project import Project
from kbsite.site.pages import papers
from kbsite.site.pages import talk as talks
from kbsite.site.pages.view import View

URL = "https://video.example/"


def shown(module: Any, language: str, **facts: Any) -> str:
    link = {"type": "page", "url": URL, **facts}
    records = (
        Event.model_validate(
            {"id": "conf", "path": "e", "name": "Conf", "time_zone": "Asia/Seoul", "days": [{"date": "2020-05-01"}], "sources": ["note"]}
        ),
        Talk.model_validate(
            {"id": "conf-1", "path": "t", "event": "conf", "language": "en", "title": "One", "links": [link], "sources": ["note"]}
        ),
        Source.model_validate({"id": "note", "path": "s", "title": "Note", **link, "type": "note"}),
    )
    catalog = Catalog(Project(Path(), ("en", "ko")), records)
    return " ".join(str(page.body) for page in module.pages(catalog, View(catalog, language)))


@pytest.mark.parametrize(
    ("facts", "en", "ko"),
    [
        ({}, "address not checked", "주소 미확인"),
        ({"status": "live", "checked": "2026-11-23"}, "checked Mon 23 November 2026", "2026년 11월 23일(월) 확인함"),
        ({"status": "live"}, "found working", "열리는 것을 확인함"),
        ({"status": "dead", "checked": "2026-11-23"}, "dead since Mon 23 November 2026", "2026년 11월 23일(월)부터 열리지 않음"),
        ({"status": "dead"}, "no longer there", "지금은 열리지 않음"),
        ({"status": "archived", "checked": "2026-11-23", "archived_url": "https://kept.example/"}, ", a copy is kept", "사본만 있음"),
        ({"status": "archived", "archived_url": "https://kept.example/"}, "kept copy exists", "보관된 사본이 있음"),
    ],
)
def test_a_talk_says_what_became_of_its_links(facts: dict[str, str], en: str, ko: str) -> None:
    assert en in shown(talks, "en", **facts)
    assert ko in shown(talks, "ko", **facts)
    assert ("https://kept.example/" in shown(talks, "en", **facts)) == ("archived_url" in facts)


@pytest.mark.parametrize(
    ("status", "said"), [("live", "· checked "), ("dead", "· since "), ("archived", "· since "), ("unchecked", "Unchecked</span>")]
)
def test_so_does_the_page_of_works(status: str, said: str) -> None:
    facts = {} if status == "unchecked" else {"status": status, "checked": "2026-11-23"}
    assert said in shown(papers, "en", **facts)
