"""Every file of the real site: whole, linked, bilingual, and nothing loaded from anywhere else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image
from sitekit.builds import REPO_URL, ROOT, SITE_URL, files
from sitekit.reader import URL, Document

from kbsite.records.load import load_catalog
from kbsite.site.pyodide import FOLDER as PYODIDE

pytestmark = pytest.mark.xdist_group("built")
Documents = Mapping[str, Document]
KOREAN = re.compile(r"[가-힣]+\s+[가-힣]+\s+[가-힣]+")


def address(path: str) -> str:
    """Absolute address of a page's file."""
    return SITE_URL + path.removesuffix("index.html")


VISITORS = ("assets/kb/mine/", "assets/kb/offline/", "assets/kb/icon-", "sw.js")
"""Named by scripts and by the manifest."""


def pages(documents: Documents) -> Iterator[tuple[str, Document]]:
    """Every document that is for search engines too: no redirect, nothing for lost visitors, those offline or other sites' frames."""
    for path, document in documents.items():
        if document.meta("robots") != "noindex":
            yield path, document


def file_of(url: str) -> str:
    """The file at an address of the site."""
    path = unquote(urlsplit(url).path).removeprefix(urlsplit(SITE_URL).path)
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def test_there_is_a_page_for_every_record_in_both_languages(documents: Documents) -> None:
    catalog, _ = load_catalog(ROOT)
    assert catalog is not None
    kinds = {
        "events": catalog.events,
        "talks": catalog.talks,
        "speakers": catalog.speakers,
        "techniques": catalog.techniques,
        "tags": catalog.tags,
    }
    wanted = [f"{language}{kind}/{id_}/index.html" for language in ("", "en/") for kind, records in kinds.items() for id_ in records]
    lists = [
        "",
        "talks/",
        "speakers/",
        "techniques/",
        "tags/",
        "takeaways/",
        "papers/",
        "corrections/",
        "map/",
        "missing/",
        "rules/",
        "about/",
    ]
    wanted += [f"{language}{name}index.html" for language in ("", "en/") for name in (*lists, "contribute/")]
    assert [path for path in wanted if path not in documents] == []


def test_both_languages_have_the_same_pages(documents: Documents) -> None:
    korean = {path for path, _ in pages(documents) if not path.startswith("en/")}
    english = {path.removeprefix("en/") for path, _ in pages(documents) if path.startswith("en/")}
    assert korean == english


def test_lists_of_this_size_stand_on_one_page_each(documents: Documents) -> None:
    assert [path for path in documents if "/all/" in path] == []
    assert [path for path in documents if re.fullmatch(r"(en/)?(papers|events)/([^/]+/)?index.html", path)] == [
        path for path in documents if re.fullmatch(r"(en/)?(papers|events/[^/]+)/index.html", path)
    ]
    assert [path for path, document in documents.items() for link in document.all("link") if link.get("rel") in ("prev", "next")] == []
    assert [path for path, document in documents.items() if "kb-parts" in document.classes or "kb-turn" in document.classes] == []


def test_every_document_is_whole(documents: Documents) -> None:
    assert [(path, document.wrong[:3]) for path, document in documents.items() if document.wrong] == []


def test_every_page_has_one_title_and_one_first_heading(documents: Documents) -> None:
    for path, document in documents.items():
        titles = [title for title in document.all("title") if title.parent and title.parent.tag == "head"]
        assert [bool(title.text) for title in titles] == [True], path
    for path, document in pages(documents):
        assert [bool(heading.text) for heading in document.all("h1")] == [True], path


def test_headings_do_not_skip_a_level(documents: Documents) -> None:
    for path, document in pages(documents):
        levels = [int(heading.tag[1]) for heading in document.all("h1", "h2", "h3", "h4", "h5", "h6")]
        assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == [], path


def test_ids_stand_once_in_a_page(documents: Documents) -> None:
    twice = [(path, id_) for path, document in documents.items() for id_ in set(document.ids) if document.ids.count(id_) > 1]
    assert twice == []


