"""Diagrams of records as drawings: everything is there, fits, keeps clear of the rest, and can do no harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from projectkit import ROOT

from kbsite.records.load import load_catalog
from kbsite.records.models import Diagram
from kbsite.site.asset_names import CARD_FONT
from kbsite.site.diagram import STEPS, diagram_svg, lay_out
from kbsite.site.drawing.geometry import Box
from kbsite.site.drawing.grid import INSIDE_Y, Extra, arrange
from kbsite.site.drawing.lettering import Lettering
from kbsite.site.drawing.measure import balanced, limited, text_width, wrap

SVG = "{http://www.w3.org/2000/svg}"
CSS = (Path(CARD_FONT).parents[1] / "drawing.css").read_text("utf-8")
LANGUAGES = ("ko", "en")
HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(1)> & \" ' ]]> \x00\x08\u202e{{ 7*7 }}"


def real_diagrams() -> list[Any]:
    catalog, _ = load_catalog(ROOT)
    talks = catalog.talks.values() if catalog else ()
    return [pytest.param(diagram, id=f"{talk.id}/{diagram.id}") for talk in talks for diagram in talk.diagrams]


REAL = real_diagrams()


def made(nodes: list[dict[str, Any]], edges: list[dict[str, Any]] | None = None, **rest: Any) -> Diagram:
    """A diagram of nodes that need no more than an id, a column and a row."""
    full = [{"label": node["id"], **node} for node in nodes]
    values = {"id": "d", "title": "그림", "description": "설명", "nodes": full, "edges": edges or [], "source": ["note"], **rest}
    return Diagram.model_validate(values, context={"language": "ko"})


def drawn(diagram: Diagram, language: str = "ko") -> ElementTree.Element:
    """The drawing as XML."""
    svg = ElementTree.fromstring(diagram_svg(diagram, language, prefix="p")).find(f"{SVG}svg")
    assert svg is not None
    return svg


def styles(svg: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """Elements that have a class."""
    return [element for element in svg.iter() if name in element.get("class", "").split()]


def words_of(element: ElementTree.Element) -> str:
    return " ".join(text for text in element.itertext() if text.strip())


def inside(inner: Box, outer: Box) -> bool:
    return inner.left >= outer.left and inner.right <= outer.right and inner.top >= outer.top and inner.bottom <= outer.bottom


def free_ways(diagram: Diagram, language: str) -> Iterator[tuple[str, Box]]:
    """Boxes that lines run through, with the edge; lines may touch the boxes they join."""
    layout = lay_out(diagram, language)
    for connector in layout.connectors:
        for placed in layout.grid.nodes:
            if placed.box.grown(-0.5).crossings(connector.path):
                yield f"{connector.edge.start}-{connector.edge.end}", placed.box


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("diagram", REAL)
class TestRealDiagrams:
    def test_every_node_edge_and_group_is_drawn(self, diagram: Diagram, language: str) -> None:
        svg = drawn(diagram, language)
        words = [words_of(text) for text in svg.iter(f"{SVG}text")]
        shown = [node.label for node in diagram.nodes] + [node.detail for node in diagram.nodes if node.detail]
        shown += [edge.label for edge in diagram.edges if edge.label] + [group.label for group in diagram.groups]
        assert sorted(words) == sorted(text.say(language).text for text in shown)
        assert len(styles(svg, "kb-d-box")) - len(styles(svg, "kb-d-lid")) == len(diagram.nodes)
        assert len(styles(svg, "kb-d-line")) == len(diagram.edges)
        assert len(styles(svg, "kb-d-head")) == sum(2 if edge.kind == "both" else 1 for edge in diagram.edges)
        assert len(styles(svg, "kb-d-frame")) == len(diagram.groups)

    def test_words_fit_their_boxes(self, diagram: Diagram, language: str) -> None:
        for placed in lay_out(diagram, language).grid.nodes:
            assert max(placed.label.width, placed.detail.width) + 16 <= placed.box.width
            assert placed.label.height + placed.detail.height + INSIDE_Y <= placed.box.height

    def test_lines_run_around_boxes_from_border_to_border(self, diagram: Diagram, language: str) -> None:
        assert list(free_ways(diagram, language)) == []
        layout = lay_out(diagram, language)
        boxes = {placed.node.id: placed.box for placed in layout.grid.nodes}
        for connector in layout.connectors:
            for (x, y), node in zip((connector.path[0], connector.path[-1]), (connector.edge.start, connector.edge.end), strict=True):
                box = boxes[node]
                assert x in (box.left, box.right) or y in (box.top, box.bottom)
                assert box.grown(0.01).crossed((x, y), (x, y))

    def test_words_beside_lines_cover_nothing(self, diagram: Diagram, language: str) -> None:
        layout = lay_out(diagram, language)
        labels = [label.box for label in (*layout.labels, *layout.frame_labels)]
        assert not any(label.overlaps(placed.box) for label in labels for placed in layout.grid.nodes)
        assert not any(one.overlaps(other) for index, one in enumerate(labels) for other in labels[:index])
        beside = [label.box for label in layout.labels]
        assert sum(box.crossings(connector.path) for box in beside for connector in layout.connectors) == 0

    def test_everything_is_inside_the_view(self, diagram: Diagram, language: str) -> None:
        layout, svg = lay_out(diagram, language), drawn(diagram, language)
        left, top, width, height = map(float, svg.get("viewBox", "").split())
        boxes = [*(placed.box for placed in layout.grid.nodes), *(framed.frame for framed in layout.grid.frames)]
        assert all(inside(box, Box(left, top, width, height)) for box in (*boxes, *(label.box for label in layout.labels)))

    def test_it_is_small_and_always_the_same(self, diagram: Diagram, language: str) -> None:
        svg = diagram_svg(diagram, language, prefix="p")
        assert svg == diagram_svg(diagram, language, prefix="p")
        assert len(svg.encode()) < 20_000

    def test_colours_come_from_the_style_sheet_alone(self, diagram: Diagram, language: str) -> None:
        svg = drawn(diagram, language)
        assert not {"fill", "stroke", "style", "color"} & {name for element in svg.iter() for name in element.attrib}
        used = {name for element in svg.iter() for name in element.get("class", "").split()}
        as_usual = {"kb-d-plain", "kb-d-on-plain", "kb-d-on-store", "kb-d-line-plain", "kb-d-line-both"}
        assert {name for name in used if not re.search(rf"\.{name}(?![\w-])", CSS)} <= as_usual


def test_it_is_a_picture_with_a_name_and_a_description() -> None:
    frame = ElementTree.fromstring(
        diagram_svg(made([{"id": "a", "column": 0, "row": 0}], description="*첫째* [둘째](https://x.example)"), "ko", prefix="p")
    )
    svg = frame.find(f"{SVG}svg")
    assert svg is not None
    assert (svg.get("role"), svg.get("aria-labelledby"), svg.get("aria-describedby")) == ("img", "p_title", "p_desc")
    ids = {element.get("id"): element.text for element in svg.iter() if element.get("id")}
    assert ids == {"p_title": "그림", "p_desc": "첫째 둘째"}
    assert (frame.get("tabindex"), frame.get("aria-labelledby")) == ("0", "p_title")


def test_words_in_another_language_say_so() -> None:
    svg = drawn(
        made([{"id": "a", "label": {"ko": "상자"}, "column": 0, "row": 0}], title={"ko": "그림"}, description={"en": "words"}), "en"
    )
    assert [(element.tag.removeprefix(SVG), element.get("lang")) for element in svg.iter() if element.text and element.text.strip()] == [
        ("title", "ko"),
        ("desc", None),
        ("text", "ko"),
    ]


def test_hostile_words_stay_words() -> None:
    nodes = [{"id": "a", "label": HOSTILE, "detail": HOSTILE, "column": 0, "row": 0}, {"id": "b", "column": 1, "row": 0}]
    diagram = made(
        nodes, [{"from": "a", "to": "b", "label": HOSTILE}], groups=[{"label": HOSTILE, "nodes": ["a"]}], title=HOSTILE, description=HOSTILE
    )
    svg = drawn(diagram)
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= {"svg", "title", "desc", "g", "path", "rect", "text", "tspan"}
    assert not any(name.startswith("on") for element in svg.iter() for name in element.attrib)
    said = [words_of(text).replace(" ", "") for text in svg.iter(f"{SVG}text")]
    expected = re.sub(r"[\x00\x08\u202e ]", "", HOSTILE)
    assert said.count(expected) == 4
    assert "\u202e" not in diagram_svg(diagram, "ko", prefix="p")


def test_edges_to_unknown_nodes_are_left_out() -> None:
    nodes = [{"id": "a", "column": 0, "row": 0}, {"id": "b", "column": 1, "row": 0}]
    edges = [{"from": "a", "to": "nowhere"}, {"from": "nowhere", "to": "b"}, {"from": "a", "to": "b"}]
    svg = drawn(made(nodes, edges, groups=[{"label": "없음", "nodes": ["nowhere"]}]))
    assert (len(styles(svg, "kb-d-line")), len(styles(svg, "kb-d-frame"))) == (1, 0)


def test_nodes_on_one_place_and_lines_between_them_are_drawn() -> None:
    nodes = [{"id": "a", "column": 3, "row": 3}, {"id": "b", "column": 3, "row": 3}, {"id": "b", "column": 4, "row": 3}]
    svg = drawn(made(nodes, [{"from": "a", "to": "b"}, {"from": "a", "to": "a"}, {"from": "b", "to": "b", "kind": "both"}]))
    assert (len(styles(svg, "kb-d-box")), len(styles(svg, "kb-d-line")), len(styles(svg, "kb-d-head"))) == (3, 3, 4)


def test_lines_there_and_back_run_side_by_side() -> None:
    nodes = [{"id": "a", "column": 0, "row": 0}, {"id": "b", "column": 1, "row": 0}]
    there, back = lay_out(made(nodes, [{"from": "a", "to": "b"}, {"from": "b", "to": "a"}]), "ko").connectors
    assert len(there.path) == len(back.path) == 2
    assert abs(there.path[0][1] - back.path[0][1]) >= 12


def test_lines_from_one_box_part_at_a_fork() -> None:
    nodes = [{"id": "a", "column": 0, "row": 1}, {"id": "b", "column": 1, "row": 0}, {"id": "c", "column": 1, "row": 2}]
    one, other = lay_out(made(nodes, [{"from": "a", "to": "b"}, {"from": "a", "to": "c"}]), "ko").connectors
    assert one.path[:2] == other.path[:2]
    assert one.path[2] != other.path[2]


def test_a_line_goes_around_a_box_in_its_way() -> None:
    nodes = [{"id": id_, "column": column, "row": 0} for column, id_ in enumerate("abc")]
    diagram = made(nodes, [{"from": "a", "to": "c", "label": "돌아서"}])
    assert list(free_ways(diagram, "ko")) == []
    path = lay_out(diagram, "ko").connectors[0].path
    assert len(path) >= 4
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(path))


def test_a_wide_node_spans_its_columns() -> None:
    wide, left, right = arrange(
        made([{"id": "w", "column": 0, "row": 0, "width": 2}, {"id": "l", "column": 0, "row": 1}, {"id": "r", "column": 1, "row": 1}]),
        "ko",
        Extra(),
    ).nodes
    assert (wide.box.left, wide.box.right) == (left.box.left, right.box.right)


def test_a_frame_holds_its_nodes_and_the_frames_within() -> None:
    nodes = [{"id": id_, "column": column, "row": 0} for column, id_ in enumerate("abc")]
    groups = [{"label": "안", "nodes": ["a", "b"]}, {"label": "밖", "nodes": ["a", "b", "c"]}]
    grid = arrange(made(nodes, groups=groups), "ko", Extra())
    outer, inner = grid.frames
    assert inside(inner.frame, outer.frame)
    assert all(inside(placed.box, outer.frame) for placed in grid.nodes)
    assert not inner.band.overlaps(outer.band)


def test_wide_drawings_scroll_before_they_become_illegible() -> None:
    frame = ElementTree.fromstring(
        diagram_svg(made([{"id": f"n{column}", "column": column, "row": 0} for column in range(8)]), "ko", prefix="p")
    )
    svg = frame.find(f"{SVG}svg")
    assert svg is not None
    least = int(frame.get("class", "").split("-")[-1])
    assert least >= 0.75 * float(svg.get("width", "0"))
    assert least in STEPS
    assert all(f".kb-diagram-{step} svg {{ min-width: {step}px; }}" in CSS for step in STEPS)


BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
LABELS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=BREAKS), min_size=1, max_size=60).filter(str.strip)
TEXTS = st.fixed_dictionaries({"ko": LABELS, "en": LABELS}) | LABELS
IDS = st.sampled_from([f"n{index}" for index in range(8)])


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    """Small diagrams with any words, also with nodes on one place and edges to nowhere."""
    nodes = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "id": IDS,
                    "label": TEXTS,
                    "column": st.integers(0, 3),
                    "row": st.integers(0, 3),
                    "width": st.integers(1, 3),
                    "kind": st.sampled_from(["plain", "accent", "hot", "muted", "store"]),
                },
                optional={"detail": TEXTS},
            ),
            min_size=1,
            max_size=6,
        )
    )
    edge = st.fixed_dictionaries({"from": IDS, "to": IDS, "kind": st.sampled_from(["plain", "dashed", "both"])}, optional={"label": TEXTS})
    group = st.fixed_dictionaries({"label": TEXTS, "nodes": st.lists(IDS, min_size=1, max_size=3, unique=True)})
    rest = {"groups": draw(st.lists(group, max_size=2)), "title": draw(TEXTS), "description": draw(TEXTS)}
    return made(nodes, draw(st.lists(edge, max_size=6)), **rest)


@settings(max_examples=60, deadline=None)
@given(diagrams(), st.sampled_from(LANGUAGES))
def test_any_diagram_is_well_formed_and_whole(diagram: Diagram, language: str) -> None:
    svg = drawn(diagram, language)
    known = {node.id for node in diagram.nodes}
    assert len(styles(svg, "kb-d-box")) - len(styles(svg, "kb-d-lid")) == len(diagram.nodes)
    assert len(styles(svg, "kb-d-line")) == sum(edge.start in known and edge.end in known for edge in diagram.edges)
    for placed in arrange(diagram, language, Extra()).nodes:
        assert max(placed.label.width, placed.detail.width) < placed.box.width
        assert placed.label.height + placed.detail.height < placed.box.height


def test_a_crowd_is_drawn_within_bounds() -> None:
    nodes = [{"id": f"n{index}", "column": index * 5 % 12, "row": index * 7 % 12, "width": 1 + index % 3} for index in range(40)]
    edges = [{"from": f"n{index * 11 % 40}", "to": f"n{index * 17 % 40}", "label": "선"} for index in range(60)]
    assert len(styles(drawn(made(nodes, edges)), "kb-d-line")) == 60


class TestMeasure:
    def test_estimates_are_no_less_than_the_widths_of_the_font(self) -> None:
        lettering = Lettering(CARD_FONT)
        for parameter in REAL:
            for node in parameter.values[0].nodes:
                for text in filter(None, (node.label, node.detail)):
                    for _, words in text.variants:
                        assert lettering.width(words, 15) <= text_width(words, 15) <= 1.3 * lettering.width(words, 15) + 6

    def test_lines_break_between_words(self) -> None:
        assert wrap("데이터를 바로 장치에 쓴다", 10, 50) == ("데이터를", "바로 장치에", "쓴다")

    def test_a_word_longer_than_a_line_is_broken_after_a_mark_if_it_has_one(self) -> None:
        assert wrap("bluestore_shard_finishers", 10, 80) == ("bluestore_", "shard_finishers")
        assert "".join(wrap("a" * 50, 10, 60)) == "a" * 50

    def test_lines_are_of_even_length_and_words_stay_whole(self) -> None:
        assert balanced("differences, not values", 13, 136) == ("differences,", "not values")
        assert balanced("하나 둘 셋 넷 다섯 여섯", 10, 80) == ("하나 둘 셋", "넷 다섯 여섯")

    def test_what_is_too_long_ends_in_an_ellipsis(self) -> None:
        lines = limited("아주 긴 제목이라서 두 줄에도 다 들어가지 않는 제목", 10, 90, 2)
        assert len(lines) == 2
        assert lines[1].endswith("…")
        assert all(text_width(line, 10) <= 90 for line in lines)
