"""The catalog to a map: talks in the middle, techniques by topic on both sides, and lines between them.

Everything on it is a link. Pointing at one, or moving the focus to it, leaves only its own lines; the style sheet does
that, as each name carries copies of its lines along.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kbsite.records.catalog import Catalog
from kbsite.records.models import Tag, Talk, Technique
from kbsite.records.text import Said
from kbsite.site.drawing.bipartite import Cluster, Columns, Heights, settle
from kbsite.site.drawing.geometry import Box
from kbsite.site.drawing.measure import limited, widest
from kbsite.site.drawing.svg import LINE_HEIGHT, clean, number, rectangle, text_block
from kbsite.site.frame import relative
from kbsite.site.pages.view import View, address_of

MOST_TALKS, MOST_TECHNIQUES = 120, 240
HUES = 8
"""Colours of topics in the style sheet."""
TALK_SIZE, TECHNIQUE_SIZE, TOPIC_SIZE = 14.0, 14.0, 13.0
TALK_WIDTH, SIDE_WIDTH, LEAST_SIDE, LANE, MARGIN = 312.0, 216.0, 120.0, 100.0, 8.0
"""Widths of the column of talks, of a side at most and at least, and of the room for lines between them."""
TALK_PADDING, BESIDE_DOT = 11.0, 24.0
ROW, HEADING, GAP, LEAST_NAME = 29.0, 34.0, 12.0, 30.0
"""Heights, and a least width: names are large enough to touch (24 px) at the least width of the style sheet."""
DOT = 3.5


@dataclass(frozen=True, slots=True)
class _Name:
    """Something on the map that has a name and an address."""

    said: Said
    rows: tuple[str, ...]
    url: str
    box: Box
    """The place of its name, which is also what can be pointed at."""


@dataclass(frozen=True, slots=True)
class _Graph:
    """What is drawn: links are numbers of a talk and of a technique."""

    talks: tuple[Talk, ...]
    techniques: tuple[Technique, ...]
    topics: tuple[str, ...]
    links: tuple[tuple[int, int], ...]
    all_talks: int


def relations_svg(catalog: Catalog, view: View, address: str) -> Markup:
    """The map as SVG with a caption, for the page at `address`."""
    graph = _graph(catalog)
    if not graph.links:
        return Markup('<p class="kb-map-caption">{}</p>').format(view.t("drawing.map_empty"))
    counts = {"talks": len(graph.talks), "techniques": len(graph.techniques)}
    caption = view.t("drawing.map_caption")
    if graph.all_talks > len(graph.talks):
        caption += " " + view.t("drawing.map_cut", all=graph.all_talks, **counts)
    return Markup('{}\n<p class="kb-map-caption">{}</p>').format(
        _Map(graph, catalog, view, address).svg(view.t("drawing.map_name", **counts)), caption
    )


def _graph(catalog: Catalog) -> _Graph:
    """Talks that use a technique that is known, as many as a map can hold: those that use the most."""
    uses = {talk.id: tuple(use.id for use in talk.techniques if use.id in catalog.techniques) for talk in catalog.talks.values()}
    every = [talk for talk in catalog.talks.values() if uses[talk.id]]
    most = {talk.id for talk in sorted(every, key=lambda talk: -len(uses[talk.id]))[:MOST_TALKS]}
    counted = Counter(technique for talk in every if talk.id in most for technique in uses[talk.id])
    kept = {technique for technique, _ in counted.most_common(MOST_TECHNIQUES)}
    talks = tuple(talk for talk in every if talk.id in most and not kept.isdisjoint(uses[talk.id]))
    techniques = tuple(technique for technique in catalog.techniques.values() if technique.id in kept)
    numbers = {technique.id: index for index, technique in enumerate(techniques)}
    links = tuple((index, numbers[id_]) for index, talk in enumerate(talks) for id_ in dict.fromkeys(uses[talk.id]) if id_ in numbers)
    return _Graph(talks, techniques, tuple(dict.fromkeys(technique.topic for technique in techniques)), links, len(every))


@dataclass(frozen=True, slots=True)
class _Side:
    """Where the techniques of one side stand: away from `edge`, to the left (turn -1) or to the right (turn 1)."""

    edge: float
    turn: int

    @property
    def anchor(self) -> str:
        return "start" if self.turn > 0 else "end"

    def box(self, y: float, width: float, height: float) -> Box:
        return Box(self.edge if self.turn > 0 else self.edge - width, y - height / 2, width, height)


class _Map:
    """A graph with all places worked out."""

    def __init__(self, graph: _Graph, catalog: Catalog, view: View, address: str) -> None:
        self._graph, self._view, self._address = graph, view, address
        self._tags: list[Tag | None] = [catalog.tags.get(topic) for topic in graph.topics]
        number_of = {topic: index for index, topic in enumerate(graph.topics)}
        self._topic_of = [number_of[technique.topic] for technique in graph.techniques]
        talk_rows = [limited(clean(view.title(talk).text), TALK_SIZE, TALK_WIDTH - 2 * TALK_PADDING, 2) for talk in graph.talks]
        rows = [limited(clean(view.label(item.name)), TECHNIQUE_SIZE, SIDE_WIDTH - BESIDE_DOT, 2) for item in graph.techniques]
        self._columns = _columns(graph, talk_rows, rows)
        self._heights = settle(self._columns)
        self._hues = _hues(self._heights)
        widths = [max(widest(lines, TECHNIQUE_SIZE) + BESIDE_DOT, LEAST_NAME) for lines in rows]
        left = max((width for index, width in enumerate(widths) if self._on_left(index)), default=0.0)
        right = max((width for index, width in enumerate(widths) if not self._on_left(index)), default=0.0)
        edge = MARGIN + max(left, LEAST_SIDE)
        self._sides = {True: _Side(edge, -1), False: _Side(edge + 2 * LANE + TALK_WIDTH, 1)}
        self._width = edge + 2 * LANE + TALK_WIDTH + max(right, LEAST_SIDE) + MARGIN
        self._talks = [self._talk(index, lines) for index, lines in enumerate(talk_rows)]
        self._techniques = [self._technique(index, lines, widths[index]) for index, lines in enumerate(rows)]

    def svg(self, name: str) -> Markup:
        parts = Markup("\n").join((self._lines(), self._ends(), *self._headings(), *self._talk_marks(), *self._technique_marks()))
        return Markup(
            '<svg class="kb-map" role="group" aria-label="{name}" xmlns="http://www.w3.org/2000/svg" '
            'width="{width}" height="{height}" viewBox="0 {top} {width} {height}">\n{parts}\n</svg>'
        ).format(name=name, width=number(self._width), height=number(self._heights.total + 2 * MARGIN), top=number(-MARGIN), parts=parts)

    def _talk(self, index: int, rows: tuple[str, ...]) -> _Name:
        talk = self._graph.talks[index]
        height = self._columns.talks[index]
        box = Box(self._sides[True].edge + LANE, self._heights.talks[index] - height / 2, TALK_WIDTH, height)
        return _Name(self._view.title(talk), rows, relative(self._address, address_of(talk)), box)

    def _technique(self, index: int, rows: tuple[str, ...], width: float) -> _Name:
        technique = self._graph.techniques[index]
        box = self._side(index).box(self._heights.techniques[index], width, self._columns.techniques[index])
        return _Name(technique.name.say(self._view.language), rows, relative(self._address, address_of(technique)), box)

    def _on_left(self, technique: int) -> bool:
        return self._heights.on_left[self._topic_of[technique]]

    def _side(self, technique: int) -> _Side:
        return self._sides[self._on_left(technique)]

    def _hue(self, technique: int) -> str:
        return f"kb-map-hue-{self._hues[self._topic_of[technique]]}"

    def _lines(self) -> Markup:
        paths = Markup("\n").join(
            Markup('<path id="kb-map-line-{}" class="kb-map-line {}" d="{}"/>').format(
                index, self._hue(technique), self._curve(talk, technique)
            )
            for index, (talk, technique) in enumerate(self._graph.links)
        )
        return Markup('<g class="kb-map-lines">{}</g>').format(paths)

    def _curve(self, talk: int, technique: int) -> str:
        side, here = self._side(technique), self._talks[talk].box
        start, end = here.right if side.turn > 0 else here.left, side.edge - side.turn * DOT
        middle = number((start + end) / 2)
        y1, y2 = number(here.y), number(self._heights.techniques[technique])
        return f"M{number(start)} {y1}C{middle} {y1} {middle} {y2} {number(end)} {y2}"

    def _ends(self) -> Markup:
        """Boxes of all names, to be drawn again around those that are joined to the one pointed at."""
        marks = [rectangle(name.box, "kb-map-end", 6) for name in (*self._talks, *self._techniques)]
        return Markup("<defs>{}</defs>").format(
            Markup("\n").join(Markup('<g id="kb-map-end-{}">{}</g>').format(index, mark) for index, mark in enumerate(marks))
        )

    def _headings(self) -> Iterator[Markup]:
        for index, topic in enumerate(self._graph.topics):
            tag, side = self._tags[index], self._sides[self._heights.on_left[index]]
            said = tag.label.say(self._view.language) if tag else Said(topic, "", wanted=True)
            y, rows = self._heights.headings[index] + 2, limited(clean(said.text), TOPIC_SIZE, SIDE_WIDTH - BESIDE_DOT, 1)
            at, style = (side.edge + side.turn * 6, y), f"kb-map-topic kb-map-hue-{self._hues[index]}"
            text = text_block(at, rows, TOPIC_SIZE, style, weight=700, anchor=side.anchor)
            if tag:
                box = side.box(y, max(widest(rows, TOPIC_SIZE) + 12, LEAST_NAME), ROW)
                text = _link(_Name(said, rows, relative(self._address, address_of(tag)), box), text)
            yield text

    def _talk_marks(self) -> Iterator[Markup]:
        lit = _by_end(self._graph.links, 0)
        for index, name in enumerate(self._talks):
            text = text_block((name.box.x, name.box.y), name.rows, TALK_SIZE, "kb-map-talk", weight=600)
            ends = [(line, len(self._talks) + self._graph.links[line][1]) for line in lit[index]]
            yield _mark(_link(name, text, box="kb-map-sheet"), ends)

    def _technique_marks(self) -> Iterator[Markup]:
        lit = _by_end(self._graph.links, 1)
        for index, name in enumerate(self._techniques):
            side, y = self._side(index), name.box.y
            at = side.edge + side.turn * 15, y
            text = text_block(at, name.rows, TECHNIQUE_SIZE, "kb-map-technique", anchor=side.anchor)
            radius = DOT + min(len(lit[index]) - 1, 8) * 0.6
            dot = Markup('<circle class="kb-map-dot {}" cx="{}" cy="{}" r="{}"/>').format(
                self._hue(index), number(side.edge), number(y), number(radius)
            )
            yield _mark(_link(name, dot + text), [(line, self._graph.links[line][0]) for line in lit[index]])


def _columns(graph: _Graph, talk_lines: Sequence[tuple[str, ...]], lines: Sequence[tuple[str, ...]]) -> Columns:
    members: dict[str, list[int]] = defaultdict(list)
    for index, technique in enumerate(graph.techniques):
        members[technique.topic].append(index)
    return Columns(
        talks=tuple(len(rows) * TALK_SIZE * LINE_HEIGHT + 14 for rows in talk_lines),
        techniques=tuple(ROW + (len(rows) - 1) * TECHNIQUE_SIZE * LINE_HEIGHT for rows in lines),
        clusters=tuple(Cluster(tuple(members[topic]), HEADING) for topic in graph.topics),
        links=graph.links,
        gap=GAP,
    )


def _hues(heights: Heights) -> list[int]:
    """A colour for each topic, so that neighbours differ."""
    order = sorted(range(len(heights.headings)), key=lambda index: (heights.headings[index], index))
    hues = [0] * len(order)
    for rank, index in enumerate(order):
        hues[index] = rank % HUES
    return hues


def _by_end(links: Sequence[tuple[int, int]], end: int) -> dict[int, list[int]]:
    """Numbers of the links that each talk (end 0) or technique (end 1) has."""
    found: dict[int, list[int]] = defaultdict(list)
    for index, link in enumerate(links):
        found[link[end]].append(index)
    return found


def _link(name: _Name, inside: Markup, box: str = "kb-map-touch") -> Markup:
    full = clean(name.said.text)
    language = Markup("") if name.said.wanted else Markup(' lang="{}"').format(name.said.language)
    title = Markup("<title>{}</title>").format(full) if " ".join(name.rows) != full else Markup()
    return Markup('<a href="{}" aria-label="{}"{}>{}{}{}</a>').format(name.url, full, language, title, rectangle(name.box, box, 6), inside)


def _mark(link: Markup, lit: Sequence[tuple[int, int]]) -> Markup:
    """A name with copies of its lines and of the boxes at their other ends."""
    copies = Markup("").join(Markup('<use href="#kb-map-line-{}"/><use href="#kb-map-end-{}"/>').format(line, end) for line, end in lit)
    return Markup('<g>{}<g class="kb-map-lit" aria-hidden="true">{}</g></g>').format(link, copies)
