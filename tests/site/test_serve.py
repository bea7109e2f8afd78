"""A project served while it is edited: a save shows, a mistake is shown with its place, and the end is quiet."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from sitekit.builds import environment
from sitekit.reader import Document
from sitekit.small import SETTINGS, write_project

from kbsite.problems import Place, Problem
from kbsite.search.packing import unpacked
from kbsite.search.shards import VERSION
from kbsite.site.problem_page import problem_page
from kbsite.words import Words

GUARD = 60.0
"""Seconds after which a test gives up, on a machine that has other work too; what is promised is 2 s on an idle one."""


class Served:
    """A project under `kbsite serve`."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self.root = root
        command = [sys.executable, "-m", "kbsite.cli", "-C", str(root), "serve", "--port", "0", *arguments]
        self.process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.said: list[str] = []
        for pipe in (self.process.stdout, self.process.stderr):
            threading.Thread(target=self._listen, args=(pipe,), daemon=True).start()
        self.address = self.until(
            lambda: next((m[1] for line in self.said if (m := re.search(r"Serving at (http://[\d.:]+/)", line))), ""), 60
        )

    def _listen(self, pipe: IO[str]) -> None:
        with pipe:
            self.said.extend(pipe)

    def until(self, found: object, seconds: float = GUARD) -> str:
        """What a question answers, as soon as it is not empty."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            answer = found()  # type: ignore[operator]
            if answer:
                return str(answer)
            time.sleep(0.02)
        pytest.fail(f"nothing within {seconds} s; the server said: {''.join(self.said)}")

    def get(self, path: str = "") -> tuple[int, str]:
        """Status and text at a path."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=GUARD) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def shows(self, words: str, path: str) -> str:
        """Wait until a page has some words; the page."""
        return self.until(lambda: (text := self.get(path)[1]) and words in text and text)

    def write(self, name: str, text: str) -> None:
        """Save a file as editors do: a new file put in the place of the old."""
        path = self.root / name
        new = path.with_name(f".{path.name}.new")
        new.write_text(text, "utf-8")
        new.replace(path)

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    server = Served(write_project(tmp_path / "project"))
    yield server
    server.process.kill()
    server.process.wait()


LEE = "talks/speakers/lee.yml"


