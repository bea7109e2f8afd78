"""`sitemap.xml` and `robots.txt` as readers of them read them."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from kbsite.site.sitemap import Location, robots, sitemap

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
ADDRESSES = st.text(st.characters(min_codepoint=0x21, max_codepoint=0xD7FF, exclude_characters="\x7f"), min_size=1, max_size=40)


def test_a_location_has_its_day_and_its_languages() -> None:
    both = (("ko", "https://kb.example/a/"), ("en", "https://kb.example/en/a/"))
    tree = ElementTree.fromstring(sitemap([Location("https://kb.example/a/", both, dt.date(2020, 5, 1))]))
    assert tree.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    assert tree.findtext("s:url/s:loc", namespaces=NAMES) == "https://kb.example/a/"
    assert tree.findtext("s:url/s:lastmod", namespaces=NAMES) == "2020-05-01"
    links = tree.findall("s:url/x:link", NAMES)
    assert [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in links] == [
        ("alternate", "ko", "https://kb.example/a/"),
        ("alternate", "en", "https://kb.example/en/a/"),
    ]


def test_an_unknown_day_is_left_out() -> None:
    assert b"lastmod" not in sitemap([Location("https://kb.example/", (), None)])


@given(st.lists(ADDRESSES, max_size=5))
def test_any_address_comes_back_as_it_was(addresses: list[str]) -> None:
    locations = [Location(address, (("ko", address),), None) for address in addresses]
    tree = ElementTree.fromstring(sitemap(locations))
    assert [found.text for found in tree.findall("s:url/s:loc", NAMES)] == addresses
    assert [found.get("href") for found in tree.findall("s:url/x:link", NAMES)] == addresses


def test_robots_may_read_everything_and_are_told_of_the_site_map() -> None:
    assert robots("https://kb.example/sub/").decode().splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://kb.example/sub/sitemap.xml",
    ]
