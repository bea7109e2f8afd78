"""A talk to a plain Markdown document in one language: front matter, all that its record says, and the sources as a list.

The document means the same in every flavour of Markdown; nothing that a record says can become more than text in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from kbsite.exports import _markdown_words as w
from kbsite.exports._markdown_desk import Desk, numbers
from kbsite.exports._markdown_head import Value, bullets, front_matter, head
from kbsite.exports._markdown_text import address, item, link, words
from kbsite.records.catalog import Catalog
from kbsite.records.models import Correction, Diagram, Figure, Link, Question, Statement, Takeaway, Talk, TechniqueUse
from kbsite.words import Words

ARROWS = {"plain": "→", "dashed": "⇢", "both": "↔"}

Section = Callable[[Desk, Talk], Iterable[str]]
"""A talk to the blocks under one heading; none where it has nothing to say there."""


def talk_markdown(catalog: Catalog, talk: Talk, language: str, about: Mapping[str, Value] = MappingProxyType({}), body: str = "") -> str:
    """The document. Text that does not exist in the language stands in one that it has, with that language named.

    `about` are fields of the document itself, as its address and licence, for its front matter;
    `body` is what `talk_body` gives, where that is known.
    """
    return f"{front_matter(Desk(catalog, language, {}), talk, about)}\n\n{body or talk_body(catalog, talk, language)}"


def talk_body(catalog: Catalog, talk: Talk, language: str) -> str:
    """The document without its front matter."""
    desk = Desk(catalog, language, numbers(catalog, talk))
    found = [*head(desk, talk)]
    for heading, section in SECTIONS:
        if inside := [block for block in section(desk, talk) if block]:
            found += [f"## {desk.t(heading)}", *inside]
    return "\n\n".join(found) + "\n"


def _said(desk: Desk, statement: Statement | None) -> Iterable[str]:
    return desk.prose(statement.text, statement.source) if statement else ()


def _diagrams(desk: Desk, talk: Talk) -> Iterable[str]:
    for diagram in talk.diagrams:
        yield f"### {desk.label(diagram.title)}"
        yield from desk.prose(diagram.description, diagram.source)
        yield bullets(_drawn(desk, diagram))


def _drawn(desk: Desk, diagram: Diagram) -> Iterable[str]:
    """Frames with the boxes in them, boxes that stand alone, and arrows."""
    boxes = {node.id: desk.label(node.label) + (f" ({desk.label(node.detail)})" if node.detail else "") for node in diagram.nodes}
    for group in diagram.groups:
        yield f"{desk.label(group.label)}: {', '.join(boxes[id_] for id_ in group.nodes if id_ in boxes)}"
    joined = {id_ for edge in diagram.edges for id_ in (edge.start, edge.end)}.union(*(group.nodes for group in diagram.groups))
    yield from (box for id_, box in boxes.items() if id_ not in joined)
    for edge in diagram.edges:
        if edge.start in boxes and edge.end in boxes:
            said = f": {desk.label(edge.label)}" if edge.label else ""
            yield f"{boxes[edge.start]} {ARROWS[edge.kind]} {boxes[edge.end]}{said}"


def _figure(desk: Desk, figure: Figure) -> str:
    computed = f"; {desk.t(w.RECOMPUTED)}: {desk.label(figure.recomputed)}" if figure.recomputed else ""
    line = f"**{desk.label(figure.label)}**: {desk.label(figure.claimed)} ({desk.t(w.CLAIMED)}{computed}){desk.cited(figure.source)}"
    return item("-", line, *(desk.prose(figure.note) if figure.note else ()))


def _takeaway(desk: Desk, number: int, takeaway: Takeaway) -> str:
    return item(f"{number}.", *desk.prose(takeaway.text, takeaway.source, lead=f"({desk.t(w.BY[takeaway.by])})"))


def _technique(desk: Desk, use: TechniqueUse) -> str:
    technique = desk.catalog.techniques.get(use.id)
    name = f"**{desk.name(technique.name) if technique else words(use.id)}**"
    return item("-", *(desk.prose(use.note, use.source, lead=f"{name}:") if use.note else (name,)))


def _question(desk: Desk, number: int, question: Question) -> str:
    asked = desk.prose(question.q, lead=f"{desk.t(w.QUESTION)}:")
    return item(f"{number}.", *asked, *desk.prose(question.a, question.source, lead=f"{desk.t(w.ANSWER)}:"))


def _correction(desk: Desk, number: int, one: Correction) -> str:
    was = desk.prose(one.was, (one.said_in,), lead=f"{desk.t(w.WAS)}:")
    now = desk.prose(one.now, lead=f"{desk.t(w.IS[one.status])}:")
    return item(f"{number}.", *was, *now, *desk.prose(one.reason, one.source, lead=f"{desk.t(w.REASON)}:"))


def _details(desk: Desk, talk: Talk) -> Iterable[str]:
    for part in talk.description:
        if part.heading:
            yield f"### {desk.label(part.heading)}"
        yield from desk.prose(part.text, part.source)


def link_line(desk: Desk, one: Link) -> str:
    """A link on one line: its words, its address, and what to know before following it."""
    label = desk.label(one.title) if one.title else desk.t(w.LINK_TYPES[one.type])
    notes = [desk.label(one.note)] if one.note else []
    notes += [desk.t(w.DEAD)] if one.status == "dead" else []
    notes += [link(desk.t(w.KEPT_COPY), one.archived_url)] if one.archived_url else []
    return ". ".join((f"{label}: {address(one.url)}", *notes))


def _links(desk: Desk, talk: Talk) -> Iterable[str]:
    yield bullets(
        (
            *(link_line(desk, one) for one in talk.links),
            *(f"{desk.t(w.RECORDING)}: {address(one.url)}{f', {one.duration}' if one.duration else ''}" for one in talk.recordings),
        )
    )


def _references(desk: Desk, talk: Talk) -> Iterable[str]:
    works = (desk.catalog.sources[id_] for id_ in talk.references if id_ in desk.catalog.sources)
    yield "\n".join(f"{number}. {desk.work(work)}" for number, work in enumerate(works, 1))


SECTIONS: tuple[tuple[Words, Section], ...] = (
    (w.ABSTRACT, lambda desk, talk: _said(desk, talk.abstract)),
    (w.PROBLEM, lambda desk, talk: _said(desk, talk.problem)),
    (w.APPROACH, lambda desk, talk: _said(desk, talk.approach)),
    (w.RESULT, lambda desk, talk: _said(desk, talk.result)),
    (w.DIAGRAMS, _diagrams),
    (w.FIGURES, lambda desk, talk: (_figure(desk, one) for one in talk.figures)),
    (w.TAKEAWAYS, lambda desk, talk: (_takeaway(desk, n, one) for n, one in enumerate(talk.takeaways, 1))),
    (w.TECHNIQUES, lambda desk, talk: (_technique(desk, one) for one in talk.techniques)),
    (w.QUESTIONS, lambda desk, talk: (_question(desk, n, one) for n, one in enumerate(talk.questions, 1))),
    (w.CORRECTIONS, lambda desk, talk: (_correction(desk, n, one) for n, one in enumerate(talk.corrections, 1))),
    (w.DETAILS, _details),
    (w.CHAPTERS, lambda desk, talk: (bullets(f"{one.at} {desk.label(one.title)}" for one in talk.chapters),)),
    (w.SNIPPETS, lambda desk, talk: (bullets(f"`{id_}`" for id_ in talk.snippets),)),
    (w.REFERENCES, _references),
    (
        w.RELATED,
        lambda desk, talk: (bullets(f"{words(desk.title(o).text)} (`{o.id}`)" for o in desk.catalog.related_talks(talk.id)),),
    ),
    (w.LINKS, _links),
    (w.SOURCES, lambda desk, talk: ("\n".join(f"{n}. {desk.work(desk.catalog.sources[id_])}" for id_, n in desk.numbers.items()),)),
)
