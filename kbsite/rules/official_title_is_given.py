"""An official title is there in every language it is said to be in."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.rules import Broken
from kbsite.rules.language_exists import exists
from kbsite.words import Words

SAYS = Words("A title exists in each language it is official in.", "공식 제목이라고 한 언어에는 제목이 있습니다.")
WHY = Words(
    "Titles in other languages are marked as our translation, so one of them must be the original.",
    "다른 언어 제목은 우리 번역으로 표시되므로 원제가 하나는 있어야 합니다.",
)
ABSENT = Words("no title in '{language}', the language it is official in", "공식 제목의 언어인 '{language}' 제목이 없습니다")
ADD = Words(
    "add the title in '{language}', or name its languages in 'official_title'",
    "'{language}' 제목을 더하거나 'official_title'에 실제 언어를 적으세요",
)


def check(catalog: Catalog) -> Iterator[Broken]:
    for talk in catalog.every_talk.values():
        if not all(exists(language) for language in (talk.language, *talk.title.languages)):
            continue  # a slip in a language code, which has a rule of its own
        for index, language in enumerate(talk.official_title or (talk.language,)):
            if talk.title.get(language) is None:
                place = catalog.place(talk, "official_title", index) if talk.official_title else catalog.place(talk, "title", key=True)
                yield Broken(place, ABSENT.fill(language=language), ADD.fill(language=language))
