"""Dead addresses to kept copies, as the Wayback Machine's availability service knows them.

Format: https://archive.org/help/wayback_api.php, `archived_snapshots.closest` with `available`, `status` and `url`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from kbsite.links.manners import Manners
from kbsite.links.visit import Visitor
from kbsite.rules.link_is_safe import wrong_with

SERVICE = "https://archive.org/wayback/available"


def find_copies(urls: Sequence[str], service: str, manners: Manners) -> Mapping[str, str]:
    """The copy of each address that has one; nothing of those for which the service does not answer."""
    return asyncio.run(_find_copies(urls, service, manners))


async def _find_copies(urls: Sequence[str], service: str, manners: Manners) -> Mapping[str, str]:
    found: dict[str, str] = {}
    async with Visitor(manners) as visitor:
        for url in urls:
            try:
                answer = await visitor.fetch(f"{service}?url={quote(url, safe='')}")
                copy = _closest(json.loads(answer))
            except TimeoutError:
                break  # it is not up to it today
            except (OSError, ValueError):
                continue
            if copy:
                found[url] = copy
    return found


def _closest(answer: Any) -> str:
    snapshots = answer.get("archived_snapshots") if isinstance(answer, dict) else None
    closest = snapshots.get("closest") if isinstance(snapshots, dict) else None
    if not isinstance(closest, dict) or closest.get("available") is not True or str(closest.get("status")) != "200":
        return ""
    url = str(closest.get("url", "")).replace("http://web.archive.org/", "https://web.archive.org/", 1)
    return "" if wrong_with(url) else url
