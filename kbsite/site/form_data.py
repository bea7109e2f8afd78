"""A catalog to what the form for records works with: schemas, what exists, and the words of the check."""

from __future__ import annotations

import inspect
import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any
from zoneinfo import available_timezones

from pydantic_core import to_json

from kbsite.editing.files import schema_at, type_at
from kbsite.records import entries, file, load, shape_words, suggest, walk
from kbsite.records.catalog import Catalog
from kbsite.records.document import Document
from kbsite.records.json_schema import FOLDER, KINDS, schemas
from kbsite.records.models import Event, Record
from kbsite.records.style import comments, composed, restyled
from kbsite.records.text import Label
from kbsite.records.yaml import read
from kbsite.rules import language_exists, rules, tag_exists, text_has_no_hidden_characters, text_has_no_html
from kbsite.words import Words

FORMS = ("talk", "speaker", "technique", "source", "event")
"""Kinds of records that can be written with the form, in the order in which it offers them."""
_KEY = re.compile(r"([a-z][a-z_]*):(?=\s)")
_NO_LETTER = re.compile(r"[\W_]+")
"""What `str.isalnum` is not true of."""
NOT_SAID = {"SAYS", "WHY"}
Json = dict[str, Any]


def form_data(catalog: Catalog) -> bytes:
    """Everything that is the same for all records, as JSON."""
    made = schemas()
    data: Json = {
        "kinds": {kind: {"definitions": made[kind]["definitions"], "part": KINDS[kind].__name__} for kind in FORMS},
        "records": _records(catalog),
        "hidden": sorted(set(catalog.every_talk) - set(catalog.talks)),
        "paths": [record.path for record in catalog.records()],
        "spellings": tag_exists.spellings(catalog),
        "events": {event.id: _event(event) for event in catalog.events.values()},
        "titles": _titles(catalog),
        "languages": {
            "codes": sorted(language_exists.CODES - language_exists.MISTAKEN),
            "countries": language_exists.COUNTRIES,
            "first": catalog.project.languages[0],
        },
        "zones": sorted(available_timezones()),
        "patterns": {pattern: f"shape.PATTERNS.{number}" for number, pattern in enumerate(shape_words.PATTERNS)},
        "text": {
            "element": text_has_no_html.ELEMENT.pattern,
            "invisible": text_has_no_hidden_characters.INVISIBLE.pattern,
            "link": walk.LINK.pattern,
        },
        "letters": dict(_invisible()),
        "words": {key: _both(words) for key, words in _said()},
        "schemas": (catalog.project.root / FOLDER).is_dir(),
    }
    return to_json(data)


def record_data(catalog: Catalog, path: str) -> bytes:
    """A record as the form takes it up: its values as written, and its text cut into what stands above and at each key."""
    document = catalog.documents[path]
    lines = document.text.splitlines(keepends=True)
    starts = _seen_starts(lines, list(document.value))
    if starts is None:
        document = _in_blocks(catalog, path)
        lines = document.text.splitlines(keepends=True)
        starts = [(document.spans[(key,)].key or (1, 1, 1))[0] - 1 for key in document.value]
    blocks, end = [], 0
    for key, start, following in zip(document.value, starts, [*starts[1:], len(lines)], strict=True):
        before, end = "".join(lines[end:start]), _end(lines, start, following)
        text = "".join(lines[start:end])
        blocks.append({"key": key, "before": before, "text": text, "comments": "#" in text and bool(comments(text))})
    data = {"value": document.value, "blocks": blocks, "tail": "".join(lines[end:])}
    return to_json(data)


def _seen_starts(lines: list[str], keys: list[str]) -> list[int] | None:
    """Lines on which keys begin, by their looks, which takes a tenth of reading the text as YAML; None where looks could deceive.

    If the first thing that is said is a key without a blank before it, every key begins a line. Such a line that is neither
    a key's nor an item's could be the inside of quotes or braces, and there also what looks like a key could be something else.
    """
    names: list[str] = []
    starts: list[int] = []
    for number, line in enumerate(lines):
        if line[0] in "#\n\r" or (names and line.startswith((" ", "- "))):
            continue
        match = _KEY.match(line)
        if not match:
            return None
        names.append(match[1])
        starts.append(number)
    return starts if names == keys else None


