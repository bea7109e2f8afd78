"""All problems of a project: the same word for word, whatever of them is only told again."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from projectkit import EVENT, OTHER, SPEAKER, TALK, TECHNIQUE, Folder, small_project

from kbsite import rules, verdict
from kbsite.problems import Problem
from kbsite.records import kept
from kbsite.records.catalog import Catalog
from kbsite.records.kept import FOLDER, Kept
from kbsite.records.load import load_catalog

AGAIN = "talks/conf2020/103-again.yml"
TWICE = "talks/conf2020/104-twice.yml"
"""A file whose id another file has too, which comes before it."""


pytestmark = pytest.mark.usefixtures("own_key")


def with_faults(root: Path) -> Folder:
    """The small project with a few problems: of a record alone, of several together, and of two files."""
    project = small_project(root)
    project.change(TALK, "tags: [storage]", "tags: [storag]")
    project.change(TALK, "https://slides.example/101", "javascript:alert(1)")
    project.write(
        AGAIN, "title: {en: On storage}\nofficial_title: en\nabstract: {text: <b>a</b>, source: programme}\nsources: [programme]\n"
    )
    project.write(TWICE, "title: Twice\ntags: [nothing]\nsources: [programme]\n")
    project.write("talks/conf2020-104/twice.yml", "title: Elsewhere\nsources: [programme]\n")
    return project


@pytest.fixture
def faulty(tmp_path: Path) -> Folder:
    return with_faults(tmp_path / "project")


def told(root: Path) -> tuple[list[Problem], int | None]:
    return verdict.verdict(root, Kept(root))


class Asked:
    """Which rules across records were asked, by a check after another."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: list[str] = []
        found = rules._found

        def noted(catalog: Catalog, rule: rules.Rule) -> object:
            self.names.append(rule.name)
            return found(catalog, rule)

        monkeypatch.setattr(rules, "_found", noted)

    def by(self, work: Callable[[], object]) -> list[str]:
        self.names.clear()
        work()
        return sorted(self.names)


ACROSS = sorted(rule.name for rule in rules.rules() if rule.check and not rule.check_record)
OF_PARTS = [rule.name for rule in rules.rules() if rule.name in ACROSS and rule.of_parts]
"""Those that are asked a second time, of what remains of a file that is refused."""
EDITS: dict[str, tuple[Callable[[Folder], object], Sequence[str]]] = {
    "nothing": (lambda project: None, []),
    "a comment": (lambda project: project.add(OTHER, "# a comment\n"), []),
    "prose": (lambda project: project.change(TECHNIQUE, "장치에", "디스크에"), []),
    "html in prose": (lambda project: project.change(TECHNIQUE, "장치에", "<b>장치</b>에"), []),
    "no html any more": (lambda project: project.change(AGAIN, "<b>a</b>", "a"), ["title-is-unique"]),
    "lines before a problem": (
        lambda project: project.write(TALK, "# one\n" + (project.root / TALK).read_text("utf-8")),
        ["tag-exists"],
    ),
    "a title": (lambda project: project.change(OTHER, "en: On clusters", "en: On storage"), ["title-is-unique"]),
    "a tag": (lambda project: project.change(OTHER, "tags: [cluster]", "tags: [nothing]"), ["record-is-used", "tag-exists"]),
    "a speaker's name": (lambda project: project.change(SPEAKER, "ko: 김민지", "ko: 이준호"), ["speakers-are-told-apart"]),
    "a slot of the event": (
        lambda project: project.change(EVENT, "end: 10:45", "end: 11:30"),
        [
            "event-is-sound",
            "inferred-field-is-given",
            "room-holds-one-talk",
            "speaker-is-in-one-place",
            "talk-stands-in-its-event",
        ],
    ),
    "a file twice of one id": (lambda project: project.add(TWICE, "# a comment\n"), ACROSS),
    "a fault": (lambda project: project.change(OTHER, "title:", "titel:"), [*ACROSS, *OF_PARTS]),
    "a new file": (lambda project: project.write("talks/conf2020/105-new.yml", "title: a\nsources: [programme]\n"), ACROSS),
    "the vocabulary": (lambda project: project.add("talks/tags.yml", "# a comment\n"), ACROSS),
    "the settings": (lambda project: project.change("mkdocs.yml", "https://kb.example/", "https://kb.example"), ACROSS),
}


@pytest.mark.parametrize("edit", EDITS)
def test_no_more_is_asked_than_is_concerned_and_the_same_is_told(faulty: Folder, monkeypatch: pytest.MonkeyPatch, edit: str) -> None:
    first = told(faulty.root)
    assert len(first[0]) == 6
    assert first == verdict.verdict(faulty.root)
    asked = Asked(monkeypatch)
    change, names = EDITS[edit]
    change(faulty)
    assert asked.by(lambda: told(faulty.root)) == sorted(names)
    assert told(faulty.root) == verdict.verdict(faulty.root)


