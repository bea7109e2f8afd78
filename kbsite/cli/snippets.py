"""`kbsite snippets`: the runnable examples, what they need, and whether their records stand; nothing is run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import click

from kbsite.cli.completion import ids_of
from kbsite.cli.context import Context, exit_code, report
from kbsite.cli.run import named, open_catalog
from kbsite.report import FORMATS
from kbsite.words import Words

if TYPE_CHECKING:
    from kbsite.records.folders import Folder
    from kbsite.records.snippets import Needs, Snippet

FOLDER = "content/snippets/"


@click.group()
def snippets() -> None:
    """Runnable examples: list them, show one, or check their records."""


@snippets.command("list")
@click.pass_obj
def list_(context: Context) -> None:
    """Every example, when it was last recorded, and its title."""
    catalog = open_catalog(context)
    width = max(map(len, catalog.snippets), default=0)
    for snippet in catalog.snippets.values():
        run = catalog.folders[snippet.id].run
        when = run.date.isoformat() if run else _padded(UNRECORDED.say(context.language), 10)
        click.echo(f"{snippet.id:{width}}  {when}  {snippet.title.words(context.language)}")
    context.say(COUNT.fill(count=len(catalog.snippets)))


@snippets.command()
@click.argument("example", metavar="ID", shell_complete=ids_of("snippet"))
@click.pass_obj
def show(context: Context, example: str) -> None:
    """What the example ID shows and needs, how it runs, and its recorded run."""
    catalog = open_catalog(context)
    snippet = named(context, catalog, example)
    for words in _described(context, snippet, catalog.folders[snippet.id]):
        click.echo(words if isinstance(words, str) else words.say(context.language))


@snippets.command()
@click.argument("examples", metavar="[ID]...", nargs=-1, shell_complete=ids_of("snippet"))
@click.option("--format", "format_", type=click.Choice(sorted(FORMATS)), default="text", help="How problems are written.")
@click.pass_obj
def check(context: Context, examples: tuple[str, ...], format_: str) -> None:
    """Whether recipes, records and files fit each other; nothing is run, and no tools are needed.

    Every example, or those named.
    """
    from kbsite.records.load import load_catalog
    from kbsite.rules import check as check_rules
    from kbsite.rules import in_report_order

    catalog, problems = load_catalog(context.root, kept=context.kept())
    if catalog is not None:
        every = in_report_order([*problems, *check_rules(catalog)])
        own = (problem for problem in every if problem.place.path.startswith(FOLDER) or problem.rule.startswith("snippet-"))
        problems = [replace(problem, severity="error") for problem in own]  # a site may be built with old records; here they do not pass
        if examples:
            folders = tuple(f"{FOLDER}{id_}/" for id_ in examples)
            for id_, folder in zip(examples, folders, strict=True):
                if not (context.root / folder).is_dir():
                    named(context, catalog, id_)
            problems = [problem for problem in problems if problem.place.path.startswith(folders)]
    report(context, problems, format_)
    if catalog is not None and format_ == "text":
        context.say(CHECKED.fill(count=len(examples) or len(catalog.snippets), problems=len(problems)))
    sys.exit(exit_code(problems))


def _described(context: Context, snippet: Snippet, folder: Folder) -> Iterator[Words | str]:
    yield snippet.title.words(context.language)
    yield snippet.summary.words(context.language)
    yield ""
    for shows in snippet.shows:
        claim = shows.takeaway or shows.figure
        yield SHOWS.fill(talk=f"{shows.talk} ({claim})" if claim else shows.talk)
    yield NEEDS.fill(needs=", ".join(_needs(snippet.needs)) or "-")
    for number, step in enumerate(snippet.steps, 1):
        yield STEP.fill(number=number, command=" ".join(step.run))
    yield FILES.fill(files=", ".join(folder.sources))
    run = folder.run
    if run is None:
        yield NO_RECORD.fill(id=snippet.id)
        return
    at = run.machine
    yield RUN.fill(date=run.date, seconds=f"{run.seconds:g}", mib=f"{run.peak_memory_mib:g}", system=at.system, kernel=at.kernel)
    yield ""
    yield run.output.rstrip("\n")


def _needs(needs: Needs) -> Iterator[str]:
    yield from (f"{tool.name} ({tool.package})" for tool in needs.tools)
    yield from needs.python
    yield from (["root"] if needs.root else [])
    yield from ([f"{needs.disk:g} GiB disk"] if needs.disk else [])
    yield from ([f"{needs.memory:g} GiB memory"] if needs.memory else [])
    yield from ([needs.network] if needs.network != "none" else [])
    yield from needs.devices


def _padded(text: str, width: int) -> str:
    return text + " " * (width - len(text) - sum(east_asian_width(letter) in "WF" for letter in text))


UNRECORDED = Words("no record", "기록 없음")
COUNT = Words("{count} examples", "예제 {count}개")
CHECKED = Words("{count} examples, {problems} problems", "예제 {count}개, 문제 {problems}개")
SHOWS = Words("shows: {talk}", "관련 발표: {talk}")
NEEDS = Words("needs: {needs}", "필요한 것: {needs}")
STEP = Words("step {number}: {command}", "{number}단계: {command}")
FILES = Words("files: {files}", "파일: {files}")
NO_RECORD = Words("no record yet: kbsite run {id} --record", "아직 기록이 없습니다: kbsite run {id} --record")
RUN = Words(
    "recorded on {date}: {seconds} s, at most {mib} MiB, {system}, Linux {kernel}",
    "{date}에 기록: {seconds}초, 메모리 최대 {mib} MiB, {system}, 리눅스 {kernel}",
)
