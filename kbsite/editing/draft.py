"""New records before they are written: their files, and what the check says of them among the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kbsite.editing.files import schema_at, type_at
from kbsite.problems import Problem
from kbsite.records.catalog import Catalog
from kbsite.records.document import Document
from kbsite.records.file import kind_of
from kbsite.records.folders import Folder
from kbsite.records.models import Record
from kbsite.records.project import Project
from kbsite.records.shape import shape
from kbsite.records.snippets import Snippet
from kbsite.records.style import composed
from kbsite.records.yaml import read
from kbsite.rules import check, in_report_order

LATER = {"snippet-is-recorded", "record-is-used"}
"""What cannot hold yet of a record that was just begun."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record to be written, with other files of its folder."""

    path: str
    text: str = field(repr=False)
    beside: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Text of other files by their path in the project."""

    def files(self) -> list[tuple[str, str]]:
        """Every file to write: path and text."""
        return [(self.path, self.text), *self.beside.items()]


def draft(project: Project, path: str, values: Mapping[str, Any], beside: Mapping[str, str] | None = None) -> Draft:
    """A record at a path, in the style of the house; empty values are left out."""
    return Draft(path, composed(values, type_at(path), schema_at(project, path)), beside or {})


def problems_of(catalog: Catalog, drafts: Sequence[Draft]) -> list[Problem]:
    """What the check would find wrong in drafts, and in other records because of them, were they written."""
    records: list[Record] = []
    documents: list[Document] = []
    problems: list[Problem] = []
    folders = dict(catalog.folders)
    for each in drafts:
        document = read(each.path, each.text.encode())
        kind, injected = kind_of(each.path)
        record, wrong = shape(kind, document, injected, language=catalog.project.languages[0])
        problems += [*document.problems, *wrong]
        documents.append(document)
        records.extend([record] if record else [])
        if isinstance(record, Snippet):
            folder = each.path.rpartition("/")[0]
            folders[record.id] = Folder(record.id, folder, {path[len(folder) + 1 :]: text for path, text in each.beside.items()})
    whole = Catalog(catalog.project, [*catalog.records(), *records], [*catalog.documents.values(), *documents], catalog.unread, folders)
    paths = {each.path for each in drafts}
    found = [problem for problem in check(whole) if problem.rule not in LATER]
    elsewhere = {problem for problem in found if problem.place.path not in paths}
    old = elsewhere.intersection(check(catalog)) if elsewhere else set()
    return in_report_order([*problems, *(problem for problem in found if problem not in old)])
