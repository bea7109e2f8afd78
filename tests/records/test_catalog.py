"""All records together, with the relations between them."""

from __future__ import annotations

import pytest
from projectkit import EVENT, OTHER, ROOT, SOURCE, SPEAKER, TALK, TECHNIQUE, Folder

from kbsite.problems import Place
from kbsite.records.catalog import Catalog
from kbsite.records.load import load_catalog
from kbsite.records.models import Source, Speaker, Tag, Talk, Technique
from kbsite.records.references import source_references

ONE, TWO = "conf2020-101-storage", "conf2020-102-cluster"


def test_records_are_found_by_id(project: Folder) -> None:
    catalog = project.catalog()
    assert list(catalog.talks) == [ONE, TWO]
    assert (list(catalog.events), list(catalog.speakers), list(catalog.techniques)) == (
        ["conf2020"],
        ["kim-minji", "lee-junho"],
        ["bluestore"],
    )
    assert (list(catalog.tags), list(catalog.sources)) == (["cluster", "storage"], ["programme"])
    assert catalog.talks[ONE].path == TALK


def test_what_follows_from_the_records_is_worked_out(project: Folder) -> None:
    project.change(OTHER, "[lee-junho]", "[lee-junho, kim-minji]")
    project.change(OTHER, "slot: 1", "slot: 2")
    project.add(TECHNIQUE, "tags: [cluster]\n")
    catalog = project.catalog()
    talks = tuple(catalog.talks.values())
    assert catalog.talks_of("conf2020") == talks
    assert catalog.talks_by("kim-minji") == talks
    assert catalog.talks_by("lee-junho") == talks[1:]
    assert catalog.talks_with("bluestore") == talks[:1]
    assert catalog.talks_tagged("storage") == talks[:1]
    assert catalog.techniques_tagged("storage") == catalog.techniques_tagged("cluster") == (catalog.techniques["bluestore"],)
    assert catalog.talks_of("x") == catalog.talks_by("x") == catalog.talks_with("x") == catalog.talks_tagged("x") == ()
    assert catalog.techniques_tagged("x") == catalog.citations("x") == catalog.related_talks("x") == catalog.related_techniques("x") == ()


def test_relations_go_both_ways(project: Folder) -> None:
    project.write("talks/techniques/yarn.yml", "name: YARN\ntopic: cluster\ndefinition: 글.\nrelated: [bluestore]\nsources: [programme]\n")
    catalog = project.catalog()
    assert [talk.id for talk in catalog.related_talks(TWO)] == [ONE]
    assert [talk.id for talk in catalog.related_talks(ONE)] == [TWO]
    assert [technique.id for technique in catalog.related_techniques("bluestore")] == ["yarn"]
    assert [technique.id for technique in catalog.related_techniques("yarn")] == ["bluestore"]


def test_a_talk_that_is_not_shown_is_kept_apart(project: Folder) -> None:
    project.add(OTHER, "publish: false\n")
    catalog = project.catalog()
    assert list(catalog.talks) == [ONE]
    assert list(catalog.every_talk) == [ONE, TWO]
    assert catalog.talks_by("lee-junho") == catalog.related_talks(ONE) == ()


def test_citations_name_record_and_field_once(project: Folder) -> None:
    cited = project.catalog().citations("programme")
    assert [(citation.record.id, citation.field) for citation in cited] == [
        (ONE, "abstract"), (ONE, "techniques"), (ONE, "sources"), (TWO, "sources"), ("bluestore", "sources"),
        ("kim-minji", "sources"), ("lee-junho", "sources"), ("conf2020", "sources"),
    ]  # fmt: skip


def test_references_to_works_come_with_their_path(project: Folder) -> None:
    project.add(TALK, "corrections: [{was: 가, is: 나, reason: 다, said_in: programme, source: programme}]\nreferences: [programme]\n")
    assert list(source_references(project.catalog().talks[ONE])) == [
        (("abstract", "source", 0), "programme"),
        (("techniques", 0, "source", 0), "programme"),
        (("corrections", 0, "said_in"), "programme"),
        (("corrections", 0, "source", 0), "programme"),
        (("references", 0), "programme"),
        (("sources", 0), "programme"),
    ]


def test_the_time_of_a_session_comes_from_its_slot(project: Folder) -> None:
    catalog = project.catalog()
    session = catalog.session(catalog.talks[ONE])
    assert (str(session.date), session.start, session.end, session.track, session.slot, session.room) == (
        "2020-05-01",
        "10:00",
        "10:45",
        "A",
        1,
        None,
    )


