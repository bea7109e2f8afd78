"""What pages load: nothing from other hosts, nothing that the policy forbids, nothing that moves them about."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect
from sitekit.builds import build
from sitekit.kinds import KINDS, LANGUAGES
from sitekit.server import serving
from sitekit.small import SETTINGS, SITE_URL, write_project
from sitekit.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WIDTHS = {"phone": (390, 844), "desk": (1440, 900)}
EVERY_WIDTH = {**WIDTHS, "wide phone": (412, 823)}
FONTS_ARE_THERE = (
    "document.fonts.status === 'loaded' && [...document.fonts].some((font) => font.family.includes('KB Sans') && font.status === 'loaded')"
)
"""That all letters of the page so far are in the site's own fonts."""
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


@pytest.mark.parametrize("base", ["/", "/any/other/place/"])
def test_the_same_files_work_at_any_place_of_a_host(visit: Callable[..., Visit], built: Path, base: str) -> None:
    with serving(built, base) as address:
        one = visit(address)
        for path in ("", "en/talks/deview2016-244-ceph-on-ssd/", "events/deview2016/"):
            page = one.open(path)
            assert one.complaints() == [], path
            page.locator(".kb-brand").click()
            expect(page).to_have_url(address + ("en/" if path.startswith("en/") else ""))
        assert one.elsewhere() == []
        assert all(url.startswith(address) for url in one.requests)


def test_lost_visitors_of_a_site_at_the_root_get_a_whole_page(visit: Callable[..., Visit], tmp_path: Path) -> None:
    project = write_project(tmp_path, {"mkdocs.yml": SETTINGS.replace(SITE_URL, "https://kb.example/")})
    with serving(build(project, project / "site", "--no-cards"), "/") as address:
        one = visit(address)
        for path in ("no/such/page", "en/talks/conf-101-frist/"):
            answer = one.page.goto(address + path)
            assert answer is not None
            assert answer.status == 404
            one.page.locator(".kb-lost-part").first.wait_for()
        assert [message for message in one.errors if "status of 404" not in message] == []
        assert [url for url in one.requests if not url.startswith(address)] == []
        assert one.page.evaluate("document.styleSheets[0].cssRules.length") > 100


