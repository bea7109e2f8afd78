"""The files that a recipe names are in the example's folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.document import Path
from kbsite.records.snippets import Snippet
from kbsite.rules import Broken
from kbsite.rules._looks import looks
from kbsite.rules._missing import missing
from kbsite.words import Words

SAYS = Words("A recipe names files of its own folder.", "레시피는 자기 폴더에 있는 파일을 가리킵니다.")
WHY = Words("What a page shows is the very file that is run.", "화면에 보이는 것이 바로 실행되는 그 파일이어야 합니다.")
UNKNOWN = Words("the example has no file '{id}'", "예제에 '{id}' 파일이 없습니다")
MAKE = Words("write it, or name another", "만들거나 다른 파일을 적으세요")
HERE = "{here}/"
LOOKS_AT = looks({Snippet: ("files", "steps", "in_page")})


def check(catalog: Catalog) -> Iterator[Broken]:
    for snippet in catalog.snippets.values():
        folder = catalog.folders[snippet.id]
        yield from missing(catalog, snippet, _named(snippet, folder.sources), folder.sources, UNKNOWN, MAKE)


def _named(snippet: Snippet, sources: Iterable[str]) -> Iterator[tuple[Path, str]]:
    for index, name in enumerate(snippet.files):
        yield ("files", index), name
    for index, step in enumerate(snippet.steps):
        for at, word in enumerate(step.run):
            if word.startswith(HERE) and not any(name.startswith(f"{word.removeprefix(HERE).rstrip('/')}/") for name in sources):
                yield ("steps", index, "run", at), word.removeprefix(HERE)
    if snippet.in_page:
        yield ("in_page", "file"), snippet.in_page.file
        if snippet.in_page.game:
            yield ("in_page", "game"), snippet.in_page.game