def test_a_time_of_its_own_comes_first(project: Folder) -> None:
    project.change(TALK, "slot: 1", "start: 13:00\nroom: 홀")
    catalog = project.catalog()
    session = catalog.session(catalog.talks[ONE])
    assert (session.start, session.end, session.slot, session.room) == ("13:00", None, None, "홀")
    assert list(catalog.talks) == [TWO, ONE]


def test_a_talk_without_a_day_is_last_and_has_no_time(project: Folder) -> None:
    project.change(TALK, "date: 2020-05-01\ntrack: A\nslot: 1\n", "")
    catalog = project.catalog()
    session = catalog.session(catalog.talks[ONE])
    assert (session.date, session.start, session.end) == (None, None, None)
    assert list(catalog.talks) == [TWO, ONE]


@pytest.mark.parametrize(
    ("added", "state"),
    [
        ("", "summarised"),
        ("problem: {text: 가, source: programme}\n", "summarised"),
        ("takeaways: [{text: 가, source: programme, by: speaker}]\n", "summarised"),
        ("problem: {text: 가, source: programme}\ntakeaways: [{text: 가, source: programme, by: speaker}]\n", "reviewed"),
    ],
)
def test_how_far_a_talk_has_been_worked_on_follows_from_what_is_there(project: Folder, added: str, state: str) -> None:
    project.add(TALK, added)
    catalog = project.catalog()
    assert catalog.state(catalog.talks[ONE]) == state
    assert catalog.state(catalog.talks[TWO]) == "listed"


def test_a_record_without_a_file_has_a_place_all_the_same(project: Folder) -> None:
    whole = project.catalog()
    bare = Catalog(whole.project, whole.records())
    talk = bare.talks[ONE]
    assert bare.place(talk, "title") == bare.find(talk, ("title",), "a") == Place(TALK)
    assert bare.line_text(Place(TALK, 2)) == ""
    assert not bare.is_written(talk, "title")


def test_relations_cannot_be_changed(project: Folder) -> None:
    catalog = project.catalog()
    for mapping in (catalog.talks, catalog.every_talk, catalog.events, catalog.speakers, catalog.techniques, catalog.tags, catalog.sources):
        with pytest.raises(TypeError):
            mapping["x"] = None  # type: ignore[index]


@pytest.mark.parametrize(
    ("path", "kind", "id_"), [(SPEAKER, Speaker, "kim-minji"), (TECHNIQUE, Technique, "bluestore"), (SOURCE, Source, "programme")]
)
def test_a_file_that_cannot_be_read_may_still_be_named(
    project: Folder, path: str, kind: type[Speaker | Technique | Source], id_: str
) -> None:
    project.write(path, "a: [\n")
    catalog, _ = load_catalog(project.root)
    assert catalog is not None
    assert id_ in catalog.known(kind)
    assert id_ not in list(catalog.known(kind))
    assert "nobody" not in catalog.known(kind)


def test_of_a_vocabulary_that_cannot_be_read_any_tag_may_be_named(project: Folder) -> None:
    project.write("talks/tags.yml", "a: [\n")
    catalog, _ = load_catalog(project.root)
    assert catalog is not None
    assert "whatever" in catalog.known(Tag)
    assert "conf2020-nothing" not in catalog.known(Talk)


def test_the_real_catalog_is_whole(catalog: Catalog) -> None:
    assert len(catalog.talks_of("deview2016")) == 44
    assert sum(catalog.state(talk) == "reviewed" for talk in catalog.talks.values()) == 6
    assert catalog.unread == ()
    assert {talk.id for talk in catalog.related_talks("deview2016-232-perf")} >= {"deview2016-244-ceph-on-ssd"}
    for talk in catalog.talks.values():
        assert talk in catalog.talks_of(talk.event)
        for role in talk.speakers:
            assert talk in catalog.talks_by(role.id)
        for use in talk.techniques:
            assert talk in catalog.talks_with(use.id)
        for other in catalog.related_talks(talk.id):
            assert talk in catalog.related_talks(other.id)


def test_the_real_records_pass_the_check() -> None:
    assert Folder(ROOT).said() == []


def test_the_event_of_a_talk_that_has_none_leaves_it_its_own_time(project: Folder) -> None:
    project.remove(EVENT)
    catalog = project.catalog()
    assert catalog.session(catalog.talks[ONE]).start is None
