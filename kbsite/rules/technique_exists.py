"""Every technique a record names has a record of its own."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.document import Path
from kbsite.records.models import Talk, Technique
from kbsite.records.snippets import Snippet
from kbsite.rules import Broken
from kbsite.rules._looks import looks
from kbsite.rules._missing import missing
from kbsite.words import Words

SAYS = Words("Every technique that is named has a record.", "이름을 든 기술에는 기록이 있습니다.")
WHY = Words(
    "A technique's page joins the talks that use it; a name without a record would lead nowhere.",
    "기술 화면이 발표들을 이어 줍니다. 기록이 없는 이름은 갈 곳이 없습니다.",
)
UNKNOWN = Words("unknown technique '{id}'", "모르는 기술 '{id}'입니다")
MAKE = Words("write talks/techniques/{id}.yml", "talks/techniques/{id}.yml을 만드세요")
LOOKS_AT = looks({Talk: ("techniques.id",), Snippet: ("techniques",), Technique: ("related",)})
OF_PARTS = True


def check(catalog: Catalog) -> Iterator[Broken]:
    known = catalog.known(Technique)
    for talk in catalog.every_talk.values():
        named: list[tuple[Path, str]] = [(("techniques", index, "id"), use.id) for index, use in enumerate(talk.techniques)]
        yield from missing(catalog, talk, named, known, UNKNOWN, MAKE)
    for snippet in catalog.snippets.values():
        named = [(("techniques", index), id_) for index, id_ in enumerate(snippet.techniques)]
        yield from missing(catalog, snippet, named, known, UNKNOWN, MAKE)
    for technique in catalog.techniques.values():
        related = [(("related", index), other) for index, other in enumerate(technique.related)]
        yield from missing(catalog, technique, related, known, UNKNOWN, MAKE)
