"""What the built site gives away: every page names its files, says what it is to machines, and the files are those of the exports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from sitekit.builds import REPO_URL, ROOT, SITE_URL, files, kbsite
from sitekit.kinds import KINDS, LANGUAGES
from sitekit.reader import Document, Element

pytestmark = pytest.mark.xdist_group("built")
Documents = Mapping[str, Document]
PAGES = {f"{prefix}{address}": kind for kind, address in KINDS.items() for prefix in LANGUAGES.values() if kind != "not-found"}


@pytest.fixture(params=sorted(PAGES), ids=lambda address: address or "home")
def page(request: pytest.FixtureRequest, documents: Documents) -> tuple[str, Document]:
    address: str = request.param
    return address, documents[f"{address}index.html"]


def ways(address: str, document: Document) -> Iterator[tuple[Element, str]]:
    """Links of a page's head to files that go with it, and the paths of these."""
    for link in document.all("link"):
        if link.get("type") and not link.get("hreflang") and link.get("rel") in ("alternate", "search"):
            yield link, unquote(urlsplit(urljoin(SITE_URL + address, link.get("href"))).path).removeprefix(urlsplit(SITE_URL).path)


def graph(document: Document) -> list[dict[str, object]]:
    (script,) = (element for element in document.all("script") if element.get("type") == "application/ld+json")
    found: list[dict[str, object]] = json.loads("".join(script.words))["@graph"]
    return found


def test_what_a_page_names_in_its_head_is_there_and_has_words(page: tuple[str, Document], built: Path) -> None:
    address, document = page
    found = list(ways(address, document))
    prefix = "en/" if address.startswith("en/") else ""
    assert {f"{prefix}feed.atom", f"{prefix}opensearch.xml"} <= {path for _, path in found}
    for link, path in found:
        assert (built / path).is_file(), path
        assert link.get("title")


def test_a_page_says_what_it_is_to_machines(page: tuple[str, Document]) -> None:
    address, document = page
    nodes = graph(document)
    own = next(node for node in nodes if node["@id"] == SITE_URL + address)
    assert own["name"] == document.meta("og:title")
    assert own["inLanguage"] == document.one("html").get("lang")
    types = {str(node["@type"]) for node in nodes}
    assert "WebSite" in types
    assert ("BreadcrumbList" in types) == (address not in ("", "en/"))


@pytest.mark.parametrize(
    ("kind", "groups"),
    [
        ("event", ["캘린더", "새 소식", "데이터"]),
        ("talk", ["캘린더", "인용", "데이터"]),
        ("speaker", ["캘린더", "새 소식", "데이터"]),
        ("technique", ["새 소식", "데이터"]),
        ("tag", ["새 소식", "데이터"]),
        ("snippet", ["인용", "데이터"]),
        ("home", ["새 소식", "인용", "데이터"]),
    ],
)
def test_a_page_shows_what_can_be_taken_away(documents: Documents, built: Path, kind: str, groups: list[str]) -> None:
    document = documents[f"{KINDS[kind]}index.html"]
    (box,) = (element for element in document.elements if element.get("class") == "kb-away")
    inside = [element for element in document.elements if box in element.above()]
    assert [element.text for element in inside if element.tag == "dt"] == groups
    for link in (element for element in inside if element.tag == "a" and element.get("type")):
        assert (built / urljoin(SITE_URL + KINDS[kind], link.get("href")).removeprefix(SITE_URL)).is_file()


def test_an_event_offers_its_days_and_tracks(documents: Documents) -> None:
    links = {
        link.text: link.get("href") for link in documents[f"en/{KINDS['event']}index.html"].all("a") if link.get("type") == "text/calendar"
    }
    assert list(links) == ["All", "Day 1", "Day 2", "Track 1", "Track 2", "Track 3", "Track 4"]
    assert links["Day 2"].endswith("en/events/deview2016/days/2016-10-25.ics")


def test_the_page_of_formats_explains_all_of_them_in_both_languages(documents: Documents) -> None:
    from kbsite.exports.formats import FORMATS

    for prefix in LANGUAGES.values():
        named = re.findall(r"kbsite export ([a-z-]+)", documents[f"{prefix}data/index.html"].text)
        assert set(named) == FORMATS.keys() - {"opensearch"}


def test_exports_alone_are_the_files_of_the_build(built: Path, tmp_path: Path) -> None:
    done = kbsite("-C", ROOT, "export", "ical", "-o", tmp_path, KBSITE_SITE_URL=SITE_URL, KBSITE_REPO_URL=REPO_URL)
    assert done.returncode == 0, done.stderr
    mine = {path: file.read_bytes() for path, file in files(tmp_path).items()}
    assert mine == {path: file.read_bytes() for path, file in files(built).items() if path.endswith(".ics")}


def test_the_page_for_lost_visitors_offers_nothing(documents: Documents) -> None:
    for path in ("404.html", "en/404.html"):
        assert not any(element.get("type") == "application/ld+json" for element in documents[path].all("script"))
        assert list(ways("", documents[path])) == []


def test_previews_name_the_other_language_and_the_size_of_the_picture(documents: Documents) -> None:
    for prefix, other in (("", "en_US"), ("en/", "ko_KR")):
        document = documents[f"{prefix}{KINDS['talk']}index.html"]
        assert document.meta("og:locale:alternate") == other
        assert document.meta("og:type") == "article"
        assert (document.meta("og:image:width"), document.meta("og:image:height")) == ("1200", "630")
        assert document.meta("twitter:card") == "summary_large_image"
        assert document.meta("twitter:image:alt") == document.meta("og:image:alt") != ""
