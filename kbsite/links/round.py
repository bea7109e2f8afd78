"""Many addresses to what was found: many hosts at a time, each of them one request at a time."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from kbsite.links.found import Found
from kbsite.links.manners import Manners
from kbsite.links.visit import Visitor

Take = Callable[[Found], None]
"""Called with each finding as it comes."""


def look_at(urls: Iterable[str], manners: Manners, today: dt.date, take: Take) -> None:
    """Look at every address; an interruption (KeyboardInterrupt) leaves whatever was taken by then. Raises what taking raises."""
    asyncio.run(_look_at(urls, manners, today, take))


async def _look_at(urls: Iterable[str], manners: Manners, today: dt.date, take: Take) -> None:
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[_host(url)].append(url)
    room = asyncio.Semaphore(manners.hosts)

    async def ask(visitor: Visitor, own: list[str]) -> None:
        async with room:
            for url in own:
                take(await visitor.look(url, today))

    try:
        async with Visitor(manners) as visitor, asyncio.TaskGroup() as group:
            for own in sorted(by_host.values(), key=len, reverse=True):  # the longest queue begins first
                group.create_task(ask(visitor, own))
    except* OSError as faults:  # of taking: looking raises nothing
        raise faults.exceptions[0] from None


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
