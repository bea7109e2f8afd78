"""Citations as bibtexparser reads them, and CSL-JSON items."""

from __future__ import annotations

import json
import re
import warnings

import pytest
from exports.conftest import published
from projectkit import Folder

from kbsite.exports import bibtex, csl
from kbsite.exports.bibtex import escaped
from kbsite.exports.citation import citation
from kbsite.exports.publication import Publication

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of its own imports
    import bibtexparser

COMMANDS = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^",
    r"\#": "#", r"\$": "$", r"\%": "%", r"\&": "&", r"\_": "_",
}  # fmt: skip


def plain(value: str) -> str:
    """What TeX shows of a value."""
    return re.sub("|".join(map(re.escape, COMMANDS)), lambda found: COMMANDS[found[0]], value)


def entries(publication: Publication) -> dict[str, dict[str, str]]:
    data = next(file.make() for file in bibtex.files(publication) if file.path == bibtex.ALL)
    library = bibtexparser.entrypoint.parse_string(data.decode())
    assert library.failed_blocks == []
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}


def test_a_talk_is_cited_in_its_language(real: Publication) -> None:
    found = entries(real)["deview2016-244-ceph-on-ssd"]
    assert (found["author"], found["title"]) == ("{변일수}", "{CEPH Optimization on SSD}")
    assert (found["year"], found["month"], found["date"], found["eventtitle"]) == ("2016", "10", "2016-10-25", "DEVIEW 2016")
    assert found["url"] == "https://kb.example/sub/talks/deview2016-244-ceph-on-ssd/"
    assert found["note"] == "Summary and keywords: CC BY 4.0"


def test_every_talk_has_an_entry_and_all_are_in_one_file(real: Publication) -> None:
    assert entries(real).keys() == real.catalog.talks.keys()
    files = {file.path: file.make().decode() for file in bibtex.files(real)}
    assert "\n".join(files[f"talks/{id_}/citation.bib"] for id_ in real.catalog.talks) == files[bibtex.ALL]


def test_hostile_text_comes_back_as_it_was(hostile: Publication) -> None:
    found = entries(hostile)
    assert found.keys() == hostile.catalog.talks.keys()
    for talk in hostile.catalog.talks.values():
        cited = citation(hostile, talk)
        assert plain(found[talk.id]["title"][1:-1]) == re.sub("[\x00-\x1f\u2028\u2029]+", " ", cited.title).strip()


@pytest.mark.parametrize("text", ["{", "}}{", "\\", "a\\{b", "% comment", "$x$ & y_z^2 ~ #1"])
def test_braces_of_an_escaped_text_are_in_balance_and_tex_shows_the_text(text: str) -> None:
    assert escaped(text).count("{") == escaped(text).count("}")
    assert plain(escaped(text)) == text


def test_csl_items_have_the_text_as_it_stands(real: Publication, hostile: Publication) -> None:
    for publication in (real, hostile):
        items = json.loads(next(file.make() for file in csl.files(publication) if file.path == csl.ALL))
        assert [item["id"] for item in items] == list(publication.catalog.talks)
        for item in items:
            cited = citation(publication, publication.catalog.talks[item["id"]])
            assert (item["type"], item["title"], item["URL"]) == ("speech", cited.title, cited.page)
            assert [author["literal"] for author in item["author"]] == list(cited.authors)
            assert item["issued"]["date-parts"] == [list(cited.date)]


def test_without_a_day_only_the_year_of_the_event_is_given(project: Folder) -> None:
    project.change("talks/conf2020/101-storage.yml", "date: 2020-05-01\n", "")
    project.change("talks/conf2020/101-storage.yml", "slot: 1\n", "")
    publication = published(project.catalog())
    assert citation(publication, publication.catalog.talks["conf2020-101-storage"]).date == (2020,)
    found = entries(publication)["conf2020-101-storage"]
    assert found["date"] == found["year"] == "2020"
    assert "month" not in found
