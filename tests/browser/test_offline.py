"""The site without a network, in real Chromium: what was visited works, versions are not mixed, and a copy can be had of it all."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from sitekit.builds import build
from sitekit.server import serving
from sitekit.small import write_project
from sitekit.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
Start = Callable[..., Visit]
HELD = """async (wanted) => {
  const names = await caches.keys();
  const found = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((one) => one.url)));
  return wanted.filter((url) => !found.flat().includes(url)).join(" ");
}"""
REGISTERED = "() => navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope).join(' '))"
CACHES = "caches.keys().then((names) => Promise.all(names.map(async (name) => [name, (await (await caches.open(name)).keys()).map((one) => one.url)])))"


REMOVE_AT_ONCE = """
new MutationObserver((_, observer) => {
  const button = [...document.querySelectorAll("[data-kb-keep-all] button")].find((one) => one.textContent === "Remove the copy");
  if (!button) return;
  observer.disconnect();
  button.click();
}).observe(document, { childList: true, subtree: true });
"""
KEEP_AND_FORGET = """
async (paths) => {
  const worker = (await navigator.serviceWorker.ready).active;
  const ask = (message) => new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message, [channel.port2]);
  });
  const asked = [ask({ type: "keep", paths, whole: true }), ask({ type: "forget" })];
  return (await Promise.all(asked))[0].done;
}
"""


def ready(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("data-kb-offline", "ready")


def kept(page: Page) -> dict[str, list[str]]:
    """Addresses in each cache."""
    return dict(page.evaluate(CACHES))


def until_empty(page: Page, question: str, about: object = None) -> None:
    """Ask a page until the answer, which may take it some time, is empty."""
    end = time.monotonic() + 30
    while answer := page.evaluate(question, about):
        assert time.monotonic() < end, f"still {answer}"
        page.wait_for_timeout(50)


def keeps(page: Page, *urls: str) -> None:
    """Wait until addresses are kept, whichever cache they are in: the worker does that when a page has long been shown."""
    until_empty(page, HELD, [url.split("?")[0] for url in urls])


def keeps_all(one: Visit) -> None:
    """Wait until everything is kept that was loaded so far, save what says which version the site has."""
    loaded = [url.split("?")[0] for url in one.loaded if url.startswith(one.address)]
    keeps(one.page, *[url for url in loaded if url.endswith("/") or ("/assets/" in url and not url.endswith("/version.txt"))])


@pytest.fixture(scope="module")
def small(small_site: Path, small_online: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A small site in two versions, and without offline use."""
    project = write_project(tmp_path_factory.mktemp("versions") / "project")
    talk = project / "talks/conf/101-first.yml"
    talk.write_text(talk.read_text("utf-8").replace("title-first words", "a newer title"), "utf-8")
    return small_site, build(project, project.with_name("second"), "--no-cards"), small_online


