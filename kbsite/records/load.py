"""A project folder to a catalog, with every problem of every file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kbsite.problems import Place, Problem
from kbsite.records.catalog import Catalog
from kbsite.records.document import Document
from kbsite.records.entries import LISTINGS
from kbsite.records.file import unread as unread_in
from kbsite.records.folders import Folder, read_folder
from kbsite.records.found import Status, statuses
from kbsite.records.kept import Kept
from kbsite.records.memory import uncollected
from kbsite.records.models import Record
from kbsite.records.project import Project, open_project
from kbsite.records.readings import Memo, readings
from kbsite.records.snippets import Snippet
from kbsite.words import Words

Look = Callable[[Project], Mapping[str, Status]]
"""Finds the files of a project that could be records."""


def load_catalog(
    root: Path, memo: Memo | None = None, kept: Kept | None = None, look: Look | None = None
) -> tuple[Catalog | None, list[Problem]]:
    """Read the project in a folder. The catalog holds every record that could be read; None where there is no project.

    With a `memo`, files that have not changed since it was last given are not read again; with what is `kept`, nor are those that have
    not changed since another command read them. Who knows which files there are says so with `look`.
    """
    project, problems = open_project(root)
    if project is None:
        return None, problems
    with uncollected():
        files = (look or (kept.files if kept else statuses))(project)
        return _catalog(project, files, problems, memo, kept), problems


def _catalog(project: Project, files: Mapping[str, Status], problems: list[Problem], memo: Memo | None, kept: Kept | None) -> Catalog:
    documents: list[Document] = []
    records: list[Record] = []
    unread: list[tuple[type[Record], str]] = []
    taken: dict[tuple[type[Record], str], str] = {}
    for document, found, wrong in readings(project, files, memo, kept):
        documents.append(document)
        problems.extend(wrong)
        if not found or document.path in LISTINGS:
            unread.extend(unread_in(document, found))
        for record in found:
            first = taken.setdefault((type(record), record.id), record.path)
            if first == record.path:
                records.append(record)
            else:
                problems.append(Problem(Place(record.path), "file-name", SAME_ID.fill(path=first, id=record.id), RENAME_ONE))
    folders, wrong = _folders(project, records)
    problems.extend(wrong)
    return Catalog(project, records, documents, unread, folders)


def _folders(project: Project, records: list[Record]) -> tuple[dict[str, Folder], list[Problem]]:
    """The folders of the examples by id, and what in them is refused."""
    read = [read_folder(project.root, record.path.rpartition("/")[0]) for record in records if isinstance(record, Snippet)]
    return {folder.id: folder for folder, _ in read}, [problem for _, wrong in read for problem in wrong]


def events_without_file(catalog: Catalog) -> Iterator[str]:
    """Folders that hold talks and no `event.yml`."""
    yield from sorted({talk.event for talk in catalog.every_talk.values()} - set(catalog.events))


SAME_ID = Words("'{path}' already has the id '{id}'", "'{path}'의 id가 이미 '{id}'입니다")
RENAME_ONE = Words("rename one of the two files", "두 파일 중 하나의 이름을 바꾸세요")

__all__ = ["Kept", "Memo", "events_without_file", "load_catalog"]
