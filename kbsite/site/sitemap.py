"""Pages to `sitemap.xml`, in parts where there are many, and `robots.txt` (sitemaps.org protocol 0.9, with language alternates as Google documents them)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import escape, unescape
from typing import NamedTuple

LIMIT = 50_000
"""URLs a site map may hold, and site maps an index of them, by the protocol. Its other limit, 50 MB, allows 1,000 bytes to each."""
NAME = "sitemap.xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_BEGIN = f'{_HEAD}\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_OPEN, _CLOSE, _END = "  <url>\n    <loc>", "</loc>", "</urlset>\n"


class Location(NamedTuple):
    """One address of the site in one language."""

    url: str
    alternates: tuple[tuple[str, str], ...]
    """Language and URL of every version, itself among them."""
    lastmod: dt.date | None


def sitemaps(
    count: int, locations: Callable[[], Sequence[Location]], site_url: str, limit: int = LIMIT
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Paths and recipes of the site map of so many locations: one file, or an index and its parts.

    `locations` is not asked for them before one of the files is made.
    """
    if count <= limit:
        yield NAME, lambda: sitemap(locations())
        return
    names = [f"sitemap-{number}.xml" for number in range(1, -(-count // limit) + 1)]
    yield NAME, lambda: index(f"{site_url}{name}" for name in names)
    for number, name in enumerate(names):
        yield name, partial(_part, locations, number * limit, limit)


def _part(locations: Callable[[], Sequence[Location]], begin: int, limit: int) -> bytes:
    return sitemap(locations()[begin : begin + limit])


def index(urls: Iterable[str]) -> bytes:
    """An index of site maps by their addresses."""
    lines = [_HEAD, '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    lines += [f"  <sitemap><loc>{escape(url, quote=False)}</loc></sitemap>" for url in urls]
    return "\n".join([*lines, "</sitemapindex>", ""]).encode()


def sitemap(locations: Iterable[Location]) -> bytes:
    """The document, in the order of the locations."""
    return "".join((_BEGIN, *map(entry, locations), _END)).encode()


def entry(location: Location) -> str:
    """The lines of a location."""
    lines = [f"  <url>\n    <loc>{escape(location.url, quote=False)}</loc>\n"]
    if location.lastmod:
        lines.append(f"    <lastmod>{location.lastmod.isoformat()}</lastmod>\n")
    lines.extend(
        f'    <xhtml:link rel="alternate" hreflang="{escape(language)}" href="{escape(url)}"/>\n' for language, url in location.alternates
    )
    return "".join((*lines, "  </url>\n"))


def split(data: bytes) -> tuple[str, dict[str, str], str]:
    """A site map, or an index of them, to what stands before its locations, their lines by their URLs, and what stands after them."""
    text = data.decode()
    head, *entries = text.split(_OPEN)
    if not entries:
        return text, {}, ""
    entries[-1], end, tail = entries[-1].partition(_END)
    return head, {unescape(one.partition(_CLOSE)[0]): f"{_OPEN}{one}" for one in entries}, end + tail


def robots(site_url: str) -> bytes:
    """Everything may be read; where the site map is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n".encode()


def newest(paths: Iterable[str], changed: Mapping[str, dt.date]) -> dt.date | None:
    """The last change of any of some files; None where one of them has no known date."""
    days = [changed.get(path) for path in paths]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None
