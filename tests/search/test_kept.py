"""An index kept in a folder: used again, made again when something changed, never trusted when broken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kbsite.search.api import open_searcher
from kbsite.search.document import Document, Section
from kbsite.search.kept import is_whole, kept_index

ONE = Document("a", "저장소", (Section("", "", "장치에 바로 쓴다."),))
OTHER = replace(ONE, title="클러스터")


def test_the_same_documents_use_the_same_index(tmp_path: Path) -> None:
    first = kept_index([ONE], tmp_path)
    made = first.stat().st_mtime_ns
    assert kept_index([ONE], tmp_path) == first
    assert first.stat().st_mtime_ns == made
    assert open_searcher(first).ids("저장소") == ("a",)


def test_a_change_makes_another_and_drops_the_old(tmp_path: Path) -> None:
    first = kept_index([ONE], tmp_path)
    second = kept_index([OTHER], tmp_path)
    assert first != second
    assert not first.exists()
    assert open_searcher(second).ids("클러스터") == ("a",)


def test_a_broken_index_is_made_again(tmp_path: Path) -> None:
    folder = kept_index([ONE], tmp_path)
    for path in folder.iterdir():
        if path.is_file():
            path.write_bytes(b"broken")
    assert not is_whole(folder)
    assert open_searcher(kept_index([ONE], tmp_path)).ids("저장소") == ("a",)


def test_an_index_without_its_shards_is_made_again(tmp_path: Path) -> None:
    folder = kept_index([ONE], tmp_path)
    for path in (folder / "shards").glob("manifest*"):
        path.unlink()
    kept_index([ONE], tmp_path)
    assert is_whole(folder)


def test_git_does_not_see_it(tmp_path: Path) -> None:
    kept_index([ONE], tmp_path)
    assert (tmp_path / ".gitignore").read_text() == "*\n"
