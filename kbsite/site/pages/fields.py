"""The models of records to the page of reference that explains every field; its anchors are `<part>.<key>`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kbsite.records import meanings
from kbsite.records.catalog import Catalog
from kbsite.records.json_schema import FOLDER, KINDS, as_yaml, fields, holds, parts_of, schemas
from kbsite.records.part import Part
from kbsite.site.page import Crumb, Heading, Page
from kbsite.site.pages.view import View
from kbsite.words import Words

SECTION = "contribute/"
ADDRESS = "contribute/fields/"


@dataclass(frozen=True, slots=True)
class Field:
    """One field, as the page shows it."""

    key: str
    name: Words
    says: Words
    kind: str
    """What it holds, as `prose`, `ids`, `parts` …: a key of the page's words."""
    required: bool
    part: tuple[str, Words] | None
    """Anchor and name of the part it holds, if it does not hold plain values."""
    names: str
    """The kind of records it names."""
    initial: str
    """What stands for it where it is left out."""
    values: tuple[tuple[str, Words], ...]
    example: str


@dataclass(frozen=True, slots=True)
class Described:
    """A kind of record or a part of one."""

    id: str
    name: Words
    says: Words
    fields: tuple[Field, ...]
    schema: str
    """Its JSON Schema, from the root of the site; empty for a part."""


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The one page: kinds of records first, then the parts that they are made of."""
    kinds = tuple(_described(kind, model) for kind, model in KINDS.items())
    models = dict.fromkeys(part for model in KINDS.values() for part in parts_of(model))
    parts = tuple(_described(next(kind for kind, root in KINDS.items() if model in parts_of(root)), model) for model in models)
    parts = tuple(part for part in parts if part.id not in {kind.id for kind in kinds})
    title = view.t("fields.title")
    count = sum(len(each.fields) for each in (*kinds, *parts))
    groups = (("kinds", kinds), ("parts", parts))
    yield Page(
        kind="fields",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("fields.description", count=count),
        body=view.render("fields", ADDRESS, title=title, groups=groups, count=count),
        headings=tuple(Heading(each.id, each.name.say(view.interface), 3) for _, group in groups for each in group),
        crumbs=(Crumb(view.t("form.contribute"), SECTION),),
        section=SECTION,
    )


def _described(kind: str, model: type[Part]) -> Described:
    said = meanings.part(model)
    schema = schemas()[kind]["definitions"][model.__name__]
    found = []
    for key, (_, info) in fields(model).items():
        value = schema["properties"][key]
        what, many = meanings.meaning(model, key), value["x-kind"]
        initial = value.get("default", "")
        found.append(
            Field(
                key,
                what.name,
                what.says,
                many,
                info.is_required(),
                (inner.__name__.lower(), meanings.part(inner).name) if (inner := holds(info.annotation)) else None,
                value.get("x-names", ""),
                str(initial).lower() if isinstance(initial, bool) else str(initial),
                tuple(meanings.values(model, key).items()) if many.startswith("choice") else (),
                f"{key}: {as_yaml(value['x-example'])}",
            )
        )
    return Described(model.__name__.lower(), said.name, said.says, tuple(found), f"{FOLDER}/{kind}.json" if KINDS[kind] is model else "")