def test_a_saved_record_shows_and_browsers_are_told(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    assert "lee words" in served.get("en/speakers/lee/")[1]
    with urllib.request.urlopen(served.address + "_kbsite/live", timeout=GUARD) as stream:
        assert stream.headers["Content-Type"] == "text/event-stream; charset=utf-8" or stream.headers["Content-Type"] == "text/event-stream"
        before = stream.readline()
        stream.readline()
        start = time.monotonic()
        served.change(LEE, "lee words", "Lee renamed")
        after = stream.readline()
        told = time.monotonic() - start
        served.shows("Lee renamed", "en/speakers/lee/")
        shown = time.monotonic() - start
    assert before.startswith(b"data: ")
    assert after.startswith(b"data: ")
    assert before != after
    with capsys.disabled():
        print(f"\n    saved -> browsers told {told:.2f} s, page shown {shown:.2f} s")


def test_other_pages_that_name_the_record_show_it_too(served: Served) -> None:
    served.change(LEE, "lee words", "Lee renamed")
    served.shows("Lee renamed", "en/talks/conf-102-second/")


def test_a_broken_record_shows_its_place_and_a_mended_one_the_page_again(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    name = "talks/conf/102-second.yml"
    good = (served.root / name).read_text("utf-8")
    start = time.monotonic()
    served.write(name, "title: x\nsources: [note\nspeakers: []\n")
    page = served.shows("The records have problems", "talks/conf-101-first/")
    seconds = time.monotonic() - start
    status, text = served.get("talks/")
    assert status == 500
    assert re.search(rf"<strong>{re.escape(name)}:\d+:\d+</strong> .+ <small>\[yaml-syntax\]</small>", text)
    assert "<pre>" in text
    assert "→" in text
    assert "_kbsite/live.js" in page
    assert served.get("assets/kb/icon.svg")[0] == 200
    served.write(name, good)
    served.until(lambda: served.get("talks/conf-101-first/")[0] == 200)
    assert any("problems: the browser shows them" in line for line in served.said)
    assert any(name in line for line in served.said)
    with capsys.disabled():
        print(f"\n    broken -> problem page {seconds:.2f} s")


def test_a_problem_of_a_rule_names_line_column_and_cure(served: Served) -> None:
    served.write("talks/conf/102-second.yml", "code: 102\ntitle: 둘째\nspeakers: [leee]\nsources: [note]\n")
    text = served.shows("[speaker-exists]", "")
    assert "<strong>talks/conf/102-second.yml:3:12</strong> unknown speaker &#39;leee&#39;" in text
    assert "speakers: [leee]\n           ^^^^" in text
    assert "did you mean &#39;lee&#39;?" in text


def test_the_search_is_made_when_asked_for_and_follows_what_is_saved(served: Served) -> None:
    def begin() -> dict[str, object]:
        return dict(json.loads(served.get("assets/kb/search/start.en.json")[1]))

    first = begin()
    manifest = f"{served.address}assets/kb/search/{first['manifest']}"
    with urllib.request.urlopen(manifest, timeout=GUARD) as answer:
        assert json.loads(unpacked(answer.read()).partition(b"\n")[0])["version"] == VERSION
    served.change(LEE, "lee words", "Grace words")
    served.shows("Grace words", "en/speakers/lee/")
    now = begin()
    assert now["manifest"] != first["manifest"]
    assert now["worker"] == first["worker"]
    assert served.get("assets/kb/search/none.bin")[0] == 404


def test_pages_settings_and_new_records_are_followed(served: Served) -> None:
    served.write("content/en/about.md", "# About\n\nRewritten by hand.\n")
    served.shows("Rewritten by hand.", "en/about/")
    for round_ in ("first", "second"):
        served.write("mkdocs.yml", SETTINGS.replace("작은 모임", f"이름 {round_}"))
        served.shows(f"이름 {round_}", "")
    served.write("talks/conf/103-third.yml", "title: {ko: 셋째, en: The third}\nsources: [note]\n")
    served.shows("The third", "en/talks/")
    (served.root / "talks/conf/103-third.yml").unlink()
    served.until(lambda: "The third" not in served.get("en/talks/")[1])


def test_unknown_addresses_get_the_page_for_lost_visitors_and_folders_their_slash(served: Served) -> None:
    status, text = served.get("nowhere/")
    assert status == 404
    assert "data-kb-lost" in text
    sheet = next(link.get("href") for link in Document(text).all("link") if link.get("rel") == "stylesheet")
    assert sheet.startswith("/sub/")  # where the published site lies
    assert served.get(sheet.lstrip("/"))[0] == 200
    with urllib.request.urlopen(served.address + "talks", timeout=GUARD) as answer:
        assert answer.url == served.address + "talks/"


def test_nothing_but_the_site_is_served(served: Served) -> None:
    outside = ["../../../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "..%2fmkdocs.yml", "/etc/passwd", "%00", "talks/%ff", "mkdocs.yml"]
    for path in (
        *outside,
        "/other.example/x",
        "talks%0d%0aSet-Cookie:%20a=b",
        "%5c%5cother.example",
        "talks/?x=<script>",
        "en/%3Cscript%3E/",
    ):
        status, text = served.get(path)
        assert (status, "data-kb-lost" in text) == ((200, False) if path.startswith("talks/?") else (404, True)), path
        assert "root:" not in text
        assert "docs_dir" not in text
        assert "<script>/" not in text


def test_the_end_is_quiet_even_with_a_browser_waiting(served: Served) -> None:
    with urllib.request.urlopen(served.address + "_kbsite/live", timeout=GUARD) as stream:
        stream.readline()
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(GUARD) == 0
    served.until(lambda: served.said[-1:] == ["stopped\n"])
    assert "Traceback" not in "".join(served.said)


def test_a_project_that_is_broken_from_the_start_is_served_as_such(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"talks/conf/102-second.yml": "title: [\n"})
    server = Served(project)
    try:
        assert server.get("")[0] == 500
        server.write("talks/conf/102-second.yml", "title: 둘째\nsources: [note]\nspeakers: [lee]\n")
        server.until(lambda: server.get("")[0] == 200)
    finally:
        server.process.kill()
        server.process.wait()


def test_a_taken_port_is_told(served: Served) -> None:
    port = served.address.rstrip("/").rpartition(":")[2]
    command = [sys.executable, "-m", "kbsite.cli", "-C", str(served.root), "serve", "--port", port]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert f"cannot listen on 127.0.0.1:{port}: " in done.stderr
    assert "choose another with --port" in done.stderr


def test_a_folder_that_is_no_project_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kbsite.cli", "-C", str(tmp_path), "serve", "--port", "0"]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert f"no project here: '{tmp_path}' has no mkdocs.yml [project-folder]" in done.stdout


def test_the_page_of_problems_shows_any_text_as_text() -> None:
    words = Words("<script>{x}</script>", "<script>{x}</script>").fill(x="{{ 7*7 }}")
    line = "a: <img src=x onerror=alert(1)>"
    page = problem_page((Problem(Place("talks/<b>.yml", 3, 4, 5), "rule", words, words, line_text=line),), "ko")
    assert "&lt;script&gt;{{ 7*7 }}&lt;/script&gt;" in page
    assert "talks/&lt;b&gt;.yml:3:4" in page
    assert "&lt;img src=x onerror=alert(1)&gt;\n   ^^^^^" in page
    assert '<html lang="ko">' in page
    assert "기록에 문제가 있습니다" in page
    assert os.linesep.join(page.splitlines()).count("<script") == 1
