"""Addresses of places on a page lead there, whatever the fonts do that come while one is under way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from sitekit.kinds import KINDS
from sitekit.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SETTLED = """() => new Promise((resolve) => {
  let [last, same] = [-1, 0];
  const look = () => {
    same = scrollY === last ? same + 1 : 0;
    last = scrollY;
    if (same > 20) resolve();
    else requestAnimationFrame(look);
  };
  look();
})"""
"""Resolves once the page has stopped scrolling."""
PLACE = """(id) => {
  const it = document.getElementById(id);
  const space = (style) => parseFloat(style) || 0;
  return [it.getBoundingClientRect().top, space(getComputedStyle(it).scrollMarginTop) + space(getComputedStyle(document.documentElement).scrollPaddingTop)];
}"""
"""How far below the top of the window a place is, and where it ought to be."""


def leads_to(page: Page, place: str) -> None:
    page.evaluate(SETTLED)
    top, wanted = page.evaluate(PLACE, place)
    assert top == pytest.approx(wanted, abs=2)


@pytest.mark.parametrize("place", ["takeaways", "references"])
def test_an_address_leads_far_down_at_once(visit: Callable[..., Visit], place: str) -> None:
    page = visit(width=412, height=823).open(f"{KINDS['talk']}#{place}")
    leads_to(page, place)


def test_who_is_on_the_page_is_shown_the_way(visit: Callable[..., Visit]) -> None:
    page = visit().open(KINDS["talk"])
    page.evaluate("() => { window.steps = new Set(); addEventListener('scroll', () => steps.add(scrollY)); }")
    page.locator(".kb-toc a[href$='#corrections']").click()
    leads_to(page, "corrections")
    assert page.evaluate("steps.size") > 3
