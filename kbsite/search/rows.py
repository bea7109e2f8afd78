"""One document to what it gives to each table of an index; how a term counts in it, its words and pairs need other documents besides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice

from kbsite.search.counting import KEPT, Counting
from kbsite.search.document import Document
from kbsite.search.postings import body_level, pack, pack_key, title_class
from kbsite.text.analyzer import ASCII_WORD, LONGEST, TOKEN, by_script
from kbsite.text.hangul import initials, is_syllable, strokes
from kbsite.text.normalise import compact, folded, normalise
from kbsite.text.rules import Rules, load_rules
from kbsite.text.stem import stem_length

START = 32
"""In the byte of a key: it begins the line."""
KEY_SIZE = 20
"""Strokes of a key."""
INITIALS_SIZE = 12
MOST_KEYS = 12
"""Words of a title or heading at which a key begins."""
NAMED = 9
"""How often a pair counts that a title and a name make."""
NAME, TITLE, HEADING = 1, 2, 0
ASCII = re.compile(ASCII_WORD)
BRACKETS = re.compile(r"\([^()]*\)")
GLOSS = re.compile(r"([가-힣]+(?:[ ][가-힣]+){0,3})[ ]?\(([A-Za-z][A-Za-z0-9]*(?:[ -][A-Za-z0-9]+){0,3})\)")


class Rows:
    """Takes documents apart; what stands in many of them is taken apart once."""

    def __init__(self, rules: Rules | None = None) -> None:
        self._rules = rules or load_rules()
        self._counting = Counting()
        self._typed: Callable[[str], tuple[tuple[bool, str, str], ...]] = lru_cache(KEPT)(lambda line: tuple(_typed(line)))

    def body(self, document: Document) -> Counter[str]:
        """How often each term stands in the text."""
        return self._counting.count("\n".join(_body(document)))

    def terms(self, document: Document, body: Counter[str], average: float) -> dict[str, int]:
        """Terms with their bytes, given how often each stands in the text, and how many terms the texts of an index have."""
        length = body.total()
        levels = {count: body_level(count, length, average) for count in set(body.values())}
        row = {term: levels[count] for term, count in body.items()}
        for term in {term for heading in document.headings for term in self._counting.line(heading)}:
            row[term] = row.get(term, 0) | pack(0, heading=True, body=0)
        for term, size in self._title_classes(document).items():
            row[term] = row.get(term, 0) | pack(size, heading=False, body=0)
        return row

    def _title_classes(self, document: Document) -> dict[str, int]:
        classes: dict[str, int] = {}
        for name in (*variants(document.title), *document.names):
            found = set(self._counting.line(name))
            size = title_class(len(found))
            for term in found:
                classes[term] = min(classes.get(term, size), size)
        return classes

    def keys(self, document: Document) -> tuple[dict[str, int], dict[str, int]]:
        """Keys and initials with their bytes."""
        keys: dict[str, int] = {}
        begins: dict[str, int] = {}
        lines = [(TITLE, line) for line in variants(document.title)] + [(NAME, name) for name in document.names]
        for kind, line in (*lines, *((HEADING, line) for heading in document.headings for line in variants(heading))):
            for start, typed, begun in self._typed(line):
                _keep(keys, typed[:KEY_SIZE], pack_key(kind, start, len(typed)))
                if begun and (start or kind != HEADING):
                    _keep(begins, begun[:INITIALS_SIZE], pack_key(kind, start, len(begun)))
        return keys, begins

    def words(self, document: Document) -> tuple[set[str], set[str]]:
        """Words of title, names and headings, and all words."""
        heads = folded("\n".join((document.title, *document.names, *document.headings)))
        text = folded("\n".join(section.text for section in document.sections))
        in_heads = set(_words(heads, self._rules))
        return in_heads, in_heads | set(_words(text, self._rules))

    def pairs(self, document: Document) -> Counter[tuple[str, str]]:
        """Pairs of phrases that mean the same, with how much each counts."""
        text = "\n".join((document.title, *document.headings, *(section.text for section in document.sections)))
        pairs = Counter(set(_glosses(normalise(text), self._rules)))
        pairs.update(dict.fromkeys(_aliases(document), NAMED))
        return pairs


def _body(document: Document) -> Iterator[str]:
    for section in document.sections:
        if section.title != document.title:
            yield section.title
        yield section.text


def _typed(line: str) -> Iterator[tuple[bool, str, str]]:
    words = list(_from_each_start(line))
    typed, begun = [strokes(word) for word in words], [initials(word) for word in words]
    for at, word in enumerate(words):
        yield at == 0, "".join(typed[at:]), "".join(begun[at:]) if is_syllable(word[0]) else ""


def variants(line: str) -> tuple[str, ...]:
    """A title as it stands, and without what is in brackets."""
    bare = BRACKETS.sub(" ", line)
    return (line, bare) if bare != line and len(compact(bare)) > 1 else (line,)


def _keep(row: dict[str, int], key: str, packed: int) -> None:
    row[key] = max(row.get(key, 0), packed)


def _from_each_start(line: str) -> Iterator[str]:
    """The compact text from the beginning of each word to that of the next; from the last one at which a key begins, all the rest."""
    text = normalise(line)
    begins = [token.start() for token in islice(TOKEN.finditer(text), MOST_KEYS)]
    for begin, end in zip(begins, (*begins[1:], len(text)), strict=False):
        yield compact(text[begin:end])


def _words(text: str, rules: Rules) -> Iterator[str]:
    plain, others = by_script(text)
    for word in set(ASCII.findall(plain)):
        if len(word) > 2 and not word[:LONGEST].isdecimal():
            yield word[:LONGEST]
    for gram, _, word in set(TOKEN.findall(others)):
        if len(gram) > 1:
            yield gram[: stem_length(gram, rules)]
        elif (len(word) > 2 or not word.isascii()) and not word[:LONGEST].isdecimal():
            yield word[:LONGEST]


def _glosses(text: str, rules: Rules) -> Iterator[tuple[str, str]]:
    """Pairs of a Korean phrase and the Latin one in brackets after it."""
    if text.isascii():  # known of a text without a look at it
        return
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
