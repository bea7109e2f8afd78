"""`kbsite check`: every problem of every record."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING

import click

from kbsite.cli.context import Context, exit_code, report
from kbsite.problems import Problem
from kbsite.report import FORMATS, summary
from kbsite.words import Words

if TYPE_CHECKING:
    from kbsite.records.load import Kept, Memo
    from kbsite.records.sound import Sound


@click.command()
@click.option("--format", "format_", type=click.Choice(sorted(FORMATS)), default="text", help="How problems are written.")
@click.option("--watch", is_flag=True, help="Look again at every save, until Ctrl-C.")
@click.pass_obj
def check(context: Context, format_: str, watch: bool) -> None:
    """Look for every problem of every record."""
    if watch:
        _follow(context)
        return
    kept = context.kept()
    problems, records = _found(context, None, kept, kept)
    report(context, problems, format_)
    if records is not None and format_ == "text":
        context.say(summary(problems, records))
    sys.exit(exit_code(problems))


def _found(context: Context, memo: Memo | None, kept: Kept | None, sound: Sound | None) -> tuple[list[Problem], int | None]:
    """Every problem, and the number of records; None where there is no project."""
    from kbsite.records.memory import uncollected
    from kbsite.verdict import verdict

    with uncollected():
        return verdict(context.root, kept, memo, sound)


def _follow(context: Context) -> None:
    from kbsite.editing.watch import Watch
    from kbsite.records.sound import Remembered

    memo: Memo = {}
    watch = Watch(context.root)
    kept = context.kept()
    sound = Remembered(kept)
    shown = _told(context, memo, None, kept, sound)
    if any(problem.rule == "project-folder" for problem in shown):
        sys.exit(2)
    context.say(WATCHING)
    try:
        for _ in watch.saves(threading.Event()):
            shown = _told(context, memo, shown, None, sound)
    except KeyboardInterrupt:
        pass
    context.say(STOPPED)


def _told(context: Context, memo: Memo, shown: list[Problem] | None, kept: Kept | None, sound: Sound) -> list[Problem]:
    """Write the problems there are now, where they are others than those shown before."""
    problems, records = _found(context, memo, kept, sound)
    if problems != shown:
        if shown is not None:
            context.say(AT.fill(time=time.strftime("%H:%M:%S")))
        report(context, problems)
        sys.stdout.flush()
    if records is not None:
        context.say(summary(problems, records))
    return problems


WATCHING = Words("looking again at every save (Ctrl-C ends it)", "저장할 때마다 다시 봅니다(Ctrl-C로 끝냅니다)")
AT = Words("── {time} ──", "── {time} ──")
STOPPED = Words("stopped", "끝냈습니다")
