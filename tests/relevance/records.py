"""Judged queries over the project's own records: every mechanical class, and people in both scripts and orders."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from relevance.make import Corpus, make

from kbsite.records.catalog import Catalog
from kbsite.search.document import Document
from kbsite.search.relevance import Judged
from kbsite.text.hangul import as_hangul_keys
from kbsite.text.normalise import compact, folded

KINDS = frozenset({"talk", "technique", "tag", "speaker"})
LEFT_OUT = frozenset({"question", "latin particle", "english on korean keys", "typo latin"})
"""Classes written for another corpus, and those that are made of names here."""
LATIN = re.compile(r"[a-z]{5,}")


def judged(catalog: Catalog, documents: Sequence[Document], size: int) -> Iterator[Judged]:
    """Up to `size` queries of each class; what has the query in a title or name is as right as what it was made of."""
    corpus = Corpus(document for document in documents if document.language == "ko" and document.kind in KINDS)
    names = {document.id: [compact(name) for name in (document.title, *document.names)] for document in documents}
    records = {document.id: document.record.partition(":")[2] for document in documents}
    for query in make(corpus, size):
        if query.klass not in LEFT_OUT:
            asked = compact(query.text)
            right = {*query.right, *(id_ for id_, found in names.items() if any(asked in name for name in found))}
            yield Judged(query.text, frozenset(records[id_] for id_ in right), query.klass)
    yield from _words(documents, records, size)
    yield from _people(catalog, size)


def _words(documents: Sequence[Document], records: Mapping[str, str], size: int) -> Iterator[Judged]:
    """Latin words of titles and names with a particle, on the other layout, and with two letters exchanged."""
    having: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for word in LATIN.findall(folded("\n".join((document.title, *document.names)))):
            having[word].add(records[document.id])
    rare = [word for word, found in sorted(having.items()) if len(found) <= 3]
    for word in random.Random("words").sample(rare, min(size, len(rare))):  # noqa: S311 -- the same queries every time
        yield Judged(f"{word}를", frozenset(having[word]), "latin particle")
        yield Judged(as_hangul_keys(word), frozenset(having[word]), "english on korean keys")
        yield Judged(f"{word[:2]}{word[3]}{word[2]}{word[4:]}", frozenset(having[word]), "typo latin")


def _people(catalog: Catalog, size: int) -> Iterator[Judged]:
    """Names as they stand, the other way round or with a blank after the family name, and with what is asked of the person."""
    for speaker in list(catalog.speakers.values())[:size]:
        talks = {talk.id for talk in catalog.talks.values() for role in talk.speakers if role.id == speaker.id}
        for _, name in speaker.name.variants:
            first, _, last = name.rpartition(" ")
            yield Judged(name, frozenset([speaker.id]), "person")
            yield Judged(f"{last} {first}" if first else f"{name[0]} {name[1:]}", frozenset([speaker.id]), "person, other order")
            yield Judged(f"{name}의 발표", frozenset([speaker.id, *talks]), "talk of a person")
