"""JSON Schema of the records: what it offers and refuses, and that the copies in the project are those of the models."""

from __future__ import annotations

import json
from typing import Any

import pytest
from projectkit import ROOT, Folder

from kbsite.records.json_schema import KINDS, as_text, known_ids, schemas

FOLDER = ROOT / "schema"


def properties(kind: str, part: str = "") -> Any:
    return schemas()[kind]["definitions"][part or KINDS[kind].__name__]["properties"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_copy_in_the_project_is_that_of_the_models(kind: str) -> None:
    assert (FOLDER / f"{kind}.json").read_text("utf-8") == as_text(schemas()[kind]), "kbsite schema --write"


def test_no_other_copies_are_left() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.json" for name in (*KINDS, "ids")}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_both_languages_and_an_example(kind: str) -> None:
    for definition in schemas()[kind]["definitions"].values():
        for key, value in definition.get("properties", {}).items():
            assert set(value["x-name"]) == set(value["x-says"]) == {"ko", "en"}
            assert value["x-says"]["ko"] in value["description"]
            assert value["x-says"]["en"] in value["description"]
            assert f"예 · Example: `{key}: " in value["description"]
            assert value["x-example"] not in (None, "", [], {})


@pytest.mark.parametrize("kind", KINDS)
def test_a_part_refuses_keys_that_nobody_knows(kind: str) -> None:
    for definition in schemas()[kind]["definitions"].values():
        assert definition.get("additionalProperties") is False or "anyOf" in definition


def test_every_reference_leads_somewhere(project: Folder) -> None:
    documents = {f"{name}.json": document for name, document in schemas().items()} | {"ids.json": known_ids(project.catalog())}
    for name, document in documents.items():
        for reference in _references(document):
            file, _, anchor = reference.partition("#/definitions/")
            assert anchor in documents[file or name]["definitions"], reference


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if "$ref" in value else []
        return own + [found for inner in value.values() for found in _references(inner)]
    return [found for inner in value for found in _references(inner)] if isinstance(value, list) else []


def test_ids_are_offered_and_not_demanded(project: Folder) -> None:
    ids = known_ids(project.catalog())["definitions"]
    assert ids["speaker"] == {"enum": ["kim-minji", "lee-junho"]}
    assert ids["talk"]["enum"] == ["conf2020-101-storage", "conf2020-102-cluster"]
    assert ids["snippet"] == {"enum": [""]}, "an empty list of values would refuse everything"
    offered, free = properties("talk", "TechniqueUse")["id"]["anyOf"]
    assert offered == {"$ref": "ids.json#/definitions/technique"}
    assert free["pattern"] == "^[a-z0-9]+(?:-[a-z0-9]+)*$"


def test_fields_take_what_the_reader_takes() -> None:
    talk = properties("talk")
    assert talk["slot"]["type"] == ["integer", "string"]
    assert (talk["slot"]["minimum"], talk["slot"]["maximum"]) == (1, 99)
    assert talk["start"]["pattern"] == "^([01][0-9]|2[0-3]):[0-5][0-9]$"
    assert talk["date"]["format"] == "date"
    assert talk["code"]["type"] == ["string", "number"], "an unquoted 101 is text to the reader and a number to others"
    one, single = talk["sources"]["anyOf"]
    assert (one["minItems"], one["uniqueItems"]) == (1, True)
    assert single["anyOf"][0] == {"$ref": "ids.json#/definitions/source"}
    assert list(talk["speakers"]["items"]["anyOf"][0]) == ["anyOf", "x-kind", "x-names"]
    assert talk["type"]["enum"][:2] == ["talk", "keynote"]
    assert talk["type"]["enumDescriptions"][1] == "키노트 · a keynote"
    assert talk["inferred"]["anyOf"][0]["items"]["enumDescriptions"][0] == "발표 번호 · the code"
    assert schemas()["talk"]["definitions"]["TechniqueUse"]["dependencies"] == {"note": ["source"]}
    assert schemas()["talk"]["definitions"]["Talk"]["required"] == ["title", "sources"]


def test_files_of_many_records_are_mappings_of_them() -> None:
    assert schemas()["tags"]["additionalProperties"] == {"$ref": "#/definitions/Tag"}
    assert schemas()["tags"]["propertyNames"] == {"pattern": "^[a-z0-9]+(?:-[a-z0-9]+)*$"}
    assert schemas()["searches"]["propertyNames"] == {"minLength": 1, "maxLength": 200}


def test_a_published_schema_is_named_by_its_address() -> None:
    assert schemas("https://kb.example/")["talk"]["$id"] == "https://kb.example/schema/talk.json"
    assert "$id" not in schemas()["talk"]
    assert json.loads(as_text(schemas()["talk"])) == schemas()["talk"]
