"""The record of a run is of the files, the steps and the drawings that are there now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbsite.problems import Place
from kbsite.records.catalog import Catalog
from kbsite.records.folders import Folder
from kbsite.records.runs import Run, again, recipe_hash, sha256
from kbsite.records.snippets import Snippet
from kbsite.rules import Broken
from kbsite.rules._looks import whole
from kbsite.words import Words

SAYS = Words("A record is of the files as they are now.", "실행 기록은 지금 있는 파일을 실행한 것입니다.")
WHY = Words(
    "Code on a page next to what other code printed would be a lie.",
    "화면에 코드와, 다른 코드가 찍은 출력을 나란히 두면 거짓말이 됩니다.",
)
CHANGED = Words("the file was changed after the run was recorded", "실행을 기록한 뒤에 파일이 바뀌었습니다")
NEW = Words("the file is newer than the recorded run", "실행을 기록한 뒤에 생긴 파일입니다")
GONE = Words("the recorded run had a file '{name}', which is gone", "기록된 실행에는 '{name}' 파일이 있었는데 지금은 없습니다")
OTHER_STEPS = Words(
    "steps, packages, network, rights or drawings were changed after the run was recorded",
    "실행을 기록한 뒤에 단계, 패키지, 네트워크, 권한이나 그림이 바뀌었습니다",
)
OTHER_EXAMPLE = Words("the record is of the example '{id}'", "이 기록은 예제 '{id}'의 것입니다")
LOOKS_AT = whole(Snippet)


def check(catalog: Catalog) -> Iterator[Broken]:
    for snippet in catalog.snippets.values():
        folder = catalog.folders[snippet.id]
        if folder.run:
            cure = again(snippet.path)
            for place, message in _changes(snippet, folder, folder.run):
                yield Broken(place or catalog.place(snippet, "steps"), message, cure)


def _changes(snippet: Snippet, folder: Folder, run: Run) -> Iterator[tuple[Place | None, Words]]:
    record = Place(f"{folder.path}/run.json")
    if run.example != snippet.id:
        yield record, OTHER_EXAMPLE.fill(id=run.example)
    yield from _files(folder, run.files, folder.hashes(), record)
    if run.recipe != recipe_hash(snippet):
        yield None, OTHER_STEPS
    yield from _files(folder, run.drawings, {name: sha256(text) for name, text in folder.drawings.items()}, record)


def _files(folder: Folder, recorded: Mapping[str, str], now: Mapping[str, str], record: Place) -> Iterator[tuple[Place, Words]]:
    for name in sorted({*recorded, *now}):
        if name not in now:
            yield record, GONE.fill(name=name)
        elif name not in recorded:
            yield Place(f"{folder.path}/{name}"), NEW
        elif recorded[name] != now[name]:
            yield Place(f"{folder.path}/{name}"), CHANGED
