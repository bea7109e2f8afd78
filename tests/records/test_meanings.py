"""What fields mean: all of them, in both languages, with examples that fit, and nothing of fields that are gone."""

from __future__ import annotations

import tomllib
import typing
from typing import Any

import pytest
from pydantic import TypeAdapter

from kbsite.records.json_schema import KINDS, fields, parts_of
from kbsite.records.meanings import FILE, meaning, part, values
from kbsite.records.models import Talk
from kbsite.records.part import Part
from kbsite.words import Words

PARTS = list(dict.fromkeys(one for kind in KINDS.values() for one in parts_of(kind)))
FIELDS = [(model, key, name) for model in PARTS for key, (name, _) in fields(model).items()]
IDS = [f"{model.__name__}.{key}" for model, key, _ in FIELDS]
SAID = tomllib.loads(FILE.read_text("utf-8"))
BESIDES = {"names", "parts", "values"}


def type_of(model: type[Part], name: str) -> Any:
    return typing.get_type_hints(model, include_extras=True)[name]


def literals(hint: Any) -> set[str]:
    """Every value of the closed lists in a type."""
    if typing.get_origin(hint) is typing.Literal:
        return set(typing.get_args(hint))
    return {value for inner in typing.get_args(hint) for value in literals(inner)}


def is_said(words: Words) -> bool:
    """Whether a sentence is one in both languages."""
    korean, english = words.say("ko"), words.say("en")
    return (any("가" <= letter <= "힣" for letter in korean) or korean in {"id.", "DOI."}) and english.endswith((".", ")"))


@pytest.mark.parametrize(("model", "key", "name"), FIELDS, ids=IDS)
def test_every_field_is_explained_in_both_languages(model: type[Part], key: str, name: str) -> None:
    found = meaning(model, key)
    assert is_said(found.says)
    assert found.name.say("ko")
    assert found.name.say("en")[0].isupper() or found.name.say("en") == "arXiv id"


@pytest.mark.parametrize(("model", "key", "name"), FIELDS, ids=IDS)
def test_every_example_fits_its_field(model: type[Part], key: str, name: str) -> None:
    example = meaning(model, key).example
    holds_parts = any(one in PARTS for one in _inside(type_of(model, name)))
    assert (example is None) == holds_parts, "a field of parts takes its example from them, every other one has its own"
    if example is not None:
        TypeAdapter(type_of(model, name)).validate_python(example, context={"language": "ko"})


def _inside(hint: Any) -> list[Any]:
    return [hint, *(found for inner in typing.get_args(hint) for found in _inside(inner))]


@pytest.mark.parametrize("model", PARTS, ids=lambda model: model.__name__)
def test_every_part_and_every_value_is_explained(model: type[Part]) -> None:
    assert is_said(part(model).says)
    for key, (name, _) in fields(model).items():
        closed = literals(type_of(model, name))
        assert not closed or set(values(model, key)) == closed


def test_nothing_is_explained_that_is_not_there() -> None:
    owners = {owner.__name__ for model in PARTS for owner in model.__mro__}
    assert set(SAID) - BESIDES <= owners
    assert set(SAID["parts"]) == {model.__name__ for model in PARTS}
    keys = {(owner.__name__, key) for model, key, _ in FIELDS for owner in model.__mro__}
    assert [f"{table}.{key}" for table in set(SAID) - BESIDES for key in SAID[table] if (table, key) not in keys] == []
    every = {key for _, key, _ in FIELDS} | set(IDS)
    assert [name for name in SAID["names"] if name not in every] == []
    assert [name for name in SAID["values"] if tuple(name.split(".")) not in keys] == []


def test_a_field_that_nobody_explained_is_named() -> None:
    with pytest.raises(KeyError, match=r"Talk\.nothing"):
        meaning(Talk, "nothing")
    with pytest.raises(KeyError, match=r"Talk\.title"):
        values(Talk, "title")
