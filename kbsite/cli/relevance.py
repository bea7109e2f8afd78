"""`kbsite relevance`: whether the searches that editors care about find what they should, with the usual measures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import click

from kbsite.cli.context import Context, report
from kbsite.cli.search import open_index_folder
from kbsite.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbsite.records.models import Search
    from kbsite.search.relevance import Judged, Measures


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.pass_obj
def relevance(context: Context, file: Path | None) -> None:
    """Ask the queries of FILE, by default talks/searches.yml, and measure the answers.

    Exit code 0 where every query finds one of its records first, 1 where one does not.
    """
    from kbsite.search.api import open_searcher
    from kbsite.search.relevance import measure

    searches = _searches(context, file)
    searcher = open_searcher(open_index_folder(context))
    answers = {search.id: searcher.records(search.id, language=search.language or "") for search in searches}
    judged = [_judged(search) for search in searches]
    _print(context, measure(judged, lambda query: answers[query]))
    failed = [search for search in searches if not set(answers[search.id][:1]) & set(search.finds)]
    for search in failed:
        _tell(context, search, answers[search.id])
    context.say(ALL_FOUND.fill(count=len(searches)) if not failed else FAILED.fill(failed=len(failed), count=len(searches)))
    sys.exit(1 if failed else 0)


def _searches(context: Context, file: Path | None) -> Sequence[Search]:
    """The judged queries of a file, or of the project; leaves where they cannot be read."""
    from kbsite.records.entries import SEARCHES
    from kbsite.records.load import load_catalog
    from kbsite.records.searches import read_searches

    if file is not None:
        found, problems = read_searches(file)
    else:
        catalog, problems = load_catalog(context.root, kept=context.kept())
        found = [*catalog.searches.values()] if catalog else []
        problems = [problem for problem in problems if catalog is None or problem.place.path == SEARCHES]
    if problems:
        report(context, problems)
        sys.exit(2)
    if not found:
        context.say(NONE)
        sys.exit(2)
    return found


def _judged(search: Search) -> Judged:
    from kbsite.search.relevance import Judged

    return Judged(search.id, frozenset(search.finds), search.kind or "")


def _print(context: Context, found: Mapping[str, Measures]) -> None:
    click.echo(f"{'':24}{'n':>6}{'success@1':>11}{'success@5':>11}{'MRR@10':>9}{'nDCG@10':>9}")
    for name, one in found.items():
        shown = MEAN.say(context.language) if name == "mean" else name or OTHER.say(context.language)
        width = 24 - sum(east_asian_width(letter) in "WF" for letter in shown)
        click.echo(f"{shown:{width}}{one.queries:>6}{one.success_1:>11.3f}{one.success_5:>11.3f}{one.mrr:>9.3f}{one.ndcg:>9.3f}")


def _tell(context: Context, search: Search, ids: Sequence[str]) -> None:
    style = context.style(sys.stdout)
    words = MISSED.fill(query=search.id, wanted=", ".join(search.finds), seen=", ".join(ids[:3]) or NOTHING)
    click.echo(style.paint(words.say(context.language), "31"), color=style.colour)


MEAN = Words("mean of the classes", "부류 평균")
OTHER = Words("(no class)", "(부류 없음)")
NONE = Words(
    "no queries to ask: write some in talks/searches.yml, or name a file",
    "물어볼 검색어가 없습니다. talks/searches.yml에 적거나 파일을 지정하세요",
)
MISSED = Words("'{query}': expected {wanted} first; found {seen}", "'{query}': 맨 앞에 {wanted}이/가 나와야 하는데 {seen}이/가 나왔습니다")
NOTHING = Words("nothing", "아무것도 없음")
ALL_FOUND = Words("{count} queries: all find what they should", "검색어 {count}개가 모두 찾아야 할 것을 찾습니다")
FAILED = Words(
    "{failed} of {count} queries do not find what they should", "검색어 {count}개 가운데 {failed}개가 찾아야 할 것을 찾지 못합니다"
)
