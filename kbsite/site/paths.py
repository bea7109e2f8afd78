"""Pages to the file from which the page for lost visitors suggests the nearest: addresses and titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pydantic_core import to_json

from kbsite.site.page import Kind, Page

PATHS = "assets/kb/paths.json"
MOST = 5000
"""Addresses in the file, about 1 MB: who is lost on a phone should not have to load more. The search knows the others."""
NOWHERE: frozenset[Kind] = frozenset({"not-found", "offline"})
LAST: tuple[Kind, ...] = ("event", "technique", "tag", "snippet", "talk", "speaker", "work")
"""Kinds of which there may be many, those one rather asks for by name first: what does not fit as a whole is left out."""


def paths(pages: Iterable[Page]) -> bytes:
    """The file; pages of a list after its first are left out, as their addresses move with what is listed."""
    kinds: dict[Kind, dict[str, dict[str, str]]] = defaultdict(dict)
    order: dict[str, Kind] = {}
    for page in pages:
        if page.kind not in NOWHERE and not page.hub:
            kinds[page.kind].setdefault(page.address, {})[page.language] = page.title
            order.setdefault(page.address, page.kind)
    kept = {kind for kind in kinds if kind not in LAST}
    left = MOST - sum(len(kinds[kind]) for kind in kept)
    for kind in LAST:
        if len(kinds[kind]) <= left:
            kept.add(kind)
            left -= len(kinds[kind])
    entries = [{"url": address, "title": kinds[kind][address]} for address, kind in order.items() if kind in kept]
    return to_json(entries)
