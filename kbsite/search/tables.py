"""Documents to the tables of an index: terms with postings, keys for typing, words for corrections, sounds, synonyms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kbsite.search.document import Document
from kbsite.search.postings import body_level, pack, pack_key, title_class
from kbsite.search.ranges import heavy_keys, heavy_words
from kbsite.text.analyzer import terms, tokens
from kbsite.text.hangul import initials, is_syllable, strokes
from kbsite.text.normalise import compact, folded, normalise
from kbsite.text.rules import Rules, load_rules
from kbsite.text.sound import hangul_key, latin_keys
from kbsite.text.stem import stem_length

KEY_SIZE = 20
"""Strokes of a key."""
INITIALS_SIZE = 12
MOST_KEYS = 12
"""Words of a title or heading at which a key begins."""
NAME, TITLE, HEADING = 1, 2, 0
BRACKETS = re.compile(r"\([^()]*\)")
GLOSS = re.compile(r"([가-힣]+(?:[ ][가-힣]+){0,3})[ ]?\(([A-Za-z][A-Za-z0-9]*(?:[ -][A-Za-z0-9]+){0,3})\)")


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


def make_tables(documents: Sequence[Document], rules: Rules | None = None) -> Tables:
    """All tables of some documents."""
    rules = rules or load_rules()
    tables = Tables(documents)
    _add_terms(tables)
    _add_keys(tables)
    _add_words(tables, rules)
    _add_synonyms(tables, rules)
    for number, document in enumerate(documents):
        for name, value in _facets(document):
            tables.terms.setdefault(f"{name}:{value}", {})[number] = 0
    tables.keys.update(heavy_keys(tables.keys))
    tables.initials.update(heavy_keys(tables.initials))
    tables.heavy_words = heavy_words(tables.words)
    return tables


def _facets(document: Document) -> Iterator[tuple[str, str]]:
    pairs = (("kind", document.kind), ("lang", document.language), *document.facets)
    yield from dict.fromkeys((name, value.lower()) for name, value in pairs if value)


def _add_terms(tables: Tables) -> None:
    bodies = [
        Counter(terms("\n".join(f"{s.title}\n{s.text}" if s.title != d.title else s.text for s in d.sections))) for d in tables.documents
    ]
    lengths = [body.total() for body in bodies]
    average = max(1.0, sum(lengths) / max(1, len(lengths)))
    for number, (document, body, length) in enumerate(zip(tables.documents, bodies, lengths, strict=True)):
        titles: dict[str, int] = {}
        for name in (*variants(document.title), *document.names):
            found = list(terms(name))
            size = title_class(len(set(found)))
            for term in found:
                titles[term] = min(titles.get(term, 9), size)
        headings = {term for heading in document.headings for term in terms(heading)}
        for term in dict.fromkeys((*titles, *headings, *body)):
            packed = pack(titles.get(term, 0), term in headings, body_level(body[term], length, average))
            tables.terms.setdefault(term, {})[number] = packed


def _add_keys(tables: Tables) -> None:
    for number, document in enumerate(tables.documents):
        lines = [(TITLE, line) for line in variants(document.title)] + [(NAME, name) for name in document.names]
        for kind, line in (*lines, *((HEADING, line) for heading in document.headings for line in variants(heading))):
            for start, key in starts(line):
                typed = strokes(key)
                _keep(tables.keys, typed[:KEY_SIZE], number, pack_key(kind, start, len(typed)))
                begun = initials(key)
                if is_syllable(key[0]) and (start or kind != HEADING):
                    _keep(tables.initials, begun[:INITIALS_SIZE], number, pack_key(kind, start, len(begun)))


def variants(line: str) -> tuple[str, ...]:
    """A title as it stands, and without what is in brackets."""
    bare = BRACKETS.sub(" ", line)
    return (line, bare) if bare != line and len(compact(bare)) > 1 else (line,)


def _keep(table: dict[str, dict[int, int]], key: str, number: int, packed: int) -> None:
    entry = table.setdefault(key, {})
    entry[number] = max(entry.get(number, 0), packed)


def starts(line: str) -> Iterator[tuple[bool, str]]:
    """The compact text from the beginning of each word of a line, and whether it is the line's first."""
    text = normalise(line)
    found = list(tokens(text))[:MOST_KEYS]
    for at, token in enumerate(found):
        yield at == 0, compact(text[token.start :])


def _add_words(tables: Tables, rules: Rules) -> None:
    counts: Counter[str] = Counter()
    shown: set[str] = set()
    for document in tables.documents:
        heads = folded("\n".join((document.title, *document.names, *document.headings)))
        text = folded("\n".join(section.text for section in document.sections))
        in_heads = set(_words(heads, rules))
        shown |= in_heads
        counts.update(in_heads | set(_words(text, rules)))
    for word, count in counts.items():
        if word in shown or count > 1:
            tables.words[strokes(word)] = min(127, count) + 128 * (word in shown)
            for key in _sounds(word, rules):
                tables.sounds[f"{key} {word}"] = min(255, count)


def _words(text: str, rules: Rules) -> Iterator[str]:
    for token in tokens(text):
        if token.kind == "word" and (len(token.text) > 2 or not token.text.isascii()) and not token.text.isdecimal():
            yield token.text
        elif token.kind == "gram" and len(token.text) > 1:
            yield token.text[: stem_length(token.text, rules)]


def _sounds(word: str, rules: Rules) -> Iterator[str]:
    if is_syllable(word[0]):
        key = hangul_key(word[:8], rules)
        if len(key) > 1:
            yield f"K:{key}"
    elif word.isascii() and word.isalpha() and len(word) > 2:
        yield from (f"L:{key}" for key in latin_keys(word, rules) if len(key) > 1)


def _add_synonyms(tables: Tables, rules: Rules) -> None:
    pairs: Counter[tuple[str, str]] = Counter()
    for document in tables.documents:
        text = "\n".join((document.title, *document.headings, *(section.text for section in document.sections)))
        pairs.update(set(_glosses(normalise(text), rules)))
        pairs.update(dict.fromkeys(_aliases(document), 9))
    for (one, other), count in pairs.items():
        if count > 1:
            for first, second in ((one, other), (other, one)):
                tables.synonyms[f"{compact(first)}\t{second}"] = min(255, count)


def _glosses(text: str, rules: Rules) -> Iterator[tuple[str, str]]:
    """Pairs of a Korean phrase and the Latin one in brackets after it."""
    for found in GLOSS.finditer(text):
        words, latin = found[1].split(), found[2].lower().replace("-", " ")
        size = min(len(words), len(latin.split()))
        yield " ".join(words[-size:]), latin
        if size < len(words) and len("".join(words[-size:])) < 2:
            yield " ".join(words[-size - 1 :]), latin


def _aliases(document: Document) -> Iterable[tuple[str, str]]:
    title = folded(document.title)
    return (
        (title, folded(name))
        for name in document.names
        if len(compact(name)) > 1 and len(name) < 40 and len(title) < 40 and folded(name) != title
    )
