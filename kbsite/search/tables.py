"""Documents to the tables of an index: terms with postings, keys for typing, words for corrections, sounds, synonyms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from kbsite.search.counting import KEPT, Counting
from kbsite.search.document import Document
from kbsite.search.postings import body_level, pack, pack_key, title_class
from kbsite.search.ranges import heavy_keys, heavy_words
from kbsite.text.analyzer import LONGEST, TOKEN, tokens
from kbsite.text.hangul import initials, is_syllable, strokes
from kbsite.text.normalise import compact, folded, normalise
from kbsite.text.rules import Rules, load_rules
from kbsite.text.sound import hangul_key, latin_keys
from kbsite.text.stem import stem_length

START = 32
"""In the byte of a key: it begins the line."""
KEY_SIZE = 20
"""Strokes of a key."""
INITIALS_SIZE = 12
LONGEST_PHRASE = 3
"""Words of a phrase that is looked up for another of its meaning."""
MOST_KEYS = 12
"""Words of a title or heading at which a key begins."""
RARE_WORD = 5
"""Letters from which a Latin word is kept for corrections though one document alone has it."""
NAME, TITLE, HEADING = 1, 2, 0
MINOR, TWIN = "lang:~minor", "lang:~twin"
"""Marks of documents that stand behind others, and of those about the same record as the one before them."""
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


def together(documents: Sequence[Document]) -> Sequence[Document]:
    """Documents about one record next to each other, where the first of them stands."""
    places: dict[str, int] = {}
    return sorted(documents, key=lambda document: places.setdefault(document.record or f"\0{document.id}", len(places)))


def make_tables(documents: Sequence[Document], rules: Rules | None = None) -> Tables:
    """All tables of some documents."""
    rules = rules or load_rules()
    tables = Tables(documents)
    _add_terms(tables)
    _add_keys(tables)
    _add_words(tables, rules)
    _add_synonyms(tables, rules)
    for number, document in enumerate(documents):
        before = documents[number - 1] if number else None
        for term in _facets(document, before):
            tables.terms.setdefault(term, {})[number] = 0
    tables.keys.update(heavy_keys(tables.keys))
    tables.initials.update(heavy_keys(tables.initials))
    tables.heavy_words = heavy_words(tables.words)
    return tables


def _facets(document: Document, before: Document | None) -> Iterator[str]:
    pairs = (("kind", document.kind), ("lang", document.language), *document.facets)
    yield from dict.fromkeys(f"{name}:{value.lower()}" for name, value in pairs if value)
    if document.minor:
        yield MINOR
    if before and document.record and document.record == before.record:
        yield TWIN


def _add_terms(tables: Tables) -> None:
    counting = Counting()
    bodies = [counting.count("\n".join(_body(document))) for document in tables.documents]
    lengths = [body.total() for body in bodies]
    average = max(1.0, sum(lengths) / max(1, len(lengths)))
    table: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for number, (document, body, length) in enumerate(zip(tables.documents, bodies, lengths, strict=True)):
        levels = {count: body_level(count, length, average) for count in set(body.values())}
        row = {term: levels[count] for term, count in body.items()}
        for term in {term for heading in document.headings for term in counting.line(heading)}:
            row[term] = row.get(term, 0) | pack(0, heading=True, body=0)
        for term, size in _title_classes(document, counting).items():
            row[term] = row.get(term, 0) | pack(size, heading=False, body=0)
        for term, packed in row.items():
            table[term][number] = packed
    tables.terms.update(table)


def _body(document: Document) -> Iterator[str]:
    for section in document.sections:
        if section.title != document.title:
            yield section.title
        yield section.text


def _title_classes(document: Document, counting: Counting) -> dict[str, int]:
    classes: dict[str, int] = {}
    for name in (*variants(document.title), *document.names):
        found = set(counting.line(name))
        size = title_class(len(found))
        for term in found:
            classes[term] = min(classes.get(term, size), size)
    return classes


def _add_keys(tables: Tables) -> None:
    typed_at = lru_cache(KEPT)(lambda line: tuple(_typed(line)))
    for number, document in enumerate(tables.documents):
        lines = [(TITLE, line) for line in variants(document.title)] + [(NAME, name) for name in document.names]
        for kind, line in (*lines, *((HEADING, line) for heading in document.headings for line in variants(heading))):
            for start, typed, begun in typed_at(line):
                _keep(tables.keys, typed[:KEY_SIZE], number, pack_key(kind, start, len(typed)))
                if begun and (start or kind != HEADING):
                    _keep(tables.initials, begun[:INITIALS_SIZE], number, pack_key(kind, start, len(begun)))


def _typed(line: str) -> Iterator[tuple[bool, str, str]]:
    words = list(_from_each_start(line))
    typed, begun = [strokes(word) for word in words], [initials(word) for word in words]
    for at, word in enumerate(words):
        yield at == 0, "".join(typed[at:]), "".join(begun[at:]) if is_syllable(word[0]) else ""


def variants(line: str) -> tuple[str, ...]:
    """A title as it stands, and without what is in brackets."""
    bare = BRACKETS.sub(" ", line)
    return (line, bare) if bare != line and len(compact(bare)) > 1 else (line,)


def _keep(table: dict[str, dict[int, int]], key: str, number: int, packed: int) -> None:
    entry = table.setdefault(key, {})
    entry[number] = max(entry.get(number, 0), packed)


def _from_each_start(line: str) -> Iterator[str]:
    """The compact text from the beginning of each word to that of the next; from the last one at which a key begins, all the rest."""
    text = normalise(line)
    begins = [token.start for token in islice(tokens(text), MOST_KEYS)]
    for begin, end in zip(begins, (*begins[1:], len(text)), strict=False):
        yield compact(text[begin:end])


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
        if count == 1 and word not in shown:
            if len(word) >= RARE_WORD and word.isascii() and word.isalpha():
                tables.words[word] = 1
        else:
            tables.words[strokes(word)] = min(127, count) + 128 * (word in shown)
            for key in _sounds(word, rules):
                tables.sounds[f"{key} {word}"] = min(255, count)


def _words(text: str, rules: Rules) -> Iterator[str]:
    for gram, _, word in set(TOKEN.findall(text)):
        if len(gram) > 1:
            yield gram[: stem_length(gram, rules)]
        elif (len(word) > 2 or not word.isascii()) and not word[:LONGEST].isdecimal():
            yield word[:LONGEST]


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
                if len(first.split()) <= LONGEST_PHRASE:
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
