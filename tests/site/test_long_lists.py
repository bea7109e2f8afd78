"""Every list of a site with many records: no page is long, nothing is lost between pages, and every way between them leads on."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from sitekit.builds import files
from sitekit.many import EVENTS, LONG, SAYING, SOURCES, SPEAKERS, TAGS, TALKS, TECHNIQUES
from sitekit.reader import Document
from sitekit.small import SITE_URL

pytestmark = pytest.mark.xdist_group("many")
Documents = Mapping[str, Document]
MOST = 300_000
"""Bytes of a page."""
LISTS = (
    "talks/", "speakers/", "tags/", "techniques/", "papers/", "takeaways/", "corrections/", "missing/", "map/",
    "tags/storage/", "speakers/person-0/", "techniques/way-0/", "events/meeting0/", "papers/note/",
)  # fmt: skip
HREF = re.compile(r'(?:href|action)="([^"]*)"')
ID = re.compile(r'\sid="([^"]+)"')


@pytest.fixture(scope="module")
def html(many_site: Path) -> Mapping[str, str]:
    """Every page by its address; parsing them all would take longer than building them."""
    found = {name: path.read_text("utf-8") for name, path in files(many_site).items() if name.endswith("/index.html")}
    return {name.removesuffix("index.html"): text for name, text in found.items()} | {"": (many_site / "index.html").read_text("utf-8")}


@pytest.fixture(scope="module")
def leaves(html: Mapping[str, str]) -> Documents:
    """The pages of lists after their first, and those first ones."""
    wanted = [f"{language}{hub}" for language in ("", "en/") for hub in (*LISTS, "events/")]
    return {address: Document(text) for address, text in html.items() if "/all/" in address or address in wanted}


def way(documents: Documents, hub: str) -> list[str]:
    """The pages of a list, the first among them, as their heads lead from one to the next."""
    found = [hub]
    while following := [link for link in documents[found[-1]].all("link") if link.get("rel") == "next"]:
        assert len(following) == 1
        found.append(urljoin(SITE_URL + found[-1], following[0].get("href")).removeprefix(SITE_URL))
        assert len(found) < 100
    return found


def below(documents: Documents, hub: str) -> list[str]:
    return sorted(address for address in documents if address.startswith(f"{hub}all/"))


def linked(documents: Documents, hub: str, within: str) -> Counter[str]:
    """How often the pages of a list after its first lead to each page under an address."""
    found: Counter[str] = Counter()
    for address in below(documents, hub):
        content = (link for link in documents[address].all("a") if any(above.get("id") == "content" for above in link.above()))
        for link in content:
            target = urljoin(SITE_URL + address, link.get("href")).removeprefix(SITE_URL).partition("#")[0]
            if re.fullmatch(re.escape(within) + r"[^/]+/", target):
                found[target] += 1
    return found


def test_no_page_is_longer_than_300_kilobytes(many_site: Path) -> None:
    pages = {name: path.stat().st_size for name, path in files(many_site).items() if name.endswith(".html")}
    assert len(pages) > 4000
    assert {name: size for name, size in pages.items() if size > MOST} == {}


def test_every_link_and_anchor_of_every_page_leads_somewhere(html: Mapping[str, str], many_site: Path) -> None:
    there = set(files(many_site))
    anchors = {address: set(ID.findall(text)) for address, text in html.items()}
    wrong = set()
    for address, text in html.items():
        for href in set(HREF.findall(text)):
            url = urljoin(SITE_URL + address, href.replace("&amp;", "&"))
            if not url.startswith(SITE_URL):
                continue
            parts = urlsplit(url)
            target, anchor = unquote(parts.path).removeprefix(urlsplit(SITE_URL).path), unquote(parts.fragment)
            known = f"{target}index.html" in there if target in ("", "en/") or target.endswith("/") else target in there
            if not known or (anchor and target in anchors and anchor not in anchors[target]):
                wrong.add((address, href))
    assert sorted(wrong)[:10] == []


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("hub", LISTS)
def test_heads_and_words_lead_through_all_pages_of_a_list_and_back(leaves: Documents, language: str, hub: str) -> None:
    pages = way(leaves, language + hub)
    assert sorted(pages[1:]) == below(leaves, language + hub)
    assert len(pages) > 2
    for before, page in pairwise(pages):
        head = next(link.get("href") for link in leaves[page].all("link") if link.get("rel") == "prev")
        assert urljoin(SITE_URL + page, head) == SITE_URL + before
    for before, page, after in zip(pages[1:-1], pages[2:], [*pages[3:], ""], strict=True):
        shown = {link.get("rel"): urljoin(SITE_URL + page, link.get("href")) for link in leaves[page].all("a") if link.get("rel")}
        assert shown["prev"] == SITE_URL + before
        assert shown.get("next", SITE_URL) == SITE_URL + after
        assert SITE_URL + language + hub in [urljoin(SITE_URL + page, link.get("href")) for link in leaves[page].all("a")]


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize(
    ("hub", "within", "count"),
    [
        ("talks/", "talks/", TALKS),
        ("tags/storage/", "talks/", TALKS - 1),
        ("speakers/person-0/", "talks/", 150),
        ("techniques/way-0/", "talks/", SAYING),
        ("events/meeting0/", "talks/", LONG),
        ("takeaways/", "talks/", SAYING + 1),
        ("corrections/", "talks/", SAYING + 1),
        ("speakers/", "speakers/", SPEAKERS),
        ("tags/", "tags/", TAGS),
        ("techniques/", "techniques/", TECHNIQUES),
        ("papers/", "papers/", SOURCES),
    ],
)
def test_every_entry_stands_on_one_of_the_pages(leaves: Documents, language: str, hub: str, within: str, count: int) -> None:
    found = linked(leaves, language + hub, language + within)
    assert len(found) == count
    if hub in ("talks/", "tags/storage/", "events/meeting0/", "tags/"):
        assert set(found.values()) == {1}


def test_pages_of_one_list_have_titles_of_their_own_and_name_themselves(leaves: Documents) -> None:
    for hub in (*LISTS, *(f"en/{hub}" for hub in LISTS)):
        titles = [leaves[page].all("title")[0].text for page in way(leaves, hub)]
        assert len(titles) == len(set(titles)), hub
    for address, document in leaves.items():
        assert document.one("link", rel="canonical").get("href") == SITE_URL + address
        assert document.meta("og:url") == SITE_URL + address
        assert document.meta("description"), address


def test_a_page_says_which_entries_it_shows_and_where_it_stands(leaves: Documents) -> None:
    page = leaves["talks/all/2010/2/"]
    assert page.one("h1").text == "모든 발표: 2010년 2쪽"
    assert "2010년: 101~170번째, 모두 170" in page.text
    path = next(nav for nav in page.all("nav") if nav.get("class") == "kb-path")
    steps = [link for link in page.all("a") if path in link.above()]
    assert [urljoin(SITE_URL + "talks/all/2010/2/", step.get("href")) for step in steps] == [SITE_URL, f"{SITE_URL}talks/"]
    english = leaves["en/talks/all/2010/2/"]
    assert english.one("h1").text == "All talks: 2010, page 2"
    assert "2010: 101–170 of 170" in english.text
    assert "Previous: 2010" in english.text
    assert "Start of the list" in english.text


def test_names_stand_under_their_letter_in_both_scripts(leaves: Documents) -> None:
    keys = [address.removeprefix("speakers/all/").rstrip("/") for address in way(leaves, "speakers/")[1:]]
    hangul = [f"hangul-{name}" for name in ("g", "n", "d", "r", "m", "b", "s", "vowel", "j", "ch", "k", "t", "p", "h")]
    assert keys == [*hangul, "a", "e", "g", "k", "l", "z", "other"]
    assert leaves["speakers/all/e/"].one("h1").text == "발표자: E"
    assert "Élodie" in leaves["speakers/all/e/"].text
    assert leaves["speakers/all/hangul-g/"].one("h1").text == "발표자: ㄱ"
    assert leaves["en/speakers/all/hangul-g/"].one("h1").text == "Speakers: ㄱ G/K"


def test_the_language_switch_leads_to_the_same_page_or_to_the_start_of_the_list(leaves: Documents) -> None:
    for address, document in leaves.items():
        own = address.removeprefix("en/")
        other = own if address.startswith("en/") else f"en/{own}"
        switch = [urljoin(SITE_URL + address, link.get("href")) for link in document.all("a") if "kb-language" in link.get("class").split()]
        alternates = {link.get("href") for link in document.all("link") if link.get("hreflang")}
        hub = re.sub("all/.*", "", other)
        assert switch == [SITE_URL + (other if other in leaves else hub)], address
        assert (SITE_URL + other in alternates) == (other in leaves), address
        assert SITE_URL + address in alternates, address
    assert "tags/all/hangul-g/" in leaves
    assert "en/tags/all/hangul-g/" not in leaves


def test_documents_of_lists_are_whole(leaves: Documents) -> None:
    assert [(address, document.wrong[:3]) for address, document in leaves.items() if document.wrong] == []
    for address, document in leaves.items():
        assert len(document.ids) == len(set(document.ids)), address
        levels = [int(heading.tag[1]) for heading in document.all("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1, address
        assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == [], address
        named = {id_ for element in document.elements for id_ in element.get("aria-labelledby").split()}
        assert named <= set(document.ids), address


def test_the_first_page_of_the_talks_leads_to_the_search_instead_of_the_filter(leaves: Documents) -> None:
    page = leaves["talks/"]
    assert [form for form in page.all("form") if "data-kb-filter" in form.attributes] == []
    links = {urljoin(f"{SITE_URL}talks/", link.get("href")): link.text for link in page.all("a")}
    assert links[f"{SITE_URL}search/?kind=talk"] == "태그, 행사, 날짜로 좁혀 찾으려면 검색 페이지를 쓰세요."
    assert f"{SITE_URL}talks/all/2012/" in links
    assert f"{SITE_URL}events/" in links


def test_the_home_page_names_the_latest_events_and_leads_to_the_list_of_all(html: Mapping[str, str], leaves: Documents) -> None:
    home = Document(html[""])
    assert f"행사 {EVENTS}개의 발표 {TALKS}편" in home.text
    days = [link for link in home.all("a") if "kb-day-link" in link.get("class")]
    assert 0 < len({urljoin(SITE_URL, link.get("href")).partition("#")[0] for link in days}) <= 12
    named = {urljoin(f"{SITE_URL}events/", link.get("href")) for link in leaves["events/"].all("a")}
    assert {f"{SITE_URL}events/meeting{number}/" for number in range(EVENTS - 1)} <= named


def test_a_work_stands_on_its_own_page_and_everything_that_cites_it_leads_there(html: Mapping[str, str], leaves: Documents) -> None:
    assert "자료 1" in html["papers/work-1/"]
    assert 'href="../../../papers/note/"' in html["corrections/all/corrected/"]
    assert [address for address, text in html.items() if re.search(r'href="[^"]*papers/#', text)] == []
    cited = linked(leaves, "papers/note/", "talks/")
    assert len(cited) == TALKS


def test_the_site_map_names_the_pages_and_the_file_for_lost_visitors_does_not(leaves: Documents, many_site: Path) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    tree = ElementTree.parse(many_site / "sitemap.xml")
    locations = {(found.text or "").removeprefix(SITE_URL) for found in tree.findall("s:url/s:loc", names)}
    assert set(leaves) <= locations
    others = {link.get("href", "").removeprefix(SITE_URL) for link in tree.findall("s:url/x:link", names)}
    assert others <= locations
    entries = json.loads((many_site / "assets/kb/paths.json").read_text("utf-8"))
    urls = {entry["url"] for entry in entries}
    assert "talks/" in urls
    assert not any("/all/" in url for url in urls)


def test_what_to_read_on_a_technique_is_found_on_the_page_where_it_stands(leaves: Documents, many_site: Path) -> None:
    index = json.loads((many_site / "assets/kb/mine/index.ko.json").read_text("utf-8"))
    reading = json.loads((many_site / "assets/kb/mine" / index["reading"]).read_text("utf-8"))
    urls = [item["url"] for item in reading["way-0"]["items"]]
    assert len(urls) == SAYING
    for url in urls:
        address, _, anchor = url.partition("#")
        assert address.startswith("techniques/way-0/all/")
        assert anchor in leaves[address].ids
