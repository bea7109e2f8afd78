"""The file for lost visitors: every page of a small site, and of a large one what can be named in a file of a bearable size."""

from __future__ import annotations

import json

from kbsite.site.page import Kind, Page
from kbsite.site.paths import MOST, paths


def page(kind: Kind, address: str, language: str = "en", hub: str = "") -> Page:
    return Page(kind, address, language, f"{address} in {language}", "", "", hub=hub)


def urls(*pages: Page) -> list[str]:
    return [entry["url"] for entry in json.loads(paths(pages))]


def test_a_page_has_a_title_in_each_language() -> None:
    found = json.loads(paths([page("talk", "talks/a/", "ko"), page("talk", "talks/a/")]))
    assert found == [{"url": "talks/a/", "title": {"ko": "talks/a/ in ko", "en": "talks/a/ in en"}}]


def test_pages_nobody_asks_for_and_later_pages_of_lists_are_left_out() -> None:
    assert urls(page("not-found", "404/"), page("offline", "offline/"), page("talks", "talks/all/2016/", hub="talks/")) == []


def test_kinds_that_do_not_fit_are_left_out_as_a_whole_and_lists_never() -> None:
    many = [page("talk", f"talks/{number}/") for number in range(MOST)]
    assert urls(page("talks", "talks/"), page("speaker", "speakers/a/"), *many) == ["talks/", "speakers/a/"]
    assert len(urls(page("speaker", "speakers/a/"), *many)) == MOST
