"""Every work that a record names."""

from __future__ import annotations

from projectkit import TALK, Folder

from kbsite.records.catalog import Catalog
from kbsite.records.references import cited_in, source_references


def test_a_work_is_named_with_the_path_to_it(project: Folder) -> None:
    talk = project.catalog().every_talk["conf2020-101-storage"]
    assert list(source_references(talk)) == [
        (("abstract", "source", 0), "programme"),
        (("techniques", 0, "source", 0), "programme"),
        (("sources", 0), "programme"),
    ]


def test_each_field_names_a_work_once(project: Folder) -> None:
    project.change(TALK, "related:", "takeaways:\n" + "  - {text: a, by: editor, source: programme}\n" * 2 + "related:")
    talk = project.catalog().every_talk["conf2020-101-storage"]
    assert list(cited_in(talk)) == [(("programme"), field) for field in ("abstract", "techniques", "takeaways", "sources")]


def test_the_short_way_leads_to_the_same_works(catalog: Catalog) -> None:
    for record in catalog.records():
        long = dict.fromkeys((source, str(path[0])) for path, source in source_references(record))
        assert list(cited_in(record)) == list(long)
    assert len(catalog.cited) > 10
    assert catalog.cited == {source for record in catalog.records() for _, source in source_references(record)}


def test_what_is_hidden_cites_too(project: Folder) -> None:
    project.change(TALK, "source: [programme]\ntechniques", "source: [programme, other]\npublish: false\ntechniques")
    catalog = project.catalog()
    assert catalog.cited == {"programme", "other"}
    assert catalog.citations("other") == ()
