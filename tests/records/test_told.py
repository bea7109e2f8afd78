"""What was told of a project last time, as long as nothing is other than it was then."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from damagekit import remove
from projectkit import OTHER, TAGS, TALK, Folder

from kbsite.problems import Place, Problem, Replacement
from kbsite.records import readings
from kbsite.records.kept import FOLDER, Kept
from kbsite.records.load import load_catalog
from kbsite.records.models import Talk
from kbsite.records.told import Told, last_told, surroundings, tell
from kbsite.rules import check, in_report_order
from kbsite.words import Words

pytestmark = pytest.mark.usefixtures("own_key")


def told(root: Path, cache: Kept) -> Told | None:
    """The last report, where nothing at all has changed since."""
    last = last_told(root, cache)
    return last.told if last and not last.changes else None


def check_all(root: Path) -> Told:
    """Read and check everything, and keep the report."""
    cache, around = Kept(root), surroundings(root)
    catalog, problems = load_catalog(root, None, cache)
    assert catalog is not None
    found = in_report_order([*problems, *check(catalog, cache)])
    records = sum(1 for _ in catalog.records())
    tell(found, records, around, cache)
    return Told(found, records)


@pytest.fixture
def warned(project: Folder) -> Folder:
    """A project with a few warnings and errors of rules, none of them a fault of a file."""
    project.change(TALK, "tags: [storage]", "tags: [storag]")
    project.change(TALK, "https://slides.example/101", "javascript:alert(1)")
    project.write("talks/conf2020/103-again.yml", "title: {en: On storage}\nofficial_title: en\nsources: [programme]\n")
    return project


def test_it_is_told_again_word_for_word(warned: Folder) -> None:
    assert told(warned.root, Kept(warned.root)) is None
    first = check_all(warned.root)
    assert len(first.problems) == 3
    assert any(problem.replacement for problem in first.problems)
    assert told(warned.root, Kept(warned.root)) == first


def test_so_it_is_in_another_place(warned: Folder, tmp_path: Path) -> None:
    first = check_all(warned.root)
    shutil.copytree(warned.root, tmp_path / "clone", copy_function=shutil.copyfile)
    assert told(tmp_path / "clone", Kept(tmp_path / "clone")) == first


CHANGES: dict[str, Callable[[Folder], object]] = {
    "a record": lambda project: project.add(OTHER, "# a comment\n"),
    "a new record": lambda project: project.write("talks/conf2020/104-new.yml", "title: a\nsources: [programme]\n"),
    "a new file of another kind": lambda project: project.write("talks/odd.yaml", ""),
    "a record less": lambda project: project.remove(OTHER),
    "a record of another name": lambda project: (project.root / OTHER).rename(project.root / "talks/conf2020/105-cluster.yml"),
    "the address of the site": lambda project: project.write("mkdocs.yml", "site_name: a\nsite_url: https://b.example/\n"),
    "a language": lambda project: project.write("mkdocs.fr.yml", "INHERIT: mkdocs.yml\n"),
    "an example": lambda project: project.write("content/snippets/demo/main.py", "print(1)\n"),
    "the cache": lambda project: (project.root / FOLDER / "told.json").write_bytes(b"x" * 100),
    "the index": lambda project: remove((project.root / FOLDER).glob("*.index.json")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_not_told_when_something_is_new(warned: Folder, change: str) -> None:
    check_all(warned.root)
    assert told(warned.root, Kept(warned.root)) is not None
    CHANGES[change](warned)
    assert told(warned.root, Kept(warned.root)) is None
    again = check_all(warned.root)
    assert told(warned.root, Kept(warned.root)) in (again, None)


def test_the_day_counts_where_there_are_examples(project: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = surroundings(project.root)

    class Tomorrow(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Tomorrow:
            return cls(2099, 1, 1, tzinfo=tz)

    monkeypatch.setattr("kbsite.records.told.dt.datetime", Tomorrow)
    assert surroundings(project.root) == before
    project.write("content/snippets/demo/main.py", "print(1)\n")
    with_day = surroundings(project.root)
    monkeypatch.undo()
    assert surroundings(project.root) != with_day


def test_files_of_examples_count_by_what_they_hold_and_may(project: Folder) -> None:
    seen = [surroundings(project.root)]
    path = project.root / "content/snippets/demo/main.py"

    def link() -> None:
        path.unlink()
        path.symlink_to("nowhere")

    changes: tuple[Callable[[], object], ...] = (
        lambda: project.write("content/snippets/demo/main.py", "print(1)\n"),
        lambda: project.write("content/snippets/demo/main.py", "print(2)\n"),
        lambda: path.chmod(0o755),
        link,
    )
    for change in changes:
        change()
        seen.append(surroundings(project.root))
    assert len(set(seen)) == len(seen)


def test_a_file_with_a_fault_is_told_of_anew_every_time(project: Folder) -> None:
    project.change(TALK, "title:", "titel:")
    check_all(project.root)
    assert told(project.root, Kept(project.root)) is None
    assert not (project.root / FOLDER / "told.json").exists()


def test_what_small_projects_have_is_not_kept(project: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "WORTH_KEEPING", 100)
    check_all(project.root)
    assert told(project.root, Kept(project.root)) is None
    assert not (project.root / ".cache").exists()


def test_what_a_few_records_hold_besides_comes_with_it(warned: Folder) -> None:
    first = check_all(warned.root)
    warned.change(OTHER, "en: On clusters", "en: Of clusters")
    last = last_told(warned.root, Kept(warned.root))
    assert last is not None
    assert last.told == first
    (change,) = last.changes
    assert isinstance(change.before, Talk)
    assert isinstance(change.now, Talk)
    assert (change.before.title.get("en"), change.now.title.get("en")) == ("On clusters", "Of clusters")
    check_all(warned.root)
    again = last_told(warned.root, Kept(warned.root))
    assert again is not None
    assert again.digests == last.digests


MORE: dict[str, Callable[[Folder], object]] = {
    "another record too": lambda project: project.write("talks/conf2020/104-new.yml", "title: a\nsources: [programme]\n"),
    "the vocabulary": lambda project: project.add(TAGS, "# a comment\n"),
    "a fault": lambda project: project.change(OTHER, "title:", "titel:"),
    "no values in the cache": lambda project: remove((project.root / FOLDER).glob("[0-9a-f][0-9a-f].json")),
    "another report": lambda project: load_catalog(project.root, None, Kept(project.root)),
}


@pytest.mark.parametrize("more", MORE)
def test_where_it_is_more_there_is_no_last_report(warned: Folder, more: str) -> None:
    check_all(warned.root)
    warned.add(OTHER, "# a comment\n")
    assert last_told(warned.root, Kept(warned.root)) is not None
    MORE[more](warned)
    assert last_told(warned.root, Kept(warned.root)) is None


def test_many_changes_are_more(warned: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    check_all(warned.root)
    warned.add(OTHER, "# a comment\n")
    monkeypatch.setattr("kbsite.records.changes.MOST", 0)
    assert last_told(warned.root, Kept(warned.root)) is None


def test_where_there_is_no_project_nothing_was_told(tmp_path: Path) -> None:
    assert told(tmp_path, Kept(tmp_path)) is None


WORDS = Words("{a} {b} {c} {d}", "{a} {b} {c} {d}").fill(a="text", b=3, c=Words("no", "아니요"), d=dt.date(2020, 2, 29))


@pytest.mark.parametrize(
    ("problem", "keeps"),
    [
        (Problem(Place("a.yml", 2, 3, 4), "rule", WORDS, WORDS, "warning", "  줄", Replacement(1, 2, 3, 4, "")), True),
        (Problem(Place("a.yml"), "rule", WORDS), True),
        (Problem(Place("a.yml"), "rule", Words("{a}", "{a}").fill(a=0.5)), False),
    ],
)
def test_words_come_back_as_they_were_or_not_at_all(project: Folder, problem: Problem, keeps: bool) -> None:
    check_all(project.root)
    cache, around = Kept(project.root), surroundings(project.root)
    load_catalog(project.root, None, cache)
    (project.root / FOLDER / "told.json").unlink()
    tell([problem], 1, around, cache)
    assert told(project.root, Kept(project.root)) == (Told([problem], 1) if keeps else None)


def test_it_is_plain_text(warned: Folder) -> None:
    check_all(warned.root)
    assert "problems" in json.loads((warned.root / FOLDER / "told.json").read_bytes()[32:])
