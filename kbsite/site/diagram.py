"""A diagram of boxes and arrows to an accessible SVG drawing in one language.

Places follow from the grid of the record; lines look for their own way around boxes. Sizes are part of the drawing,
colours come from `assets/drawing.css`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kbsite.records.models import Diagram
from kbsite.records.text import Said
from kbsite.site.drawing.connect import Connector, connect
from kbsite.site.drawing.geometry import Box, around, of_path
from kbsite.site.drawing.grid import LID, Extra, Grid, Lines, Placed, arrange
from kbsite.site.drawing.labels import PlacedLabel, frame_label, label_edges
from kbsite.site.drawing.svg import HEAD_LENGTH, arrow_head, clean, cylinder, number, polyline, rectangle, shortened, text_block
from kbsite.text.plain import plain

MARGIN = 4.0
RADIUS, FRAME_RADIUS = 6.0, 10.0
TRIES, EFFORT = 12, 120
"""How often the grid may grow until all words beside arrows have room, and how many arrows may be drawn for it in all."""
STEPS = (280, 320, 360, 400, 440, 480, 520, 560, 600, 640, 720, 800, 880, 960, 1120, 1280, 1600, 2000, 2400, 3200)
LEGIBLE = 0.8
"""How far a drawing may shrink before it scrolls instead: words of 13 units stay over 10 px."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A diagram in one language with everything in its place."""

    grid: Grid
    connectors: tuple[Connector, ...]
    labels: tuple[PlacedLabel, ...]

    @property
    def frame_labels(self) -> list[PlacedLabel]:
        """Words of the frames."""
        return [PlacedLabel(frame_label(framed, self.connectors), framed.label) for framed in self.grid.frames]

    @property
    def extent(self) -> Box:
        """What all of it covers."""
        return around(
            (
                *(placed.box.grown(1.5) for placed in self.grid.nodes),
                *(framed.frame.grown(1) for framed in self.grid.frames),
                *(of_path(connector.path).grown(2) for connector in self.connectors),
                *(label.box for label in (*self.labels, *self.frame_labels)),
            )
        )


def diagram_svg(diagram: Diagram, language: str, *, prefix: str) -> Markup:
    """The drawing in its scrolling frame, with title and description; ids in it begin with `prefix`."""
    layout = lay_out(diagram, language)
    view = layout.extent.grown(MARGIN)
    return Markup(
        '<div class="kb-diagram kb-diagram-{least}" role="group" tabindex="0" aria-labelledby="{prefix}_title">\n'
        '<svg role="img" aria-labelledby="{prefix}_title" aria-describedby="{prefix}_desc" xmlns="http://www.w3.org/2000/svg" '
        'width="{width}" height="{height}" viewBox="{left} {top} {width} {height}">\n{parts}\n</svg>\n</div>'
    ).format(
        least=next((step for step in STEPS if step >= view.width * LEGIBLE), STEPS[-1]),
        prefix=prefix,
        left=number(view.left),
        top=number(view.top),
        width=number(view.width),
        height=number(view.height),
        parts=Markup("\n").join((*_in_words(diagram, language, prefix), *_parts(layout))),
    )


def lay_out(diagram: Diagram, language: str) -> Layout:
    """The first of several layouts, each with more room than the one before, whose words cover the least."""
    tried: list[tuple[int, Layout]] = []
    extra: Extra | None = Extra()
    tries = max(1, min(TRIES, EFFORT // max(1, len(diagram.edges))))
    while extra is not None and len(tried) < tries:
        grid = arrange(diagram, language, extra)
        connectors = connect(diagram, grid)
        labelling = label_edges(connectors, grid, language, extra)
        tried.append((labelling.faults, Layout(grid, connectors, labelling.labels)))
        extra = labelling.wanted
    return min(tried, key=lambda item: item[0])[1]


def _in_words(diagram: Diagram, language: str, prefix: str) -> Iterator[Markup]:
    title, description = diagram.title.say(language), diagram.description.say(language)
    yield Markup('<title id="{}_title"{}>{}</title>').format(prefix, _language(title), clean(title.text))
    yield Markup('<desc id="{}_desc"{}>{}</desc>').format(prefix, _language(description), clean(plain(description.text)))


def _parts(layout: Layout) -> Iterator[Markup]:
    yield from (rectangle(framed.frame, "kb-d-frame", FRAME_RADIUS) for framed in layout.grid.frames)
    yield from (part for connector in layout.connectors for part in _line(connector))
    yield from (_box(placed) for placed in layout.grid.nodes)
    for label in layout.frame_labels:
        at = label.box.left, label.box.y
        yield _words_on(
            label, text_block(at, label.label.rows, label.label.size, "kb-d-group", weight=600, anchor="start", lang=label.label.language)
        )
    for label in layout.labels:
        yield _words_on(label, _text(label.box.x, label.box.y, label.label, "kb-d-beside", weight=500))


def _line(connector: Connector) -> Iterator[Markup]:
    path, kind = connector.path, connector.edge.kind
    shaft = shortened(path, HEAD_LENGTH - 1)
    if kind == "both":
        shaft = shortened(shaft[::-1], HEAD_LENGTH - 1)[::-1]
        yield arrow_head(path[0], path[1], "kb-d-head")
    yield polyline(shaft, f"kb-d-line kb-d-line-{kind}")
    yield arrow_head(path[-1], path[-2], "kb-d-head")


def _box(placed: Placed) -> Markup:
    box, kind = placed.box, placed.node.kind
    style = f"kb-d-box kb-d-{kind}"
    shape = cylinder(box, style, LID) if kind == "store" else rectangle(box, style, RADIUS)
    middle = box.y + (LID / 2 if kind == "store" else 0)
    height = placed.label.height + placed.detail.height
    label_y = middle - height / 2 + placed.label.height / 2
    detail_y = middle + height / 2 - placed.detail.height / 2
    return Markup("<g>{}{}{}</g>").format(
        shape,
        _text(box.x, label_y, placed.label, f"kb-d-label kb-d-on-{kind}", weight=650),
        _text(box.x, detail_y, placed.detail, f"kb-d-detail kb-d-on-{kind}", weight=500),
    )


def _text(x: float, y: float, lines: Lines, style: str, *, weight: int) -> Markup:
    return text_block((x, y), lines.rows, lines.size, style, weight=weight, lang=lines.language) if lines.rows else Markup()


def _words_on(placed: PlacedLabel, text: Markup) -> Markup:
    return Markup("<g>{}{}</g>").format(rectangle(placed.box, "kb-d-behind", 3), text)


def _language(said: Said) -> Markup:
    return Markup("") if said.wanted else Markup(' lang="{}"').format(said.language)
