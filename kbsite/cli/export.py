"""`kbsite export`: the records in another format, without the site."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from kbsite.cli.completion import one_of
from kbsite.cli.context import Context, exit_code, report
from kbsite.words import Words

if TYPE_CHECKING:
    from kbsite.exports.publication import File, Publication


def _formats() -> Iterable[str]:
    from kbsite.exports.formats import FORMATS

    return FORMATS


HELP = """Write the records in FORMAT: api, atom, bibtex, csl, csv, frab-json, frab-xml, ical, jsonld, markdown or opensearch.

One file goes to standard output; several need a folder. Paths in it are those of the site."""


@click.command(help=HELP)
@click.argument("format_", metavar="FORMAT", shell_complete=one_of(_formats))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder for the files, or with one file its name.")
@click.option("--file", "only", metavar="PATH", help="Only this file of the format, e.g. events/conf2020/schedule.xml.")
@click.pass_obj
def export(context: Context, format_: str, output: Path | None, only: str | None) -> None:
    """The records in another format."""
    from kbsite.exports.formats import FORMATS

    if format_ not in FORMATS:
        _refuse(context, NO_FORMAT.fill(format=format_, formats=", ".join(FORMATS)), format_, FORMATS)
    files = list(FORMATS[format_](_publication(context)))
    if only is not None:
        chosen = [file for file in files if file.path == only]
        if not chosen:
            _refuse(context, NO_FILE.fill(format=format_, path=only), only, [file.path for file in files])
        files = chosen
    if output is None and len(files) != 1:
        example = files[0].path if files else "…"
        context.say(SEVERAL.fill(format=format_, count=len(files), example=example))
        sys.exit(2)
    if output is None:
        click.echo(files[0].make(), nl=False)
        return
    try:
        size = _write(files, output, alone=only is not None)
    except OSError as error:
        context.say(NO_WRITE.fill(path=error.filename or output, why=error.strerror or str(error)))
        sys.exit(2)
    context.say(WRITTEN.fill(count=len(files), size=f"{size / 1e6:.1f}", where=output))


def _refuse(context: Context, words: Words, wrong: str, names: Iterable[str]) -> NoReturn:
    from kbsite.records.suggest import did_you_mean

    hint = did_you_mean(wrong, names)
    context.say(words + hint if hint else words)
    sys.exit(2)


def _publication(context: Context) -> Publication:
    """The records with the site's settings; leaves where either has errors, after saying which."""
    from kbsite.problems import Problem
    from kbsite.site.build import read_project
    from kbsite.site.dates import last_changes
    from kbsite.site.engine import Engine, EngineFault
    from kbsite.site.exported import publication

    catalog, problems = read_project(context.root, kept=context.kept())
    errors: list[Problem] = [problem for problem in problems if problem.severity == "error"]
    if catalog is not None and not errors:
        try:
            engines = {language: Engine(catalog.project, language) for language in catalog.project.languages}
            return publication(catalog, engines, last_changes(context.root))
        except EngineFault as fault:
            errors = list(fault.problems)
    report(context, errors)
    sys.exit(exit_code(errors))


def _write(files: list[File], output: Path, *, alone: bool) -> int:
    """Write files into a folder, or a single one by a name of its own; each is put in place when it is whole."""
    from kbsite.editing.files import put

    size = 0
    for file in files:
        data = file.make()
        target = output if alone and not output.is_dir() else output / file.path
        put(target, data.decode())
        size += len(data)
    return size


NO_FORMAT = Words("no format '{format}'; there are: {formats}.", "형식 '{format}'은/는 없습니다. 있는 것: {formats}.")
NO_FILE = Words("'{format}' has no file '{path}'.", "'{format}' 형식에는 '{path}' 파일이 없습니다.")
SEVERAL = Words(
    "'{format}' makes {count} files: name a folder with -o DIR, or one of them with --file, e.g. --file {example}",
    "'{format}'은/는 파일 {count}개를 만듭니다. -o로 폴더를 정하거나 --file로 하나를 고르세요. 예: --file {example}",
)
NO_WRITE = Words("'{path}' cannot be written: {why}", "'{path}'을/를 쓸 수 없습니다: {why}")
WRITTEN = Words("{count} files, {size} MB in {where}", "{where}에 파일 {count}개, {size} MB")