def test_what_names_an_id_names_one_of_the_page(documents: Documents) -> None:
    names = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers")
    dangling = [
        (path, element.line, name, id_)
        for path, document in documents.items()
        for element in document.elements
        for name in names
        for id_ in element.get(name).split()
        if id_ not in document.ids
    ]
    assert dangling == []


def test_every_link_inside_the_site_leads_to_a_file_and_an_anchor_that_exist(documents: Documents, built: Path) -> None:
    there = files(built)
    anchors = {path: set(document.ids) for path, document in documents.items()}
    wrong, count = [], 0
    for path, document in documents.items():
        for link in document.all("a", "area", "use"):
            if "href" not in link.attributes:
                continue
            url = urljoin(address(path), link.get("href"))
            if not url.startswith(SITE_URL):
                continue
            count += 1
            target, anchor = file_of(url), unquote(urlsplit(url).fragment)
            if target not in there or (
                anchor and target in anchors and anchor not in anchors[target] and not anchor.startswith(("state=", "tag="))
            ):
                wrong.append((path, link.line, link.get("href")))
    assert count > 10_000
    assert wrong == []


def test_links_out_of_the_site_are_web_addresses_of_other_hosts(documents: Documents) -> None:
    wrong = []
    for path, document in documents.items():
        for link in document.all("a"):
            url = urljoin(address(path), link.get("href"))
            parts = urlsplit(url)
            if not url.startswith(SITE_URL) and (parts.scheme not in ("http", "https") or parts.hostname == "kb.example"):
                wrong.append((path, link.line, link.get("href")))
    assert wrong == []


def test_no_link_leads_from_a_page_to_an_index_file_or_with_a_dot_path(documents: Documents) -> None:
    odd = [
        (path, link.get("href")) for path, document in pages(documents) for link in document.all("a") if "index.html" in link.get("href")
    ]
    assert odd == []


def test_links_have_words(documents: Documents) -> None:
    silent = [
        (path, link.line)
        for path, document in documents.items()
        for link in document.all("a")
        if "href" in link.attributes and not (link.text or link.get("aria-label"))
    ]
    assert silent == []


def test_a_page_names_its_language_and_the_same_page_in_the_other(documents: Documents) -> None:
    for path, document in pages(documents):
        english = path.startswith("en/")
        assert document.one("html").get("lang") == ("en" if english else "ko"), path
        own = path.removeprefix("en/")
        korean_url, english_url = address(own), address(f"en/{own}")
        assert document.one("link", rel="canonical").get("href") == address(path), path
        alternates = [(link.get("hreflang"), link.get("href")) for link in document.all("link") if link.get("hreflang")]
        assert sorted(alternates) == [("en", english_url), ("ko", korean_url), ("x-default", korean_url)], path
        switch = [urljoin(address(path), link.get("href")) for link in document.all("a") if "kb-language" in link.get("class").split()]
        assert switch == [korean_url if english else english_url], path


def test_sentences_in_another_language_are_marked(documents: Documents) -> None:
    """Names may stand in any language (WCAG 2.2, 3.1.2), and code is code: three Korean words in a row are more than that."""
    unmarked = [
        (path, piece.words[:60])
        for path, document in pages(documents)
        if path.startswith("en/")
        for piece in document.pieces
        if KOREAN.search(piece.words) and not piece.inside.language.startswith("ko")
        if not {"head", "pre", "code"} & {element.tag for element in (piece.inside, *piece.inside.above())}
    ]
    assert unmarked == []


def test_previews_have_a_title_a_text_and_a_picture_of_the_right_size(documents: Documents, built: Path) -> None:
    pictures: dict[str, str] = {}
    for path, document in pages(documents):
        assert document.meta("og:title"), path
        assert document.meta("og:url") == address(path), path
        assert document.meta("og:locale") == ("en_US" if path.startswith("en/") else "ko_KR"), path
        assert document.meta("description") == document.meta("og:description") != "", path
        picture = document.meta("og:image")
        if picture:
            pictures[picture] = path
            assert document.meta("og:image:alt"), path
    talks = [path for path, _ in pages(documents) if re.fullmatch(r"(en/)?talks/[^/]+/index\.html", path)]
    assert sorted(path for path in pictures.values() if path in talks) == sorted(talks)
    for url, path in pictures.items():
        assert url.startswith(SITE_URL), path
        with Image.open(built / url.removeprefix(SITE_URL)) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630)), url


