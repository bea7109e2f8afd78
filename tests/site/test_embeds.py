"""Small pages for other sites: no scripts, the way back, and an oEmbed answer that leads to them."""

from __future__ import annotations

import base64
import hashlib
import json
from html import unescape
from pathlib import Path

import pytest
from sitekit.builds import ROOT
from sitekit.reader import Document
from sitekit.small import SITE_URL

from kbsite.exports.publication import Publication
from kbsite.records.load import load_catalog
from kbsite.site import embeds as module
from kbsite.site.iframe import iframe
from kbsite.site.pages.view import View

TALK = "conf-101-first"


@pytest.fixture(scope="module")
def site(small_site: Path) -> Path:
    return small_site


def page(site: Path, path: str) -> Document:
    return Document((site / path / "index.html").read_text("utf-8"))


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("id_", [TALK, "conf"])
def test_an_embed_loads_nothing_and_leads_back(site: Path, language: str, id_: str) -> None:
    document = page(site, f"{language}embed/{id_}")
    assert document.all("script") == document.all("link") == document.all("img") == []
    assert document.meta("robots") == "noindex"
    assert {link.get("target") for link in document.all("a")} == {"_top"}
    for link in document.all("a"):
        assert (site / f"{language}embed/{id_}" / str(link.get("href")) / "index.html").resolve().is_file()
    html = (site / f"{language}embed/{id_}/index.html").read_text("utf-8")
    style = html.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert unescape(html.partition('Policy" content="')[2].partition('"')[0]) == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert document.wrong == []


def test_a_talk_says_who_when_and_three_things(site: Path) -> None:
    document = page(site, f"en/embed/{TALK}")
    assert document.one("h1").text == "title-first words"
    assert "kim words" in document.text
    assert "1 May 2020" in document.text
    assert len(document.all("li")) == 3


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize(("kind", "id_"), [("talks", TALK), ("events", "conf")])
def test_a_page_leads_to_its_answer_and_shows_the_code(site: Path, language: str, kind: str, id_: str) -> None:
    document = page(site, f"{language}{kind}/{id_}")
    address = f"{SITE_URL}{language}embed/{id_}/"
    assert document.one("link", type="application/json+oembed").get("href") == f"{address}oembed.json"
    answer = json.loads((site / f"{language}embed/{id_}/oembed.json").read_text("utf-8"))
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert f'src="{address}"' in answer["html"]
    assert f'width="{answer["width"]}" height="{answer["height"]}"' in answer["html"]
    assert answer["html"].startswith("<iframe ")
    assert f'src="{address}"' in document.one("textarea", class_="kb-embed-code").text


def test_other_pages_have_none(site: Path) -> None:
    assert page(site, "en/speakers/kim").all("textarea") == []
    assert not (site / "embed/kim").exists()


def test_titles_cannot_leave_their_attribute() -> None:
    found = iframe('https://kb.example/"><script>', "\"'<b>&", "talk")
    assert found.startswith('<iframe src="https://kb.example/&quot;&gt;&lt;script&gt;" title="&quot;&#x27;&lt;b&gt;&amp;" width="560"')


def test_a_very_long_programme_is_cut_and_still_leads_to_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    catalog, _ = load_catalog(ROOT)
    assert catalog is not None
    publication = Publication(catalog, SITE_URL, {"en": "KB"}, {}, {})
    made = {}
    for most in (40, 44):
        monkeypatch.setattr(module, "PROGRAMME", most)
        files = {file.path: file.make for file in module.embeds(publication, View(catalog, "en"))}
        made[most] = Document(files["embed/deview2016/index.html"]().decode())
    assert {most: len(document.all("li")) for most, document in made.items()} == {40: 40, 44: 44}
    assert [document.all("a")[-1].get("href") for document in made.values()] == ["../../events/deview2016/"] * 2
    assert made[40].wrong == []
