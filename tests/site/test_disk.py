"""A site made to be opened from a disk: every link names a file that is there, and nothing is left that browsers refuse there."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from sitekit.builds import files, kbsite
from sitekit.reader import Document

from kbsite.site.disk import _LINK, _page, _whole


@pytest.fixture(scope="module")
def site(small_disk: Path) -> Path:
    return small_disk


def test_every_link_names_a_file(site: Path) -> None:
    broken = []
    for name in files(site):
        if not name.endswith(".html") or name.endswith("404.html"):
            continue
        document = Document((site / name).read_text("utf-8"))
        for link in document.all("a"):
            address = urljoin(f"disk/{name}", str(link.get("href") or ""))
            if (
                address.startswith("disk/")
                and not (site / unquote(address.removeprefix("disk/").partition("#")[0].partition("?")[0])).is_file()
            ):
                broken.append((name, link.get("href")))
    assert broken == []


def test_nothing_is_left_that_browsers_refuse(site: Path) -> None:
    for name, path in files(site).items():
        if name.endswith(".html"):
            html = path.read_text("utf-8")
            assert 'type="module"' not in html, name
            assert 'rel="manifest"' not in html, name
    assert [name for name in files(site) if name.startswith("assets/kb/") and name.endswith((".json", ".bin"))] == []
    assert not list(site.glob("assets/pyodide*"))
    scripts = [path for name, path in files(site).items() if name.startswith("assets/kb/disk")]
    assert scripts
    assert all("import.meta" not in path.read_text("utf-8") and "\nexport " not in path.read_text("utf-8") for path in scripts)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (' href="../talks/"', ' href="../talks/index.html"'),
        (' href="./"', ' href="./index.html"'),
        (' href="../x/?q=a#b"', ' href="../x/index.html?q=a#b"'),
        (' href="?q=a"', ' href="index.html?q=a"'),
        (' href="#top"', ' href="#top"'),
        (' href="https://other.example/"', ' href="https://other.example/"'),
        (' href="mailto:a@b.example"', ' href="mailto:a@b.example"'),
        (' href="../assets/kb/icon.svg"', ' href="../assets/kb/icon.svg"'),
        (' action="../search/"', ' action="../search/index.html"'),
    ],
)
def test_links_to_folders_name_their_file(before: str, after: str) -> None:
    assert _LINK.sub(_whole, before) == after


def test_words_that_look_like_links_stay() -> None:
    assert (
        _page('<p title="a > b">href="x/" <code> href="y/"</code></p>', "", {}) == '<p title="a > b">href="x/" <code> href="y/"</code></p>'
    )


def test_the_command_says_what_it_makes() -> None:
    assert "--for-disk" in kbsite("build", "--help").stdout
