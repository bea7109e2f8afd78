"""The models of records to JSON Schema (draft-07, as editors read it): one document a kind, and one of the ids there are.

A schema refuses what one file alone shows to be wrong, as the reader does. Ids are offered and not demanded: whether a
record exists is for the check to say, and a new one must not look wrong to somebody whose list of ids is older.
"""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo

from kbsite.records import meanings
from kbsite.records.catalog import Catalog
from kbsite.records.fields import field_types
from kbsite.records.json_types import Json, names, schema_of, text_of
from kbsite.records.models import ID, Entry, Event, Search, Source, Speaker, Tag, Talk, Technique, TechniqueUse
from kbsite.records.part import Part
from kbsite.records.snippets import Snippet
from kbsite.records.text import LABEL_LIMIT, PROSE_LIMIT
from kbsite.words import Words

DRAFT = "http://json-schema.org/draft-07/schema#"
FOLDER = "schema"
"""Where the schemas are, in a project and on its site."""
KINDS: Mapping[str, type[Part]] = {
    "talk": Talk, "speaker": Speaker, "technique": Technique, "event": Event,
    "source": Source, "tags": Tag, "searches": Search, "snippet": Snippet,
}  # fmt: skip
"""Kinds of files, as their schemas are named."""
ONE_LINE = r"^\s*[^\n\r]*\s*$"
"""Blanks and line ends around a text do not count."""
PARAGRAPH = "\n\n"
EXAMPLE = "예 · Example"
PLAIN = re.compile(r"(?:[^\s\[\]{},#&*!|>'\"%@`:?-])(?:[^:#,\[\]{}]|:(?=\S))*")
"""Text that needs no quotes, not even in brackets."""


@cache
def schemas(site_url: str = "") -> dict[str, Json]:
    """The schema of each kind of file, by its name; with an address of a site each is named by where it is published."""
    return {name: schema(name, site_url) for name in KINDS}


def schema(kind: str, site_url: str = "") -> Json:
    """The schema of one kind of file, by its name."""
    return _document(kind, KINDS[kind], site_url)


def known_ids(catalog: Catalog) -> Json:
    """The document that the others take their suggestions from: ids of every kind of record."""
    every: dict[str, Iterable[str]] = {
        "talk": catalog.every_talk, "speaker": catalog.speakers, "technique": catalog.techniques, "source": catalog.sources,
        "tag": catalog.tags, "snippet": catalog.snippets,
    }  # fmt: skip
    return {"$schema": DRAFT, "definitions": {kind: {"enum": sorted(ids) or [""]} for kind, ids in every.items()}}


def as_text(document: Json) -> str:
    """A document as the text of its file."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def fields(model: type[Part]) -> dict[str, tuple[str, FieldInfo]]:
    """What an editor may write in a part: its name in Python and what the model knows of it, by key, in the order of the house."""
    named = {info.alias or name: (name, info) for name, info in model.model_fields.items()}
    return {key: named[key] for key in field_types(model)}


def parts_of(model: type[Part]) -> Iterator[type[Part]]:
    """A model and every model of the parts it holds, each once, in the order of their fields."""
    seen: list[type[Part]] = [model]
    for one in seen:  # grows meanwhile
        for _, info in fields(one).values():
            seen += [found for found in _models_in(info.annotation) if found not in seen]
    yield from seen


def holds(annotation: Any) -> type[Part] | None:
    """The part that a field holds; None where it holds plain values."""
    return next(_models_in(annotation), None)


def _models_in(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _models_in(inner)


def _document(name: str, model: type[Part], site_url: str) -> Json:
    said = meanings.part(model)
    head: Json = {"$schema": DRAFT}
    if site_url:
        head["$id"] = f"{site_url}schema/{name}.json"
    whole = {f"{one.__name__}": _part(one) for one in parts_of(model)}
    definitions = {**whole, "Label": text_of(LABEL_LIMIT, ONE_LINE), "Prose": text_of(PROSE_LIMIT, "")}
    body: Json = {"$ref": f"#/definitions/{model.__name__}"}
    if issubclass(model, Entry):
        keys = {"minLength": 1, "maxLength": 200} if model is Search else {"pattern": ID}
        body = {"type": "object", "propertyNames": keys, "additionalProperties": {"$ref": f"#/definitions/{model.__name__}"}}
    return {**head, "title": _both(said.name, " · "), "description": _both(said.says), **body, "definitions": definitions}


def _part(model: type[Part]) -> Json:
    said = meanings.part(model)
    hints = typing.get_type_hints(model, include_extras=True)
    properties = {key: _property(model, key, hints[name], info) for key, (name, info) in fields(model).items()}
    required = [key for key, (_, info) in fields(model).items() if info.is_required()]
    needs: Json = {"required": required} if required else {}
    if model is TechniqueUse:  # as the rule `note-has-source` asks
        needs["dependencies"] = {"note": ["source"]}
    if model is Snippet:  # as its validator asks
        needs["anyOf"] = [{"required": ["measured"]}, {"required": ["contains"]}, {"required": ["exact"]}]
    return {
        "title": _both(said.name, " · "), "x-name": _pair(said.name),
        "type": "object", "additionalProperties": False, "properties": properties, **needs,
    }  # fmt: skip


def _property(model: type[Part], key: str, hint: Any, info: FieldInfo) -> Json:
    said = meanings.meaning(model, key)
    example = said.example if said.example is not None else _example(info.annotation)
    told = f"{_both(said.says, PARAGRAPH)}{PARAGRAPH}{EXAMPLE}: `{key}: {as_yaml(example)}`"
    value = schema_of(hint, tuple(info.metadata), names(model, key))
    if value["x-kind"] in ("choice", "choices"):
        means = meanings.values(model, key)
        value["x-choices"] = {one: _pair(words) for one, words in means.items()}
        for choice in _choices(value):
            choice["enumDescriptions"] = [_both(means[one], " · ") for one in choice["enum"]]
    if info.default not in (None, ()) and not info.is_required() and isinstance(info.default, str | int):
        value["default"] = info.default
    return {
        "title": _both(said.name, " · "), "description": told, "markdownDescription": told,
        "x-name": _pair(said.name), "x-says": _pair(said.says), "x-example": example, **value,
    }  # fmt: skip


def _choices(value: Json) -> Iterator[Json]:
    """Every closed list of values in a schema."""
    if "enum" in value:
        yield value
    for inner in (*value.get("anyOf", ()), *([value["items"]] if "items" in value else ())):
        yield from _choices(inner)


def as_yaml(value: Any) -> str:
    """An example on one line, as a record could have it."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {as_yaml(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(as_yaml, value))}]"
    return str(value) if PLAIN.fullmatch(str(value)) else json.dumps(value, ensure_ascii=False)


def _example(annotation: Any) -> Any:
    """An example of a field that holds parts: each with what it needs."""
    model = holds(annotation) or Part
    every = fields(model)
    needed = {key: info for key, (_, info) in every.items() if info.is_required()} or {next(iter(every)): next(iter(every.values()))[1]}
    examples = {key: meanings.meaning(model, key).example for key in needed}
    one = {key: examples[key] if examples[key] is not None else _example(info.annotation) for key, info in needed.items()}
    return [one] if typing.get_origin(annotation) is tuple or "tuple" in str(annotation) else one


def _both(words: Words, between: str = "\n") -> str:
    return f"{words.say('ko')}{between}{words.say('en')}"


def _pair(words: Words) -> dict[str, str]:
    return {"ko": words.say("ko"), "en": words.say("en")}
