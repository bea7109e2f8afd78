"""How runs of examples ended: exit codes, why, and a table of many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from kbsite.cli.context import Context
from kbsite.words import Words

if TYPE_CHECKING:
    from kbsite.records.snippets import Snippet
    from kbsite.snippets.needs import Lack
    from kbsite.snippets.runner import Outcome

HOLDS, FAILS, CANNOT, SKIPPED = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Ended:
    """How one run ended: the exit code of the command, and why in a line."""

    code: int
    why: Words | None = None
    missing: tuple[Lack, ...] = ()


def why_ended(snippet: Snippet, outcome: Outcome) -> Words:
    """Why a run did not come to its end."""
    last = outcome.steps[-1].exit if outcome.steps else 0
    return WHYS[outcome.why].fill(id=snippet.id, limit=snippet.time_limit, number=len(outcome.steps), code=last)


def table(context: Context, ended: dict[str, Ended]) -> None:
    """Say how each ended, what brings all that is missing, and how many there are of each."""
    from kbsite.snippets.needs import cures

    width = max(map(len, ended), default=0)
    for id_, end in ended.items():
        said = STATES[end.code].say(context.language)
        why = "; ".join(words.say(context.language) for words in (*filter(None, [end.why]), *(lack.what for lack in end.missing)))
        click.echo(f"{id_:{width}}  {said}" + (f" ({why})" if why else ""))
    for cure in dict.fromkeys(cures([lack for end in ended.values() for lack in end.missing])):
        context.say(ARROW.fill(cure=cure))
    counts = {code: sum(end.code == code for end in ended.values()) for code in STATES}
    context.say(TOTAL.fill(held=counts[HOLDS], failed=counts[FAILS], cannot=counts[CANNOT], skipped=counts[SKIPPED]))


ARROW = Words("→ {cure}", "→ {cure}")
STATES = {
    HOLDS: Words("ran, holds", "실행, 약속대로"),
    FAILS: Words("failed", "실패"),
    CANNOT: Words("could not run", "실행 못 함"),
    SKIPPED: Words("skipped", "건너뜀"),
}
TOTAL = Words(
    "{held} hold, {failed} failed, {cannot} could not run, {skipped} skipped",
    "약속대로 {held}개, 실패 {failed}개, 실행 못 함 {cannot}개, 건너뜀 {skipped}개",
)
WHYS = {
    "failed": Words(
        "{id}: step {number} ended with exit code {code}; expected 0",
        "{id}: {number}단계가 종료 코드 {code}(으)로 끝났습니다. 0이어야 합니다",
    ),
    "time": Words("{id} was stopped after its time limit of {limit} s", "{id}: 제한 시간 {limit}초가 지나 멈췄습니다"),
    "memory": Words("{id} was stopped, for it took too much memory", "{id}: 메모리를 너무 많이 써서 멈췄습니다"),
    "processes": Words("{id} was stopped, for it started too many processes", "{id}: 프로세스를 너무 많이 만들어 멈췄습니다"),
    "output": Words("{id} was stopped, for it printed too much", "{id}: 출력이 너무 많아 멈췄습니다"),
    "stopped": Words("{id} was stopped", "{id}: 멈췄습니다"),
    "lost": Words("{id}: the guard of the run was killed", "{id}: 실행을 지키던 프로세스가 죽었습니다"),
}
