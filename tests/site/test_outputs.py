"""Files beside the pages: redirects, days in the site map, pages for lost visitors, and what a small project lacks."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from sitekit.builds import build, environment, files, kbsite
from sitekit.reader import Document
from sitekit.small import SITE_URL, write_project

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
REDIRECTS = {
    "talks/conf-100-first/": "talks/conf-101-first/",
    "events/old-conf/": "events/conf/",
    "speakers/gim/": "speakers/kim/",
    "techniques/old-method/": "techniques/method/",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = write_project(tmp_path_factory.mktemp("small") / "project")
    return build(project, project / "site", "--no-cards")


def git(root: Path, *arguments: str, day: str) -> None:
    clock = f"{day}T12:00:00+00:00"
    who = ["-c", "user.name=Editor", "-c", "user.email=editor@kb.example"]
    own = {"GIT_AUTHOR_DATE": clock, "GIT_COMMITTER_DATE": clock, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True, env={**environment(), **own})


def lastmod(site: Path) -> dict[str, str | None]:
    tree = ElementTree.parse(site / "sitemap.xml")
    entries = tree.findall("s:url", SPACE)
    return {
        (entry.findtext("s:loc", namespaces=SPACE) or "").removeprefix(SITE_URL): entry.findtext("s:lastmod", namespaces=SPACE)
        for entry in entries
    }


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize(("former", "now"), REDIRECTS.items())
def test_a_former_address_leads_to_the_present_one(site: Path, language: str, former: str, now: str) -> None:
    document = Document((site / language / former / "index.html").read_text("utf-8"))
    refresh = document.one("meta", http_equiv="refresh").get("content")
    target = SITE_URL + language + now
    assert urljoin(SITE_URL + language + former, refresh.removeprefix("0; url=")) == target
    assert urljoin(SITE_URL + language + former, document.one("a").get("href")) == target
    assert document.one("link", rel="canonical").get("href") == target
    assert document.meta("robots") == "noindex"
    assert document.one("html").get("lang") == ("en" if language else "ko")
    assert document.one("title").text == ("This page has moved" if language else "이 페이지는 자리를 옮겼습니다")
    assert document.wrong == []


def test_former_addresses_are_not_in_the_site_map(site: Path) -> None:
    assert not {f"{language}{former}" for language in ("", "en/") for former in REDIRECTS} & set(lastmod(site))


def test_days_in_the_site_map_are_those_of_the_history(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    git(project, "init", day="2021-01-01")
    git(project, "add", "-A", day="2021-01-01")
    git(project, "commit", "-m", "all", day="2021-01-01")
    method = project / "talks/techniques/method.yml"
    method.write_text(method.read_text("utf-8").replace("method 글", "방법 글"), "utf-8")
    git(project, "commit", "-am", "method", day="2022-02-02")
    (project / "content/ko/about.md").write_text("# 다시 쓴 소개\n", "utf-8")
    days = lastmod(build(project, project / "site", "--no-cards"))
    assert days["speakers/lee/"] == days["en/speakers/lee/"] == "2021-01-01"
    assert days["techniques/method/"] == days["en/techniques/method/"] == "2022-02-02"
    assert days["talks/conf-101-first/"] == "2022-02-02"  # it names the technique
    assert days["talks/conf-102-second/"] == "2021-01-01"
    assert days["about/"] is None  # changed and not committed
    assert days["en/about/"] == "2021-01-01"
    assert days[""] == "2022-02-02"


def test_a_page_shows_the_day_of_its_last_change_and_none_that_is_unknown(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    git(project, "init", day="2021-01-01")
    git(project, "add", "-A", day="2021-01-01")
    git(project, "commit", "-m", "all", day="2021-01-01")
    shown = Document((build(project, project / "site", "--no-cards") / "speakers/lee/index.html").read_text("utf-8"))
    assert "2021-01-01" in shown.text
    with (project / "talks/speakers/lee.yml").open("a", encoding="utf-8") as record:
        record.write("\n")
    shown = Document((build(project, project / "site", "--no-cards") / "speakers/lee/index.html").read_text("utf-8"))
    assert "2021-01-01" not in shown.text


def test_a_project_without_a_history_has_no_days(site: Path) -> None:
    assert set(lastmod(site).values()) == {None}


def test_every_link_of_a_small_project_leads_somewhere(site: Path) -> None:
    there = files(site)
    wrong = []
    for name, path in there.items():
        if name.endswith(".html"):
            here = SITE_URL + name.removesuffix("index.html")
            for link in Document(path.read_text("utf-8")).all("a"):
                url = urljoin(here, link.get("href")).partition("#")[0].partition("?")[0]
                target = url.removeprefix(SITE_URL)
                if (
                    url.startswith(SITE_URL)
                    and (f"{target}index.html" if target in ("", "/") or target.endswith("/") else target) not in there
                ):
                    wrong.append((name, link.get("href")))
    assert wrong == []


def test_a_project_in_one_language_has_no_other(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"mkdocs.en.yml": None})
    site = build(project, project / "site", "--no-cards")
    assert not (site / "en").exists()
    page = Document((site / "index.html").read_text("utf-8"))
    assert [link.get("hreflang") for link in page.all("link") if link.get("hreflang")] == ["ko", "x-default"]
    assert not [link for link in page.all("a") if "kb-language" in link.get("class")]


def test_a_project_whose_first_language_is_english(tmp_path: Path) -> None:
    settings = (
        "site_name: Conf\nsite_url: https://kb.example/sub/\ndocs_dir: content/en\ntheme: {name: kbsite, language: en, font: false}\n"
    )
    korean = "INHERIT: mkdocs.yml\ndocs_dir: content/ko\ntheme: {name: kbsite, language: ko, font: false}\n"
    project = write_project(tmp_path, {"mkdocs.yml": settings, "mkdocs.en.yml": None, "mkdocs.ko.yml": korean})
    site = build(project, project / "site", "--no-cards")
    assert Document((site / "talks/index.html").read_text("utf-8")).one("html").get("lang") == "en"
    assert Document((site / "ko/talks/index.html").read_text("utf-8")).one("html").get("lang") == "ko"
    assert (site / "ko/404.html").exists()


def test_a_site_address_that_is_not_set_is_a_warning(tmp_path: Path) -> None:
    project = write_project(
        tmp_path, {"mkdocs.yml": "site_name: x\ndocs_dir: content/ko\ntheme: {name: kbsite, language: ko, font: false}\n"}
    )
    done = kbsite("-C", project, "build", "--no-cards")
    assert "[site-address-is-set]" in done.stdout


def test_a_project_with_one_talk_and_nothing_else_builds(tmp_path: Path) -> None:
    bare = {
        "mkdocs.yml": "site_name: Bare\nsite_url: https://kb.example/\ndocs_dir: content/en\ntheme: {name: kbsite, language: en, font: false}\n",
        "content/en/about.md": "# About\n",
        "talks/conf/event.yml": {"name": "Conf", "time_zone": "UTC", "days": [{"date": "2020-05-01"}], "sources": ["note"]},
        "talks/conf/one.yml": {"title": "Only one", "language": "en", "sources": ["note"]},
        "talks/sources/note.yml": {"type": "note", "title": "Note"},
    }
    for name, record in bare.items():
        write_one(tmp_path / name, record)
    site = build(tmp_path, tmp_path / "site", "--no-cards")
    assert "Only one" in Document((site / "talks/conf-one/index.html").read_text("utf-8")).text


def write_one(path: Path, record: object) -> None:
    import json

    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record if isinstance(record, str) else json.dumps(record), "utf-8")
