"""Records to a static JSON API: a document for each record, a list for each kind, and the schemas of all of them.

api/v1/index.json            what there is
api/v1/<kind>.json           every record of a kind, with its name, its day and where its document is
api/v1/<kind>/<id>.json      one record: what was written, and beside it what follows from other records
api/v1/schemas/<kind>.json   JSON Schema (2020-12) of these
api/v1/openapi.json          OpenAPI 3.1 document

Within v1 keys are added and never renamed or taken away. Texts are mappings by language; what is not known is absent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from kbsite.exports._json import compact
from kbsite.exports.joined import Joined
from kbsite.exports.publication import LICENCE, LICENCE_ID, LICENCE_URL, File, Publication
from kbsite.records.catalog import Catalog
from kbsite.records.models import Event, Record, Source, Speaker, Tag, Talk, Technique
from kbsite.records.part import Part
from kbsite.records.snippets import Snippet
from kbsite.records.text import Label, Text

MEDIA_TYPE = "application/json"
VERSION = "1"
FOLDER = f"api/v{VERSION}/"
LICENCE_VALUE = {"id": LICENCE_ID, "name": LICENCE, "url": LICENCE_URL}
HIDDEN = {"publish"}
"""Fields that mean nothing outside the project."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """Records of one kind: what their folder is called, and what follows of one from the others."""

    name: str
    model: type[Record]
    of: Callable[[Catalog], Mapping[str, Record]]
    derived: Callable[[Catalog, Any], Json]


def files(publication: Publication) -> Iterator[File]:
    """Every document but the schemas."""
    yield File(f"{FOLDER}index.json", MEDIA_TYPE, partial(_index, publication), slow=True)
    for kind in KINDS:
        yield File(f"{FOLDER}{kind.name}.json", MEDIA_TYPE, _list(publication, kind))
        for record in publication.catalog.chosen(kind.of(publication.catalog)):
            yield File(path(kind, record), MEDIA_TYPE, partial(_one, publication, kind, record), record, slow=kind.model is Source)


def path(kind: Kind, record: Record) -> str:
    """Where a record's document goes."""
    return f"{FOLDER}{kind.name}/{record.id}.json"


def kind_of(record: Record) -> Kind:
    """The kind that a record is of."""
    return BY_MODEL[type(record)]


def as_bytes(value: Json) -> bytes:
    """A document as the bytes of its file."""
    return compact(value) + b"\n"


def _head(publication: Publication, schema: str) -> Json:
    return {
        "$schema": publication.url(f"{FOLDER}schemas/{schema}.json"),
        "api_version": VERSION,
        "license": LICENCE_VALUE,
    }


def _index(publication: Publication) -> bytes:
    catalog = publication.catalog
    value = {
        **_head(publication, "index"),
        "name": dict(publication.names),
        "description": {language: text for language, text in publication.descriptions.items() if text},
        "home": {language: publication.home(language) for language in publication.languages},
        "openapi": publication.url(f"{FOLDER}openapi.json"),
        "updated": publication.updated(*(record for kind in KINDS for record in kind.of(catalog).values())).isoformat(),
        "kinds": [
            {"kind": kind.name, "count": len(kind.of(catalog)), "url": publication.url(f"{FOLDER}{kind.name}.json")} for kind in KINDS
        ],
    }
    return as_bytes(value)


def _list(publication: Publication, kind: Kind) -> Joined[Record]:
    records = kind.of(publication.catalog)
    about = {**_head(publication, "list"), "kind": kind.name, "count": len(records), "items": []}
    return Joined(lambda: compact(about).removesuffix(b"]}"), records.values, partial(_item, publication, kind), b",", b"]}\n")


def _item(publication: Publication, kind: Kind, record: Record) -> bytes:
    return compact({**_about(publication, kind, record), "name": dict(name_of(record).variants)})


def _one(publication: Publication, kind: Kind, record: Record) -> bytes:
    value = {
        **_head(publication, kind.name),
        "kind": kind.name,
        **_about(publication, kind, record),
        "source": (publication.edit_base or "") + record.path,
        "record": _shown(publication.catalog, record),
        "derived": kind.derived(publication.catalog, record),
    }
    return as_bytes(value)


def _about(publication: Publication, kind: Kind, record: Record) -> Json:
    return {
        "id": record.id,
        "url": publication.url(path(kind, record)),
        "pages": {language: publication.page(record, language) for language in publication.languages},
        "updated": publication.updated(record).isoformat(),
    }


