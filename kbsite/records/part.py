"""A class to a checked, frozen piece of a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self, TypeVar, cast, dataclass_transform

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass
from pydantic.fields import FieldInfo
from pydantic_core import SchemaValidator

P = TypeVar("P", bound="Part")
FORM = ConfigDict(extra="forbid", defer_build=True)


class PartType(type):
    """What such classes are of: type checkers take no class of plain `type` for a key."""


class Part(metaclass=PartType):
    """A piece of a record. Its values stand in slots: with a dictionary each, reading one takes five to ten times as long where there are many."""

    __slots__ = ()
    __pydantic_validator__: ClassVar[SchemaValidator]
    __pydantic_fields__: ClassVar[Mapping[str, FieldInfo]]
    model_fields: ClassVar[Mapping[str, FieldInfo]] = {}
    """What is known of its fields, by their names in Python."""

    @classmethod
    def model_validate(cls, values: object, *, context: Mapping[str, object] | None = None) -> Self:
        """Plain values as such a piece. Raises pydantic's ValidationError."""
        part: Self = cls.__pydantic_validator__.validate_python(values, context=context)
        return part

    @classmethod
    def model_json_schema(cls) -> dict[str, Any]:
        """The JSON Schema of its values as they stand in files."""
        return TypeAdapter(cls).json_schema(by_alias=True)

    def _values(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.model_fields}

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, Part) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(tuple(self._values().values()))


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
def part(cls: type[P]) -> type[P]:
    """The class of a kind of part, made from its annotations."""
    made = cast(type[P], dataclass(cls, frozen=True, kw_only=True, slots=True, eq=False, config=FORM))
    made.model_fields = made.__pydantic_fields__
    return made
