"""What is far from the window is laid out last, addresses lead there all the same, and the site's letters come at once."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from sitekit.kinds import KINDS
from sitekit.visit import Visit

PHONE = {"width": 412, "height": 823}
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
SHOWN = "(id) => document.getElementById(id).checkVisibility({ contentVisibilityAuto: true })"
FAR = ("references", "sources")
"""Sections of the talk that are many windows below its head."""


def where(page: Page, place: str) -> tuple[float, float]:
    """How far below the top of the window a place is, and where it ought to be."""
    page.evaluate(SETTLED)
    script = "(id) => { const it = document.getElementById(id); return [it.getBoundingClientRect().top, 2 * parseFloat(getComputedStyle(it).scrollMarginTop)]; }"
    top, wanted = page.evaluate(script, place)
    return float(top), float(wanted)


def test_what_is_far_is_laid_out_after_what_is_in_the_window(visit: Callable[..., Visit]) -> None:
    one = visit(**PHONE)
    one.page.add_init_script(f"""
      window.painted = null;
      const shown = {SHOWN};
      new PerformanceObserver(() => {{ painted ??= {json.dumps(["abstract", *FAR])}.map(shown); }}).observe({{ type: "paint", buffered: true }});
    """)
    for _ in ("a first page", "the next, with its fonts at once"):
        page = one.open(KINDS["talk"])
        assert page.evaluate("painted") == [True, False, False]
        assert all(page.evaluate(SHOWN, place) for place in FAR)


def test_without_scripts_everything_is_laid_out(visit: Callable[..., Visit]) -> None:
    one = visit(**PHONE, java_script_enabled=False)
    one.page.goto(one.address + KINDS["talk"])
    assert all(one.page.evaluate(SHOWN, place) for place in FAR)


@pytest.mark.parametrize("place", ["takeaways", *FAR])
def test_addresses_of_places_far_down_lead_there(visit: Callable[..., Visit], place: str) -> None:
    one = visit(**PHONE)
    page = one.open(f"{KINDS['talk']}#{place}")
    top, wanted = where(page, place)
    assert top == pytest.approx(wanted, abs=2)
    page = one.open(KINDS["talk"])
    page.evaluate("(id) => { location.hash = id; }", place)
    top, wanted = where(page, place)
    assert top == pytest.approx(wanted, abs=2)


def test_who_is_on_the_page_is_shown_the_way_there(visit: Callable[..., Visit]) -> None:
    page = visit().open(KINDS["talk"])
    link = page.locator(".kb-toc a[href$='#corrections']")
    page.evaluate("() => { window.steps = []; addEventListener('scroll', () => steps.push(scrollY)); }")
    link.click()
    top, wanted = where(page, "corrections")
    steps = page.evaluate("steps")
    assert len(set(steps)) > 3
    assert top == pytest.approx(wanted, abs=2)
    page.wait_for_function("() => document.querySelector(\".kb-toc [aria-current]\")?.hash === '#corrections'")


def test_all_fonts_of_a_page_are_there_before_the_first_is_shown(visit: Callable[..., Visit]) -> None:
    one = visit(**PHONE)
    one.page.add_init_script("""
      window.first = null;
      new MutationObserver((_, observer) => {
        if (!document.querySelector(".kb-lettered")) return;
        first = [...document.fonts].filter((font) => font.family.includes("Pretendard")).map((font) => font.status);
        observer.disconnect();
      }).observe(document, { attributes: true, attributeFilter: ["class"], subtree: true });
    """)
    page = one.open(KINDS["talk"])
    first = page.evaluate("first")
    assert first.count("loaded") > 5
    assert "loading" not in first
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    asked = [url for url in one.requests if url.endswith(".woff2")]
    assert len(asked) == len(set(asked)) == first.count("loaded")
