"""The map of talks and techniques: what it links to, where things stand, and what it leaves out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbsite.records.catalog import Catalog
from kbsite.records.models import Record, Tag, Talk, Technique
from kbsite.site.asset_names import CARD_FONT
from kbsite.site.drawing.bipartite import Cluster, Columns, settle
from kbsite.site.drawing.geometry import Box
from kbsite.site.pages.view import View, address_of
from kbsite.site.relations import HUES, MOST_TALKS, relations_svg

SVG = "{http://www.w3.org/2000/svg}"
CSS = (Path(CARD_FONT).parents[1] / "drawing.css").read_text("utf-8")
ADDRESS = "map/"


def a_talk(number: int, techniques: list[str], title: Any = None) -> Talk:
    values = {
        "id": f"conf-{number}",
        "path": f"talks/conf/{number}.yml",
        "event": "conf",
        "title": title or f"발표 {number}",
        "sources": ["note"],
    }
    return Talk.model_validate({**values, "techniques": [{"id": id_} for id_ in techniques]}, context={"language": "ko"})


def a_technique(id_: str, topic: str = "storage", name: Any = None) -> Technique:
    values = {
        "id": id_,
        "path": f"talks/techniques/{id_}.yml",
        "name": name or id_,
        "topic": topic,
        "definition": "정의",
        "sources": ["note"],
    }
    return Technique.model_validate(values, context={"language": "ko"})


def a_tag(id_: str, label: Any) -> Tag:
    return Tag.model_validate({"id": id_, "path": "talks/tags.yml", "label": label}, context={"language": "ko"})


def catalog_of(catalog: Catalog, *records: Record) -> Catalog:
    """Other records in the same project."""
    return Catalog(catalog.project, records)


def drawing(catalog: Catalog, language: str = "ko") -> ElementTree.Element:
    """The map and its caption, as XML."""
    return ElementTree.fromstring(f"<div>{relations_svg(catalog, View(catalog, language), ADDRESS)}</div>")


def links(root: ElementTree.Element) -> Mapping[str, ElementTree.Element]:
    """Links by the address they lead to."""
    return {posixpath.normpath(ADDRESS + link.get("href", "")) + "/": link for link in root.iter(f"{SVG}a")}


def marks(root: ElementTree.Element, style: str) -> list[Box]:
    found = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == style]
    return [Box(*(float(rect.get(name, "0")) for name in ("x", "y", "width", "height"))) for rect in found]


@pytest.fixture
def few(catalog: Catalog) -> Catalog:
    """Two talks that share a technique, one alone, and one that names none."""
    return catalog_of(
        catalog,
        a_talk(1, ["disk", "log"], {"ko": "첫 발표", "en": "First talk"}),
        a_talk(2, ["log"]),
        a_talk(3, ["wire"]),
        a_talk(4, []),
        a_technique("disk", name={"ko": "디스크", "en": "Disk"}),
        a_technique("log"),
        a_technique("wire", "network"),
        a_technique("unused"),
        a_tag("storage", {"ko": "저장소", "en": "Storage"}),
    )


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_link_leads_to_a_page_of_the_project(catalog: Catalog, language: str) -> None:
    records: tuple[Record, ...] = (*catalog.talks.values(), *catalog.techniques.values(), *catalog.tags.values())
    found = links(drawing(catalog, language))
    assert set(found) <= {address_of(record) for record in records}
    joined = [talk for talk in catalog.talks.values() if any(use.id in catalog.techniques for use in talk.techniques)]
    assert {address_of(talk) for talk in joined} <= set(found)
    assert {address_of(catalog.techniques[use.id]) for talk in joined for use in talk.techniques if use.id in catalog.techniques} <= set(
        found
    )


@pytest.mark.parametrize("language", ["ko", "en"])
def test_names_cover_each_other_nowhere(catalog: Catalog, language: str) -> None:
    root = drawing(catalog, language)
    boxes = marks(root, "kb-map-sheet") + marks(root, "kb-map-touch")
    assert not any(one.grown(-0.2).overlaps(other) for index, one in enumerate(boxes) for other in boxes[:index])
    svg = root.find(f"{SVG}svg")
    assert svg is not None
    left, top, width, height = map(float, svg.get("viewBox", "").split())
    assert all(box.left >= left and box.right <= left + width and box.top >= top and box.bottom <= top + height for box in boxes)
    assert min(min(box.width, box.height) for box in boxes) * 800 / width >= 24, "too small to touch at the least width of the style sheet"


def test_it_is_always_the_same(catalog: Catalog) -> None:
    assert relations_svg(catalog, View(catalog, "ko"), ADDRESS) == relations_svg(catalog, View(catalog, "ko"), ADDRESS)


def test_names_are_in_the_language_of_the_page(few: Catalog) -> None:
    korean, english = links(drawing(few)), links(drawing(few, "en"))
    assert [korean[address].get("aria-label") for address in ("talks/conf-1/", "techniques/disk/", "tags/storage/")] == [
        "첫 발표",
        "디스크",
        "저장소",
    ]
    assert [english[address].get("aria-label") for address in ("talks/conf-1/", "techniques/disk/", "tags/storage/")] == [
        "First talk",
        "Disk",
        "Storage",
    ]
    assert (english["talks/conf-1/"].get("lang"), english["talks/conf-2/"].get("lang")) == (None, "ko")


def test_what_nothing_is_joined_to_is_left_out(few: Catalog) -> None:
    assert set(links(drawing(few))) == {
        "talks/conf-1/", "talks/conf-2/", "talks/conf-3/", "techniques/disk/", "techniques/log/", "techniques/wire/", "tags/storage/",
    }  # fmt: skip


def test_a_topic_without_a_tag_is_named_by_its_id(few: Catalog) -> None:
    texts = ["".join(text.itertext()) for text in drawing(few).iter(f"{SVG}text") if "kb-map-topic" in text.get("class", "")]
    assert sorted(texts) == ["network", "저장소"]


def test_each_name_carries_its_own_lines_and_ends(few: Catalog) -> None:
    root = drawing(few)
    ids = {element.get("id"): element for element in root.iter() if element.get("id")}
    lines = {name for name in ids if name and name.startswith("kb-map-line-")}
    assert len(lines) == 4
    carried = {}
    for group in root.iter(f"{SVG}g"):
        link, lit = group.find(f"{SVG}a"), group.find(f"{SVG}g[@class='kb-map-lit']")
        if link is not None and lit is not None:
            targets = [use.get("href", "").removeprefix("#") for use in lit]
            assert all(target in ids for target in targets)
            carried[link.get("aria-label")] = sum(target in lines for target in targets)
    assert carried == {"첫 발표": 2, "발표 2": 1, "발표 3": 1, "디스크": 1, "log": 2, "wire": 1}


def test_neighbouring_topics_differ_in_colour(catalog: Catalog) -> None:
    hues = re.findall(r'class="kb-map-topic kb-map-hue-(\d+)"', relations_svg(catalog, View(catalog, "ko"), ADDRESS))
    assert len(set(hues)) == min(HUES, len(hues))
    assert all(f".kb-map-hue-{hue} " in CSS for hue in range(HUES))


def test_a_long_title_is_shortened_and_told_in_full(catalog: Catalog) -> None:
    title = "아주 긴 제목 " * 20
    root = drawing(catalog_of(catalog, a_talk(1, ["log"], title), a_technique("log")))
    link = links(root)["talks/conf-1/"]
    assert link.get("aria-label") == title.strip() == link.findtext(f"{SVG}title")
    assert "".join(next(link.iter(f"{SVG}text")).itertext()).endswith("…")


def test_hostile_words_stay_words(catalog: Catalog) -> None:
    words = "</text></svg><script>alert(1)</script>\" onload='x' &amp; \u202e"
    records = (a_talk(1, ["log"], words), a_technique("log", "storage", words), a_tag("storage", words))
    root = drawing(catalog_of(catalog, *records))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"div", "svg", "defs", "g", "a", "path", "rect", "circle", "use", "text", "tspan", "title", "p"}
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    assert [link.get("aria-label") for link in root.iter(f"{SVG}a")] == [words.removesuffix(" \u202e")] * 3


def test_nothing_to_draw_is_said(catalog: Catalog) -> None:
    assert [element.tag for element in drawing(catalog_of(catalog, a_talk(1, [])))] == ["p"]


def test_only_the_most_connected_talks_are_drawn_and_that_is_said(catalog: Catalog) -> None:
    count = MOST_TALKS + 30
    techniques = [a_technique(f"t{index}") for index in range(40)]
    talks = [a_talk(index, [f"t{index % 40}", f"t{(index + 1) % 40}"][: 1 if index < 30 else 2]) for index in range(count)]
    many = catalog_of(catalog, *talks, *techniques)
    root = drawing(many)
    shown = [address for address in links(root) if address.startswith("talks/")]
    assert len(shown) == MOST_TALKS
    assert not {address_of(talk) for talk in talks[:30]} & set(shown)
    assert f"발표 {count}편 가운데" in (root.findtext("p") or "")
    assert f"Of {count} talks, only the {MOST_TALKS}" in (drawing(many, "en").findtext("p") or "")


PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 8)), min_size=1, max_size=30, unique=True)


@settings(deadline=None)
@given(PAIRS, st.integers(1, 4))
def test_columns_never_overlap(pairs: list[tuple[int, int]], topics: int) -> None:
    talks, techniques = sorted({talk for talk, _ in pairs}), sorted({technique for _, technique in pairs})
    members = [tuple(index for index in range(len(techniques)) if index % topics == topic) for topic in range(topics)]
    columns = Columns(
        talks=tuple(20.0 + 10 * (talk % 2) for talk in talks),
        techniques=tuple(10.0 for _ in techniques),
        clusters=tuple(Cluster(member, 15.0) for member in members if member),
        links=tuple((talks.index(talk), techniques.index(technique)) for talk, technique in pairs),
        gap=5.0,
    )
    heights = settle(columns)
    spans = sorted((y - size / 2, y + size / 2) for y, size in zip(heights.talks, columns.talks, strict=True))
    assert all(after[0] - before[1] >= columns.gap - 0.01 for before, after in pairwise(spans))
    for side in (True, False):
        rows = [
            (heights.headings[number] - 7.5, heights.headings[number] + 7.5)
            for number in range(len(heights.headings))
            if heights.on_left[number] is side
        ]
        rows += [
            (heights.techniques[member] - 5, heights.techniques[member] + 5)
            for number, cluster in enumerate(columns.clusters)
            if heights.on_left[number] is side
            for member in cluster.members
        ]
        assert all(after[0] >= before[1] - 0.01 for before, after in pairwise(sorted(rows)))
    assert settle(columns) == heights


def test_what_is_joined_comes_to_stand_side_by_side() -> None:
    columns = Columns((20.0,) * 3, (20.0,) * 3, (Cluster((0,), 0.0), Cluster((1,), 0.0), Cluster((2,), 0.0)), ((0, 2), (1, 1), (2, 0)), 5.0)
    heights = settle(columns)
    assert [heights.talks[talk] for talk, _ in columns.links] == pytest.approx(
        [heights.techniques[technique] for _, technique in columns.links]
    )
