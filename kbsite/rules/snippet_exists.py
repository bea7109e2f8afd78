"""Every runnable example a talk names has a recipe in content/snippets."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Talk
from kbsite.records.snippets import Snippet
from kbsite.rules import Broken
from kbsite.rules._looks import looks
from kbsite.rules._missing import missing
from kbsite.words import Words

SAYS = Words("Every example that is named is a folder of content/snippets/.", "이름을 든 예제는 content/snippets/의 폴더입니다.")
WHY = Words("An example is real files that really run, never a promise.", "예제는 약속이 아니라 실제로 돌아가는 파일입니다.")
UNKNOWN = Words("unknown example '{id}'", "모르는 예제 '{id}'입니다")
MAKE = Words("make content/snippets/{id}/", "content/snippets/{id}/ 폴더를 만드세요")
LOOKS_AT = looks({Talk: ("snippets",)})
OF_PARTS = True


def check(catalog: Catalog) -> Iterator[Broken]:
    known = catalog.known(Snippet)
    for talk in catalog.every_talk.values():
        named = [(("snippets", index), snippet) for index, snippet in enumerate(talk.snippets)]
        yield from missing(catalog, talk, named, known, UNKNOWN, MAKE)
