"""What pages load: nothing from other hosts, nothing that the policy forbids, nothing that moves them about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sitekit.builds import ROOT, build
from sitekit.kinds import KINDS, LANGUAGES
from sitekit.server import serving
from sitekit.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WIDTHS = {"phone": (390, 844), "desk": (1440, 900)}
SHIFTS = """() => new Promise((resolve) => {
  let sum = 0;
  const rects = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      sum += entry.value;
      rects.push(...entry.sources.map((source) => source.node && (source.node.className || source.node.nodeName)));
    }
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve([sum, rects]), 400);
})"""


def test_no_page_asks_another_host_or_breaks_its_policy(visit: Callable[..., Visit]) -> None:
    one = visit()
    for prefix in LANGUAGES.values():
        for path in KINDS.values():
            one.open(prefix + path)
            one.page.mouse.wheel(0, 20_000)
            assert one.complaints() == [], path
    assert one.elsewhere() == []
    assert len(one.requests) > 100


def test_nothing_is_missing_at_the_root_of_a_host_either(visit: Callable[..., Visit], tmp_path: Path) -> None:
    with serving(build(ROOT, tmp_path / "site", "--no-cards", KBSITE_SITE_URL="https://kb.example/"), "/") as address:
        one = visit(address)
        for path in ("", "en/talks/deview2016-244-ceph-on-ssd/", "events/deview2016/", "en/404.html"):
            one.open(path)
            assert one.complaints() == [], path
        assert one.elsewhere() == []
        assert one.page.goto(f"{address}no/such/page").status == 404  # type: ignore[union-attr]
        assert [message for message in one.errors if "status of 404" not in message] == []
        assert one.page.evaluate("getComputedStyle(document.querySelector('.kb-top')).display") != "inline"


@pytest.mark.parametrize("kind", ["home", "talk", "event"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_while_a_page_loads(visit: Callable[..., Visit], kind: str, width: str) -> None:
    size = WIDTHS[width]
    one = visit(width=size[0], height=size[1])
    page = one.open(KINDS[kind])
    total, moved = page.evaluate(SHIFTS)
    assert (total, moved) == (0, [])


def test_fonts_come_from_the_site(visit: Callable[..., Visit]) -> None:
    one = visit()
    page = one.open(KINDS["talk"])
    assert page.evaluate("[...document.fonts].some((font) => font.family.includes('Pretendard') && font.status === 'loaded')")
    fonts = [url for url in one.requests if url.endswith(".woff2")]
    assert fonts
    assert all(url.startswith(one.address) for url in fonts)


def test_the_first_visit_to_a_talk_is_small(visit: Callable[..., Visit], built: Path) -> None:
    one = visit()
    one.open(KINDS["talk"])
    paths = [url.removeprefix(one.address).partition("?")[0] for url in one.requests]
    size = sum((built / (f"{path}index.html" if path == "" or path.endswith("/") else path)).stat().st_size for path in paths)
    assert size < 1_500_000, paths
