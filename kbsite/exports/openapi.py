"""The static JSON API described: a JSON Schema (2020-12) for each kind of document, and an OpenAPI 3.1 document of all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from kbsite.exports.api import FOLDER, HIDDEN, KINDS, LICENCE_VALUE, MEDIA_TYPE, VERSION, Json, Kind, as_bytes
from kbsite.exports.publication import LICENCE, LICENCE_URL, File, Publication
from kbsite.records.text import LANGUAGE_TAG

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID = {"type": "string"}
IDS = {"type": "array", "items": ID}
DAY = {"type": "string", "format": "date"}
WEB = {"type": "string", "format": "uri"}
LICENCE_SCHEMA = {"const": LICENCE_VALUE}
BY_LANGUAGE = {"type": "object", "patternProperties": {LANGUAGE_TAG: {"type": "string"}}, "additionalProperties": False}
DERIVED: dict[str, Json] = {
    "talks": {
        "state": {"enum": ["listed", "summarised", "reviewed"]},
        "session": {"type": "object", "description": "When and where; times come from the slot where the record has none of its own."},
        "related": IDS,
        "snippets": IDS,
    },
    "events": {"talks": IDS},
    "speakers": {"talks": IDS},
    "techniques": {"talks": IDS, "related": IDS},
    "tags": {"talks": IDS, "techniques": IDS},
    "sources": {"cited_by": {"type": "array", "items": {"type": "object", "required": ["kind", "id", "field"]}}},
    "snippets": {"files": {"type": "array", "items": {"type": "string"}}, "recorded": DAY},
}
OPTIONAL = {"recorded"}


def files(publication: Publication) -> Iterator[File]:
    """The schemas and the OpenAPI document."""
    for name in SCHEMAS:
        where = f"{FOLDER}schemas/{name}.json"
        yield File(where, "application/schema+json", partial(_schema_file, publication.url(where), name), lasting=True)
    yield File(f"{FOLDER}openapi.json", MEDIA_TYPE, lambda: as_bytes(openapi(publication)), lasting=True)


def _schema_file(address: str, name: str) -> bytes:
    return as_bytes({"$schema": DIALECT, "$id": address, **SCHEMAS[name]()})


def _document(title: str, properties: Json) -> Json:
    head = {"$schema": WEB, "api_version": {"const": VERSION}, "license": LICENCE_SCHEMA}
    every = {**head, **properties}
    return {"title": title, "type": "object", "properties": every, "required": list(every)}


def _about() -> Json:
    pages = {**BY_LANGUAGE, "description": "Addresses of the page, by language."}
    return {"id": ID, "url": {**WEB, "description": "Address of the record's document."}, "pages": pages, "updated": DAY}


def _index() -> Json:
    kind = {
        "type": "object",
        "properties": {"kind": {"type": "string"}, "count": {"type": "integer", "minimum": 0}, "url": WEB},
        "required": ["kind", "count", "url"],
    }
    properties = {"name": BY_LANGUAGE, "description": BY_LANGUAGE, "home": BY_LANGUAGE, "openapi": WEB, "updated": DAY}
    return _document("What there is", {**properties, "kinds": {"type": "array", "items": kind}})


def _list() -> Json:
    about = {**_about(), "name": BY_LANGUAGE}
    items = {"type": "array", "items": {"type": "object", "properties": about, "required": list(about)}}
    return _document("All records of a kind", {"kind": {"type": "string"}, "count": {"type": "integer", "minimum": 0}, "items": items})


def _one(kind: Kind) -> Json:
    record = kind.model.model_json_schema()
    parts = record.pop("$defs", {})
    for field in HIDDEN:
        record["properties"].pop(field, None)
    derived = DERIVED[kind.name]
    needed = [key for key in derived if key not in OPTIONAL]
    properties = {
        "kind": {"const": kind.name},
        **_about(),
        "source": {"type": "string", "description": "The file of the record in its repository."},
        "record": record,
        "derived": {"type": "object", "properties": derived, "required": needed, "description": "What follows from other records."},
    }
    return {**_document(f"One of {kind.name}", properties), "$defs": parts}


SCHEMAS: Mapping[str, Callable[[], Json]] = {"index": _index, "list": _list, **{kind.name: partial(_one, kind) for kind in KINDS}}
"""The schema of every kind of document, by name."""


def openapi(publication: Publication) -> Json:
    """The OpenAPI document. Parts of schemas move under the components' names, as references in it go from its root."""
    components: Json = {}
    for name, make in SCHEMAS.items():
        schema = make()
        for part, inside in schema.pop("$defs", {}).items():
            components[part] = inside
        components[name] = schema
    moved = json.loads(json.dumps(components).replace('"#/$defs/', '"#/components/schemas/'))
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DIALECT,
        "info": {
            "title": publication.names[publication.first],
            "version": VERSION,
            "summary": "Records of conference talks as static files.",
            "description": "Files of a static site: GET only, no key, no limit but the host's. What is not known is absent. "
            "Within v1 keys are added and never renamed or taken away.",
            "license": {"name": LICENCE, "url": LICENCE_URL},
        },
        "servers": [{"url": publication.url("")}],
        "paths": dict(_paths()),
        "components": {"schemas": moved},
    }


def _paths() -> Iterator[tuple[str, Json]]:
    yield f"/{FOLDER}index.json", _get("index", "What there is.", "getIndex")
    for kind in KINDS:
        name = kind.name.capitalize()
        yield f"/{FOLDER}{kind.name}.json", _get("list", f"All {kind.name}.", f"list{name}")
        id_ = {"name": "id", "in": "path", "required": True, "schema": ID}
        yield f"/{FOLDER}{kind.name}/{{id}}.json", {"parameters": [id_], **_get(kind.name, f"One of {kind.name}.", f"get{name}", lost=True)}


def _get(schema: str, words: str, name: str, *, lost: bool = False) -> Json:
    found: Any = {"description": words, "content": {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}
    missing = {"404": {"description": "There is no such record."}} if lost else {}
    return {"get": {"operationId": name, "summary": words, "responses": {"200": found, **missing}}}
