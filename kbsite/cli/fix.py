"""`kbsite fix`: the cures that are certain."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from kbsite.cli.completion import record_paths
from kbsite.cli.context import Context, exit_code, report
from kbsite.cli.fmt import NO_RECORD
from kbsite.problems import Problem
from kbsite.words import Words

if TYPE_CHECKING:
    from kbsite.editing.cure import Cured
    from kbsite.records.project import Project

ROUNDS = 5
"""One cure can bring another to light, as a tag that is now there twice."""


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say what would be mended, and fail if anything would.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...", shell_complete=record_paths)
@click.pass_obj
def fix(context: Context, only_check: bool, paths: tuple[Path, ...]) -> None:
    """Mend what has one certain cure, and show what remains.

    A misspelt id, key or value with one near enough; letters that are not composed; hidden characters; trailing blanks;
    a link or entry that stands twice; keys out of order. PATH is a record or a folder; every record by default.
    """
    from kbsite.editing.files import NoRecords, chosen
    from kbsite.records.project import open_project

    project, problems = open_project(context.root)
    if project is None:
        report(context, problems)
        sys.exit(2)
    try:
        files = chosen(project, paths)
    except NoRecords as error:
        context.say(NO_RECORD.fill(path=error))
        sys.exit(2)
    with _place_to_work(project.root, only_check) as root:
        cured = sorted(_mended(replace(project, root=root), files), key=lambda each: each.place)
    for each in cured:
        place = each.place
        click.echo(f"{place.path}:{place.line}:{place.column}: {each.what.say(context.language)}")
    remaining = _problems(project.root)
    if only_check:
        context.say(WOULD.fill(done=len(cured)))
        sys.exit(int(bool(cured)))
    report(context, remaining)
    context.say(DONE.fill(done=len(cured), left=sum(problem.severity == "error" for problem in remaining)))
    sys.exit(exit_code(remaining))


@contextmanager
def _place_to_work(root: Path, only_check: bool) -> Iterator[Path]:
    """The project itself, or a copy of what can be mended, to see what would be."""
    if not only_check:
        yield root
        return
    with TemporaryDirectory() as aside:
        for name in ("talks", "content/snippets"):
            if (root / name).is_dir():
                shutil.copytree(root / name, Path(aside) / name, symlinks=True)
        for settings in root.glob("mkdocs*.yml"):
            shutil.copy(settings, aside)
        yield Path(aside)


def _problems(root: Path) -> list[Problem]:
    from kbsite.records.load import load_catalog
    from kbsite.rules import check, in_report_order

    catalog, problems = load_catalog(root)
    return in_report_order([*problems, *check(catalog)]) if catalog else problems


def _mended(project: Project, files: list[str]) -> Iterator[Cured]:
    from kbsite.editing.cure import by_file, mended, plain_slips
    from kbsite.editing.files import put

    for path in files:
        text, cured = plain_slips(path, _data(project, path))
        yield from cured
        if cured:
            put(project.root / path, text)
    for _ in range(ROUNDS):
        sick = {path: problems for path, problems in by_file(_problems(project.root)).items() if path in files}
        for path, problems in sick.items():
            text, cured = mended(path, _data(project, path).decode(), problems)
            yield from cured
            if cured:
                put(project.root / path, text)
        if not sick:
            break
    yield from _ordered(project, files)


def _data(project: Project, path: str) -> bytes:
    """The bytes of a file; none where the check refuses to read it: links, devices, large files, other encodings."""
    from kbsite.records.file import read_document

    document, _, _ = read_document(project, path)
    return (project.root / path).read_bytes() if document.text else b""


def _ordered(project: Project, files: list[str]) -> Iterator[Cured]:
    from kbsite.editing.cure import out_of_order
    from kbsite.editing.files import put, schema_at, type_at
    from kbsite.records.entries import LISTINGS
    from kbsite.records.file import read_document
    from kbsite.records.style import restyled

    for path in files:
        document, problems, fit = read_document(project, path)
        if not fit or problems or path in LISTINGS:
            continue
        cured = out_of_order(document, type_at(path))
        if cured:
            yield cured
            put(project.root / path, restyled(document, type_at(path), schema_at(project, path)))


DONE = Words("{done} mended, {left} problems left", "{done}건을 고쳤고 문제 {left}건이 남았습니다")
WOULD = Words("{done} can be mended by `kbsite fix`", "`kbsite fix`로 {done}건을 고칠 수 있습니다")
