"""What the files of a project held when they were last read: the same with it as without, whatever happened to it in between."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn
from zlib import crc32

import pytest
from damagekit import into_file, into_folder, moved, remove
from hypothesis import given, settings
from hypothesis import strategies as st
from projectkit import EVENT, OTHER, SOURCE, SPEAKER, TAGS, TALK, TECHNIQUE, Folder, small_project

from kbsite.problems import Problem
from kbsite.records import file, kept, readings
from kbsite.records.catalog import Catalog
from kbsite.records.found import statuses
from kbsite.records.kept import FOLDER, SHARDS, Kept
from kbsite.records.load import Memo, load_catalog
from kbsite.records.project import Project, open_project
from kbsite.rules import check, in_report_order

pytestmark = pytest.mark.usefixtures("own_key")


def checked(root: Path, cache: Kept | None = None, memo: Memo | None = None) -> tuple[Catalog, list[Problem]]:
    catalog, problems = load_catalog(root, memo, cache)
    assert catalog is not None
    return catalog, in_report_order([*problems, *check(catalog, cache)])


def all_of(root: Path, cache: Kept | None = None) -> tuple[object, ...]:
    """Everything that is known of a project, places included."""
    catalog, problems = checked(root, cache)
    documents = [(d.path, d.text, d.value, d.spans, d.problems, d.digest) for d in catalog.documents.values()]
    return list(catalog.records()), documents, catalog.digests, catalog.unread, problems


def never(*_: object) -> NoReturn:
    raise AssertionError("a file is read that need not be")


def test_what_has_not_changed_is_not_opened(project: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = all_of(project.root)
    assert all_of(project.root, Kept(project.root)) == plain
    monkeypatch.setattr(readings, "read_file", never)
    monkeypatch.setattr(readings, "digest_of", never)
    catalog, problems = checked(project.root, Kept(project.root))
    assert (list(catalog.records()), problems) == (plain[0], plain[-1])
    monkeypatch.undo()
    assert all_of(project.root, Kept(project.root)) == plain


def test_in_another_place_files_are_opened_and_not_parsed(project: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = all_of(project.root)
    checked(project.root, Kept(project.root))
    clone = tmp_path / "clone"
    shutil.copytree(project.root, clone, copy_function=shutil.copyfile)
    monkeypatch.setattr(readings, "read_file", never)
    catalog, problems = checked(clone, Kept(clone))
    assert (list(catalog.records()), problems) == (plain[0], plain[-1])
    monkeypatch.setattr(readings, "digest_of", never)
    checked(clone, Kept(clone))


def test_what_changed_a_moment_ago_is_looked_into_again(project: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "SETTLED", 10**18)
    checked(project.root, Kept(project.root))
    status = (project.root / TALK).stat()
    project.change(TALK, "On storage", "On stories")
    os.utime(project.root / TALK, ns=(status.st_atime_ns, status.st_mtime_ns))
    catalog, _ = checked(project.root, Kept(project.root))
    assert catalog.talks["conf2020-101-storage"].title.get("en") == "On stories"


def test_a_change_that_leaves_size_and_time_is_seen_by_the_other_time(project: Folder) -> None:
    checked(project.root, Kept(project.root))
    status = (project.root / TALK).stat()
    project.change(TALK, "On storage", "On stories")
    os.utime(project.root / TALK, ns=(status.st_atime_ns, status.st_mtime_ns))
    catalog, _ = checked(project.root, Kept(project.root))
    assert catalog.talks["conf2020-101-storage"].title.get("en") == "On stories"


def test_faults_are_not_kept(project: Folder) -> None:
    project.change(TALK, "title:", "titel:")
    project.change(OTHER, "sources: [programme]", "sources: [programme]\nabstract: {text: <b>a</b>, source: programme}")
    plain = all_of(project.root)
    for _ in range(3):
        assert all_of(project.root, Kept(project.root)) == plain
    cache = Kept(project.root)
    cache.open("ko")
    assert (cache.digest(TALK), bool(cache.digest(OTHER))) == ("", True)
    catalog, _ = checked(project.root, cache)
    assert {record.path: cache.is_sound(record) for record in catalog.records() if record.path in (OTHER, SPEAKER)} == {
        OTHER: False,
        SPEAKER: True,
    }


def test_what_two_files_hold_under_one_id_is_checked_when_one_is_gone(project: Folder) -> None:
    project.write("talks/conf2020-101/storage.yml", "title: a\nsources: [programme]\nlinks: [{type: page, url: 'ftp://a.example'}]\n")
    project.write("talks/conf2020-101/event.yml", (project.root / EVENT).read_text("utf-8"))
    for change in (False, True):
        if change:
            project.remove(TALK)
        assert all_of(project.root, Kept(project.root)) == all_of(project.root)


def test_plain_strings_are_in_the_language_of_now(project: Folder) -> None:
    checked(project.root, Kept(project.root))
    project.write("mkdocs.yml", "site_name: a\ntheme: {name: material, language: en}\n")
    assert all_of(project.root, Kept(project.root)) == all_of(project.root)


def test_a_memo_is_filled_from_it(project: Folder) -> None:
    checked(project.root, Kept(project.root))
    memo = Memo()
    first, _ = checked(project.root, Kept(project.root), memo)
    project.change(TALK, "On storage", "On disks!!")
    second, problems = checked(project.root, None, memo)
    assert problems == []
    assert second.talks["conf2020-101-storage"].title.get("en") == "On disks!!"
    assert second.talks["conf2020-102-cluster"] is first.talks["conf2020-102-cluster"]


def opened(root: Path) -> Project:
    project, _ = open_project(root)
    assert project is not None
    return project


LOOKS: dict[str, Callable[[Folder], object]] = {
    "nothing": lambda project: None,
    "a change": lambda project: project.change(TALK, "On storage", "On stories"),
    "one more": lambda project: project.write("talks/conf2020/100-new.yml", "title: a\nsources: [programme]\n"),
    "one less": lambda project: project.remove(OTHER),
    "another name": lambda project: (project.root / OTHER).rename(project.root / "talks/conf2020/099-cluster.yml"),
}


@pytest.mark.parametrize("change", LOOKS)
def test_who_wants_all_that_files_hold_finds_them_as_they_stand(project: Folder, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    checked(project.root, Kept(project.root))
    LOOKS[change](project)
    monkeypatch.setattr(kept, "MANY", 1)
    cache = Kept(project.root)
    cache.open("ko")
    looked = cache.files(opened(project.root), whole=True)
    assert list(looked.items()) == list(statuses(opened(project.root)).items())
    assert all_of(project.root, cache) == all_of(project.root)


def marked(path: Path) -> tuple[int, int]:
    """What tells a file from the one that was there before it: numbers of inodes are given again."""
    status = path.stat()
    return status.st_ino, status.st_mtime_ns


def test_a_few_changes_have_little_written(project: Folder) -> None:
    checked(project.root, Kept(project.root))
    before = {path.name: marked(path) for path in (project.root / FOLDER).iterdir()}
    project.change(TALK, "On storage", "On stories")
    checked(project.root, Kept(project.root))
    shard = f"{crc32(TALK.encode()) % SHARDS:02x}"
    after = {path.name: marked(path) for path in (project.root / FOLDER).iterdir()}
    assert {name for name in after if after[name] != before.get(name)} == {f"{shard}.json", f"{shard}.index.json"}


def each_file(root: Path, change: Callable[[Path], object]) -> None:
    for path in sorted((root / FOLDER).glob("*.json")):
        change(path)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut off": lambda root: each_file(root, lambda path: os.truncate(path, path.stat().st_size // 2)),
    "empty": lambda root: each_file(root, lambda path: os.truncate(path, 0)),
    "other bytes": lambda root: each_file(root, lambda path: path.write_bytes(path.read_bytes()[:-3] + b"}]}")),
    "no index": lambda root: remove((root / FOLDER).glob("*.index.json")),
    "half an index": lambda root: remove(sorted((root / FOLDER).glob("*.index.json"))[::2]),
    "no shards": lambda root: remove((root / FOLDER).glob("[0-9a-f][0-9a-f].json")),
    "swapped shards": lambda root: swap(root / FOLDER),
    "a folder in place of a file": lambda root: each_file(root, into_folder),
    "a file in place of the folder": lambda root: into_file(root / FOLDER),
    "a file in place of all caches": lambda root: into_file(root / ".cache"),
    "a link in place of the folder": lambda root: moved(root / FOLDER, root / "moved"),
    "another key": lambda root: (Path(os.environ["XDG_CACHE_HOME"]) / "kbsite" / "key").unlink(),
}


def swap(folder: Path) -> None:
    one, other = sorted(folder.glob("[0-9a-f][0-9a-f].json"))[:2]
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_noticed_and_mended_without_a_word(project: Folder, damage: str) -> None:
    plain = all_of(project.root)
    checked(project.root, Kept(project.root))
    DAMAGE[damage](project.root)
    for _ in range(3):
        assert all_of(project.root, Kept(project.root)) == plain
    if "in place" not in damage:
        cache = Kept(project.root)
        cache.open("ko")
        assert all(cache.digest(path) for path in (TALK, OTHER, SPEAKER, TAGS))


def test_a_cache_that_came_with_the_project_is_not_believed(project: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a pull request could bring one: it says of a record with a dangerous link that nothing is wrong with it."""
    safe = (project.root / TALK).read_text("utf-8")
    with monkeypatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path / "theirs"))
        patch.setattr("kbsite.rules.link_is_safe.FORBIDDEN", set())
        patch.setattr("kbsite.rules.link_is_safe.wrong_with", lambda url: None)
        project.change(TALK, "https://slides.example/101", "javascript:alert(1)")
        assert checked(project.root, Kept(project.root))[1] == []
    _, problems = checked(project.root, Kept(project.root))
    assert [problem.rule for problem in problems] == ["link-is-safe"]
    assert "https" in safe