def test_the_policy_stands_before_everything_that_loads_and_allows_the_inline_scripts(documents: Documents) -> None:
    for path, document in pages(documents):
        head = [element for element in document.elements if element.tag in ("meta", "link", "script", "style", "img")]
        first = next(element for element in head if element.get("http-equiv") == "Content-Security-Policy")
        before = [element.tag for element in head[: head.index(first)]]
        assert before in ([], ["meta"]), path
        policy = first.get("content")
        assert "default-src 'self'" in policy, path
        for script in document.all("script"):
            if "src" not in script.attributes and "json" not in script.get("type"):
                digest = base64.b64encode(hashlib.sha256("".join(script.words).encode()).digest()).decode()
                assert f"'sha256-{digest}'" in policy, (path, script.line)


def test_no_element_carries_script(documents: Documents) -> None:
    wrong = [
        (path, element.line, name)
        for path, document in documents.items()
        for element in document.elements
        for name, value in element.attributes.items()
        if name.startswith("on") or "javascript:" in value.lower()
    ]
    assert wrong == []


def test_nothing_is_loaded_from_another_host_and_everything_loaded_is_there(documents: Documents, built: Path) -> None:
    there, wrong, seen = files(built), [], set()
    for path, document in documents.items():
        for element, url in document.loaded():
            if url.startswith(("#", "data:image/")):
                continue
            found = urljoin(address(path), url)
            if urlsplit(url).netloc or not found.startswith(SITE_URL) or file_of(found) not in there:
                wrong.append((path, element.line, url))
            seen.add(file_of(found))
    assert wrong == []
    assert {name.rpartition(".")[2] for name in seen} >= {"css", "js", "svg"}


def test_style_sheets_load_only_what_is_beside_them(built: Path) -> None:
    there = files(built)
    sheets = {name: path.read_text("utf-8") for name, path in there.items() if name.endswith(".css")}
    assert sheets
    for name, css in sheets.items():
        assert "@import" not in css, name
        for url in URL.findall(css):
            if not url.startswith("data:image/"):
                assert not urlsplit(url).netloc, (name, url)
                assert file_of(urljoin(SITE_URL + name, url)) in there, (name, url)


def test_scripts_name_no_other_host(built: Path) -> None:
    for name, path in files(built).items():
        if name.endswith(".js"):
            hosts = {urlsplit(url).hostname for url in re.findall(r"https?://[^\s\"'`)]+", path.read_text("utf-8"))}
            assert hosts <= {"www.w3.org"}, name


def test_every_file_of_the_site_is_used(documents: Documents, built: Path) -> None:
    named = {file_of(urljoin(address(path), url)) for path, document in documents.items() for _, url in document.loaded()}
    named |= {file_of(document.meta("og:image")) for document in documents.values()}
    links = ((path, link.get("href")) for path, document in documents.items() for link in document.all("a", "link"))
    named |= {file_of(urljoin(address(path), url)) for path, url in links}
    for name, path in files(built).items():
        if name.endswith(".html"):
            games = re.findall(r'data-kb-game="([^"]+)"', path.read_text("utf-8"))
            named |= {file_of(urljoin(address(name), url)) for url in games}
        if name.endswith((".css", ".js")):
            text = path.read_text("utf-8")
            found = URL.findall(text) if name.endswith(".css") else re.findall(r"""["'](\.{1,2}/[\w./-]+)["']""", text)
            named |= {file_of(urljoin(SITE_URL + name, url)) for url in found}
    known = {"sitemap.xml", "robots.txt", ".nojekyll", ".kbsite", "assets/kb/paths.json", "assets/kb/fonts/OFL.txt", "schema/ids.json"}
    described = {
        name for name in files(built) if name.startswith(("api/v1/", "assets/kb/form/"))
    }  # its index and its schemas name them; the form asks for its records by name
    left = {name for name in files(built) if not name.endswith(".html")} - named - known - described
    assert sorted(name for name in left if not name.startswith(("assets/kb/search/", *VISITORS, PYODIDE))) == []


