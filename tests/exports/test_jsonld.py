"""Linked data: every property one that the vocabulary knows for its type, and nothing that could end its script element."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from exports.conftest import SITE, published
from projectkit import Folder

from kbsite.exports import jsonld
from kbsite.exports.jsonld import Facts, as_script, page_data
from kbsite.exports.publication import Publication
from kbsite.records.models import Record

FACTS = Facts(
    f"{SITE}talks/x/", "ko", "제목 </script>", "글 <!--", "2020-01-02", (("처음", SITE), ("제목", f"{SITE}talks/x/")), f"{SITE}card.png"
)
NO_NODE = {"@id", "@type", "@context", "@graph"}


@dataclass(frozen=True)
class Vocabulary:
    """Classes with what they are kinds of, and properties with what they may stand on and hold."""

    parents: Mapping[str, frozenset[str]]
    domains: Mapping[str, frozenset[str]]
    ranges: Mapping[str, frozenset[str]]

    def kinds(self, name: str) -> set[str]:
        """A class and all it is a kind of."""
        return {name}.union(*(self.kinds(parent) for parent in self.parents[name]))


def ids(value: Any) -> frozenset[str]:
    every = value if isinstance(value, list) else [value] if value else []
    return frozenset(one["@id"].removeprefix("schema:") for one in every)


@pytest.fixture(scope="session")
def vocabulary(schemas: Path) -> Vocabulary:
    with gzip.open(schemas / "schemaorg30.jsonld.gz") as file:
        graph = json.load(file)["@graph"]
    named = {one["@id"].removeprefix("schema:"): one for one in graph}
    return Vocabulary(
        {name: ids(one.get("rdfs:subClassOf")) & named.keys() for name, one in named.items()},
        {name: ids(one.get("schema:domainIncludes")) for name, one in named.items()},
        {name: ids(one.get("schema:rangeIncludes")) for name, one in named.items()},
    )


def records(publication: Publication) -> Iterator[Record]:
    catalog = publication.catalog
    for kind in (catalog.events, catalog.talks, catalog.speakers, catalog.techniques, catalog.tags, catalog.snippets):
        yield from kind.values()


def graphs(publication: Publication) -> Iterator[list[Any]]:
    for record in (None, *records(publication)):
        yield json.loads(page_data(publication, FACTS, record))["@graph"]
    for file in jsonld.files(publication):
        yield json.loads(file.make())["@graph"]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inside in value.values():
            yield from nodes(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from nodes(inside)


def faults(vocabulary: Vocabulary, node: Mapping[str, Any]) -> Iterator[str]:
    types = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
    kinds = set().union(*(vocabulary.kinds(name) for name in types))
    for key, value in node.items():
        if key in NO_NODE:
            continue
        if not vocabulary.domains.get(key, frozenset()) & kinds:
            yield f"{types} has no {key}"
        for one in value if isinstance(value, list) else [value]:
            held = vocabulary.ranges.get(key, frozenset())
            if isinstance(one, dict) and "@type" in one and not vocabulary.kinds(one["@type"]) & held:
                yield f"{key} does not hold {one['@type']}"
            if (
                isinstance(one, str)
                and not held & {"Text", "URL", "Date", "DateTime", "Time"}
                and not one.startswith("https://schema.org/")
            ):
                yield f"{key} does not hold text: {one[:50]}"


def test_every_property_is_one_of_the_vocabulary(real: Publication, hostile: Publication, vocabulary: Vocabulary) -> None:
    seen, wrong = set(), set()
    for publication in (real, hostile):
        for graph in graphs(publication):
            for node in nodes(graph):
                if "@type" in node:
                    seen |= set(node["@type"] if isinstance(node["@type"], list) else [node["@type"]])
                    wrong |= set(faults(vocabulary, node))
    assert wrong == set()
    assert {"ConferenceEvent", "EducationEvent", "Person", "SoftwareSourceCode", "DefinedTerm", "BreadcrumbList", "WebSite"} <= seen


def test_the_check_of_the_vocabulary_can_fail(vocabulary: Vocabulary) -> None:
    assert list(faults(vocabulary, {"@type": "Person", "teaches": "x", "name": "y"})) == ["['Person'] has no teaches"]
    assert list(faults(vocabulary, {"@type": "Event", "location": {"@type": "Person"}})) == ["location does not hold Person"]


def test_events_have_what_googles_search_requires(real: Publication) -> None:
    for graph in graphs(real):
        events = [node for node in nodes(graph) if node.get("@type") in ("ConferenceEvent", "EducationEvent")]
        for event in events:
            assert event["name"] and event["startDate"]
            address = {"@type": "PostalAddress", "addressLocality": event["location"]["address"]["addressLocality"], "addressCountry": "KR"}
            assert event["location"]["address"] == address
        assert not any(node.get("@type") == "VideoObject" for node in nodes(graph)), "it would need a thumbnail, which we have not"


def test_breadcrumbs_are_numbered_and_lead_to_whole_addresses(real: Publication) -> None:
    graph = json.loads(page_data(real, FACTS, None))["@graph"]
    (way,) = (node for node in graph if node["@type"] == "BreadcrumbList")
    assert [(step["position"], step["item"]["@id"]) for step in way["itemListElement"]] == [(1, SITE), (2, f"{SITE}talks/x/")]


def test_a_talk_has_its_time_place_speakers_and_techniques(real: Publication) -> None:
    talk = real.catalog.talks["deview2016-244-ceph-on-ssd"]
    graph = json.loads(page_data(real, FACTS, talk))["@graph"]
    (node,) = (node for node in graph if node["@type"] == "EducationEvent")
    assert (node["startDate"], node["endDate"]) == ("2016-10-25T14:00:00+09:00", "2016-10-25T14:45:00+09:00")
    assert node["superEvent"]["@id"] in {other["@id"] for other in graph}
    assert node["performer"][0]["@id"] == f"{SITE}speakers/byun-ilsoo/#person"
    assert f"{SITE}techniques/bluestore/#term" in {term["@id"] for term in node["teaches"]}
    page = next(node for node in graph if node["@id"] == FACTS.url)
    assert page["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert page["mainEntity"] == {"@id": node["@id"]}


def test_a_thing_has_one_identifier_in_all_languages(real: Publication) -> None:
    korean, english = (json.loads(file.make())["@graph"] for file in jsonld.files(real))
    assert [node["@id"] for node in korean] == [node["@id"] for node in english]
    assert len({node["@id"] for node in korean}) == len(korean)


def test_a_talk_without_a_clock_time_has_its_day_alone(real: Publication) -> None:
    talk = real.catalog.talks["deview2016-111-indoor-positioning"]
    (node,) = (node for node in json.loads(page_data(real, FACTS, talk))["@graph"] if node["@type"] == "EducationEvent")
    assert node["startDate"] == "2016-10-24"
    assert "endDate" not in node


def test_nothing_in_a_page_means_anything_to_html(hostile: Publication) -> None:
    for record in records(hostile):
        assert not set(page_data(hostile, FACTS, record)) & set("<>&\u2028\u2029")


def test_texts_come_back_as_they_were() -> None:
    text = '</script><!-- & \u2028 " \\ \U0001f600'
    assert json.loads(as_script({"a": text})) == {"a": text}


def test_what_is_kept_off_the_site_is_in_no_graph(project: Folder) -> None:
    project.add("talks/conf2020/102-cluster.yml", "publish: false\n")
    publication = published(project.catalog())
    assert not any("102" in json.dumps(graph) for graph in graphs(publication))
