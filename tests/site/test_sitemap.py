"""`sitemap.xml` and `robots.txt` as readers of them read them."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.site.sitemap import NAME, Location, entry, index, robots, sitemap, sitemaps, split

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


@given(st.lists(ADDRESSES, max_size=5, unique=True))
def test_a_site_map_is_its_entries_with_what_stands_around_them(addresses: list[str]) -> None:
    locations = [Location(address, (("ko", address),), dt.date(2020, 5, 1)) for address in addresses]
    head, entries, tail = split(sitemap(locations))
    assert entries == {location.url: entry(location) for location in locations}
    assert "".join((head, *entries.values(), tail)).encode() == sitemap(locations)
    assert split(index(addresses)) == (index(addresses).decode(), {}, "")


@pytest.mark.parametrize(("count", "parts"), [(0, [0]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_more_locations_than_a_site_map_may_hold_are_split_and_named_in_an_index(count: int, parts: list[int]) -> None:
    every = [Location(f"https://kb.example/{number}/", (), None) for number in range(count)]
    made = {path: ElementTree.fromstring(make()) for path, make in sitemaps(count, lambda: every, "https://kb.example/", 3)}
    first = made.pop(NAME)
    if len(parts) == 1:
        assert made == {}
        made = {NAME: first}
    else:
        named = [found.text for found in first.findall("s:sitemap/s:loc", NAMES)]
        assert named == [f"https://kb.example/{path}" for path in made]
    found = [[loc.text for loc in tree.findall("s:url/s:loc", NAMES)] for tree in made.values()]
    assert [len(part) for part in found] == parts
    assert [url for part in found for url in part] == [location.url for location in every]


def test_robots_may_read_everything_and_are_told_of_the_site_map() -> None:
    assert robots("https://kb.example/sub/").decode().splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://kb.example/sub/sitemap.xml",
    ]
