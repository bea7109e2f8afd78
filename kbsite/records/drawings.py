"""Whether a drawing that came with a record is nothing but shapes and words, so that a page may hold it as it stands."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from kbsite.words import Words

LIMIT_DRAWING = 300_000
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {f"{SVG}{name}" for name in ("svg", "title", "desc", "g", "path", "text", "tspan", "rect", "circle", "line", "polyline")}
ATTRIBUTES = frozenset(
    [
        "id",
        "class",
        "role",
        "lang",
        "aria-labelledby",
        "viewBox",
        "width",
        "height",
        "d",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "r",
        "cx",
        "cy",
        "points",
        "transform",
        "fill",
        "stroke",
        "opacity",
        "fill-opacity",
        "stroke-width",
        "stroke-dasharray",
        "stroke-linejoin",
        "stroke-linecap",
        "stroke-opacity",
        "font-size",
        "font-family",
        "font-weight",
        "text-anchor",
    ]
)
PLAIN_VALUE = re.compile(r"[^<>&\"':;\\]*")
"""No address, no script and no second style fits in this; `url(` needs a fragment, which is not let in either."""


def unfit(text: str) -> Words | None:
    """Why a drawing is not taken, or None where it is fit to be shown."""
    if "<!" in text or "<?" in text:
        return DECLARES
    try:
        root = ET.fromstring(text)  # noqa: S314 - without a document type there are no entities to expand
    except (ET.ParseError, ValueError) as error:
        return NO_SVG.fill(what=str(error)[:100])
    if root.tag != f"{SVG}svg" or root.find(f"{SVG}title") is None or root.find(f"{SVG}desc") is None:
        return NO_TITLE
    for element in root.iter():
        if element.tag not in ELEMENTS:
            return NOT_ALLOWED.fill(what=f"<{str(element.tag).rpartition('}')[2]}>")
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES or not PLAIN_VALUE.fullmatch(value) or "url(" in value.lower():
                return NOT_ALLOWED.fill(what=f'{name.rpartition("}")[2]}="{value[:40]}"')
    return None


NO_SVG = Words("the drawing cannot be read: {what}", "그림을 읽을 수 없습니다: {what}")
DECLARES = Words("the drawing has declarations or comments", "그림에 선언이나 주석이 있습니다")
NO_TITLE = Words("the drawing has no title and description", "그림에 제목과 설명이 없습니다")
NOT_ALLOWED = Words("the drawing holds {what}, which is not let in", "그림에 허용되지 않는 {what}이/가 있습니다")
