"""axe-core finds nothing: every kind of page, both languages, light and dark, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page
from sitekit.kinds import KINDS, LANGUAGES
from sitekit.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("axe")]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
SHORTEN = """() => {
  for (const one of document.querySelectorAll(".kb-content :is(li, article, tr, section, dl > div):nth-child(n + 6)")) one.remove();
}"""
"""Takes away all but the first five of like things: once all were looked at (in Korean, by day), more of them only take time."""


def found(page: Page, run_only: dict[str, Any]) -> list[str]:
    """What axe-core finds on a page as it is: rule, element and what to do."""
    page.evaluate(f"if (!window.axe) {{ {AXE} }}")
    result = page.evaluate("(only) => axe.run(document, {runOnly: only, resultTypes: ['violations']})", run_only)
    return [
        f"{violation['id']}: {node['target']} {(node['failureSummary'] or '').splitlines()[1:2]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(visit: Callable[..., Visit], kind: str, language: str) -> None:
    one = visit(reduced_motion="reduce", color_scheme="light")
    page = one.open(LANGUAGES[language] + KINDS[kind])
    everything, colours = {"type": "tag", "values": LEVELS}, {"type": "rule", "values": COLOURS}
    if language != "ko":
        page.evaluate(SHORTEN)
    wrong = [f"desk light {words}" for words in found(page, everything)]
    page.evaluate(SHORTEN)
    page.emulate_media(color_scheme="dark")
    wrong += [f"desk dark {words}" for words in found(page, colours)]
    page.set_viewport_size({"width": 390, "height": 844})
    wrong += [f"phone dark {words}" for words in found(page, colours)]
    page.emulate_media(color_scheme="light")
    wrong += [f"phone light {words}" for words in found(page, everything)]
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(visit: Callable[..., Visit], scheme: str) -> None:
    one = visit(width=390, reduced_motion="reduce", color_scheme=scheme)
    page = one.open(KINDS["talk"])
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert found(page, {"type": "tag", "values": LEVELS}) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_the_search(visit: Callable[..., Visit], language: str) -> None:
    one = visit(reduced_motion="reduce", color_scheme="light")
    everything, colours = {"type": "tag", "values": LEVELS}, {"type": "rule", "values": COLOURS}
    wrong: list[str] = []

    def look(what: str) -> None:
        for scheme, width, rules in (
            ("light", 1440, everything),
            ("dark", 1440, colours),
            ("dark", 390, colours),
            ("light", 390, everything),
        ):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.set_viewport_size({"width": width, "height": 900})
            wrong.extend(f"{what} {scheme} {width} {words}" for words in found(page, rules))

    page = one.open(LANGUAGES[language])
    page.keyboard.press("Control+k")
    for text, shown in (("", ".kb-find-instead .kb-chip"), ("bluestroe", ".kb-find-context mark"), ("ㅋㅋㄹㅃㅉ", ".kb-find-none")):
        page.get_by_role("combobox").fill(text)
        page.locator(shown).first.wait_for()
        look(f"dialog '{text}'")
    page = one.open(f"{LANGUAGES[language]}search/?q=bluestroe&kind=technique&tag=storage")
    page.locator(".kb-hit-context mark").first.wait_for()
    page.evaluate("document.querySelectorAll('.kb-facets, .kb-facet').forEach((one) => { one.open = true; })")
    look("page")
    page = one.open(f"{LANGUAGES[language]}{KINDS['talk']}?h=ceph")
    page.locator(".kb-found-bar").wait_for()
    page.evaluate(SHORTEN)
    look("marks")
    assert wrong == []


@pytest.mark.parametrize("query", ["?new=talk", "?edit=talks/deview2016/event.yml"])
def test_axe_finds_nothing_in_a_form(visit: Callable[..., Visit], query: str) -> None:
    page = visit(reduced_motion="reduce", color_scheme="light").open(f"{KINDS['form']}{query}")
    page.locator(".kb-send").dispatch_event("click")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    wrong = found(page, {"type": "tag", "values": LEVELS})
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    wrong += found(page, {"type": "tag", "values": LEVELS})
    assert wrong == []


def test_axe_would_find_something(visit: Callable[..., Visit]) -> None:
    page = visit().open(KINDS["prose"])
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"assets/kb/icon.svg\"><p style=\"color:#eee\">words</p>')")
    rules = {words.split(":")[0] for words in found(page, {"type": "tag", "values": LEVELS})}
    assert {"image-alt", "color-contrast"} <= rules
