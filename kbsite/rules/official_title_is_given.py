"""An official title is there in every language it is said to be in."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Record, Talk
from kbsite.records.places import Places
from kbsite.rules import Broken, in_each
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
    return in_each(catalog, check_record)


def check_record(places: Places, record: Record) -> Iterator[Broken]:
    if not isinstance(record, Talk) or not all(exists(language) for language in (record.language, *record.title.languages)):
        return  # a slip in a language code has a rule of its own
    for index, language in enumerate(record.official_title or (record.language,)):
        if record.title.get(language) is None:
            listed = bool(record.official_title)
            place = places.place(record, "official_title", index) if listed else places.place(record, "title", key=True)
            yield Broken(place, ABSENT.fill(language=language), ADD.fill(language=language))
