"""One file of a project to its document, the records in it, and what is wrong with it."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator

from kbsite.problems import Place, Problem
from kbsite.records.document import Document, digest
from kbsite.records.entries import BAD_NAME, GOOD_NAME, LISTINGS, entries, is_id, unread_keys
from kbsite.records.folders import RECIPE
from kbsite.records.models import Event, Record, Source, Speaker, Talk, Technique
from kbsite.records.project import Project
from kbsite.records.shape import shape
from kbsite.records.snippets import Snippet
from kbsite.records.suggest import did_you_mean
from kbsite.records.yaml import LIMIT_BYTES, read, too_big
from kbsite.words import Words

LONGEST_ID = 100
FOLDERS: dict[str, type[Record]] = {"speakers": Speaker, "techniques": Technique, "sources": Source}


Read = tuple[Document, list[Record], list[Problem]]


def read_file(project: Project, path: str) -> Read:
    """One file: the document, the records in it, and what is wrong with it."""
    document, problems, fit = read_document(project, path)
    if not fit:
        return document, [], problems
    records, wrong = _records(project, document)
    return document, records, [*problems, *wrong]


def read_document(project: Project, path: str) -> tuple[Document, list[Problem], bool]:
    """One file as text and values, what is wrong with it as such, and whether it can hold a record."""
    shown = unicodedata.normalize("NFC", os.fsencode(path).decode("utf-8", "replace"))
    empty = Document(shown, "", None, {})
    try:
        target = f"{project.root}/{path}"
        status = os.lstat(target)
        if stat.S_ISDIR(status.st_mode):
            os.scandir(target).close()  # why the folder could not be walked
        if not stat.S_ISREG(status.st_mode):
            return empty, [Problem(Place(shown), "file-regular", NOT_A_FILE, COPY_IT)], False
        if status.st_size > LIMIT_BYTES:
            return empty, [too_big(shown, status.st_size)], False
        with open(target, "rb", buffering=0) as file:  # noqa: PTH123 - an object for each path takes longer than its file
            data = file.read()
    except OSError as error:
        if isinstance(error, FileNotFoundError) and shown.endswith(f"/{RECIPE}"):
            return empty, [Problem(Place(shown), "file-place", NO_RECIPE, WRITE_RECIPE)], False
        return empty, [Problem(Place(shown), "file-readable", UNREADABLE.fill(why=error.strerror or str(error)))], False
    document = read(shown, data)
    wrong = misplaced(shown)
    problems = [*document.problems, *([wrong] if wrong else [])]
    return document, problems, not ((document.value is None and document.problems) or wrong)


def digest_of(project: Project, path: str) -> str:
    """The digest of a file that could be a record; empty where it could not be read as one."""
    data = bytes_of(project, path)
    return "" if data is None else digest(data)


def bytes_of(project: Project, path: str) -> bytes | None:
    """The bytes of a file that could be a record; None where it could not be read as one."""
    try:
        status = (target := project.root / path).lstat()
        return target.read_bytes() if stat.S_ISREG(status.st_mode) and status.st_size <= LIMIT_BYTES else None
    except OSError:
        return None


def misplaced(path: str) -> Problem | None:
    """Why a file cannot be a record where it is, if it cannot."""
    return _misplaced_recipe(path) if path.startswith("content/") else _misplaced(path)


def _misplaced(path: str) -> Problem | None:
    parts = path.split("/")
    stem, _, ending = parts[-1].rpartition(".")
    if ending != "yml":
        return Problem(Place(path), "file-name", ENDING, RENAME.fill(name=f"{stem.lower()}.yml"))
    if path in LISTINGS:
        return None
    if len(parts) != 3:
        known = did_you_mean(parts[-1], [listing.partition("/")[2] for listing in LISTINGS]) if len(parts) == 2 else None
        return Problem(Place(path), "file-place", MISPLACED, known or WHERE)
    for part in (parts[1], stem):
        if not is_id(part):
            return Problem(Place(path), "file-name", BAD_NAME.fill(name=part), GOOD_NAME)
    if len(parts[1]) + len(stem) >= LONGEST_ID:
        return Problem(Place(path), "file-name", BAD_NAME.fill(name=stem), SHORTER)
    return None


def _misplaced_recipe(path: str) -> Problem | None:
    name = path.split("/")[2]
    return None if is_id(name) and len(name) < LONGEST_ID else Problem(Place(path), "file-name", BAD_NAME.fill(name=name), GOOD_NAME)


def kind_of(path: str) -> tuple[type[Record], dict[str, str]]:
    """What kind of record a path holds, and the fields that follow from it."""
    above, _, name = path.rpartition("/")
    folder, stem = above.rpartition("/")[2], name.rpartition(".")[0]
    if name == RECIPE and path.count("/") == 3:
        return Snippet, {"id": folder, "path": path}
    if folder in FOLDERS:
        return FOLDERS[folder], {"id": stem, "path": path}
    if stem == "event":
        return Event, {"id": folder, "path": path}
    return Talk, {"id": f"{folder}-{stem}", "event": folder, "path": path}


def _records(project: Project, document: Document) -> tuple[list[Record], list[Problem]]:
    if document.path in LISTINGS:
        found, problems = entries(document, LISTINGS[document.path], project.languages[0])
        return [*found], problems
    kind, injected = kind_of(document.path)
    record, problems = shape(kind, document, injected, language=project.languages[0])
    return ([record] if record else []), problems


def unread(document: Document, found: list[Record]) -> Iterator[tuple[type[Record], str]]:
    """Which records a file should have held and did not."""
    listing = LISTINGS.get(document.path)
    if listing:
        yield from ((listing.kind, key) for key in unread_keys(document, {record.id for record in found}))
    elif not found and (document.path.count("/") == 2 or document.path.endswith(f"/{RECIPE}")):
        kind, injected = kind_of(document.path)
        yield kind, injected["id"]
    elif not found:
        yield Record, document.path


NOT_A_FILE = Words("a record must be a file of its own, not a link or device", "기록은 링크나 장치가 아니라 진짜 파일이어야 합니다")
COPY_IT = Words("put the text itself there", "내용을 그 자리에 두세요")
UNREADABLE = Words("the file cannot be read: {why}", "파일을 읽을 수 없습니다: {why}")
ENDING = Words("a record's file ends in .yml", "기록 파일은 .yml로 끝납니다")
RENAME = Words("rename it to '{name}'", "'{name}'(으)로 이름을 바꾸세요")
MISPLACED = Words("no record belongs at this place", "기록이 놓일 자리가 아닙니다")
WHERE = Words(
    "talks go to talks/<event>/, people to talks/speakers/, techniques to talks/techniques/, works to talks/sources/",
    "발표는 talks/<행사>/, 사람은 talks/speakers/, 기술은 talks/techniques/, 출처는 talks/sources/에 둡니다",
)
NO_RECIPE = Words("this example has no recipe", "이 예제에는 레시피가 없습니다")
WRITE_RECIPE = Words("write snippet.yml: what it shows, needs and does", "무엇을 보이고, 필요로 하고, 하는지 snippet.yml에 적으세요")
SHORTER = Words("folder and file together have at most 99 characters", "폴더와 파일 이름을 더해 99자까지 됩니다")
