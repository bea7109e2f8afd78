"""Schedules under the schemas of c3voc, and read back by what schedule apps do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from exports.conftest import published
from jsonschema import Draft6Validator
from lxml import etree
from projectkit import Folder

from kbsite.exports import frab_json, frab_xml
from kbsite.exports.publication import Publication, talk_title


def as_json(publication: Publication) -> dict[str, Any]:
    return {file.path: json.loads(file.make()) for file in frab_json.files(publication)}


def as_xml(publication: Publication) -> dict[str, Any]:
    return {file.path: etree.fromstring(file.make()) for file in frab_xml.files(publication)}


def talks(conference: Any) -> list[Any]:
    return [talk for day in conference["days"] for held in day["rooms"].values() for talk in held]


def test_json_is_valid_under_the_schema(real: Publication, hostile: Publication, schemas: Path) -> None:
    schema = json.loads((schemas / "c3voc-schedule.schema.json").read_text("utf-8"))
    validator = Draft6Validator(schema, format_checker=Draft6Validator.FORMAT_CHECKER)
    for publication in (real, hostile):
        for path, value in as_json(publication).items():
            assert [error.message for error in validator.iter_errors(value)] == [], path


def test_xml_is_valid_under_the_schema(real: Publication, hostile: Publication, schemas: Path) -> None:
    schema = etree.XMLSchema(etree.parse(schemas / "c3voc-schedule.xsd"))
    for publication in (real, hostile):
        for path, tree in as_xml(publication).items():
            assert schema.validate(tree), (path, schema.error_log)


def test_every_talk_is_in_a_room_or_listed_with_the_reason(real: Publication) -> None:
    conference = as_json(real)["events/deview2016/schedule.json"]["schedule"]["conference"]
    more = conference["meta"]["kbsite"]
    held, left = {talk["slug"] for talk in talks(conference)}, {talk["id"]: talk["unknown"] for talk in more["left_out"]}
    assert held | left.keys() == set(real.catalog.talks)
    assert not held & left.keys()
    assert (len(held), set(left.values())) == (24, {"start"})
    assert conference["description"].startswith("이 형식이 요구하는 시각이 알려지지 않은 발표 20개는 빠져 있습니다.")


def test_a_talk_says_the_same_in_both_forms(real: Publication, hostile: Publication) -> None:
    both = ((value, as_xml(one)[path.replace(".json", ".xml")]) for one in (real, hostile) for path, value in as_json(one).items())
    for value, tree in both:
        conference = value["schedule"]["conference"]
        events = {event.get("guid"): event for event in tree.iter("event")}
        assert len(talks(conference)) == len(events)
        for talk in talks(conference):
            event = events[talk["guid"]]
            for key in ("room", "title", "type", "date", "start", "duration", "language", "url"):
                assert (event.findtext(key) or "") == talk[key], key
            assert (event.findtext("abstract") or None) == talk["abstract"]
            assert (event.findtext("description") or None) == talk["description"]
            assert [person.text for person in event.iter("person")] == [person["name"] for person in talk["persons"]]
            assert [link.get("href") for link in event.iter("link")] == [link["url"] for link in talk["links"]]
        (said,) = tree.getroottree().xpath("/processing-instruction('kbsite')")
        assert json.loads(said.text) == conference["meta"]["kbsite"]


def test_titles_are_those_of_the_records(real: Publication, hostile: Publication) -> None:
    for publication in (real, hostile):
        for path, value in as_json(publication).items():
            language = "en" if path.startswith("en/") else "ko"
            for talk in talks(value["schedule"]["conference"]):
                assert talk["title"] == talk_title(publication.catalog.talks[talk["slug"]], language).text


def test_numbers_and_ids_are_the_same_in_all_languages_and_unique(real: Publication) -> None:
    every = [{(talk["guid"], talk["id"]) for talk in talks(value["schedule"]["conference"])} for value in as_json(real).values()]
    assert every[0] == every[1]
    assert len(every[0]) == len({number for _, number in every[0]}) == 24


def test_a_number_stays_when_another_talk_comes(project: Folder) -> None:
    def number() -> int:
        conference = as_json(published(project.catalog()))["events/conf2020/schedule.json"]["schedule"]["conference"]
        return next(int(talk["id"]) for talk in talks(conference) if talk["slug"] == "conf2020-101-storage")

    before = number()
    project.remove("talks/conf2020/102-cluster.yml")
    project.change("talks/conf2020/101-storage.yml", "related: [conf2020-102-cluster]\n", "")
    assert number() == before


def test_an_unknown_end_is_a_reason_and_what_is_kept_off_the_site_is_nowhere(project: Folder) -> None:
    project.change("talks/conf2020/101-storage.yml", "slot: 1\n", "start: 12:00\n")
    project.add("talks/conf2020/102-cluster.yml", "publish: false\n")
    publication = published(project.catalog())
    (file,) = frab_json.files(publication)
    conference = json.loads(file.make())["schedule"]["conference"]
    assert talks(conference) == []
    assert [(talk["id"], talk["unknown"]) for talk in conference["meta"]["kbsite"]["left_out"]] == [("conf2020-101-storage", "end")]
    assert "102" not in file.make().decode()


def test_the_day_and_the_step_follow_from_the_programme(project: Folder) -> None:
    conference = as_json(published(project.catalog()))["events/conf2020/schedule.json"]["schedule"]["conference"]
    assert conference["timeslot_duration"] == "00:15"
    assert [(day["index"], day["date"], day["day_start"]) for day in conference["days"]] == [
        (1, "2020-05-01", "2020-05-01T00:00:00+09:00"),
        (2, "2020-05-02", "2020-05-02T00:00:00+09:00"),
    ]
    assert sorted(conference["days"][0]["rooms"]) == ["가", "나"]
    assert conference["acronym"] == "conf2020"
