"""`kbsite fmt`: records in the one style."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kbsite.cli.completion import record_paths
from kbsite.cli.context import Context, exit_code, report
from kbsite.words import Words


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; name the files that are in another style, and fail.")
@click.option("--diff", is_flag=True, help="Show what changes.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...", shell_complete=record_paths)
@click.pass_obj
def fmt(context: Context, only_check: bool, diff: bool, paths: tuple[Path, ...]) -> None:
    """Put records in the one style: order of keys, quotes, line breaks. Values and comments stay.

    PATH is a record or a folder; every record by default.
    """
    from kbsite.editing.files import NoRecords, chosen, put
    from kbsite.editing.format import formatted
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
    changed = 0
    for each in formatted(project, files):
        problems.extend(each.problems)
        if each.changed:
            changed += 1
            click.echo(each.path)
            if diff:
                click.echo("\n".join(each.difference()))
            if not only_check:
                put(project.root / each.path, each.after or "")
    report(context, problems)
    context.say(
        (WOULD_CHANGE if only_check else CHANGED).fill(changed=changed, files=len(files)) if changed else CLEAN.fill(files=len(files))
    )
    sys.exit(max(exit_code(problems), int(only_check and changed > 0)))


NO_RECORD = Words("no record at '{path}'", "'{path}'에 기록이 없습니다")
CHANGED = Words("{changed} of {files} files put in style", "파일 {files}개 가운데 {changed}개의 모양을 맞추었습니다")
WOULD_CHANGE = Words(
    "{changed} of {files} files are in another style; `kbsite fmt` mends them",
    "파일 {files}개 가운데 {changed}개의 모양이 다릅니다. `kbsite fmt`로 맞추세요",
)
CLEAN = Words("{files} files: all in style", "파일 {files}개: 모두 모양이 맞습니다")
