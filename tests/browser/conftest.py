"""Real Chromium, and the real site served under a sub-path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright
from playwright.sync_api import Error as BrowserError
from sitekit.builds import build
from sitekit.hostile import LABELS, PROSE, taking_turns
from sitekit.server import serving
from sitekit.shared import built as built  # noqa: PLC0414 - fixtures
from sitekit.shared import once
from sitekit.shared import small_disk as small_disk  # noqa: PLC0414
from sitekit.shared import small_online as small_online  # noqa: PLC0414
from sitekit.shared import small_site as small_site  # noqa: PLC0414
from sitekit.small import write_project
from sitekit.visit import WATCH, Visit

from kbsite.site.pyodide import FOLDER as PYODIDE

NAMES = ("chromium", "chromium-browser", "google-chrome")
INSTALL = "needs Chromium: apt-get install chromium (or name one with KBSITE_CHROMIUM)"
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium(playwright: Playwright) -> str | None:
    """Where Chromium is; None where there is none."""
    named = os.environ.get("KBSITE_CHROMIUM")
    found = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and Path(playwright.chromium.executable_path).exists():
        found = playwright.chromium.executable_path
    return found


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright, ended with the module: its event loop would be in the way of whatever else this process tests."""
    expect.set_options(timeout=20_000)
    with sync_playwright() as started:
        yield started


def _without(reason: str) -> NoReturn:
    """Skip where a tool is missing; where the machine was to have every tool (`.ci/run` says so), fail."""
    if os.environ.get("KBSITE_EVERY_TOOL"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = chromium(playwright)
    if path is None:
        _without(INSTALL)
    try:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    except BrowserError as error:
        _without(f"{INSTALL}: {error.message.splitlines()[0]}")
    yield started
    started.close()


@pytest.fixture(scope="session")
def korean_font() -> None:
    """A Korean font of the system, which stands in while those of the site are on their way."""
    listed = shutil.which("fc-list")
    if sys.platform == "linux" and not (listed and subprocess.run([listed, ":lang=ko"], capture_output=True, check=True).stdout):
        _without("needs a Korean font of the system: apt-get install fontconfig fonts-noto-cjk")


@pytest.fixture
def python(built: Path) -> None:
    """Python for pages, which must have been had when the site was built."""
    if not (built / PYODIDE).is_dir():
        _without("needs Pyodide: build once with a network that reaches the npm registry")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which every text would rather be a script."""

    def make(target: Path) -> None:
        project = target.with_name("hostile-project")
        write_project(project, label=taking_turns(LABELS), prose=taking_turns(PROSE))
        build(project, target, "--no-cards")

    return once(tmp_path_factory, "hostile-site", make)


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[str]:
    """Address of the real site under a sub-path."""
    with serving(built, "/sub/") as address:
        yield address


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    """Opens a fresh browser profile: `visit()` or `visit(address, width=390, color_scheme="dark")`."""
    contexts: list[BrowserContext] = []

    def start(address: str = site, width: int = 1440, height: int = 900, watch: bool = True, worker: bool = False, **options: Any) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        if not worker:  # what a service worker answers would pass by the routes and counts of other tests
            context.add_init_script("delete Navigator.prototype.serviceWorker")
        page = context.new_page()
        made = Visit(page, context, address)
        if watch and options.get("java_script_enabled", True):
            context.add_init_script(WATCH)
        context.on("request", lambda request: made.requests.append(request.url))
        context.on("requestfinished", lambda request: made.loaded.append(request.url))
        page.on("console", lambda message: made.errors.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: made.errors.append(str(error)))
        page.on("dialog", made.dismiss)
        return made

    yield start
    for context in contexts:
        context.close()
