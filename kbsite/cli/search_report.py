"""What a search found, as text for a terminal and as data."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from kbsite.cli.context import Context
from kbsite.words import Words

if TYPE_CHECKING:
    from kbsite.report import Style
    from kbsite.search.api import Hit, Results


def as_data(results: Results) -> dict[str, object]:
    """Everything found, with places of the marks in each excerpt."""
    return {
        "total": results.total,
        "notes": [{"kind": note.kind, "typed": note.typed, "found": note.found} for note in results.notes],
        "suggestions": list(results.suggestions),
        "hits": [_hit_data(hit) for hit in results.hits],
    }


def _hit_data(hit: Hit) -> dict[str, object]:
    document, excerpt = hit.document, hit.excerpt
    return {
        "id": document.id,
        "kind": document.kind,
        "record": hit.record,
        "title": document.title,
        "language": document.language,
        "url": hit.url,
        "score": round(float(hit.score), 6),
        "heading": excerpt.heading,
        "excerpt": excerpt.text,
        "marks": [list(mark) for mark in excerpt.marks],
    }


def show(context: Context, results: Results, reading: Sequence[str] | None = None) -> None:
    """Write what was done and what was found; with a `reading`, also how the query was read and what each hit scored."""
    style = context.style(sys.stdout)
    lines = [NOTES[note.kind].fill(typed=note.typed, found=note.found).say(context.language) for note in results.notes]
    lines += reading or ()
    for rank, hit in enumerate(results.hits, 1):
        lines += _entry(context, style, rank, hit, scored=reading is not None)
    for line in lines:
        click.echo(line, color=style.colour)
    shown = len(results.hits)
    context.say(FOUND.fill(shown=shown, total=max(shown, results.total)) if shown else NOTHING)
    if results.suggestions:
        context.say(PERHAPS.fill(words=", ".join(results.suggestions)))


def _entry(context: Context, style: Style, rank: int, hit: Hit, *, scored: bool) -> list[str]:
    kind = KINDS.get(hit.document.kind)
    named = kind.say(context.language) if kind else hit.document.kind
    score = f"  {hit.score:.3f}" if scored else ""
    lines = [f"{rank:>3}  {style.paint(hit.document.title, '1')}  [{named}]{score}", f"     {style.paint(hit.url, '36')}"]
    if hit.excerpt.text:
        heading = f"{hit.excerpt.heading} › " if hit.excerpt.heading else ""
        lines.append(f"     {heading}{_marked(style, hit)}")
    return lines


def _marked(style: Style, hit: Hit) -> str:
    text, at, pieces = hit.excerpt.text, 0, []
    for start, end in hit.excerpt.marks:
        pieces += [text[at:start], style.paint(text[start:end], "1;33")]
        at = end
    return "".join((*pieces, text[at:])).replace("\n", " ")


KINDS: Mapping[str, Words] = {
    "talk": Words("talk", "발표"),
    "technique": Words("technique", "기술"),
    "speaker": Words("speaker", "발표자"),
    "tag": Words("tag", "태그"),
    "event": Words("event", "행사"),
    "work": Words("work", "출처"),
    "snippet": Words("example", "예제"),
    "page": Words("page", "쪽"),
}
NOTES: Mapping[str, Words] = {
    "layout": Words(
        "read '{typed}' as '{found}', typed on the other keyboard layout", "'{typed}'을/를 다른 자판으로 친 '{found}'(으)로 찾았습니다"
    ),
    "typo": Words("read '{typed}' as '{found}'", "'{typed}'을/를 '{found}'(으)로 찾았습니다"),
    "initials": Words("read '{typed}' as initial consonants", "'{typed}'을/를 초성으로 찾았습니다"),
}
FOUND = Words("{shown} of {total}", "{total}건 가운데 {shown}건")
NOTHING = Words("nothing found", "찾은 것이 없습니다")
PERHAPS = Words("perhaps: {words}", "혹시: {words}")
