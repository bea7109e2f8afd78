"""Tables to drawings: plain, in both languages, the same bytes for the same table."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from snippetkit import PLOT, VALUES

from kbsite.records.drawings import SVG, unfit
from kbsite.records.snippets import Snippet
from kbsite.snippets.drawing import MOST_ROWS, NoDrawing, draw

TABLE = "x,a,b\n" + "".join(f"{x},{x * x},{x if x != 5 else ''}\n" for x in range(1, 12))


def drawn(table: str = TABLE, **plot: Any) -> dict[str, str]:
    snippet = Snippet.model_validate({**VALUES, "id": "two-rows", "path": "", "plots": [{**PLOT, **plot}]})
    return draw(snippet, {"curve.csv": table})


@pytest.mark.parametrize("kind", ["line", "bar", "points"])
@pytest.mark.parametrize("scale", ["linear", "log-x", "log-y", "log-log"])
def test_every_kind_and_scale_is_plain_and_the_same_each_time(kind: str, scale: str) -> None:
    first = drawn(kind=kind, scale=scale)
    assert list(first) == ["plots/curve.ko.svg", "plots/curve.en.svg"]
    assert {unfit(svg) for svg in first.values()} == {None}
    assert drawn(kind=kind, scale=scale) == first


def test_words_are_of_the_language_and_read_aloud() -> None:
    root = ET.fromstring(drawn()["plots/curve.ko.svg"])
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert {"횟수(번)", "시간(초)", "가", "나"} <= set(texts)
    assert root.findtext(f"{SVG}title") == "곡선"
    assert root.findtext(f"{SVG}desc") == "곡선은 올라간다."
    assert root.get("lang") == "ko"
    named = root.get("aria-labelledby", "").split()
    assert named == [element.get("id") for element in (root[0], root[1])]


def test_the_page_gives_the_colour_of_axes_and_words() -> None:
    svg = drawn()["plots/curve.en.svg"]
    assert "#000000" not in svg
    assert "#ffffff" not in svg
    assert 'fill="currentColor"' in svg


@pytest.mark.parametrize(
    ("table", "plot", "english", "korean"),
    [
        ("x,a,b\n", {}, "the table 'curve.csv' has 0 rows; 1 to 5000 are drawn", "표 'curve.csv'의 줄이 0개입니다. 1개에서 5000개까지 그립니다"),
        ("x,a,b\n" + "1,1,1\n" * (MOST_ROWS + 1), {}, "the table 'curve.csv' has 5001 rows; 1 to 5000 are drawn", "표 'curve.csv'의 줄이 5001개입니다. 1개에서 5000개까지 그립니다"),
        ("x,a\n1,1\n", {}, "the table 'curve.csv' has no column 'b'", "표 'curve.csv'에 'b' 열이 없습니다"),
        ("x,a,b\n1,1,z\n", {}, "the column 'b' of the table 'curve.csv' holds something that is no number", "표 'curve.csv'의 'b' 열에 숫자가 아닌 것이 있습니다"),
        ("x,a,b\nz,1,1\n", {}, "the column 'x' of the table 'curve.csv' holds something that is no number", "표 'curve.csv'의 'x' 열에 숫자가 아닌 것이 있습니다"),
    ],
)  # fmt: skip
def test_a_table_that_does_not_fit(table: str, plot: dict[str, Any], english: str, korean: str) -> None:
    with pytest.raises(NoDrawing) as raised:
        drawn(table, **plot)
    assert (raised.value.said.say("en"), raised.value.said.say("ko")) == (english, korean)


def test_bars_stand_for_words() -> None:
    assert "random" in drawn("x,a,b\nrandom,1,2\nrule,3,4\n", kind="bar")["plots/curve.en.svg"]
