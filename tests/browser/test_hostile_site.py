"""A site in which every text would rather be a script: nothing runs, nothing is asked of others, nothing moves away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sitekit.server import serving
from sitekit.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_nothing_of_a_record_runs_in_a_browser(visit: Callable[..., Visit], hostile: Path) -> None:
    pages = sorted(path.relative_to(hostile).as_posix() for path in hostile.rglob("*.html"))
    assert len(pages) > 40
    with serving(hostile, "/sub/") as address:
        one = visit(address)
        for name in pages:
            if 'http-equiv="refresh"' in (hostile / name).read_text("utf-8"):
                continue
            page = one.open(name)
            page.evaluate(
                """() => {
                  for (const one of document.querySelectorAll("details")) one.open = true;
                  for (const one of document.querySelectorAll(".kb-content *")) {
                    for (const kind of ["mouseover", "focus", "error", "load", "pointerenter"]) one.dispatchEvent(new Event(kind));
                  }
                }"""
            )
            assert page.evaluate("window.pwned === undefined"), name
            assert page.url == address + name
            assert one.complaints() == [], name
        assert one.elsewhere() == []
        assert one.dialogs == []


def test_links_of_a_record_lead_only_to_the_web(visit: Callable[..., Visit], hostile: Path) -> None:
    with serving(hostile, "/sub/") as address:
        page = visit(address).open("en/talks/conf-101-first/")
        schemes = page.evaluate("[...new Set([...document.querySelectorAll('a[href]')].map((one) => one.protocol))].sort()")
        assert schemes == ["http:", "https:"]


def test_a_lost_visitor_is_suggested_titles_as_text(visit: Callable[..., Visit], hostile: Path) -> None:
    with serving(hostile, "/sub/") as address:
        one = visit(address)
        page = one.open("talks/conf-101-frist/")
        links = page.locator(".kb-lost-near").first.get_by_role("link")
        links.first.wait_for()
        assert "title-first" in " ".join(links.all_inner_texts())
        assert page.evaluate("window.pwned === undefined")
        assert one.elsewhere() == []
