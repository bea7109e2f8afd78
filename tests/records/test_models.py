"""The shapes of all records: frozen, all the way down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError

import pytest
from projectkit import Folder

from kbsite.records import models
from kbsite.records.catalog import Catalog
from kbsite.records.models import Talk
from kbsite.records.part import Part

KINDS = [kind for kind in vars(models).values() if isinstance(kind, type) and issubclass(kind, Part) and kind is not Part]
FIELDS = [(kind, name, info) for kind in KINDS for name, info in kind.model_fields.items()]


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
        with pytest.raises(FrozenInstanceError):
            setattr(part, next(iter(type(part).model_fields)), None)


def test_nothing_inside_a_real_record_can_be_changed(catalog: Catalog) -> None:
    for record in catalog.records():
        for part in parts(record):
            for name in type(part).model_fields:
                assert not isinstance(getattr(part, name), list | dict | set)
            hash(part)


def test_only_four_things_are_needed_of_a_talk() -> None:
    assert {name for name, info in Talk.model_fields.items() if info.is_required()} == {"id", "path", "event", "title", "sources"}
