"""Types of the models to JSON Schema: what the reader takes for each of them."""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Any, Literal

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from kbsite.records.models import ID, Clock, as_list, distinct
from kbsite.records.part import Part
from kbsite.records.references import SOURCE_FIELDS
from kbsite.records.text import LANGUAGE_TAG, Label, Text

Json = dict[str, Any]
IDS = "ids"
NAMED: Mapping[str, str] = {
    "SpeakerRole.id": "speaker", "Speaker.differs_from": "speaker", "TechniqueUse.id": "technique", "Technique.related": "technique",
    "Snippet.techniques": "technique", "Technique.topic": "tag", "Technique.tags": "tag", "Talk.tags": "tag", "Snippet.tags": "tag",
    "Talk.related": "talk", "Route.talks": "talk", "Shows.talk": "talk", "Talk.snippets": "snippet",
}  # fmt: skip
"""Fields that name records of a kind; those that name works are `SOURCE_FIELDS`."""
SCALAR = ["string", "number"]
"""What the reader takes as text is a number to other readers of YAML, where it is not in quotes."""
CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
LIMITS = {"ge": "minimum", "le": "maximum"}
PLAIN_TYPES: Mapping[type, Json] = {
    bool: {"type": "boolean", "x-kind": "flag"},
    int: {"type": ["integer", "string"], "pattern": "^-?[0-9]{1,9}$", "x-kind": "whole"},
    float: {"type": ["number", "string"], "pattern": r"^-?[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?$", "x-kind": "number"},
    dt.date: {"type": "string", "format": "date", "x-kind": "date"},
}


def names(model: type[Part], key: str) -> str:
    """The kind of records that a field names; empty where it names none."""
    found = next((NAMED[name] for owner in model.__mro__ if (name := f"{owner.__name__}.{key}") in NAMED), "")
    return found or ("source" if key in SOURCE_FIELDS else "")


def schema_of(hint: Any, limits: tuple[Any, ...], named: str = "") -> Json:
    """What may stand where a model has a type; `x-kind` says what that is to somebody who fills in a form."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint == Clock:
        return {"type": "string", "pattern": CLOCK, "x-kind": "clock"}
    if origin is typing.Annotated:
        return schema_of(inner[0], (*inner[1:], *limits), named)
    if origin in (typing.Union, UnionType):
        return schema_of(next(one for one in inner if one is not type(None)), limits, named)
    if origin is Literal:
        return {"enum": list(inner), "x-kind": "choice"}
    if origin is tuple:
        return _list(inner[0], limits, named)
    return _single(hint, limits, named)


def _single(hint: Any, limits: tuple[Any, ...], named: str) -> Json:
    if issubclass(hint, Text):
        return {"$ref": f"#/definitions/{hint.__name__}", "x-kind": "label" if issubclass(hint, Label) else "prose"}
    if issubclass(hint, Part):
        whole: Json = {"$ref": f"#/definitions/{hint.__name__}"}
        short = any(isinstance(one, BeforeValidator) for one in limits)
        return {"anyOf": [_id(names(hint, "id")), whole], "x-kind": "part", "x-short": "id"} if short else {**whole, "x-kind": "part"}
    bounds = {LIMITS[name]: number for limit in _flat(limits) for name in LIMITS if (number := getattr(limit, name, None)) is not None}
    return {**PLAIN_TYPES[hint], **bounds} if hint in PLAIN_TYPES else _string(limits, named)


def _string(limits: tuple[Any, ...], named: str) -> Json:
    constraints = next((limit for limit in limits if hasattr(limit, "strip_whitespace")), None)
    bounds: Json = {}
    for name, key in (("pattern", "pattern"), ("min_length", "minLength"), ("max_length", "maxLength")):
        if (given := getattr(constraints, name, None)) is not None:
            bounds[key] = given
    kind = {ID: "id", LANGUAGE_TAG: "language", r"^\S+$": "url"}.get(bounds.get("pattern", ""), "line")
    if named:
        return _id(named) if kind == "id" else {"anyOf": [_ref(named), {"type": SCALAR, **bounds}], "x-kind": kind, "x-names": named}
    return {"type": SCALAR, **bounds, "x-kind": kind}


def _list(item: Any, limits: tuple[Any, ...], named: str) -> Json:
    one = schema_of(item, (), named)
    kept: Json = {name: one.pop(name) for name in ("x-names", "x-short") if name in one}
    kind = f"{one.pop('x-kind')}s"
    lengths = {
        key: number
        for limit in _flat(limits)
        for name, key in (("min_length", "minItems"), ("max_length", "maxItems"))
        if (number := getattr(limit, name, None)) is not None
    }
    functions = [getattr(limit, "func", None) for limit in limits]
    many: Json = {"type": "array", "items": one, **lengths, **({"uniqueItems": True} if distinct in functions else {})}
    return {**({"anyOf": [many, dict(one)]} if as_list in functions else many), "x-kind": kind, **kept}


def _flat(limits: tuple[Any, ...]) -> Iterator[Any]:
    for limit in limits:
        yield from limit.metadata if isinstance(limit, FieldInfo) else (limit,)


def _id(named: str) -> Json:
    free: Json = {"type": SCALAR, "pattern": ID, "maxLength": 100}
    return {"anyOf": [_ref(named), free], "x-kind": "id", "x-names": named} if named else {**free, "x-kind": "id"}


def _ref(named: str) -> Json:
    return {"$ref": f"{IDS}.json#/definitions/{named}"}


def text_of(limit: int, pattern: str) -> Json:
    """Text in one language, or by language."""
    words: Json = {"type": SCALAR, "minLength": 1, "maxLength": limit, **({"pattern": pattern} if pattern else {})}
    by_language = {"type": "object", "patternProperties": {LANGUAGE_TAG: words}, "additionalProperties": False, "minProperties": 1}
    return {"anyOf": [words, by_language]}
