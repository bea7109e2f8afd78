"""Documents to the tables of an index: terms with postings, keys for typing, words for corrections, sounds, synonyms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kbsite.search.document import Document
from kbsite.search.postings import coarse
from kbsite.search.ranges import heavy_keys, heavy_words
from kbsite.search.rows import Rows
from kbsite.text.hangul import is_syllable, strokes
from kbsite.text.normalise import compact
from kbsite.text.rules import Rules, load_rules
from kbsite.text.sound import hangul_key, latin_keys

LONGEST_PHRASE = 3
"""Words of a phrase that is looked up for another of its meaning."""
RARE_WORD = 5
"""Letters from which a Latin word is kept for corrections though one document alone has it."""
MINOR, TWIN = "lang:~minor", "lang:~twin"
"""Marks of documents that stand behind others, and of those about the same record as the one before them."""


@dataclass(slots=True)
class Counts:
    """What is counted over all documents, and decides what stands in the tables."""

    length: int = 0
    """Terms of all texts."""
    words: Counter[str] = field(default_factory=Counter)
    """Documents with a word."""
    shown: Counter[str] = field(default_factory=Counter)
    """Documents with it in a title, name or heading."""
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    beginnings: dict[str, Mapping[str, int]] = field(default_factory=dict)
    """For keys, initials and words the heavy beginnings, with how many begin so."""


@dataclass(slots=True)
class Tables:
    """Every table by its key; values are documents with a byte each, or bytes alone."""

    documents: Sequence[Document]
    terms: dict[str, dict[int, int]] = field(default_factory=dict)
    """Terms of the text, and facets as `field:value`; in no term is there a colon."""
    keys: dict[str, dict[int, int]] = field(default_factory=dict)
    initials: dict[str, dict[int, int]] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    """Strokes of a word -> how common it is; 128 and more where a title or heading has it."""
    sounds: dict[str, int] = field(default_factory=dict)
    """`K:` (Hangul) or `L:` (Latin), consonants, blank, word."""
    synonyms: dict[str, int] = field(default_factory=dict)
    """Compact phrase, tab, phrase of the same meaning."""
    heavy_words: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    """Beginnings of very many words -> the most common of them."""
    counts: Counts = field(default_factory=Counts)


def together(documents: Sequence[Document]) -> Sequence[Document]:
    """Documents about one record next to each other, where the first of them stands."""
    places: dict[str, int] = {}
    return sorted(documents, key=lambda document: places.setdefault(document.record or f"\0{document.id}", len(places)))


def make_tables(documents: Sequence[Document], rules: Rules | None = None) -> Tables:
    """All tables of some documents."""
    rules = rules or load_rules()
    rows = Rows(rules)
    tables = Tables(documents)
    _add_terms(tables, rows)
    _add_keys(tables, rows)
    _add_words(tables, rows, rules)
    _add_synonyms(tables, rows)
    for number, document in enumerate(documents):
        before = documents[number - 1] if number else None
        for term in _facets(document, before):
            tables.terms.setdefault(term, {})[number] = 0
    beginnings = tables.counts.beginnings
    for name in ("keys", "initials"):
        table: dict[str, dict[int, int]] = getattr(tables, name)
        lists, beginnings[name] = heavy_keys(table)
        table.update(lists)
    tables.heavy_words, beginnings["words"] = heavy_words(tables.words)
    return tables


def _facets(document: Document, before: Document | None) -> Iterator[str]:
    pairs = (("kind", document.kind), ("lang", document.language), *document.facets)
    yield from dict.fromkeys(f"{name}:{value.lower()}" for name, value in pairs if value)
    if document.minor:
        yield MINOR
    if before and document.record and document.record == before.record:
        yield TWIN


def _add_terms(tables: Tables, rows: Rows) -> None:
    bodies = [rows.body(document) for document in tables.documents]
    tables.counts.length = sum(body.total() for body in bodies)
    average = average_length(tables.counts.length, len(bodies))
    table: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for number, (document, body) in enumerate(zip(tables.documents, bodies, strict=True)):
        for term, packed in rows.terms(document, body, average).items():
            table[term][number] = packed
    tables.terms.update(table)


def average_length(length: int, count: int) -> float:
    """Terms of a text, given those of all and how many there are."""
    return coarse(max(1.0, length / max(1, count)))


def _add_keys(tables: Tables, rows: Rows) -> None:
    for number, document in enumerate(tables.documents):
        for table, row in zip((tables.keys, tables.initials), rows.keys(document), strict=True):
            for key, packed in row.items():
                table.setdefault(key, {})[number] = packed


def _add_words(tables: Tables, rows: Rows, rules: Rules) -> None:
    counts = tables.counts
    for document in tables.documents:
        in_heads, words = rows.words(document)
        counts.shown.update(in_heads)
        counts.words.update(words)
    for word, count in counts.words.items():
        byte = word_byte(word, count, word in counts.shown)
        if byte:
            tables.words[strokes(word)] = byte
            for key in sounds(word, byte, rules):
                tables.sounds[key] = min(255, count)


def word_byte(word: str, count: int, shown: bool) -> int:
    """How common a word is, 128 and more where it is shown; 0 where it is not kept."""
    if count == 1 and not shown:
        return 1 if len(word) >= RARE_WORD and word.isascii() and word.isalpha() else 0
    return min(127, count) + 128 * shown if count else 0


def sounds(word: str, byte: int, rules: Rules) -> Iterator[str]:
    """Keys of the sounds of a word, given its byte: of those that one document alone has, there are none."""
    if byte == 1:
        return
    if is_syllable(word[0]):
        key = hangul_key(word[:8], rules)
        if len(key) > 1:
            yield f"K:{key} {word}"
    elif word.isascii() and word.isalpha() and len(word) > 2:
        yield from (f"L:{key} {word}" for key in latin_keys(word, rules) if len(key) > 1)


def _add_synonyms(tables: Tables, rows: Rows) -> None:
    pairs = tables.counts.pairs
    for document in tables.documents:
        pairs.update(rows.pairs(document))
    for (one, other), count in pairs.items():
        if count > 1:
            for first, second in directions(one, other):
                key = f"{compact(first)}\t{second}"
                tables.synonyms[key] = max(min(255, count), tables.synonyms.get(key, 0))


def directions(one: str, other: str) -> Iterator[tuple[str, str]]:
    """A pair as what is looked up and what it means, both ways if neither is long."""
    for first, second in ((one, other), (other, one)):
        if len(first.split()) <= LONGEST_PHRASE:
            yield first, second
