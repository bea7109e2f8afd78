"""`kbsite links`: what it says, what it keeps and what it writes."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from click.testing import Result
from linkkit import COPY, Server, running
from projectkit import OTHER, TALK, Folder

from kbsite.links.found import Found
from kbsite.links.kept import FILE, Kept

Run = Callable[..., Result]
QUICK = ("--allow-private", "--pause", "0.01", "--timeout", "10")
HASTY = ("--timeout", "1")
"""For servers that do not answer in time."""


def today() -> dt.date:
    """Asked for each time: a run of the tests may go past midnight."""
    return dt.datetime.now(dt.UTC).date()


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def links(run: Run, server: Server) -> Run:
    return lambda *arguments, **rest: run("links", *QUICK, "--archive", server.url("/available"), *arguments, **rest)


def point(project: Folder, server: Server, *paths: str) -> None:
    """Let the small talk link to paths of the server."""
    project.change(TALK, "https://slides.example/101", server.url(paths[0]))
    for path in paths[1:]:
        project.change(TALK, "tags: [storage]", f"  - type: page\n    url: {server.url(path)}\ntags: [storage]")


def yesterday(project: Folder, url: str) -> None:
    kept = Kept(project.root / ".cache" / FILE)
    kept.put(Found(url, today() - dt.timedelta(3), "gone", code=404, gone_since=today() - dt.timedelta(3)))


def test_what_it_says(links: Run, project: Folder, server: Server) -> None:
    point(project, server, "/fine", "/moved", "/404", "/403")
    result = links()
    assert result.exit_code == 0
    place = f"{TALK}:{{}}:10: warning: "
    url = server.url
    assert [line for line in result.stdout.splitlines() if line.startswith((TALK, "    →"))] == [
        place.format(20) + f"moved for good: {url('/moved')} [link-has-moved]",
        f"    → write {url('/new')}",
        place.format(22) + f"not found today: {url('/404')} (404, not there) [link-seems-dead]",
        "    → it counts as dead once it is not found on another day either",
        place.format(24) + f"no telling whether it is there: {url('/403')} (403, refuses programs or strangers) [link-is-unsure]",
    ]
    assert result.stderr == "4 addresses: 2 live, 0 dead, 1 not found today, 1 unsure, 0 not asked\n"
    assert server.most_at_once == 1  # one host


def test_what_was_found_is_not_asked_again(links: Run, project: Folder, server: Server) -> None:
    point(project, server, "/fine", "/404")
    first = links("--json")
    server.asked.clear()
    assert links("--json").stdout == first.stdout
    assert [asked for asked in server.asked if "available" not in asked] == []
    links("--max-age", "0")
    assert "HEAD /fine" in server.asked


def test_dead_on_two_days(links: Run, project: Folder, server: Server) -> None:
    point(project, server, "/404?gone")
    url = server.url("/404?gone")
    yesterday(project, url)
    result = links("--write")
    since = today() - dt.timedelta(3)
    assert result.exit_code == 1
    assert f"{TALK}:18:10: dead since {since}: {url} (404, not there) [link-is-dead]" in result.stdout
    assert f"→ a copy is kept: archived_url: {COPY.replace('http:', 'https:', 1)}" in result.stdout
    assert "status and date were written into 1 files" in result.stderr
    assert f"    status: dead\n    checked: {since}\n" in (project.root / TALK).read_text("utf-8")
    project.change(TALK, f"    url: {url}\n", f"    url: {url}\n    archived_url: {server.url('/kept')}\n")
    result = links("--write")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "    status: archived\n" in (project.root / TALK).read_text("utf-8")


def test_nothing_is_written_unasked(links: Run, project: Folder, server: Server) -> None:
    point(project, server, "/fine")
    before = (project.root / TALK).read_bytes()
    links()
    assert (project.root / TALK).read_bytes() == before


def test_in_korean_and_as_json(links: Run, project: Folder, server: Server) -> None:
    point(project, server, "/slow")
    result = links(*HASTY, lang="ko")
    assert f"열리는지 알 수 없습니다: {server.url('/slow')} (제때 답이 없음) [link-is-unsure]" in result.stdout
    assert result.stderr == "주소 1개: 열림 0, 끊김 0, 오늘 못 찾음 0, 알 수 없음 1, 확인하지 않음 0\n"
    told = json.loads(links("--json", *HASTY).stdout)
    assert told["counts"] == {"live": 0, "dead": 0, "gone": 0, "unsure": 1, "barred": 0}
    assert told["links"][0]["places"] == [{"path": TALK, "line": 18, "column": 10}]
    assert told["links"][0]["why"] == {"ko": "제때 답이 없음", "en": "no answer in time"}


def test_the_text_of_an_issue_holds_no_markup_of_others(links: Run, project: Folder, server: Server) -> None:
    point(project, server, "/404?a=@team#1")
    text = links("--format", "markdown", "--no-copies").stdout
    assert text.startswith("## Links\n\n1 addresses: 0 live, 0 dead, 1 not found today")
    assert f"\n### Not found today (1)\n\n- `{server.url('/404?a=@team#1')}` — 404, not there · since {today()}\n  - `{TALK}:18`\n" in text


def test_private_addresses_are_not_asked(run: Run, project: Folder, server: Server) -> None:
    point(project, server, "/fine")
    result = run("links", "--no-copies")
    assert (result.exit_code, server.asked) == (0, [])
    assert f"not asked: {server.url('/fine')} (an address of a private network) [link-is-unsure]" in result.stdout


def test_an_archive_that_answers_nonsense_does_no_harm(run: Run, project: Folder, server: Server) -> None:
    point(project, server, "/404")
    for archive in ("/not-available", "/slow", "/500", "/cut"):
        assert run("links", *QUICK, *HASTY, "--archive", server.url(archive)).exit_code == 0


def test_a_round_that_was_interrupted_goes_on(project: Folder, server: Server) -> None:
    point(project, server, "/a", "/b", "/c", "/slow?1", "/slow?2")
    command = [sys.executable, "-m", "kbsite.cli", "-C", str(project.root), "--lang", "en", "links", "--no-copies", "--allow-private"]
    slow = [*command, "--pause", "0", "--timeout", "5"]
    with subprocess.Popen(slow, stderr=subprocess.PIPE, text=True, env={**os.environ, "KBSITE_LANG": "en"}) as process:
        until = time.monotonic() + 60
        while not any("slow" in asked for asked in server.asked) and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr is not None
        told = process.stderr.read()
    assert told == "stopped: 3 addresses were looked at, 2 are left; the same command goes on from here\n"
    server.asked.clear()
    done = subprocess.run([*command, "--pause", "0", *HASTY], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {asked.split()[1] for asked in server.asked} == {"/slow?1", "/slow?2"}


def test_hosts_are_asked_at_the_same_time(links: Run, project: Folder, server: Server) -> None:
    point(project, server, "/slow?one")
    project.add(OTHER, f"links:\n  - type: page\n    url: {server.url('/slow?other', 'localhost')}\n")
    links(*HASTY)
    assert set(server.asked[:2]) == {"HEAD /slow?one", "HEAD /slow?other"}  # one after the other, the first would be tried again first


def test_a_build_never_asks_the_network() -> None:
    code = "import sys, kbsite.cli, kbsite.site.build, kbsite.site.serve, kbsite.review.snapshot; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_network(run: Run, project: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    from kbsite.links import guard

    async def nothing(host: str, port: int) -> list[str]:
        raise guard.NoHost(host)

    monkeypatch.setattr(guard, "_addresses", nothing)
    result = run("links")
    assert result.exit_code == 2
    assert result.stderr == "not one host can be found: this machine seems to have no network, and nothing was noted\n"
    assert not (project.root / ".cache").exists()


def test_a_cache_that_cannot_be_written(links: Run, project: Folder, server: Server) -> None:
    point(project, server, "/fine")
    project.write(".cache", "a file")
    result = links()
    assert (result.exit_code, result.stderr) == (2, f"'{project.root / '.cache/links'}' cannot be written: Not a directory\n")
