"""Every example has been run, and the run is on record."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.runs import again
from kbsite.records.snippets import Snippet
from kbsite.rules import Broken
from kbsite.rules._looks import whole
from kbsite.words import Words

SAYS = Words("Every example has the record of a run.", "예제에는 실행 기록이 있습니다.")
WHY = Words(
    "A page shows what really came of it, on which machine and when; nothing is run to look at a page.",
    "화면은 언제 어떤 컴퓨터에서 실제로 무엇이 나왔는지 보여 줍니다. 화면을 보려고 무언가를 실행하지는 않습니다.",
)
MISSING = Words("the example has no record of a run", "예제에 실행 기록이 없습니다")
LOOKS_AT = whole(Snippet)


def check(catalog: Catalog) -> Iterator[Broken]:
    for snippet in catalog.snippets.values():
        if not catalog.folders[snippet.id].recorded:
            yield Broken(catalog.place(snippet), MISSING, again(snippet.path))
