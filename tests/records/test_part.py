"""Classes of parts: checked when they are made from values, frozen, and without a dictionary each."""

from __future__ import annotations

import copy
from dataclasses import FrozenInstanceError

import pytest
from pydantic import Field, ValidationError

from kbsite.records.models import Correction, Takeaway
from kbsite.records.part import Part, part

VALUES = {"was": "a", "is": "b", "reason": "c", "said_in": "review", "source": "review"}


@part
class Point(Part):
    """A place."""

    x: int
    y: int = 0
    name: str = Field(default="", alias="called")


@part
class Deep(Point):
    """A place under the ground."""

    z: int


def test_values_stand_in_slots() -> None:
    assert [*Deep.model_fields] == ["x", "y", "name", "z"]
    assert [*Point.model_fields] == ["x", "y", "name"]
    assert [*Deep.__slots__] == ["z"]
    assert not hasattr(Deep.model_validate({"x": 1, "z": 2}), "__dict__")
    with pytest.raises(FrozenInstanceError):
        Point.model_validate({"x": 1}).x = 2  # type: ignore[misc]


def test_values_are_checked_when_one_is_made() -> None:
    with pytest.raises(ValidationError) as caught:
        Point.model_validate({"x": "one", "called": "a", "other": 1})
    assert [(error["type"], error["loc"]) for error in caught.value.errors()] == [
        ("int_parsing", ("x",)),
        ("unexpected_keyword_argument", ("other",)),
    ]


def test_those_of_a_kind_with_the_same_values_are_the_same() -> None:
    one, other, deep = (kind.model_validate({"x": 1, **more}) for kind, more in ((Point, {}), (Point, {"called": "a"}), (Deep, {"z": 0})))
    assert one == Point.model_validate({"x": 1, "y": 0}) == copy.copy(one)
    assert {one, Point.model_validate({"x": 1}), other} == {one, other}
    assert one != other
    assert one != deep
    assert one != (1, 0, "")
    assert hash(one) == hash(copy.copy(one))


def test_the_schema_says_what_stands_in_files() -> None:
    schema = Correction.model_json_schema()
    assert {"was", "is", "reason"} <= schema["properties"].keys()
    assert "now" not in schema["properties"]
    assert schema["additionalProperties"] is False
    assert Correction.model_validate(VALUES).now.words("ko") == "b"


def test_a_kind_has_the_fields_of_the_kind_it_is_of_first() -> None:
    assert [*Takeaway.model_fields] == ["text", "source", "id", "by"]
