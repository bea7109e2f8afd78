"""No two tags mean the same word."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.document import Path
from kbsite.records.models import Tag
from kbsite.rules import Broken
from kbsite.rules._letters import letters_of_name
from kbsite.rules._looks import looks
from kbsite.words import Words

SAYS = Words("A word belongs to one tag.", "한 낱말은 태그 하나에만 속합니다.")
WHY = Words("'ML' beside 'machine learning' splits what belongs together.", "'ML'과 '머신러닝'이 따로 있으면 모일 것이 갈라집니다.")
TAKEN = Words("'{word}' already means the tag '{tag}'", "'{word}'은/는 이미 '{tag}' 태그를 뜻합니다")
REMOVE = Words("remove it here, or merge the two tags", "여기서 지우거나 두 태그를 합치세요")
LOOKS_AT = looks({Tag: ("label", "aliases")})


def check(catalog: Catalog) -> Iterator[Broken]:
    spellings = [(tag, path, word) for tag in catalog.tags.values() for path, word in _spellings(tag)]
    owners = {(letters_of_name(word), tag.id) for tag, _, word in spellings}
    if len({letters for letters, _ in owners}) == len(owners):
        return  # else it counts on which line each tag stands, and to find that out takes long
    taken: dict[str, str] = {}
    for tag, path, word in sorted(spellings, key=lambda item: (item[1][:1] == ("aliases",), catalog.place(item[0]).line)):
        key = letters_of_name(word)
        if taken.setdefault(key, tag.id) != tag.id:
            yield Broken(catalog.place(tag, *path), TAKEN.fill(word=word, tag=taken[key]), REMOVE)


def _spellings(tag: Tag) -> Iterator[tuple[Path, str]]:
    yield (), tag.id
    for language, text in tag.label.variants:
        yield ("label", language), text
    for index, alias in enumerate(tag.aliases):
        yield ("aliases", index), alias