def put(source: Path, folder: Path) -> None:
    """Publish a build in the place of another."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, folder)


def test_what_was_visited_works_without_a_network(visit: Start, built: Path, python: None) -> None:
    with serving(built, "/sub/") as address:
        one = visit(address, worker=True)
        page = one.open("en/")
        ready(page)
        one.open("en/talks/deview2016-244-ceph-on-ssd/")
        page.locator("[data-kb-keep='deview2016-244-ceph-on-ssd']").first.click()
        one.open("talks/deview2016-244-ceph-on-ssd/")
        one.open("en/search/?q=bluestore")
        expect(page.locator(".kb-hits a").first).to_be_visible()
        one.open("en/snippets/game-balance-days/")
        page.locator(".kb-run-main").click()
        expect(page.locator(".kb-compare")).to_be_visible(timeout=120_000)
        with page.expect_request_finished(lambda request: re.search(r"/mine/calendar-\w+\.json", request.url) is not None):
            one.open("en/mine/")
        expect(page.locator(".kb-mine-talk")).to_have_count(1)
        keeps_all(one)
        one.context.set_offline(True)
    for path in ("en/", "en/talks/deview2016-244-ceph-on-ssd/?h=ceph", "talks/deview2016-244-ceph-on-ssd/index.html"):
        one.open(path)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("html")).to_have_attribute("data-kb-fonts", "there")
    one.open("en/search/?q=bluestore")
    expect(page.locator(".kb-hits a").first).to_contain_text("BlueStore")
    one.open("en/mine/")
    expect(page.locator(".kb-mine-talk")).to_have_count(1)
    with page.expect_download() as started:
        page.get_by_role("button", name="Calendar file (.ics)").click()
    assert b"UID:deview2016-244-ceph-on-ssd@kb.example.sub" in Path(started.value.path()).read_bytes()
    one.open("en/snippets/game-balance-days/")
    page.locator(".kb-run-main").click()
    expect(page.locator(".kb-compare")).to_be_visible(timeout=120_000)
    page.goto(one.address + "en/speakers/byun-ilsoo/")
    expect(page.locator("h1")).to_have_text("No connection")
    expect(page.locator("[data-kb-again]")).to_have_attribute("href", one.address + "en/speakers/byun-ilsoo/")
    expect(page.locator("[data-kb-kept] ul")).to_contain_text("CEPH Optimization on SSD")
    page.goto(one.address + "tags/storage/")
    expect(page.locator("h1")).to_have_text("인터넷에 연결되어 있지 않습니다")


def test_what_was_on_its_way_when_the_worker_took_over_is_kept(visit: Start, small: tuple[Path, Path, Path]) -> None:
    with serving(small[0], "/sub/") as address:
        one = visit(address, worker=True)
        late: list[Route] = []
        one.page.route("**/*.woff2", lambda route: late.append(route))  # noqa: PLW0108 - playwright cannot take a method of a list
        with one.page.expect_request("**/*.woff2"):
            # A busy browser asks for fonts before the page is loaded, which then waits for them.
            one.page.goto(f"{address}en/", wait_until="commit")
        ready(one.page)
        fonts = [route.request.url for route in late]
        assert fonts
        for route in late:
            route.continue_()
        keeps(one.page, *fonts)


def test_errors_and_other_hosts_are_never_kept(visit: Start, small: tuple[Path, Path, Path]) -> None:
    with serving(small[0], "/sub/") as address:
        one = visit(address, worker=True)
        page = one.open()
        ready(page)
        page.goto(f"{address}talks/no-such-talk/")
        page.goto(f"{address}talks/conf-100-first/")
        page.wait_for_url("**/talks/conf-101-first/")
        page.goto(f"{address}talks/conf-102-second/?q=1#x")
        keeps(page, f"{address}talks/conf-102-second/")
        found = [url for urls in kept(page).values() for url in urls]
        assert [url for url in found if "no-such-talk" in url or "404" in url or not url.startswith(address) or "?" in url] == []


def test_a_new_version_is_told_and_taken_up_when_asked(visit: Start, small: tuple[Path, Path, Path], tmp_path: Path) -> None:
    first, second, _ = small
    folder = tmp_path / "site"
    put(first, folder)
    talk = "en/talks/conf-101-first/"
    with serving(folder, "/sub/") as address:
        one = visit(address, worker=True)
        page = one.open(talk)
        ready(page)
        one.open("en/search/?q=first")
        expect(page.locator(".kb-hits a").first).to_be_visible()
        keeps_all(one)
        put(second, folder)
        one.open("en/talks/")
        bar = page.locator(".kb-new-version")
        expect(bar).to_contain_text("There is a new version of this site.")
        keeps(page, f"{address}en/talks/")
        old, new = (name for name in kept(page) if "@" in name)
        assert f"{address}en/talks/" not in kept(page)[old], "a page of the new version is not kept with the old ones"
        assert {f"{address}en/talks/", f"{address}{talk}"} <= set(kept(page)[new])
        assert "a newer title" not in page.evaluate(
            "([name, url]) => caches.open(name).then((one) => one.match(url)).then((one) => one.text())", [old, address + talk]
        )
        page.evaluate("document.documentElement.dataset.before = ''")
        bar.get_by_role("button", name="Reload").click()
        expect(page.locator("html:not([data-before])")).to_have_attribute("data-kb-offline", "ready")
        assert [name for name in kept(page) if "@" in name] == [new]
    one.context.set_offline(True)
    one.open(talk)
    expect(page.locator("h1")).to_contain_text("a newer title")
    one.open("en/search/?q=newer")
    expect(page.locator(".kb-hits a").first).to_contain_text("a newer title")


def test_the_whole_site_can_be_kept(visit: Start, small: tuple[Path, Path, Path]) -> None:
    with serving(small[0], "/sub/") as address:
        one = visit(address, worker=True)
        page = one.open("en/mine/")
        start = page.get_by_role("button", name="Keep the whole site")
        size = sum(entry[1] for entry in json.loads((small[0] / "assets/kb/offline/files.json").read_text()))
        expect(start).to_have_text(f"Keep the whole site ({size / 1e6:.1f} MB)")
        start.click()
        expect(page.locator("[data-kb-keep-all] [role=status]")).to_contain_text("The whole site is on this device", timeout=60_000)
        one.context.set_offline(True)
    for path in ("", "en/techniques/method/", "tags/storage/", "en/search/?q=first"):
        page.goto(one.address + path)
        expect(page.locator("h1").first).to_be_visible()
    expect(page.locator(".kb-hits a").first).to_be_visible()
    one.open("en/mine/")
    page.get_by_role("button", name="Remove the copy").click()
    expect(page.locator("[data-kb-keep-all] [role=status]")).to_have_text("Removed the copy.")
    assert_nothing_of_a_copy(page)
    page.goto(one.address + "tags/storage/")
    expect(page.locator("h1")).to_have_text("인터넷에 연결되어 있지 않습니다")
    one.open("en/mine/")
    expect(page.locator("h1")).to_have_text("My schedule")


def assert_nothing_of_a_copy(page: Page) -> None:
    assert [name for name in kept(page) if name.endswith(("#whole", "#python"))] == []
    assert [url for urls in kept(page).values() for url in urls if "/techniques/method/" in url] == [], "a page that was never visited"


def test_a_copy_that_is_removed_does_not_come_back(visit: Start, small: tuple[Path, Path, Path]) -> None:
    """Whatever was under way when the button was pressed: counting what is there, or fetching the rest."""
    paths = [entry[0] for entry in json.loads((small[0] / "assets/kb/offline/files.json").read_text())]
    with serving(small[0], "/sub/") as address:
        one = visit(address, worker=True)
        page = one.open("en/techniques/")
        ready(page)
        assert page.evaluate(KEEP_AND_FORGET, paths) is False, "what was being fetched is broken off"
        assert_nothing_of_a_copy(page)
        one.context.add_init_script(REMOVE_AT_ONCE)
        one.open("en/mine/")
        status = page.locator("[data-kb-keep-all] [role=status]")
        expect(status).to_have_text("Removed the copy.")
        page.wait_for_timeout(500)
        assert status.text_content() == "Removed the copy."
        page.evaluate(
            """() => {
              const buttons = [...document.querySelectorAll("[data-kb-keep-all] button")];
              for (const name of ["Keep the whole site", "Remove the copy"]) buttons.find((one) => one.textContent.startsWith(name)).click();
            }"""
        )
        page.wait_for_timeout(500)
        assert status.text_content() == "Removed the copy."
        assert_nothing_of_a_copy(page)


def test_a_build_without_it_removes_an_older_worker(visit: Start, small: tuple[Path, Path, Path], tmp_path: Path) -> None:
    folder = tmp_path / "site"
    put(small[0], folder)
    with serving(folder, "/sub/") as address:
        one = visit(address, worker=True)
        page = one.open("en/")
        ready(page)
        put(small[2], folder)
        page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
        until_empty(page, REGISTERED)
        assert kept(page) == {}
        one.open("en/").reload()
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
        expect(page.locator("link[rel=manifest]")).to_have_count(0)


def test_chromium_would_install_it(visit: Start, small: tuple[Path, Path, Path]) -> None:
    with serving(small[0], "/sub/") as address:
        for language in ("", "en/"):
            one = visit(address, worker=True)
            page = one.open(language)
            ready(page)
            session = one.context.new_cdp_session(page)
            found = session.send("Page.getAppManifest")
            assert found["errors"] == []
            assert found["url"] == f"{address}{language}manifest.webmanifest"
            errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
            assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []


def test_without_workers_pages_are_as_ever(visit: Start) -> None:
    one = visit()
    page = one.open("en/mine/")
    expect(page.locator("[data-kb-keep-all]")).to_be_hidden()
    assert one.complaints() == []


@pytest.fixture(scope="module")
def on_disk(small_disk: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a small site made for a disk, which may lie anywhere there."""
    return shutil.copytree(small_disk, tmp_path_factory.mktemp("disk") / "여기 site").as_uri() + "/"


