"""Markdown beside pages, and the lists of it."""

from __future__ import annotations

import re

import pytest
import yaml
from exports.conftest import SITE, published
from markdown import Markdown
from projectkit import Folder

from kbsite.exports import llms
from kbsite.exports.markdown_records import documented
from kbsite.exports.publication import Publication


def made(publication: Publication) -> dict[str, str]:
    return {file.path: file.make().decode() for file in llms.files(publication)}


def parts(document: str) -> tuple[dict[str, object], str]:
    _, front, body = document.split("---\n", 2)
    return yaml.safe_load(front), body


def test_every_document_says_where_it_is_from_when_it_changed_and_its_licence(real: Publication, hostile: Publication) -> None:
    for publication in (real, hostile):
        for path, document in made(publication).items():
            if path.endswith("index.md"):
                front, body = parts(document)
                assert front["url"] == SITE + path.removesuffix("index.md")
                assert front["license"] == "CC BY 4.0"
                assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(front["updated"]))
                assert body.lstrip().startswith("# ")


def test_a_technique_says_what_it_is_and_where_it_is_used(real: Publication) -> None:
    document = made(real)["en/techniques/bluestore/index.md"]
    for words in (
        "# BlueStore (블루스토어)",
        "## Why one would care",
        "## Talks that use it\n\n- [CEPH Optimization on SSD](https://kb.example/sub/en/talks/deview2016-244-ceph-on-ssd/)",
        "[doi:10.1145/3341301.3359656](https://doi.org/10.1145/3341301.3359656)",
        "## Sources\n\n1. ",
    ):
        assert words in document


def test_an_event_lists_its_talks_by_day_and_its_routes(real: Publication) -> None:
    document = made(real)["events/deview2016/index.md"]
    assert document.index("## 2016-10-24") < document.index("## 2016-10-25") < document.index("## 관람 경로")
    assert document.count("](https://kb.example/sub/talks/") == 44 + len(real.catalog.events["deview2016"].routes[0].talks)


def test_speakers_and_tags_list_their_talks(real: Publication) -> None:
    found = made(real)
    for path in ("speakers/byun-ilsoo/index.md", "tags/storage/index.md"):
        assert "https://kb.example/sub/talks/deview2016-244-ceph-on-ssd/" in found[path]


def test_the_list_names_every_document_once(real: Publication) -> None:
    for prefix in ("", "en/"):
        text = made(real)[f"{prefix}llms.txt"]
        assert text.startswith("# ") and "\n> " in text
        named = re.findall(r"\]\((https://kb\.example/sub/[^)]*index\.md)\)", text)
        assert sorted(named) == sorted(SITE + llms.path(real, record, prefix.rstrip("/") or "ko") for record in documented(real.catalog))
        assert "CC BY 4.0" in text


def test_the_long_file_has_what_was_written_about(real: Publication) -> None:
    text = made(real)["en/llms-full.txt"]
    assert "<https://kb.example/sub/en/talks/deview2016-244-ceph-on-ssd/>" in text
    assert "<https://kb.example/sub/en/talks/deview2016-111-indoor-positioning/>" not in text


def test_hostile_text_stays_text(hostile: Publication) -> None:
    for path, document in made(hostile).items():
        body = parts(document)[1] if path.endswith("index.md") else document
        html = Markdown(extensions=["extra"]).convert(body)
        found = set(re.findall(r"<([a-z0-9]+)", html))
        assert found <= {"h1", "h2", "h3", "p", "ul", "ol", "li", "a", "code", "em", "strong", "blockquote", "hr", "br"}, path
        assert not re.search(r'href="(?!https?://)', html), path


def test_what_is_kept_off_the_site_is_in_no_document(project: Folder) -> None:
    project.add("talks/conf2020/101-storage.yml", "publish: false\n")
    found = made(published(project.catalog()))
    assert not any("conf2020-101" in path + document for path, document in found.items())


def test_talks_too_many_to_name_are_left_to_their_events(real: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llms, "MOST", 4)
    found = made(real)["en/llms.txt"]
    assert "There are 44 talks, too many to name them here: the Markdown of an event lists all of its talks." in found
    assert found.count("/talks/deview2016-") == 4
    assert "/events/deview2016/index.md" in found
    assert "/techniques/bluestore/index.md" in found
    assert "/speakers/" not in found
    assert "발표가 44편이라 여기에는 다 적지 않았습니다." in made(real)["llms.txt"]
