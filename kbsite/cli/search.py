"""`kbsite search`: what the site's search finds, in the terminal."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from kbsite.cli.context import Context, report
from kbsite.cli.search_report import as_data, show
from kbsite.words import Words

if TYPE_CHECKING:
    from kbsite.search.api import Results


@click.command()
@click.argument("query", nargs=-1)
@click.option("--kind", "kinds", multiple=True, help="Only talk, technique, speaker, tag, event, work … (may be given again).")
@click.option("--language", default="", help="Records in this language first, as ko; by default that of the messages.")
@click.option("-n", "count", default=10, show_default=True, type=click.IntRange(1, 1000), help="How many to show.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of text.")
@click.option("--explain", is_flag=True, help="Say how the query was read, and what each hit scored.")
@click.option("--queries", type=click.File(encoding="utf-8"), help='Answer lines of {"qid", "q"} with lines of {"qid", "ids", "ms"}; - reads standard input.')  # fmt: skip
@click.option("--engine", type=click.Choice(["index", "shards"]), default="index", help="Answer from the index, or from the browser's files through Node.")  # fmt: skip
@click.pass_obj
def search(
    context: Context,
    query: tuple[str, ...],
    kinds: tuple[str, ...],
    language: str,
    count: int,
    as_json: bool,
    explain: bool,
    queries: TextIO | None,
    engine: str,
) -> None:
    """Search the records, as the site does.

    Exit code 0 where something was found, 1 where nothing was.
    """
    if not query and queries is None:
        raise click.UsageError(NO_QUERY.say(context.language))
    folder = open_index_folder(context)
    try:
        if queries is not None:
            _answer_lines(folder, queries, count, engine)
            return
        typed = " ".join((*(f"kind:{kind}" for kind in kinds), *query))
        results = _results(folder, typed, count, language or context.language, engine)
    except _faults() as fault:
        context.say(_said(fault))
        sys.exit(2)
    if as_json:
        click.echo(json.dumps(as_data(results), ensure_ascii=False, indent=2))
    else:
        show(context, results, _reading(folder, typed) if explain else None)
    sys.exit(0 if results.hits else 1)


def open_index_folder(context: Context) -> Path:
    """The folder of an index of the project's records, made where it is not there; leaves where there is no project."""
    from kbsite.records.load import load_catalog
    from kbsite.search.documents import documents
    from kbsite.search.kept import kept_index

    catalog, problems = load_catalog(context.root, kept=context.kept())
    if catalog is None:
        report(context, problems)
        sys.exit(2)
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        context.say(NOT_ALL.fill(count=errors))
    try:
        return kept_index(documents(catalog), context.root / ".cache" / "search")
    except OSError as error:
        context.say(NO_WRITE.fill(why=error.strerror or str(error)))
        sys.exit(2)


def _faults() -> tuple[type[Exception], ...]:
    from kbsite.search.answers import NoNode, NotAsked

    return (NoNode, NotAsked)


def _said(fault: Exception) -> Words:
    line = getattr(fault, "line", None)
    return NO_NODE if line is None else NOT_ASKED.fill(line=line)


def _answer_lines(folder: Path, queries: TextIO, count: int, engine: str) -> None:
    from kbsite.search.answers import answer_all, answer_through_node
    from kbsite.search.api import open_searcher

    if engine == "shards":
        answer_through_node(folder, queries, sys.stdout, count)
    else:
        answer_all(open_searcher(folder), queries, sys.stdout, count)


def _results(folder: Path, typed: str, count: int, language: str, engine: str) -> Results:
    from kbsite.search.answers import through_node
    from kbsite.search.api import open_searcher
    from kbsite.search.reading import Note

    searcher = open_searcher(folder)
    if engine == "index":
        return searcher.search(typed, count, language=language)
    answer = next(through_node(folder, [{"qid": "1", "q": typed, "language": language}], count))
    return searcher.shown(
        typed, dict(zip(answer["ids"], answer["scores"], strict=True)), answer["total"], [Note(**note) for note in answer["notes"]]
    )


def _reading(folder: Path, typed: str) -> list[str]:
    from kbsite.search.api import open_searcher

    return open_searcher(folder).explain(typed)


NO_QUERY = Words("say what to search for, or name a file with --queries", "찾을 말을 적거나 --queries로 파일을 지정하세요")
NOT_ALL = Words(
    "{count} problems keep records out of the index; `kbsite check` lists them",
    "문제 {count}건 때문에 색인에서 빠진 기록이 있습니다. `kbsite check`로 볼 수 있습니다",
)
NO_WRITE = Words("the index cannot be kept in .cache/search: {why}", "색인을 .cache/search에 둘 수 없습니다: {why}")
NO_NODE = Words(
    "the browser's files are read by Node 18 or newer, which is not here; install it from https://nodejs.org/",
    "브라우저용 파일은 Node 18 이상으로 읽는데, 여기에는 없습니다. https://nodejs.org/ 에서 설치하세요",
)
NOT_ASKED = Words('line {line} of the queries is no {{"qid": …, "q": …}}', '검색어 파일 {line}행이 {{"qid": …, "q": …}} 꼴이 아닙니다')
