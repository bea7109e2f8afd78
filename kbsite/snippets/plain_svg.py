"""SVG as Matplotlib writes it to SVG that a page may hold: shapes and words only, in the colours of the page, with title and description.

Styles become attributes, used shapes are put where they are used, clipping and metadata go; see `kbsite.records.drawings`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from kbsite.records.drawings import ATTRIBUTES, SVG

HREF = "{http://www.w3.org/1999/xlink}href"
BLACK = {"#000000", "black", "#262626"}
NUMBER = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?")
DROPPED = {"id", "font-family", "stroke-linejoin"}


def plain(svg: str, *, id_: str, title: str, description: str, language: str, words: Mapping[str, str]) -> str:
    """The drawing as a page may hold it; `words` are the texts of the elements that Matplotlib was told to call by an id."""
    source = ET.fromstring(svg)  # noqa: S314 - Matplotlib wrote it a moment ago
    shapes = {f"#{path.get('id')}": path for path in source.iter(f"{SVG}path") if path.get("id")}
    ET.register_namespace("", SVG.strip("{}"))
    named = f"{id_}-title", f"{id_}-description"
    values = {"viewBox": source.get("viewBox", ""), "class": "kb-plot", "role": "img", "lang": language, "aria-labelledby": " ".join(named)}
    root = ET.Element(f"{SVG}svg", values)
    ET.SubElement(root, f"{SVG}title", {"id": named[0]}).text = title
    ET.SubElement(root, f"{SVG}desc", {"id": named[1]}).text = description
    body = ET.SubElement(root, f"{SVG}g", {"font-family": "sans-serif", "stroke-linejoin": "round"})
    for child in source:
        _copy(child, body, shapes, words)
    return ET.tostring(root, encoding="unicode") + "\n"


def _copy(element: ET.Element, into: ET.Element, shapes: Mapping[str, ET.Element], words: Mapping[str, str]) -> None:
    kind = element.tag.removeprefix(SVG)
    if kind == "g":
        said = words.get(element.get("id", ""))
        for child in element:
            if child.tag == f"{SVG}text" and said is not None:
                child.text = said
            _copy(child, into, shapes, words)
    elif kind == "text":
        ET.SubElement(into, element.tag, {"fill": "currentColor", **_attributes(element)}).text = element.text
    elif kind == "use":
        shape = shapes[element.get(HREF, "")]
        at = f"translate({_rounded(element.get('x', '0'))} {_rounded(element.get('y', '0'))})"
        ET.SubElement(into, shape.tag, {**_attributes(shape), **_attributes(element), "transform": at})
    elif kind == "path":
        values = _attributes(element)
        if values.get("fill") != "none" or "stroke" in values:
            ET.SubElement(into, element.tag, values)


def _attributes(element: ET.Element) -> dict[str, str]:
    found = dict(element.attrib)
    for rule in found.pop("style", "").split(";"):
        name, _, value = rule.partition(":")
        found[name.strip()] = value.strip()
    for name in ("x", "y") if element.tag == f"{SVG}use" else ():
        found.pop(name, None)
    kept = {name: _rounded(value).removesuffix("px") for name, value in found.items() if name in ATTRIBUTES - DROPPED}
    return {name: "currentColor" if value in BLACK else value for name, value in kept.items()}


def _rounded(value: str) -> str:
    """Hundredths of a point are finer than any screen."""
    return " ".join(NUMBER.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), value).split())