def test_other_code_reads_everything_again(project: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    checked(project.root, Kept(project.root))
    monkeypatch.setattr("pydantic.VERSION", "0")
    cache = Kept(project.root)
    cache.open("ko")
    assert cache.digest(TALK) == ""


def test_two_commands_may_keep_at_once(project: Folder) -> None:
    plain = all_of(project.root)
    one, other = Kept(project.root), Kept(project.root)
    first, _ = load_catalog(project.root, None, one)
    project.change(TALK, "On storage", "On disks")
    second, _ = load_catalog(project.root, None, other)
    assert first is not None
    assert second is not None
    list(check(second, other))
    list(check(first, one))
    assert all_of(project.root, Kept(project.root)) == all_of(project.root) != plain


def test_nothing_is_kept_of_small_projects(project: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "WORTH_KEEPING", 100)
    checked(project.root, Kept(project.root))
    assert not (project.root / ".cache").exists()


def test_git_leaves_it_alone(project: Folder) -> None:
    checked(project.root, Kept(project.root))
    assert (project.root / FOLDER / ".gitignore").read_text("utf-8") == "*\n"


PATHS = (TALK, OTHER, SPEAKER, TAGS, EVENT, SOURCE, TECHNIQUE, "talks/conf2020/103-new.yml", "talks/speakers/new.yml", "talks/odd.yml")
TEXTS = (
    "title: 새 이야기\nsources: [programme]\n",
    "title: 새 이야기\nsources: [programme]\nspeakers: [nobody]\n",
    "title: <b>a</b>\nabstract: {text: <b>a</b>, source: programme}\nsources: [programme]\n",
    "name: 새 사람\nsources: [programme]\nlinks: [{type: page, url: 'javascript:a'}]\n",
    "storage: {label: a}\n",
    "title: [\n",
    "",
    "title: a\ntitle: b\n",
)
SPOILT = tuple(f"{crc32(path.encode()) % SHARDS:02x}{end}" for path in (TALK, SPEAKER) for end in (".json", ".index.json"))
STEP = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(PATHS), st.sampled_from(TEXTS)),
    st.tuples(st.just("remove"), st.sampled_from(PATHS), st.just("")),
    st.tuples(st.just("rename"), st.sampled_from(PATHS), st.sampled_from(PATHS)),
    st.tuples(st.just("spoil"), st.sampled_from(SPOILT), st.just("")),
)


