"""What a recipe promises holds on its recorded run."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.problems import Place
from kbsite.records.catalog import Catalog
from kbsite.records.claims import broken, numbers
from kbsite.records.runs import Run, again
from kbsite.records.snippets import Snippet
from kbsite.rules import Broken
from kbsite.rules._looks import whole
from kbsite.words import Words

SAYS = Words("What a recipe promises holds on its record.", "레시피가 약속한 것은 실행 기록에서 지켜집니다.")
WHY = Words(
    "An example is proof of a claim only where its output shows it.",
    "출력에서 드러나야 예제가 주장의 증거가 됩니다.",
)
FAILED = Words(
    "step {number} of the recorded run ended with exit code {code}; expected 0",
    "기록된 실행의 {number}단계가 종료 코드 {code}(으)로 끝났습니다. 0이어야 합니다",
)
STEPS = Words("the recorded run has {seen} steps; the recipe has {expected}", "기록된 실행은 {seen}단계인데 레시피는 {expected}단계입니다")
NUMBERS = Words("the record's numbers are not those of its output", "기록의 값이 기록의 출력과 다릅니다")
TABLES = Words("the record's tables are not those that are drawn", "기록의 표가 그림에 쓰이는 표와 다릅니다")
LOOKS_AT = whole(Snippet)


def check(catalog: Catalog) -> Iterator[Broken]:
    for snippet in catalog.snippets.values():
        run = catalog.folders[snippet.id].run
        if run is None:
            continue
        cure = again(snippet.path)
        for promise in broken(snippet, run.output):
            yield Broken(catalog.place(snippet, *promise.path), promise.words(), cure)
        for message in _slips(snippet, run):
            yield Broken(Place(f"{catalog.folders[snippet.id].path}/run.json"), message, cure)


def _slips(snippet: Snippet, run: Run) -> Iterator[Words]:
    if len(run.steps) != len(snippet.steps):
        yield STEPS.fill(seen=len(run.steps), expected=len(snippet.steps))
    for number, step in enumerate(run.steps, 1):
        if step.exit:
            yield FAILED.fill(number=number, code=step.exit)
    if run.numbers != numbers(snippet, run.output):
        yield NUMBERS
    if set(run.tables) != {plot.table for plot in snippet.plots}:
        yield TABLES
