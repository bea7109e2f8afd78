"""`kbsite run`: an example for real, on this machine."""

from __future__ import annotations

import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kbsite.cli.completion import ids_of
from kbsite.cli.context import Context, report
from kbsite.cli.ended import ARROW, CANNOT, FAILS, HOLDS, SKIPPED, Ended, table, why_ended
from kbsite.words import Words

if TYPE_CHECKING:
    from kbsite.records.catalog import Catalog
    from kbsite.records.snippets import Snippet
    from kbsite.records.text import Label
    from kbsite.snippets.runner import Order, Outcome
    from kbsite.snippets.sandbox import Sandbox


@click.command()
@click.argument("example", required=False, metavar="ID", shell_complete=ids_of("snippet"))
@click.option("--all", "every", is_flag=True, help="Every example, one after the other, and a table at the end.")
@click.option("--record", is_flag=True, help="Keep output, numbers and drawings as the example's record.")
@click.option("--keep", is_flag=True, help="Leave the folder of the run where it is, and say where.")
@click.option("--no-sandbox", is_flag=True, help="Run it without the sandbox, with all that you may do yourself.")
@click.pass_obj
def run(context: Context, example: str | None, every: bool, record: bool, keep: bool, no_sandbox: bool) -> None:
    """Run the example ID and see whether what it promises holds.

    Exit code 0 where it holds, 1 where a claim fails, 2 where it could not run, 3 where this machine lacks what it needs.
    With --all, what is skipped decides only where nothing else ran.
    """
    from kbsite.snippets.sandbox import UNWANTED, Sandbox, find_sandbox

    if bool(example) == every:
        raise click.UsageError(WHICH.say(context.language))
    catalog = open_catalog(context)
    chosen = list(catalog.snippets.values()) if every else [named(context, catalog, str(example))]
    sandbox = Sandbox(lacks=UNWANTED) if no_sandbox else find_sandbox()
    if sandbox.lacks:
        context.say(sandbox.lacks)
    ended = {}
    with _stopped_whole():
        for snippet in chosen:
            ended[snippet.id] = _run(context, catalog, snippet, sandbox, record, keep)
    if every:
        table(context, ended)
    codes = {end.code for end in ended.values()}
    sys.exit(next((code for code in (FAILS, CANNOT, HOLDS, SKIPPED) if code in codes), HOLDS))


@contextmanager
def _stopped_whole() -> Iterator[None]:
    """Who asks the command to stop is told so, by the exit code that shells expect, when all of the run is gone."""
    asked = [number for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, lambda number, frame: sys.exit(128 + number)) for number in asked}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def open_catalog(context: Context) -> Catalog:
    """The records; leaves where there is no project."""
    from kbsite.records.load import load_catalog

    catalog, problems = load_catalog(context.root, kept=context.kept())
    if catalog is None:
        report(context, problems)
        sys.exit(CANNOT)
    return catalog


def named(context: Context, catalog: Catalog, id_: str) -> Snippet:
    """The example of an id; leaves, with what is wrong with its recipe, where there is none that could be read."""
    from kbsite.records.load import load_catalog
    from kbsite.records.suggest import did_you_mean

    if id_ in catalog.snippets:
        return catalog.snippets[id_]
    _, problems = load_catalog(context.root)
    own = [problem for problem in problems if problem.place.path.startswith(f"content/snippets/{id_}/")]
    if own:
        report(context, own)
    else:
        context.say(UNKNOWN.fill(id=id_) + (did_you_mean(id_, catalog.snippets) or SEE_LIST))
    sys.exit(CANNOT)


def _run(context: Context, catalog: Catalog, snippet: Snippet, sandbox: Sandbox, record: bool, keep: bool) -> Ended:
    from kbsite.snippets.needs import cures, lacks
    from kbsite.snippets.python import NoPackages
    from kbsite.snippets.runner import Order, ran

    missing = lacks(snippet)
    if missing:
        context.say(SKIPPING.fill(id=snippet.id))
        for words in (*(lack.what for lack in missing), *(ARROW.fill(cure=cure) for cure in cures(missing))):
            context.say(INDENTED.fill(words=words))
        return Ended(SKIPPED, missing=tuple(missing))
    order = Order(snippet, catalog.folders[snippet.id], catalog.project.root, sandbox, keep)
    if snippet.needs.python:
        context.say(PREPARING.fill(packages=", ".join(snippet.needs.python)))
    try:
        with ran(order, _show(context), _announce(context, snippet)) as outcome:
            ended = _judge(context, order, outcome, record)
            if keep:
                context.say(KEPT.fill(folder=outcome.work))
            return ended
    except NoPackages as fault:
        context.say(fault.said)
        return Ended(CANNOT, fault.said)
    except OSError as error:
        words = NO_ROOM.fill(why=error.strerror or str(error))
        context.say(words)
        return Ended(CANNOT, words)


