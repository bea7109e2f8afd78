"""The configuration for nginx, run for real: types, compressed twins, what is kept for ever, lost visitors, a switch of releases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sitekit.builds import build
from sitekit.nginx import BROTLI, behind_nginx, needs_nginx
from sitekit.small import write_project

FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Path]]:
    """A small site behind nginx, and the folder of its releases."""
    needs_nginx()
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    build(write_project(folder / "project"), folder / "one", "--no-cards", "--compress")
    (folder / "current").symlink_to("one")
    with behind_nginx(folder) as client:
        yield client, folder


def test_every_file_has_its_type(served: tuple[httpx.Client, Path]) -> None:
    client, folder = served
    for name in ("module.mjs", "machine.wasm"):  # as Python for pages brings them
        (folder / "one" / "assets" / name).write_bytes(b"")
    kinds = {path.suffix: path for path in (folder / "one").rglob("*.*") if path.suffix not in (".gz", ".br", ".kbsite", ".nojekyll")}
    types = {end: client.get(path.relative_to(folder / "one").as_posix()).headers["content-type"] for end, path in kinds.items()}
    assert types[".html"] == "text/html; charset=utf-8"
    assert types[".md"] == "text/markdown; charset=utf-8"
    assert types[".ics"] == "text/calendar; charset=utf-8"
    assert types[".webmanifest"] == "application/manifest+json; charset=utf-8"
    assert types[".woff2"] == "font/woff2"
    assert types[".mjs"].startswith("text/javascript")
    assert types[".wasm"] == "application/wasm"
    assert {end for end, one in types.items() if one.startswith("application/octet-stream")} <= {".bin"}


@pytest.mark.parametrize(("wanted", "end"), [("gzip", ".gz"), ("br", ".br")])
def test_compressed_twins_are_sent_as_they_are(served: tuple[httpx.Client, Path], wanted: str, end: str) -> None:
    client, folder = served
    if wanted == "br" and not BROTLI.exists():
        pytest.skip("needs nginx's module for brotli: apt-get install libnginx-mod-http-brotli-static")
    with client.stream("GET", "talks/", headers={"Accept-Encoding": wanted}) as answer:
        assert answer.headers["content-encoding"] == wanted
        assert answer.headers["vary"] == "Accept-Encoding"
        assert b"".join(answer.iter_raw()) == (folder / "one" / "talks" / f"index.html{end}").read_bytes()
    plain = client.get("talks/", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == (folder / "one" / "talks" / "index.html").read_bytes()


def test_what_has_a_hash_in_its_name_is_kept_for_ever_and_nothing_else(served: tuple[httpx.Client, Path]) -> None:
    client, folder = served
    names = [path.relative_to(folder / "one").as_posix() for path in (folder / "one" / "assets").rglob("*") if path.is_file()]
    names = [name for name in names if not name.endswith((".gz", ".br"))]
    kept = {name for name in names if client.head(name).headers["cache-control"] == FOR_EVER}
    assert {name for name in names if re.search(r"[.-][0-9a-f]{10,}[./-]", name) or "/fonts/" in name} == kept
    assert {"assets/kb/icon.svg", "assets/kb/search/start.ko.json"} <= {*names} - kept
    for address in ("", "talks/", "sw.js", "sitemap.xml", "manifest.webmanifest", "no/such/page"):
        assert client.head(address).headers["cache-control"] == "no-cache", address


def test_data_may_be_fetched_by_other_sites_and_pages_are_not_guessed_at(served: tuple[httpx.Client, Path]) -> None:
    client, _ = served
    assert client.get("api/v1/talks.json").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in client.get("talks/").headers
    assert client.get("talks/").headers["x-content-type-options"] == "nosniff"


def test_lost_visitors_get_the_page_for_them(served: tuple[httpx.Client, Path]) -> None:
    client, folder = served
    answer = client.get("no/such/page")
    assert answer.status_code == 404
    assert answer.content == (folder / "one" / "404.html").read_bytes()


def test_releases_are_switched_at_once_and_back(served: tuple[httpx.Client, Path]) -> None:
    client, folder = served
    (folder / "two").mkdir()
    (folder / "two" / "index.html").write_text("two", "utf-8")
    for release, words in (("two", "two"), ("one", "<!doctype html>")):
        (folder / "next").symlink_to(release)
        (folder / "next").rename(folder / "current")
        assert client.get("").text.startswith(words)
