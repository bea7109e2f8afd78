"""What was typed to a query, and its filters, exclusions and phrases to the set of documents that may be found."""

from __future__ import annotations

from kbsite.search.document import Document
from kbsite.search.query import Filter, Query, cleaned, parse_query
from kbsite.search.rows import KEY_SIZE, START
from kbsite.search.source import Source
from kbsite.text.analyzer import terms
from kbsite.text.hangul import strokes
from kbsite.text.normalise import compact, folded

ALIASES = "~"
"""After the name of a field: other spellings of its values, which filter but are not counted."""

TITLES = 8
"""Documents looked at for a title."""


def understood(typed: str, source: Source) -> Query:
    """The parts of what was typed; but text as it stands where a title, name or heading begins so, minus and all: that was pasted."""
    query = parse_query(typed)
    return Query(cleaned(typed)) if query.excluded and _begins_a_title(typed, source) else query


def _begins_a_title(typed: str, source: Source) -> bool:
    keys = source.begun("keys", strokes(compact(cleaned(typed)))[:KEY_SIZE])
    numbers = sorted({number for number, packed in keys if packed & START})
    text = _even(cleaned(typed))
    return any(_even(cleaned(line)).startswith(text) for number in numbers[:TITLES] for line in _lines(source.document(number)))


def _lines(document: Document) -> tuple[str, ...]:
    return (document.title, *document.names, *(section.title for section in document.sections))


def _even(text: str) -> str:
    return " ".join(folded(text).split())


def selected(query: Query, source: Source) -> set[int] | None:
    """Documents that a query allows; None for all."""
    allowed: set[int] | None = None
    for phrase in query.phrases:
        allowed = _both(allowed, having(phrase, source))
    for one in query.filters:
        if not one.negated:
            allowed = _both(allowed, _with(one, source))
    banned = {number for word in query.excluded for number in having(word, source)}
    banned |= {number for one in query.filters if one.negated for number in _with(one, source)}
    if not banned:
        return allowed
    return (set(range(source.count)) if allowed is None else allowed) - banned


def _both(one: set[int] | None, other: set[int]) -> set[int]:
    return other if one is None else one & other


def having(text: str, source: Source) -> set[int]:
    """Documents that have every term of a text."""
    shared: set[int] | None = None
    for term in dict.fromkeys(terms(text)):
        found = source.postings(term)
        shared = _both(shared, set(found.documents) if found else set())
    return shared or set()


def _with(one: Filter, source: Source) -> set[int]:
    found: set[int] = set()
    for value in one.values:
        for name in (f"{one.field}:{value}", f"{one.field}{ALIASES}:{compact(value)}"):
            postings = source.postings(name)
            found.update(postings.documents if postings else ())
    return found


def has_phrases(document: Document, phrases: tuple[str, ...]) -> bool:
    """Whether the words of each phrase stand in a document as they were written."""
    if not phrases:
        return True
    parts = (document.title, *document.names, *(part for section in document.sections for part in (section.title, section.text)))
    text = _even("\n".join(parts))
    return all(_even(phrase) in text for phrase in phrases)
