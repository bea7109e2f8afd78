"""Pages to the files that name all of them: the site map, and the one from which the page for lost visitors suggests the nearest.

Where the last build had the same pages, those that stay keep their entries.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kbsite.site.output import Output
from kbsite.site.page import Page
from kbsite.site.paths import PATHS, paths
from kbsite.site.renewal import Renewal
from kbsite.site.sitemap import Location, entry, sitemaps, split

Pages = Mapping[tuple[str, str], Page]
SITEMAP = re.compile(r"sitemap(-[0-9]+)?\.xml")


@dataclass(frozen=True, slots=True)
class PageLists:
    """The files of one site."""

    site_url: str
    locate: Callable[[Page], Location]

    def files(self, pages: Pages, renewal: Renewal | None = None, whole: Callable[[], Pages] | None = None) -> Iterable[Output]:
        """The files that name these pages; with a `renewal` also those that stay, and `whole` gives all of them where these have to be told anew."""
        renewed = self.renewed(pages, renewal) if renewal else None
        return self._made(whole() if renewal and whole else pages) if renewed is None else renewed

    def _made(self, pages: Pages) -> Iterator[Output]:
        listed = [page for page in pages.values() if _is_listed(page)]
        made = sitemaps(len(listed), lambda: [self.locate(page) for page in listed], self.site_url)
        yield from (Output(path, make) for path, make in made)
        yield Output(PATHS, lambda: paths(pages.values()))

    def renewed(self, pages: Pages, renewal: Renewal) -> list[Output] | None:
        """The files of the last build with these pages told anew, all others staying; None where pages have come, gone or moved."""
        before = {path: renewal.file(path) for path in renewal.again if SITEMAP.fullmatch(path)}
        named = renewal.file(PATHS)
        if not self.site_url or named is None or any(data is None for data in before.values()):
            return None
        told = {path: split(data) for path, data in before.items() if data is not None}
        listed = [self.locate(page) for page in pages.values() if _is_listed(page)]
        new = {location.url: entry(location) for location in listed}
        again = (url for _, entries, _ in told.values() for url in entries if url in new or self._file(url) in renewal.again)
        if [*again] != [*new]:
            return None
        maps = [Output(path, partial(_joined, *parts, new)) for path, parts in told.items()]
        return [*maps, Output(PATHS, partial(_renamed, named, pages.values()))]

    def _file(self, url: str) -> str:
        path = url[len(self.site_url) :]
        return f"{path}index.html" if path == "" or path.endswith("/") else path


def _is_listed(page: Page) -> bool:
    return page.listed and page.kind != "not-found"


def _joined(head: str, entries: Mapping[str, str], tail: str, new: Mapping[str, str]) -> bytes:
    return "".join((head, *(new.get(url, text) for url, text in entries.items()), tail)).encode()


def _renamed(named: bytes, pages: Iterable[Page]) -> bytes:
    """The names of pages, some of which may have another title."""
    entries: Sequence[dict[str, object]] = json.loads(named)
    titles: dict[str, dict[str, str]] = {}
    for page in pages:
        titles.setdefault(page.address, {})[page.language] = page.title
    renewed = [{"url": one["url"], "title": titles.get(str(one["url"]), one["title"])} for one in entries]
    return json.dumps(renewed, ensure_ascii=False, separators=(",", ":")).encode()