def test_a_folder_opened_from_a_disk_browses_and_searches(visit: Start, on_disk: str) -> None:
    one = visit(f"{on_disk}index.html")
    page = one.open()
    expect(page.locator("html")).to_have_attribute("data-kb-fonts", "there")
    page.locator(".kb-nav a").nth(1).click()
    expect(page).to_have_url(f"{on_disk}talks/index.html")
    page.locator("a.kb-language").click()
    expect(page).to_have_url(f"{on_disk}en/talks/index.html")
    page.locator(".kb-talk-link").first.click()
    expect(page.locator("h1")).to_contain_text("title-first words")
    page.locator("[data-kb-keep='conf-101-first']").first.click()
    page.keyboard.press("/")
    page.locator("#kb-find input[name=q]").fill("title-second")
    expect(page.locator("#kb-find [role=option]").first).to_contain_text("title-second")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{on_disk}en/talks/conf-102-second/index.html")
    page.goto(f"{on_disk}en/search/index.html?q=method")
    expect(page.locator(".kb-hits a").first).to_contain_text("method")
    expect(page.locator(".kb-facet:not([hidden]) li").first).to_be_attached()
    page.locator(".kb-hits a").first.click()
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"{on_disk}en/mine/index.html")
    expect(page.locator(".kb-mine-talk")).to_contain_text("title-first words")
    with page.expect_download() as started:
        page.get_by_role("button", name="Calendar file (.ics)").click()
    assert b"UID:conf-101-first@kb.example.sub" in Path(started.value.path()).read_bytes()
    page.goto(f"{on_disk}talks/conf-100-first/index.html")
    page.wait_for_url(f"{on_disk}talks/conf-101-first/index.html")
    assert one.complaints() == []
