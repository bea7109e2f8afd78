"""How to behave towards other people's servers, and what to put up with from them."""

from __future__ import annotations

from dataclasses import dataclass

from kbsite import __version__


@dataclass(frozen=True, slots=True)
class Manners:
    """Limits of a round of looks; times in seconds."""

    agent: str = f"kbsite/{__version__} (link check)"
    pause: float = 1.0
    """Between two requests to a host, which never has two at a time."""
    timeout: float = 20.0
    """For one request in all, however slowly its answer trickles in."""
    tries: int = 3
    back_off: float = 2.0
    """Before the second try; doubled before every further one."""
    longest_wait: float = 60.0
    """A host that wants to be left alone for longer is asked again in the next round."""
    patience: int = 3
    """Addresses of a host without an answer after which its others are taken to have none either."""
    hosts: int = 12
    """At a time."""
    most_redirects: int = 10
    most_bytes: int = 16 * 1024
    """Of a body, where one has to be asked for."""
    private: bool = False
    """Whether addresses of this machine and its networks may be asked."""


def agent(site_url: str) -> str:
    """The name to go by: the program, what it does, and the site it does it for."""
    return (
        f"kbsite/{__version__} (link check; +{site_url})" if site_url.isascii() and site_url.isprintable() and site_url else Manners().agent
    )
