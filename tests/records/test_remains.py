"""What remains of files that are refused, and what is told of it in the same run."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from projectkit import OTHER, SPEAKER, TALK, Folder

from kbsite.problems import Problem
from kbsite.records import remains
from kbsite.records.catalog import Catalog
from kbsite.records.kept import Kept
from kbsite.records.load import load_catalog
from kbsite.records.models import Record
from kbsite.records.remains import Remains
from kbsite.records.shape import modelled
from kbsite.records.style import written
from kbsite.records.yaml import read
from kbsite.rules import rules
from kbsite.verdict import verdict

MANY_MISTAKES = """\
titel: {ko: 이야기}
speakers: [{id: nobody}, {name: Kim}]
tags:
- storag
-
- cephh
date: tomorrow
links:
- {type: video, url: "ftp://a.example/"}
- {type: slidez, url: "https://a.example/"}
takeaways:
- {text: {ko: "<b>굵게</b>"}, source: nowhere, by: speaker}
- {text: {ko: 없음}, by: speaker}
related: [conf2020-999-nothing]
"""


def told(problems: list[Problem], path: str = TALK) -> list[str]:
    """Places, rules and what is said, of one file."""
    return [f"{one.place.line}:{one.place.column} {one.rule}: {one.message.say('en')}" for one in problems if one.place.path == path]


def test_everything_that_is_wrong_with_a_file_is_told_in_one_run(project: Folder) -> None:
    project.write(TALK, MANY_MISTAKES)
    problems, _ = verdict(project.root)
    assert told(problems) == [
        "1:1 field-missing: 'sources' is missing",
        "1:1 field-missing: 'title' is missing",
        "1:1 field-unknown: unknown key 'titel'",
        "2:17 speaker-exists: unknown speaker 'nobody'",
        "2:26 field-missing: 'id' is missing",
        "2:27 field-unknown: unknown key 'name'",
        "4:3 tag-exists: unknown tag 'storag'",
        "5:2 value-empty: an entry of 'tags' has no value",
        "6:3 tag-exists: unknown tag 'cephh'",
        "7:7 value-shape: 'tomorrow' is not a day of the calendar",
        "9:23 link-is-safe: 'ftp://a.example/' is not an http or https address",
        "10:10 value-choice: 'slidez' is no value of 'type'",
        "12:16 text-has-no-html: HTML '<b>' in text",
        "12:37 source-exists: unknown source 'nowhere'",
        "13:3 field-missing: 'source' is missing",
        "14:11 related-talk-exists: unknown talk 'conf2020-999-nothing'",
    ]
    assert [problem for problem in problems if problem.place.path != TALK] == []


def test_what_follows_something_that_is_refused_keeps_its_place(project: Folder) -> None:
    project.change(TALK, "tags: [", "tags: [{a: b}, storag, ")
    problems, _ = verdict(project.root)
    line = project.root.joinpath(TALK).read_text("utf-8").splitlines().index("tags: [{a: b}, storag, storage]") + 1
    assert told(problems) == [f"{line}:8 value-shape: 'tags' must be text", f"{line}:16 tag-exists: unknown tag 'storag'"]
    (tag,) = [problem for problem in problems if problem.rule == "tag-exists"]
    assert tag.replacement == tag.place.replaced_by("storage")


def test_a_file_full_of_mistakes_is_read_a_few_times_and_not_once_for_each(project: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    links = "".join(f"- {{type: slidez, url: 'https://a.example/{number}'}}\n" for number in range(99))
    project.write(TALK, f"title: a\nsources: [nowhere]\nlinks:\n{links}")
    catalog, _ = load_catalog(project.root)
    assert catalog is not None
    rounds: list[object] = []
    read_as = modelled

    def noted(kind: type[Record], value: dict[str, object], injected: dict[str, str], language: str) -> Record:
        rounds.append(value)
        return read_as(kind, value, injected, language)

    monkeypatch.setattr(remains, "modelled", noted)
    assert [record.path for record in Remains(catalog).found] == [TALK]
    assert len(rounds) == 3
    monkeypatch.undo()
    assert [line for line in told(verdict(project.root)[0]) if "value-choice" not in line] == [
        "2:11 source-exists: unknown source 'nowhere'"
    ]


def test_cures_that_look_at_what_stands_beside_are_not_sure(project: Folder) -> None:
    project.change(TALK, "related: [", "related: [Bad Id, conf2020-101-storage, ")
    problems, _ = verdict(project.root)
    assert [problem.replacement for problem in problems if problem.rule == "related-talk-exists"] == [None]


@pytest.mark.parametrize("text", ["- a\n", "title:\n  - a: b\n", "{}\n", "a: b\n"])
def test_of_some_files_nothing_remains_to_be_told(project: Folder, text: str) -> None:
    project.write(TALK, text)
    problems, _ = verdict(project.root)
    assert {problem.rule for problem in problems} <= {"record-shape", "field-missing", "field-unknown", "value-shape", "value-empty"}


@pytest.mark.usefixtures("own_key")
def test_what_was_told_is_told_again_and_renewed(project: Folder) -> None:
    def both() -> tuple[list[str], list[str]]:
        kept, anew = verdict(project.root, Kept(project.root))[0], verdict(project.root)[0]
        return told(kept), told(anew)

    project.write(TALK, MANY_MISTAKES)
    changes: tuple[Callable[[], object], ...] = (
        lambda: None,
        lambda: project.add("talks/tags.yml", "storag: {label: {ko: 저장, en: Storag}}\n"),
        lambda: project.change(TALK, "- cephh\n", ""),
        lambda: project.change(OTHER, "tags: [", "tags: [storag, "),
        lambda: project.remove(SPEAKER),
        lambda: project.write(TALK, MANY_MISTAKES.replace("titel", "title")),
    )
    for change in changes:
        change()
        kept, anew = both()
        assert kept == anew
        assert kept


@pytest.mark.parametrize("path", ["talks/deview2016/244-ceph-on-ssd.yml", "talks/deview2016/225-yarn-deep-learning.yml"])
def test_nothing_is_told_of_what_is_missing_because_it_was_refused(catalog: Catalog, path: str) -> None:
    document = catalog.documents[path]
    refused = 0
    for key in document.value:
        text = written(document.text, type(next(record for record in catalog.records() if record.path == path)), schema=None)
        lines = text.split("\n")
        start = next(number for number, line in enumerate(lines) if line.startswith(f"{key}:"))
        end = next((number for number in range(start + 1, len(lines)) if lines[number][:1].isalpha()), len(lines))
        spoiled = "\n".join([*lines[:start], f"{key}: {{nonsense: [1, {{a: b}}]}}", *lines[end:]])
        records = [record for record in catalog.records() if record.path != path]
        documents = [read(path, spoiled.encode()) if one.path == path else one for one in catalog.documents.values()]
        kind, id_ = next((type(record), record.id) for record in catalog.records() if record.path == path)
        found = Remains(Catalog(catalog.project, records, documents, [(kind, id_)], catalog.folders))
        assert len(found.found) == 1, key
        refused += getattr(found.found[0], key) != getattr(catalog.talks[id_], key)
        for rule in rules():
            if rule.of_parts and rule.check:
                assert [broken.message.say() for broken in rule.check(found) if broken.place.path == path] == [], (key, rule.name)
    assert refused > 15


def test_rules_of_parts_are_those_that_object_to_what_is_there() -> None:
    assert [rule.name for rule in rules() if rule.of_parts] == [
        "file-name-begins-with-code",
        "language-exists",
        "link-is-safe",
        "link-stands-once",
        "related-talk-exists",
        "snippet-exists",
        "source-exists",
        "speaker-exists",
        "tag-exists",
        "technique-exists",
        "text-has-no-hidden-characters",
        "text-has-no-html",
    ]
