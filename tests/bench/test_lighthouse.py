"""Lighthouse's four categories of pages of the real site, on a phone: `pytest tests/bench/test_lighthouse.py -m bench -s`.

Runs Lighthouse from npm (in the folder of the other engines, see `make bench-search`) against Chromium and nginx with the project's
configuration. Asserts what does not depend on the machine: accessibility, best practices, SEO, and the weight of a page.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from figures import Scores
from sitekit.kinds import KINDS
from sitekit.nginx import behind_nginx
from test_load import real_site

VERSION = "12.8.2"
CACHE = Path(__file__).parents[2] / ".cache" / "bench-lighthouse"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
PAGES = ("home", "event", "talk", "talks", "technique", "takeaways", "snippet", "search", "form")
TIMES = 3
WEIGHT = 120_000
"""Bytes of a page without its fonts, packed."""


@pytest.mark.bench
def test_every_category(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if "bench" not in request.config.getoption("markexpr"):
        pytest.skip("takes minutes: run `make bench`")
    found = list(scored(tmp_path / "site"))
    for one in found:
        categories = f"{one.performance:4}{one.accessibility:4}{one.best_practices:4}{one.seo:4}"
        print(f"\n{one.page:12}{categories}   largest paint {one.largest_paint} ms, {one.weight / 1000:.0f} KB", end="")
    for one in found:
        assert (one.accessibility, one.best_practices, one.seo) == (100, 100, 100), one
        assert one.weight <= WEIGHT, one


def lighthouse_version() -> dict[str, str]:
    """What is told of the run."""
    return {"Lighthouse": VERSION}


def scored(site: Path) -> Iterator[Scores]:
    """Scores of each page: of each figure the middle one of several runs."""
    lighthouse, chromium = _lighthouse(), shutil.which("chromium") or shutil.which("google-chrome")
    if lighthouse is None or chromium is None:
        print("\nLighthouse is left out: it needs npm and Chromium (apt-get install npm chromium)")
        return
    folder = real_site(site).parent / "nginx-lighthouse"
    folder.mkdir()
    (folder / "current").symlink_to(site)
    with behind_nginx(folder) as client:
        for kind in PAGES:
            address = f"{client.base_url}{KINDS[kind]}"
            yield _middle(kind, [_report(lighthouse, chromium, address, folder / f"{kind}-{time}.json") for time in range(TIMES)])


def _lighthouse() -> Path | None:
    command = CACHE / "node_modules" / ".bin" / "lighthouse"
    if not command.exists() and shutil.which("npm"):
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", str(CACHE), f"lighthouse@{VERSION}"], check=False)
    return command if command.exists() else None


def _report(lighthouse: Path, chromium: str, address: str, target: Path) -> dict[str, Any]:
    command = [str(lighthouse), address, "--quiet", "--output=json", f"--output-path={target}", f"--chrome-flags={FLAGS}"]
    subprocess.run(command, check=True, timeout=240, capture_output=True, env={**os.environ, "CHROME_PATH": chromium})
    found: dict[str, Any] = json.loads(target.read_text("utf-8"))
    return found


def _middle(kind: str, reports: list[dict[str, Any]]) -> Scores:
    def score(name: str) -> int:
        return round(median(float(report["categories"][name]["score"]) * 100 for report in reports))

    paint = round(median(report["audits"]["largest-contentful-paint"]["numericValue"] for report in reports))
    requests = reports[0]["audits"]["network-requests"]["details"]["items"]
    weight = sum(one["transferSize"] for one in requests if one["resourceType"] != "Font")
    return Scores(kind, score("performance"), score("accessibility"), score("best-practices"), score("seo"), paint, weight)
