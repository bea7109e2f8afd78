"""Pages to `sitemap.xml` and `robots.txt` (sitemaps.org protocol 0.9, with language alternates as Google documents them)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

LIMIT = 50_000
"""URLs a site map may hold, by the protocol."""


@dataclass(frozen=True, slots=True)
class Location:
    """One address of the site in one language."""

    url: str
    alternates: tuple[tuple[str, str], ...]
    """Language and URL of every version, itself among them."""
    lastmod: dt.date | None


def sitemap(locations: Iterable[Location]) -> bytes:
    """The document, in the order of the locations."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for location in locations:
        lines.append("  <url>")
        lines.append(f"    <loc>{escape(location.url)}</loc>")
        if location.lastmod:
            lines.append(f"    <lastmod>{location.lastmod.isoformat()}</lastmod>")
        lines.extend(
            f'    <xhtml:link rel="alternate" hreflang={quoteattr(language)} href={quoteattr(url)}/>'
            for language, url in location.alternates
        )
        lines.append("  </url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()


def robots(site_url: str) -> bytes:
    """Everything may be read; where the site map is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n".encode()


def newest(paths: Iterable[str], changed: Mapping[str, dt.date]) -> dt.date | None:
    """The last change of any of some files; None where one of them has no known date."""
    days = [changed.get(path) for path in paths]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None
