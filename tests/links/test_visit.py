"""One address, whatever its server does."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from linkkit import HASTY, QUICK, TODAY, Server

from kbsite.links.found import Found
from kbsite.links.round import look_at

Look = Callable[..., Found]


@pytest.mark.parametrize(
    ("path", "verdict", "reason", "code"),
    [
        ("/", "live", "answer", 200),
        ("/fine#part", "live", "answer", 200),
        ("/204", "live", "answer", 204),
        ("/no-head", "live", "answer", 200),
        ("/no-head-404", "live", "answer", 200),
        ("/404", "gone", "answer", 404),
        ("/410", "gone", "answer", 410),
        ("/401", "unsure", "answer", 401),
        ("/403", "unsure", "answer", 403),
        ("/451", "unsure", "answer", 451),
        ("/304", "unsure", "answer", 304),
        ("/faulty", "unsure", "answer", 500),
        ("/recovers", "live", "answer", 200),
        ("/slow", "unsure", "timeout", 0),
        ("/slow-headers", "unsure", "timeout", 0),
        ("/cut", "unsure", "cut", 0),
        ("/hangs-up", "unsure", "cut", 0),
        ("/no-http", "unsure", "cut", 0),
        ("/wrong-length", "unsure", "cut", 0),
        ("/many-headers", "unsure", "cut", 0),
        ("/loop", "unsure", "loop", 0),
        ("/endless", "unsure", "loop", 0),
        ("/to-file", "unsure", "loop", 0),
        ("/odd-location", "unsure", "loop", 0),
        ("/went-home", "unsure", "home", 200),
    ],
)
def test_what_a_server_does_and_what_is_made_of_it(server: Server, look: Look, path: str, verdict: str, reason: str, code: int) -> None:
    found = look(server.url(path), HASTY if reason == "timeout" else QUICK)
    assert (found.verdict, found.reason, found.code) == (verdict, reason, code)


def test_a_live_address_is_asked_for_its_head_only(server: Server, look: Look) -> None:
    look(server.url("/fine"))
    assert server.asked == ["HEAD /fine"]


def test_a_huge_body_is_hardly_read(server: Server, look: Look) -> None:
    assert look(server.url("/huge")).verdict == "live"
    assert server.asked == ["HEAD /huge", "GET /huge"]
    assert server.sent < 20_000_000  # what fits in the buffers of both sides, of ten thousand million bytes


@pytest.mark.parametrize(
    ("path", "moved"), [("/moved", "/new"), ("/moved#part", "/new#part"), ("/moved-twice", "/new"), ("/for-now", ""), ("/fine", "")]
)
def test_a_new_address_is_told_where_the_move_is_for_good(server: Server, look: Look, path: str, moved: str) -> None:
    found = look(server.url(path))
    assert (found.verdict, found.moved_to) == ("live", server.url(moved) if moved else "")


def test_a_server_that_wants_to_be_left_alone_is(server: Server, look: Look) -> None:
    began = time.monotonic()
    assert look(server.url("/busy")).verdict == "live"
    assert time.monotonic() - began >= 1
    assert look(server.url("/busy-till")).verdict == "live"
    server.asked.clear()
    found = look(server.url("/busy-long"))
    assert (found.verdict, found.code, server.asked) == ("unsure", 429, ["HEAD /busy-long"])


def test_a_certificate_of_ones_own_is_not_valid(untrusted: Server, look: Look) -> None:
    found = look(untrusted.url("/"))
    assert (found.verdict, found.reason) == ("unsure", "tls")
    assert untrusted.asked == []


def test_nobody_listens(look: Look) -> None:
    found = look("http://127.0.0.1:9/")
    assert (found.verdict, found.reason) == ("unsure", "connection")


def test_a_host_that_does_not_exist(look: Look) -> None:
    found = look("http://no-such-host.invalid/")
    if found.reason == "connection":
        pytest.skip("no resolver answers here")
    assert (found.verdict, found.reason) == ("gone", "no-host")


def test_no_address_of_this_machine_is_asked(server: Server, look: Look) -> None:
    careful = replace(QUICK, private=False)
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "127.1"):
        found = look(server.url("/", host), careful)
        assert (found.verdict, found.reason) == ("barred", "private"), host
    assert server.asked == []


@pytest.mark.parametrize("url", ["ftp://a.example/", "file:///etc/passwd", "http://", "http://a@b.example/", "http://a.example:99999/"])
def test_what_is_no_address_of_the_web_is_not_asked(look: Look, url: str) -> None:
    found = look(url)
    assert (found.verdict, found.reason) == ("barred", "address")


def test_who_asks_says_so(server: Server, look: Look) -> None:
    look(server.url("/"), replace(QUICK, agent="kbsite/1 (link check; +https://kb.example/)"))
    assert server.agents == {"kbsite/1 (link check; +https://kb.example/)"}


def test_a_host_that_never_answers_is_not_asked_for_ever(server: Server) -> None:
    asked = [server.url(f"/slow?{number}") for number in range(6)]
    found: list[Found] = []
    look_at(asked, replace(HASTY, tries=1), TODAY, found.append)
    assert [(one.verdict, one.reason) for one in found] == [("unsure", "timeout")] * 6
    assert server.asked == [f"HEAD /slow?{number}" for number in range(3)]
