"""A query to lines that say how it is read: its filters, its words with their weights, and the words that may stand for them."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.search.plan import Alternative, Plan, Unit
from kbsite.search.query import Query
from kbsite.search.reading import Reading
from kbsite.search.selection import understood
from kbsite.search.source import Source
from kbsite.text.rules import Rules


def explained(typed: str, source: Source, rules: Rules) -> list[str]:
    """One line for each part of a query."""
    query = understood(typed, source)
    plan = Reading(source, rules, literal=False).plan(query.text)
    return [*_filters(query), *_words(plan, source)]


def _filters(query: Query) -> Iterator[str]:
    for one in query.filters:
        yield f"{'-' if one.negated else ''}{one.field}: {' | '.join(one.values)}"
    yield from (f'phrase "{phrase}"' for phrase in query.phrases)
    yield from (f"without {word}" for word in query.excluded)


def _words(plan: Plan, source: Source) -> Iterator[str]:
    for unit in plan.units:
        ending = f" + {unit.text[len(unit.stem) :]}" if unit.stem != unit.text else ""
        yield f"{unit.stem}{ending}  {unit.kind}, weight {unit.weight:.2f}, {_documents(unit.alternatives[0], source)}"
        yield from _alternatives(unit, source)
    if plan.tail:
        yield f"{plan.tail}  unfinished"


def _alternatives(unit: Unit, source: Source) -> Iterator[str]:
    for one in unit.alternatives[1:]:
        yield f"  {one.how}: {one.text}  × {one.factor:.2f}, {_documents(one, source)}"


def _documents(one: Alternative, source: Source) -> str:
    """How many documents have all that a word needs."""
    shared: set[int] | None = None
    for gram in one.grams:
        if gram.needed == 1:
            found = source.postings(gram.term)
            numbers = set(found.documents) if found else set()
            shared = numbers if shared is None else shared & numbers
    return f"{len(shared or ())} documents"
