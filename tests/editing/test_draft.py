"""New records among the others, before they are written."""

from __future__ import annotations

from projectkit import Folder

from kbsite.editing.begin import begin, path_of
from kbsite.editing.draft import draft, problems_of
from kbsite.editing.naming import resolved
from kbsite.editing.questions import QUESTIONS, known, slug


def test_a_draft_is_checked_with_the_records_it_needs(project: Folder) -> None:
    catalog = project.catalog()
    answers = {"event": "conf2020", "words": "x", "title-en": "X", "speaker": ["park-jisu"], "source": ["programme"]}
    talk = begin(catalog.project, "talk", answers)
    speaker = begin(catalog.project, "speaker", {"id": "park-jisu", "name-ko": "박지수", "source": ["programme"]})
    assert [problem.rule for problem in problems_of(catalog, [talk])] == ["speaker-exists"]
    assert problems_of(catalog, [speaker, talk]) == []
    assert project.said() == []


def test_empty_values_are_left_out(project: Folder) -> None:
    made = draft(project.catalog().project, "talks/conf2020/x.yml", {"title": {"ko": "가", "en": ""}, "tags": [], "sources": ["programme"]})
    assert made.text == "title: {ko: 가}\nsources: [programme]\n"
    assert made.files() == [("talks/conf2020/x.yml", made.text)]


def test_places_of_records() -> None:
    assert path_of("talk", {"event": "c", "code": "A 1", "words": "x"}) == "talks/c/a-1-x.yml"
    assert path_of("event", {"id": "c"}) == "talks/c/event.yml"
    assert path_of("source", {"id": "s"}) == "talks/sources/s.yml"
    assert path_of("snippet", {"id": "s"}) == "content/snippets/s/snippet.yml"


def test_names_of_files_from_titles() -> None:
    assert slug("The Cost of a Slow Disk's Queue, and what to do") == "cost-slow-disks-queue-what"
    assert slug("저장소 이야기") == ""


def test_who_is_meant_by_a_name(project: Folder) -> None:
    project.write("talks/speakers/kim-two.yml", "name: {ko: 김민지}\ndiffers_from: [kim-minji]\nsources: [programme]\n")
    catalog = project.catalog()
    assert resolved(catalog, "technique", "블루스토어", list(catalog.techniques)) == "bluestore"
    assert resolved(catalog, "technique", "BLUESTORE", list(catalog.techniques)) == "bluestore"
    assert resolved(catalog, "speaker", "김민지", list(catalog.speakers)) is None
    assert resolved(catalog, "speaker", "minji kim", list(catalog.speakers)) == "kim-minji"
    assert resolved(catalog, "tags", "disk", list(catalog.tags)) == "storage"
    assert resolved(catalog, "talk", "102", list(catalog.every_talk)) == "conf2020-102-cluster"
    assert resolved(catalog, "source", "프로그램", list(catalog.sources)) == "programme"


def test_questions_are_said_in_both_languages_and_go_into_keys_there_are(project: Folder) -> None:
    from kbsite.editing.files import KINDS
    from kbsite.records.fields import field_names

    catalog = project.catalog()
    for kind, questions in QUESTIONS.items():
        assert len({question.key for question in questions}) == len(questions)
        for question in questions:
            assert question.says.say("en")
            assert any("가" <= letter <= "힣" for letter in question.says.say("ko")) or question.says.say("ko").startswith("id")
            assert not question.into or question.into[0] in field_names(KINDS[kind], ())
            assert not question.of or known(catalog, question, kind)
