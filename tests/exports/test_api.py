"""The JSON API: every document under its own schema, the description valid, every record whole and every address there."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from exports.conftest import SITE, published
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from projectkit import Folder
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from kbsite.exports.formats import FORMATS
from kbsite.exports.publication import Publication

Json = dict[str, Any]


def made(publication: Publication) -> dict[str, Json]:
    return {file.path: json.loads(file.make()) for file in FORMATS["api"](publication)}


def documents(found: dict[str, Json]) -> dict[str, Json]:
    return {path: value for path, value in found.items() if "/schemas/" not in path and not path.endswith("openapi.json")}


def test_every_document_is_valid_under_the_schema_it_names(real: Publication, hostile: Publication) -> None:
    for publication in (real, hostile):
        found = made(publication)
        schemas = {value["$id"]: value for path, value in found.items() if "/schemas/" in path}
        validators = {
            address: Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER) for address, schema in schemas.items()
        }
        for schema in schemas.values():
            Draft202012Validator.check_schema(schema)
        for path, value in documents(found).items():
            wrong = [f"{error.json_path}: {error.message[:200]}" for error in validators[value["$schema"]].iter_errors(value)]
            assert wrong == [], path


def test_the_description_is_valid_and_names_every_document(real: Publication) -> None:
    found = made(real)
    description = found["api/v1/openapi.json"]
    validate(description)
    assert description["info"]["license"] == {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    patterns = {path.lstrip("/").replace("{id}", "*") for path in description["paths"]}
    named = {path if path in patterns else f"{path.rpartition('/')[0]}/*.json" for path in documents(found)}
    assert named == patterns


def test_documents_are_valid_under_the_description_too(real: Publication) -> None:
    found = made(real)
    description = found["api/v1/openapi.json"]
    registry: Registry[Any] = Registry().with_resource("urn:api", DRAFT202012.create_resource(description))
    ref = partial("urn:api#/components/schemas/{}".format)
    for kind in ("talks", "events", "techniques", "snippets"):
        validator = Draft202012Validator({"$ref": ref(kind)}, registry=registry)
        for path, value in found.items():
            if path.startswith(f"api/v1/{kind}/"):
                assert [error.message[:200] for error in validator.iter_errors(value)] == [], path


def test_every_address_in_a_list_leads_to_a_document(real: Publication) -> None:
    found = made(real)
    for kind in found["api/v1/index.json"]["kinds"]:
        listed = found[kind["url"].removeprefix(SITE)]
        assert kind["count"] == listed["count"] == len(listed["items"])
        for item in listed["items"]:
            document = found[item["url"].removeprefix(SITE)]
            assert {key: document[key] for key in ("id", "url", "pages", "updated")} == {
                key: item[key] for key in ("id", "url", "pages", "updated")
            }


def test_a_talk_says_what_was_written_and_what_follows(real: Publication) -> None:
    value = made(real)["api/v1/talks/deview2016-244-ceph-on-ssd.json"]
    assert value["pages"]["en"] == "https://kb.example/sub/en/talks/deview2016-244-ceph-on-ssd/"
    assert value["license"]["id"] == "CC-BY-4.0"
    assert value["source"] == "https://git.example/kb/edit/main/talks/deview2016/244-ceph-on-ssd.yml"
    assert value["record"]["speakers"] == [{"id": "byun-ilsoo", "affiliation": {"ko": "SK 텔레콤", "en": "SK Telecom"}}]
    assert "start" not in value["record"]
    assert value["derived"]["session"] == {
        "date": "2016-10-25", "start": "14:00", "end": "14:45", "time_zone": "Asia/Seoul", "track": "4", "slot": 4,
    }  # fmt: skip
    assert value["derived"]["state"] == "reviewed"


def test_records_come_back_from_their_documents(real: Publication, hostile: Publication) -> None:
    for publication in (real, hostile):
        found = made(publication)
        for talk in publication.catalog.talks.values():
            record = found[f"api/v1/talks/{talk.id}.json"]["record"]
            assert type(talk).model_validate(record) == talk


def test_what_is_kept_off_the_site_is_named_nowhere(project: Folder) -> None:
    project.add("talks/conf2020/102-cluster.yml", "publish: false\n")
    project.add(
        "talks/conf2020/event.yml", "routes:\n  - id: walk\n    title: 길\n    talks: [conf2020-102-cluster]\n    source: [programme]\n"
    )
    found = made(published(project.catalog()))
    assert [path for path, value in found.items() if "conf2020-102" in path + json.dumps(value)] == []
    assert found["api/v1/talks.json"]["count"] == 1
