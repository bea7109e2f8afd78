"""The shapes of all records: frozen, described in both languages, with examples that fit."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import Any

import pytest
from projectkit import Folder
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from kbsite.records import models
from kbsite.records.catalog import Catalog
from kbsite.records.models import Part, Record, Talk

KINDS = [kind for kind in vars(models).values() if isinstance(kind, type) and issubclass(kind, Part) and kind is not Part]
FIELDS = [(kind, name, info) for kind in KINDS for name, info in kind.model_fields.items()]
IDS = [f"{kind.__name__}.{name}" for kind, name, _ in FIELDS]


def annotation_of(kind: type[Part], name: str) -> Any:
    """The whole type of a field, with what restricts it."""
    return typing.get_type_hints(kind, include_extras=True)[name]


@pytest.mark.parametrize(("kind", "name", "info"), FIELDS, ids=IDS)
def test_every_field_is_described_in_both_languages(kind: type[Part], name: str, info: FieldInfo) -> None:
    assert isinstance(info.json_schema_extra, dict)
    korean = info.json_schema_extra["x-description-ko"]
    assert isinstance(korean, str)
    assert any("가" <= letter <= "힣" for letter in korean) or korean in {"id.", "DOI."}
    assert info.description
    assert info.description.endswith((".", ")"))


@pytest.mark.parametrize(
    ("kind", "name", "example"),
    [(kind, name, example) for kind, name, info in FIELDS for example in info.examples or ()],
    ids=[f"{kind.__name__}.{name}" for kind, name, info in FIELDS for _ in info.examples or ()],
)
def test_every_example_fits_its_field(kind: type[Part], name: str, example: Any) -> None:
    TypeAdapter(annotation_of(kind, name)).validate_python(example, context={"language": "ko"})


def test_keys_that_python_keeps_for_itself_have_another_name() -> None:
    aliased = {f"{kind.__name__}.{name}": info.alias for kind, name, info in FIELDS if info.alias}
    assert aliased == {"Correction.now": "is", "Edge.start": "from", "Edge.end": "to"}


def parts(value: object) -> Iterator[Part]:
    """A part and every part inside it."""
    if isinstance(value, Part):
        yield value
        for name in type(value).model_fields:
            yield from parts(getattr(value, name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from parts(inner)


def test_records_cannot_be_changed(project: Folder) -> None:
    talk = project.catalog().talks["conf2020-101-storage"]
    for part in parts(talk):
        with pytest.raises(ValidationError, match="Instance is frozen"):
            setattr(part, next(iter(type(part).model_fields)), None)


def test_nothing_inside_a_real_record_can_be_changed(catalog: Catalog) -> None:
    for record in catalog.records():
        for part in parts(record):
            for name in type(part).model_fields:
                assert not isinstance(getattr(part, name), list | dict | set)
            hash(part)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if issubclass(kind, Record) and kind is not Record])
def test_a_schema_for_editors_can_be_made(kind: type[Record]) -> None:
    schema = kind.model_json_schema(by_alias=True)
    assert schema["additionalProperties"] is False
    assert schema["type"] == "object"
    assert set(schema["required"]) >= {"id", "path"}


def test_only_four_things_are_needed_of_a_talk() -> None:
    assert {name for name, info in Talk.model_fields.items() if info.is_required()} == {"id", "path", "event", "title", "sources"}