def name_of(record: Record) -> Label:
    """What a record is called."""
    if isinstance(record, Talk | Source | Snippet):
        return record.title
    if isinstance(record, Event | Speaker | Technique):
        return record.name
    if isinstance(record, Tag):
        return record.label
    raise TypeError(f"{type(record).__name__} has no name")


def _shown(catalog: Catalog, record: Record) -> Json:
    """A record as it was written, without the names of talks that are kept off the site."""
    value: Json = as_json(record)
    if isinstance(record, Talk) and "related" in value:
        value["related"] = [id_ for id_ in value["related"] if not _is_hidden(catalog, id_)]
    for route in value.get("routes", ()):
        route["talks"] = [id_ for id_ in route["talks"] if not _is_hidden(catalog, id_)]
    if "routes" in value:
        value["routes"] = [route for route in value["routes"] if route["talks"]]
    if isinstance(record, Snippet):
        value["shows"] = [one for one in value.get("shows", ()) if not _is_hidden(catalog, one["talk"])]
    return value


def _is_hidden(catalog: Catalog, id_: str) -> bool:
    """Whether a talk is kept off the site."""
    return id_ in catalog.every_talk and id_ not in catalog.talks


def as_json(value: Any) -> Any:
    """A piece of a record as JSON: texts by language, days as 2016-10-25, keys as in the files; what is empty is left out."""
    if isinstance(value, Text):
        return dict(value.variants)
    if isinstance(value, Part):
        given = ((key, getattr(value, name)) for name, key in _keys(type(value)))
        return {key: one if isinstance(one, str) else as_json(one) for key, one in given if one is not None and one != ()}
    if isinstance(value, tuple):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


@cache
def _keys(kind: type[Part]) -> tuple[tuple[str, str], ...]:
    """The fields of a kind of part that are shown, each with its key in the files."""
    return tuple((name, field.alias or name) for name, field in kind.model_fields.items() if name not in HIDDEN)


def _ids(records: tuple[Record, ...]) -> list[str]:
    return [record.id for record in records]


def _of_talk(catalog: Catalog, talk: Talk) -> Json:
    session, event = catalog.session(talk), catalog.events.get(talk.event)
    known = {
        "date": session.date.isoformat() if session.date else None,
        "start": session.start,
        "end": session.end,
        "time_zone": event.time_zone if event else None,
        "track": session.track,
        "slot": session.slot,
        "room": session.room,
    }
    return {
        "state": catalog.state(talk),
        "session": {key: value for key, value in known.items() if value is not None},
        "related": _ids(catalog.related_talks(talk.id)),
        "snippets": _ids(catalog.snippets_of(talk.id)),
    }


def _of_technique(catalog: Catalog, technique: Technique) -> Json:
    related = _ids(catalog.related_techniques(technique.id))
    return {"talks": _ids(catalog.talks_with(technique.id)), "related": related}


def _of_snippet(catalog: Catalog, snippet: Snippet) -> Json:
    folder = catalog.folders.get(snippet.id)
    run = folder.run if folder else None
    return {"files": sorted(folder.sources) if folder else [], **({"recorded": run.date.isoformat()} if run else {})}


def _of_source(catalog: Catalog, source: Source) -> Json:
    cited = catalog.citations(source.id)
    return {"cited_by": [{"kind": kind_of(one.record).name, "id": one.record.id, "field": one.field} for one in cited]}


KINDS: tuple[Kind, ...] = (
    Kind("talks", Talk, lambda catalog: catalog.talks, _of_talk),
    Kind("events", Event, lambda catalog: catalog.events, lambda catalog, one: {"talks": _ids(catalog.talks_of(one.id))}),
    Kind("speakers", Speaker, lambda catalog: catalog.speakers, lambda catalog, one: {"talks": _ids(catalog.talks_by(one.id))}),
    Kind("techniques", Technique, lambda catalog: catalog.techniques, _of_technique),
    Kind(
        "tags",
        Tag,
        lambda catalog: catalog.tags,
        lambda catalog, one: {"talks": _ids(catalog.talks_tagged(one.id)), "techniques": _ids(catalog.techniques_tagged(one.id))},
    ),
    Kind("sources", Source, lambda catalog: catalog.sources, _of_source),
    Kind("snippets", Snippet, lambda catalog: catalog.snippets, _of_snippet),
)
BY_MODEL: Mapping[type[Record], Kind] = {kind.model: kind for kind in KINDS}
