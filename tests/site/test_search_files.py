"""The search of a site as files: scripts, index and labels under names of their contents, and where it begins."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sitekit.builds import content
from sitekit.reader import Document

from kbsite.search.packing import unpacked
from kbsite.search.stretches import place
from kbsite.site.search_files import ASSETS, FINDER, FOLDER, make_code

NAMED = re.compile(r"-[0-9a-f]{10,12}(?:\.|/)")


@pytest.fixture(scope="module")
def found(built: Path) -> Mapping[str, bytes]:
    """Files of the search, by path within its folder."""
    return {name.removeprefix(FOLDER): data for name, data in content(built).items() if name.startswith(FOLDER)}


def start(found: Mapping[str, bytes], language: str) -> dict[str, Any]:
    return dict(json.loads(found[f"start.{language}.json"]))


def test_only_where_it_begins_has_a_name_that_stays(found: Mapping[str, bytes]) -> None:
    assert sorted(name for name in found if not NAMED.search(name)) == ["start.en.json", "start.ko.json"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_it_begins_with_names_of_files_that_are_there(found: Mapping[str, bytes], language: str) -> None:
    begun = start(found, language)
    assert {begun["manifest"], begun["worker"], begun["engine"]} <= set(found)
    assert begun["language"] == language
    assert begun["languages"] == {"ko": "한국어", "en": "English"}
    for field, blocks in begun["labels"].items():
        for number, first in enumerate(blocks["first"]):
            labels = json.loads(found[f"{blocks['path']}/{number}.json"])
            assert min(labels) == first, field
    assert begun["words"]["all"] == ("모든 결과 보기" if language == "ko" else "See all results")


def label(found: Mapping[str, bytes], language: str, field: str, value: str) -> str:
    blocks = start(found, language)["labels"][field]
    return str(json.loads(found[f"{blocks['path']}/0.json"])[value])


def test_values_have_words_for_people(found: Mapping[str, bytes]) -> None:
    assert label(found, "ko", "technique", "bluestore") == "블루스토어"
    assert label(found, "en", "technique", "bluestore") == "BlueStore"
    assert label(found, "ko", "day", "2016-10-25") == "2일차 · 2016년 10월 25일(화)"
    assert label(found, "en", "event", "deview2016") == "DEVIEW 2016"


def test_what_is_popular_leads_to_pages_of_the_language(found: Mapping[str, bytes], built: Path) -> None:
    for language, prefix in (("ko", ""), ("en", "en/")):
        popular = start(found, language)["popular"]
        assert [one["kind"] for one in popular].count("technique") == 8
        for one in popular:
            assert one["url"].startswith(f"{prefix}t")
            assert (built / one["url"] / "index.html").is_file()


def shown(found: Mapping[str, bytes]) -> list[Any]:
    """Rows of all documents, in order."""
    line, _, rest = unpacked(found[start(found, "ko")["manifest"]]).partition(b"\n")
    manifest = json.loads(line)
    shelves, sizes = manifest["documents"]["shelves"], manifest["documents"]["sizes"]
    names = [place("documents", shelves, number) for number in range(len(sizes))]
    return [row for name in names for row in json.loads(unpacked(found[name], rest[: manifest["dictionary"]]))]


def test_every_document_leads_to_a_page_and_to_its_section(found: Mapping[str, bytes], documents: Mapping[str, Document]) -> None:
    rows = shown(found)
    assert len(rows) > 600
    lost: list[str] = []
    for id_, _, url, language, *_, texts in rows:
        path, _, anchor = url.partition("#")
        page = documents[f"{path}index.html"]
        assert page.one("html").get("lang") == language, id_
        ids = set(page.ids)
        assert not anchor or anchor in ids, url
        lost += [f"{url}#{name}" for name, *_ in texts if name and not anchor and name not in ids]
    assert lost == []


def test_hand_written_pages_can_be_found(found: Mapping[str, bytes]) -> None:
    pages = {row[2]: row for row in shown(found) if row[4] == "page"}
    assert {"about/", "en/about/", "contribute/", "en/contribute/"} <= set(pages)
    assert pages["en/about/"][5] == pages["about/"][5] == "page:about/"


def test_pages_name_the_scripts_by_their_contents(found: Mapping[str, bytes], documents: Mapping[str, Document]) -> None:
    code = make_code()
    for path, root in (("index.html", ""), ("en/tags/storage/index.html", "../../../"), ("404.html", "/sub/")):
        opener = documents[path].one("a", class_="kb-tool kb-search-open")
        assert opener.get("data-kb-finder") == root + code.finder
        assert opener.get("data-kb-start") == f"{root}{FOLDER}start.{'en' if path.startswith('en/') else 'ko'}.json"
    assert f"{code.finder}box.js".removeprefix(FOLDER) in found
    assert code.worker.removeprefix(FOLDER) in found


def test_what_pages_load_of_it_comes_in_one_load() -> None:
    files = make_code().files
    scripts = {name.rpartition("/")[2]: data.decode() for name, data in files.items() if "/finder/" in name}
    assert set(scripts) == set(FINDER)
    for name, script in scripts.items():
        assert not re.search(r"\bimport\b", script), name
        assert "export const{start}=" in script, name


def test_scripts_never_write_html() -> None:
    for path in (ASSETS / "finder").glob("*.js"):
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", path.read_text("utf-8")), path.name


def test_scripts_have_right_types() -> None:
    if shutil.which("tsc") is None:
        pytest.skip("tsc is not here; install it with: npm install --global typescript")
    done = subprocess.run(["tsc", "-p", str(ASSETS / "finder")], capture_output=True, text=True, check=False)
    assert done.stdout == ""
