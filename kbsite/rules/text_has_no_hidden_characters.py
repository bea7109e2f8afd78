"""Text holds no characters that hide or reorder what stands there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kbsite.problems import Place, Replacement
from kbsite.records.catalog import Catalog
from kbsite.records.models import Record
from kbsite.records.places import Places
from kbsite.records.walk import words
from kbsite.rules import Broken, in_each
from kbsite.words import Words

SAYS = Words("Text holds no invisible or reordering characters.", "글에 보이지 않거나 순서를 뒤집는 문자를 쓰지 않습니다.")
WHY = Words(
    "Direction controls can make a line read otherwise than it is; zero-width characters break search.",
    "방향 제어 문자는 줄을 실제와 다르게 보이게 하고, 폭 없는 문자는 검색을 망가뜨립니다.",
)
HIDDEN = Words("hidden character {code} ({name})", "보이지 않는 문자가 있습니다: {code}({name})")
REMOVE = Words("remove it", "지우세요")
INVISIBLE = re.compile(
    "[\x85\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
OF_PARTS = True


def check(catalog: Catalog) -> Iterator[Broken]:
    return in_each(catalog, check_record)


def check_record(places: Places, record: Record) -> Iterator[Broken]:
    for found in words(record):
        if not found.text.isascii() and (match := INVISIBLE.search(found.text)):
            message = HIDDEN.fill(code=f"U+{ord(match[0]):04X}", name=unicodedata.name(match[0], "unnamed"))
            place = places.find(record, found.path, match[0])
            yield Broken(place, message, REMOVE, replacement=_without(places, place))


def _without(places: Places, place: Place) -> Replacement | None:
    """The change that takes out what is hidden from a place to the end of its line; None where it is written as an escape."""
    rest = places.line_text(place)[place.column - 1 :]
    if not INVISIBLE.match(rest):
        return None
    return Replacement(place.line, place.column, place.line, place.column + len(rest), INVISIBLE.sub("", rest))