def _show(context: Context) -> Callable[[bytes], None]:
    """Output as it comes, made harmless: an example may be somebody else's, and a terminal obeys what it is sent."""
    from kbsite.records.runs import harmless

    decoder = getincrementaldecoder("utf-8")("replace")

    def show(piece: bytes) -> None:
        sys.stdout.flush()
        sys.stdout.buffer.write(harmless(decoder.decode(piece)).encode())
        sys.stdout.buffer.flush()

    return show


def _announce(context: Context, snippet: Snippet) -> Callable[[int], None]:
    def announce(index: int) -> None:
        title: Label | None = snippet.steps[index].title
        said = title.words(context.language) if title else " ".join(snippet.steps[index].run)
        context.say(STEP.fill(id=snippet.id, number=index + 1, of=len(snippet.steps), title=said))

    return announce


def _judge(context: Context, order: Order, outcome: Outcome, record: bool) -> Ended:
    """Whether a run holds, and its record where that is wanted."""
    from kbsite.records.claims import broken

    snippet = order.snippet
    if outcome.why != "done":
        words = why_ended(snippet, outcome)
        context.say(words)
        return Ended(FAILS if outcome.why == "failed" else CANNOT, words)
    known = order.folder.run
    before = known.output if known and known.files == order.folder.hashes() else None
    found = broken(snippet, outcome.text, before)
    for each in found:
        context.say(each.words())
    if found:
        context.say(FAILED.fill(id=snippet.id, count=len(found)))
        return Ended(FAILS, found[0].words())
    if record:
        ended = _record(context, order, outcome)
        if ended:
            return ended
    context.say(HELD.fill(id=snippet.id, seconds=f"{outcome.seconds:.1f}", mib=f"{outcome.peak_mib:.0f}"))
    return Ended(HOLDS)


def _record(context: Context, order: Order, outcome: Outcome) -> Ended | None:
    """Write the record; None where that went well."""
    from kbsite.snippets.drawing import NoDrawing, draw
    from kbsite.snippets.python import interpreter
    from kbsite.snippets.record import NoTable, run_of, tables, write

    snippet = order.snippet
    try:
        read = tables(snippet, outcome.work)
        drawings = draw(snippet, read)
    except (NoTable, NoDrawing) as fault:
        context.say(fault.said)
        return Ended(FAILS if isinstance(fault, NoTable) else CANNOT, fault.said)
    python = interpreter(order.project / ".cache", snippet.needs.python)
    write(order.project / order.folder.path, run_of(order, outcome, python, read, drawings), drawings)
    context.say(RECORDED.fill(path=f"{order.folder.path}/run.json"))
    return None


WHICH = Words("name an example, or say --all", "예제 하나를 적거나 --all을 쓰세요")
UNKNOWN = Words("there is no example '{id}':", "'{id}'이라는 예제가 없습니다.")
SEE_LIST = Words("see kbsite snippets list", "kbsite snippets list를 보세요")
SKIPPING = Words("{id} is skipped, for this machine lacks something:", "{id}을/를 건너뜁니다. 이 컴퓨터에 없는 것이 있습니다.")
INDENTED = Words("  {words}", "  {words}")
PREPARING = Words("Python packages: {packages}", "파이썬 패키지: {packages}")
KEPT = Words("the folder of the run is kept: {folder}", "실행한 폴더를 남겨 둡니다: {folder}")
NO_ROOM = Words("the run could not be prepared: {why}", "실행을 준비하지 못했습니다: {why}")
STEP = Words("[{id} {number}/{of}] {title}", "[{id} {number}/{of}] {title}")
FAILED = Words("{id}: {count} of its promises do not hold", "{id}: 약속한 것 가운데 {count}개가 어긋납니다")
HELD = Words("{id} holds: {seconds} s, {mib} MiB at most", "{id}: 약속한 대로입니다. {seconds}초, 메모리 최대 {mib} MiB")
RECORDED = Words("recorded in {path}", "{path}에 기록했습니다")