def _in_blocks(catalog: Catalog, path: str) -> Document:
    """A record with each key at the beginning of a line of its own; one written in braces is brought into the style of the house."""
    document = catalog.documents[path]
    if _has_blocks(document):
        return document
    kind, schema = type_at(path), schema_at(catalog.project, path)
    again = read(path, restyled(document, kind, schema).encode())
    return again if _has_blocks(again) else read(path, composed(document.value, kind, schema).encode())


def _has_blocks(document: Document) -> bool:
    keys = (document.spans[(key,)].key for key in document.value)
    return all(key and key[1] == 1 for key in keys)


def _end(lines: list[str], start: int, following: int) -> int:
    """Where a key's own lines end: what stands above the next one, comments and blank lines, belongs to that."""
    while following > start + 1 and (not lines[following - 1].strip() or lines[following - 1].startswith("#")):
        following -= 1
    return following


def form_records(catalog: Catalog) -> Iterator[Record]:
    """Records that the form can change."""
    kinds = tuple(KINDS[kind] for kind in FORMS)
    yield from (record for record in catalog.records() if isinstance(record, kinds))


def form_paths(catalog: Catalog) -> Iterator[str]:
    """Files that the form can change."""
    yield from (record.path for record in form_records(catalog))


def _records(catalog: Catalog) -> Json:
    named: Mapping[str, Mapping[str, Label]] = {
        "talk": {talk.id: talk.title for talk in catalog.every_talk.values()},
        "speaker": {speaker.id: speaker.name for speaker in catalog.speakers.values()},
        "technique": {technique.id: technique.name for technique in catalog.techniques.values()},
        "source": {source.id: source.title for source in catalog.sources.values()},
        "tag": {tag.id: tag.label for tag in catalog.tags.values()},
        "snippet": {snippet.id: snippet.title for snippet in catalog.snippets.values()},
    }
    return {kind: [[id_, name.words("ko"), name.words("en")] for id_, name in names.items()] for kind, names in named.items()}


def _event(event: Event) -> Json:
    return {
        "name": {"ko": event.name.words("ko"), "en": event.name.words("en")},
        "days": [day.date.isoformat() for day in event.days],
        "tracks": [track.id for track in event.tracks],
        "slots": [[slot.date.isoformat(), slot.number, slot.start or "", slot.end or ""] for slot in event.slots],
    }


def _titles(catalog: Catalog) -> dict[str, str]:
    found: dict[str, str] = {}
    for talk in catalog.every_talk.values():
        for _, title in talk.title.variants:
            found.setdefault(f"{talk.event} {_NO_LETTER.sub('', title.casefold())}", talk.id)
    return found


def _invisible() -> Iterator[tuple[str, str]]:
    """Names of the letters that nobody sees."""
    for code in (*range(0x80, 0x10000), *range(0xE0000, 0xE0080)):
        if not 0xD800 <= code < 0xE000 and text_has_no_hidden_characters.INVISIBLE.match(chr(code)):
            yield f"U+{code:04X}", unicodedata.name(chr(code), "unnamed")


def _said() -> Iterator[tuple[str, Words]]:
    """Every sentence of the check by the name it has there."""
    yield from _in_module("shape", shape_words)
    for module in (suggest, entries, file, load):
        yield from _in_module(module.__name__.rpartition(".")[2], module)
    for rule in rules():
        home = inspect.getmodule(rule.check) if rule.check else None
        if home:
            yield from _in_module(rule.name, home)


def _in_module(prefix: str, module: ModuleType) -> Iterator[tuple[str, Words]]:
    for name, value in vars(module).items():
        if name.isupper() and name not in NOT_SAID:
            yield from _in_value(f"{prefix}.{name}", list(value.values()) if name == "PATTERNS" else value)


def _in_value(key: str, value: Any) -> Iterator[tuple[str, Words]]:
    if isinstance(value, Words):
        yield key, value
    elif isinstance(value, dict | list | tuple):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _in_value(f"{key}.{name}", inner)


def _both(words: Words) -> dict[str, str]:
    return {"ko": re.sub(r"([{}])\1", r"\1", words.ko), "en": re.sub(r"([{}])\1", r"\1", words.en)}
