"""Names are judged by the very address that is connected to, and networks that are not public are left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from linkkit import QUICK, Server

from kbsite.links import guard
from kbsite.links.found import Found
from kbsite.links.guard import is_public

Look = Callable[..., Found]
CAREFUL = replace(QUICK, private=False)


def resolver(*answers: str) -> Callable[[str, int], object]:
    """Names that lead somewhere else at every look-up."""
    left = list(answers)

    async def lookup(host: str, port: int) -> list[str]:
        return [left.pop(0)]

    return lookup


def test_a_name_is_looked_up_once_and_that_address_is_used(server: Server, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_addresses", resolver("127.0.0.1"))
    assert look(server.url("/fine", "name.example")).verdict == "live"
    assert server.asked == ["HEAD /fine"]


def test_a_name_that_changes_is_judged_again(server: Server, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(guard, "_addresses", resolver("127.0.0.1", "10.0.0.1"))
    found = look(server.url("/moved", "name.example"), CAREFUL)
    assert (found.verdict, found.reason, server.asked) == ("barred", "private", ["HEAD /moved"])


def test_a_redirect_into_a_private_network_is_not_followed(server: Server, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    found = look(server.url("/to-private"), CAREFUL)
    assert (found.verdict, found.reason) == ("barred", "private")


def test_one_private_address_among_public_ones_is_enough(server: Server, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    async def both(host: str, port: int) -> list[str]:
        return ["93.184.216.34", "127.0.0.1"]

    monkeypatch.setattr(guard, "_addresses", both)
    assert look(server.url("/", "name.example"), CAREFUL).reason == "private"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
     "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "2002:7f00:1::"],
)  # fmt: skip
def test_what_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_what_is_public(address: str) -> None:
    assert is_public(address)