@pytest.mark.parametrize("edit", EDITS)
def test_with_the_catalog_it_is_the_same(faulty: Folder, monkeypatch: pytest.MonkeyPatch, edit: str) -> None:
    told(faulty.root)
    asked = Asked(monkeypatch)
    change, names = EDITS[edit]
    change(faulty)
    again = verdict.catalog_and_verdict(faulty.root, Kept(faulty.root))
    assert sorted(asked.names) == sorted(names)
    catalog, problems = verdict.catalog_and_verdict(faulty.root)
    assert again[1] == problems
    assert again[0] is not None
    assert catalog is not None
    assert list(again[0].records()) == list(catalog.records())
    if edit != "a fault":
        assert asked.by(lambda: verdict.catalog_and_verdict(faulty.root, Kept(faulty.root))) == []


def test_a_report_that_came_with_the_project_is_not_believed(faulty: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path / "theirs"))
        patch.setattr(verdict, "check", lambda *_: iter(()))
        assert [problem.rule for problem in verdict.catalog_and_verdict(faulty.root, Kept(faulty.root))[1]] == ["file-name"]
    assert (faulty.root / FOLDER / "told.json").exists()
    faulty.add(OTHER, "# a comment\n")
    assert verdict.catalog_and_verdict(faulty.root, Kept(faulty.root))[1] == verdict.verdict(faulty.root)[0]


def test_a_report_of_other_code_is_not_believed(faulty: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    told(faulty.root)
    asked = Asked(monkeypatch)
    monkeypatch.setattr("pydantic.VERSION", "0")
    assert asked.by(lambda: verdict.catalog_and_verdict(faulty.root, Kept(faulty.root))) == ACROSS


def test_what_is_saved_while_all_is_read_is_not_passed_over(faulty: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    told(faulty.root)
    load = load_catalog

    def slow(*arguments: object) -> object:
        faulty.change(OTHER, "tags: [cluster]", "tags: [nothing]")
        return load(*arguments)  # type: ignore[arg-type]

    faulty.change(OTHER, "en: On clusters", "en: Of clusters")
    monkeypatch.setattr(verdict, "load_catalog", slow)
    _, problems = verdict.catalog_and_verdict(faulty.root, Kept(faulty.root))
    monkeypatch.undo()
    assert [problem.rule for problem in problems if problem.place.path == OTHER] == ["tag-exists"]
    assert problems == verdict.verdict(faulty.root)[0]


def test_a_rule_that_does_not_say_what_it_looks_at_is_asked_again(faulty: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("kbsite.rules.event_exists.LOOKS_AT")
    told(faulty.root)
    asked = Asked(monkeypatch)
    faulty.add(OTHER, "# a comment\n")
    assert asked.by(lambda: told(faulty.root)) == ["event-exists"]


PIECES = (
    *(("title: ", "# a\ntitle: "), ("On storage", "On clusters"), ("On clusters", "<b>x</b>"), ("<b>x</b>", "On storage")),
    *(("[cluster]", "[nothing]"), ("[nothing]", "[storage, disk]"), ("[storag]", "[cluster]"), ("[programme]", "[none]")),
    *(("slot: 1", "slot: 2"), ("slot: 2", "slot: 3"), ("track: A", "track: B"), ("track: B", "track: A\nroom: X")),
    *(("[lee-junho]", "[kim-minji]"), ("id: kim-minji", "id: lee-junho"), ("sources:", "publish: false\nsources:")),
    *(
        ("ko: 김민지", "ko: 이준호"),
        ("sources: [none]", "sources: []"),
        ("javascript:", "https://a.example/"),
        ("topic: storage", "topic: x"),
    ),
)
FILES = (TALK, OTHER, AGAIN, SPEAKER, TECHNIQUE, EVENT, TWICE, "talks/conf2020-104/twice.yml")
EDIT = st.tuples(st.sampled_from(FILES), st.sampled_from(PIECES), st.booleans())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(EDIT, min_size=1, max_size=3), min_size=1, max_size=5))
def test_whatever_is_edited_the_same_is_told(rounds: list[list[tuple[str, tuple[str, str], bool]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = with_faults(Path(folder))
        told(project.root)
        for edits in rounds:
            for path, (old, new), _ in edits:
                text = (project.root / path).read_text("utf-8")
                project.write(path, text.replace(old, new))
            expected = verdict.verdict(project.root)
            if edits[0][2]:
                assert verdict.catalog_and_verdict(project.root, Kept(project.root))[1] == expected[0]
            assert told(project.root) == expected


def test_values_that_the_cache_has_lost_are_read_again(faulty: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "SHARDS", 1)
    told(faulty.root)
    cache = Kept(faulty.root)
    cache.open("ko")
    assert cache.folder is not None
    values = json.loads(cache.folder.read("00.json") or b"")
    del values[SPEAKER]
    values[TECHNIQUE][0] = "0" * 40
    cache.folder.write("00.json", json.dumps(values).encode())
    faulty.add(OTHER, "# a comment\n")
    for _ in range(2):
        assert told(faulty.root) == verdict.verdict(faulty.root)
        assert verdict.catalog_and_verdict(faulty.root, Kept(faulty.root))[1] == verdict.verdict(faulty.root)[0]