def test_a_page_leads_to_the_record_it_was_made_from(documents: Documents) -> None:
    document = documents["talks/deview2016-231-zinst/index.html"]
    links = [link.get("href") for link in document.all("a")]
    assert f"{REPO_URL}/edit/main/talks/deview2016/231-zinst.yml" in links
    assert any(link.startswith(f"{REPO_URL}/issues/new?title=%5Btalks/deview2016/231-zinst.yml%5D") for link in links)


def test_the_site_map_names_every_page_once(documents: Documents, built: Path) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    tree = ElementTree.parse(built / "sitemap.xml")
    locations = [found.text or "" for found in tree.findall("s:url/s:loc", names)]
    assert sorted(locations) == sorted(address(path) for path, _ in pages(documents))
    for entry in tree.findall("s:url", names):
        links = {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", names)}
        own = (entry.findtext("s:loc", namespaces=names) or "").removeprefix(SITE_URL).removeprefix("en/")
        assert links == {"ko": SITE_URL + own, "en": f"{SITE_URL}en/{own}"}


def test_robots_are_told_of_the_site_map(built: Path) -> None:
    assert f"Sitemap: {SITE_URL}sitemap.xml" in (built / "robots.txt").read_text("utf-8")


def test_lost_visitors_get_a_page_in_each_language_that_works_at_any_address(documents: Documents) -> None:
    for path, language in (("404.html", "ko"), ("en/404.html", "en")):
        document = documents[path]
        assert document.one("html").get("lang") == language
        assert document.meta("robots") == "noindex"
        addresses = [link.get("href") for link in document.all("a")] + [url for _, url in document.loaded()]
        relative = [url for url in addresses if not url.startswith(("#", "/sub/", "https://"))]
        assert relative == [], path
        assert document.all("link") and not any(link.get("rel") == "canonical" for link in document.all("link"))


def test_addresses_and_titles_for_lost_visitors(documents: Documents, built: Path) -> None:
    entries = json.loads((built / "assets/kb/paths.json").read_text("utf-8"))
    assert sorted(entry["url"] for entry in entries) == sorted(
        path.removesuffix("index.html") for path, _ in pages(documents) if not path.startswith("en/")
    )
    assert all(set(entry["title"]) == {"ko", "en"} for entry in entries)


@pytest.mark.parametrize("language", ["", "en/"])
def test_ceph_shows_what_the_review_wrote_and_what_is_right(documents: Documents, language: str) -> None:
    text = documents[f"{language}talks/deview2016-244-ceph-on-ssd/index.html"].text
    assert "CEPH는 RDB(스카시 장비같은 블록디바이스)" in text
    assert "RBD(RADOS Block Device)" in text or "RBD (RADOS Block Device)" in text
    assert "BlueStore는 저널링 부분은 제거하고" in text


@pytest.mark.parametrize("language", ["", "en/"])
def test_alpharun_shows_the_claimed_days_beside_the_computed_ones(documents: Documents, language: str) -> None:
    document = documents[f"{language}talks/deview2016-223-alpharun/index.html"]
    values = [element.text for element in document.all("dd")]
    assert any("5,040" in value for value in values)
    assert any("630" in value and "5,040" not in value for value in values)


def test_talks_that_nobody_summarised_say_so_and_ask(documents: Documents) -> None:
    catalog, _ = load_catalog(ROOT)
    assert catalog is not None
    silent = [talk.id for talk in catalog.talks.values() if catalog.state(talk) == "listed"]
    for id_ in silent:
        document = documents[f"en/talks/{id_}/index.html"]
        assert "missing" in document.ids, id_
        assert "../../contribute/" in [link.get("href") for link in document.all("a")], id_
