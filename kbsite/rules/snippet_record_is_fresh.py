"""The record of a run is not older than its recipe allows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kbsite.problems import Place
from kbsite.records.catalog import Catalog
from kbsite.records.runs import again
from kbsite.records.snippets import Snippet
from kbsite.rules import Broken
from kbsite.rules._looks import whole
from kbsite.words import Words

SAYS = Words("A record is not older than its recipe allows.", "실행 기록은 레시피가 정한 것보다 오래되지 않았습니다.")
WHY = Words(
    "Tools and kernels change; what was true of them years ago may not be any more.",
    "도구와 커널은 바뀝니다. 몇 해 전에 맞던 것이 지금은 다를 수 있습니다.",
)
OLD = Words(
    "the run was recorded {days} days ago; the recipe allows {most}", "{days}일 전에 기록한 실행입니다. 레시피는 {most}일까지로 정했습니다"
)
FUTURE = Words("the run was recorded on {date}, which has not come yet", "아직 오지 않은 {date}에 기록한 실행입니다")
LOOKS_AT = whole(Snippet)


def check(catalog: Catalog) -> Iterator[Broken]:
    today = dt.datetime.now(dt.UTC).date()
    for snippet in catalog.snippets.values():
        folder = catalog.folders[snippet.id]
        if folder.run is None:
            continue
        place, days = Place(f"{folder.path}/run.json"), (today - folder.run.date).days
        if days > snippet.days_fresh:
            yield Broken(place, OLD.fill(days=days, most=snippet.days_fresh), again(snippet.path), "warning")
        elif days < -1:
            yield Broken(place, FUTURE.fill(date=folder.run.date), again(snippet.path))