def take(folder: Folder, step: tuple[str, str, str]) -> None:
    """One random change of a project."""
    what, path, more = step
    target = folder.root / path
    if what == "write":
        folder.write(path, more)
    elif what == "remove":
        target.unlink(missing_ok=True)
    elif what == "rename" and target.exists():
        (folder.root / more).parent.mkdir(parents=True, exist_ok=True)
        target.rename(folder.root / more)
    elif what == "spoil" and (folder.root / FOLDER).is_dir():
        (folder.root / FOLDER / path).write_bytes(b"x" * 100)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(STEP, min_size=1, max_size=3), max_size=5))
def test_whatever_is_changed_the_result_is_that_of_reading_all(rounds: list[list[tuple[str, str, str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = small_project(Path(folder))
        for steps in ([], *rounds):
            for step in steps:
                take(project, step)
            assert all_of(project.root, Kept(project.root)) == all_of(project.root)


def test_the_digest_of_what_is_no_file_is_empty(project: Folder) -> None:
    opened = checked(project.root)[0].project
    (project.root / "talks/conf2020/link.yml").symlink_to(project.root / TALK)
    assert file.digest_of(opened, TALK) == checked(project.root)[0].digests[TALK]
    assert [file.digest_of(opened, path) for path in ("talks/conf2020/link.yml", "talks/conf2020", "talks/gone.yml")] == ["", "", ""]