@pytest.mark.parametrize("kind", ["home", "talk", "event", "search", "form", "mine"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_while_a_page_loads(visit: Callable[..., Visit], kind: str, width: str) -> None:
    """Without the site's fonts, which a browser may bring late even from its cache: the next test is about them."""
    size = WIDTHS[width]
    one = visit(width=size[0], height=size[1])
    one.page.route("**/*.woff2", lambda route: route.abort())
    one.open(KINDS[kind])
    total, moved = one.page.evaluate(SHIFTS)
    assert (total, moved) == (0, [])


@contextmanager
def in_two_pieces(built: Path, kind: str, cut: bytes) -> Iterator[str]:
    """The address of the site where the second part of a page, from the first `cut` in it, comes a second after the first."""
    data = (built / KINDS[kind] / "index.html").read_bytes()
    middle = data.index(cut)

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = self.path.endswith("/")
            body = data if page else (built / self.path.lstrip("/")).read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", "text/html" if page else "text/css" if self.path.endswith(".css") else "text/javascript")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: middle if page else None])
            if page:
                self.wfile.flush()
                time.sleep(1)
                self.wfile.write(body[middle:])

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


CUTS = {
    "header": ("talk", "phone", b'<details class="kb-pop kb-scheme"'),
    "before-programme": ("home", "desk", b'<div class="kb-hero-programme"'),
    "in-programme": ("home", "desk", b'<span class="kb-mini-line"'),
    "in-the-foot": ("mine", "desk", b'<nav class="kb-foot-nav"'),
    "before-the-foot": ("offline", "desk", b'<footer class="kb-foot"'),
    "in-a-row": ("home", "phone", b'<span class="kb-mini-line"'),
}


@pytest.mark.parametrize("place", CUTS)
def test_a_first_screen_that_comes_in_two_pieces_is_not_painted_in_two(visit: Callable[..., Visit], built: Path, place: str) -> None:
    kind, width, cut = CUTS[place]
    size = WIDTHS[width]
    with in_two_pieces(built, kind, cut) as address:
        one = visit(address, width=size[0], height=size[1])
        one.page.route("**/*.woff2", lambda route: route.abort())
        one.open(KINDS[kind])
        assert one.page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd") >= 1000
        total, moved = one.page.evaluate(SHIFTS)
    assert (total, moved) == (0, [])


@pytest.mark.usefixtures("korean_font")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", EVERY_WIDTH)
def test_fonts_that_come_late_move_next_to_nothing(visit: Callable[..., Visit], language: str, width: str) -> None:
    """0.1 is what web.dev calls good; half of it is a row of facts that breaks otherwise in the fallback font."""
    size = EVERY_WIDTH[width]
    one = visit(width=size[0], height=size[1])
    late: list[Route] = []
    one.page.route("**/*.woff2", lambda route: late.append(route))  # noqa: PLW0108 - playwright cannot take a method of a list
    for kind in ("home", "talk", "event"):
        one.page.goto(one.address + LANGUAGES[language] + KINDS[kind], wait_until="domcontentloaded")
        while not one.page.evaluate(FONTS_ARE_THERE) or late:
            for route in late:
                route.continue_()
            late.clear()
            one.page.wait_for_timeout(50)
        total, moved = one.page.evaluate(SHIFTS)
        assert total < 0.05, (kind, moved)


def test_fonts_come_from_the_site(visit: Callable[..., Visit]) -> None:
    one = visit()
    page = one.open(KINDS["talk"])
    page.wait_for_function(f"() => {FONTS_ARE_THERE}")
    fonts = [url for url in one.requests if url.endswith(".woff2")]
    assert fonts
    assert all(url.startswith(one.address) for url in fonts)


def test_fonts_are_taken_up_once_the_page_is_painted_and_at_once_on_the_next(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.page.add_init_script("""
      window.taken = [];
      const Own = window.FontFace;
      window.FontFace = class extends Own {
        constructor(...about) {
          super(...about);
          taken.push(performance.getEntriesByName("first-contentful-paint").length, document.readyState);
        }
      };
    """)
    page = one.open(KINDS["talk"])
    assert page.evaluate("taken[0]") == 1
    page = one.open(KINDS["home"])
    assert page.evaluate("taken[1]") == "loading"


def test_a_page_needs_one_file_of_fonts_unless_it_has_rare_letters(visit: Callable[..., Visit], small_site: Path, tmp_path: Path) -> None:
    one = visit()
    for prefix in LANGUAGES.values():
        for kind in ("home", "talk", "event", "takeaways"):
            one.requests.clear()
            one.open(prefix + KINDS[kind])
            assert len({url for url in one.requests if url.endswith(".woff2")}) == 1, (prefix, kind)
    project = write_project(tmp_path / "project")
    talk = project / "talks/conf/101-first.yml"
    talk.write_text(talk.read_text("utf-8").replace("title-first words", "title-first 뷁 words"), "utf-8")
    with serving(build(project, tmp_path / "site", "--no-cards"), "/sub/") as address:
        page = one.page
        one.address = address
        one.requests.clear()
        one.open("en/talks/conf-101-first/")
        page.wait_for_function("() => document.fonts.check('16px \"Pretendard Variable\"', '뷁')")
        assert {url.rpartition("/")[2].partition(".")[0] for url in one.requests if url.endswith(".woff2")} >= {"PretendardVariable"}


def test_fonts_are_there_without_scripts(visit: Callable[..., Visit]) -> None:
    one = visit(java_script_enabled=False)
    with one.page.expect_request("**/*.woff2"):
        one.page.goto(one.address + KINDS["home"])


def test_the_first_visit_to_a_talk_is_small(visit: Callable[..., Visit], built: Path) -> None:
    one = visit()
    one.open(KINDS["talk"])
    paths = [url.removeprefix(one.address).partition("?")[0] for url in one.requests]
    size = sum((built / (f"{path}index.html" if path == "" or path.endswith("/") else path)).stat().st_size for path in paths)
    assert size < 1_500_000, paths


def test_a_page_that_asked_another_host_would_be_noticed(visit: Callable[..., Visit]) -> None:
    one = visit()
    page = one.open(KINDS["prose"])
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://other.example/x.png'}))")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = true'}))")
    page.wait_for_function("() => window.heard.length >= 2")
    assert page.evaluate("window.ran === undefined")
    assert {words.split()[0] for words in one.complaints() if words.startswith(("img-src", "script-src"))} == {"img-src", "script-src-elem"}
