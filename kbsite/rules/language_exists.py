"""Languages are codes of ISO 639-1."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kbsite.records.catalog import Catalog
from kbsite.records.models import Record
from kbsite.records.places import Places
from kbsite.records.snippets import Snippet
from kbsite.records.suggest import DID_YOU_MEAN
from kbsite.records.text import Text
from kbsite.records.walk import fields
from kbsite.rules import Broken, in_each
from kbsite.rules._missing import is_written
from kbsite.words import Words

SAYS = Words(
    "Languages are two-letter codes of ISO 639-1, or longer BCP 47 tags.", "언어는 ISO 639-1 두 글자 코드나 더 긴 BCP 47 태그입니다."
)
WHY = Words(
    "'kr' is a country: no browser or search engine takes it for Korean.",
    "'kr'은 나라 코드라서 브라우저도 검색 엔진도 한국어로 알아듣지 못합니다.",
)
UNKNOWN = Words("'{language}' is no language of ISO 639-1", "'{language}'은/는 ISO 639-1에 없는 언어입니다")
LOOK_UP = Words(
    "Korean is 'ko', English 'en', Japanese 'ja', Chinese 'zh'", "한국어는 'ko', 영어는 'en', 일본어는 'ja', 중국어는 'zh'입니다"
)
COUNTRIES = {"kr": "ko", "jp": "ja", "cn": "zh", "tw": "zh", "us": "en", "gb": "en", "cz": "cs", "dk": "da", "vn": "vi"}
ISO_639_1 = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa
ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks
ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt
qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi
vo wa wo xh yi yo za zh zu
"""
CODES = frozenset(ISO_639_1.split())
MISTAKEN = frozenset({"kr", "tw"})
"""Codes that exist (Kanuri, Twi) but nearly always mean the country."""
OF_PARTS = True


def check(catalog: Catalog) -> Iterator[Broken]:
    return in_each(catalog, check_record)


def check_record(places: Places, record: Record) -> Iterator[Broken]:
    for path, value in fields(record):
        if isinstance(value, Text):
            unknown = [tag for tag, _ in value.variants if not exists(tag) and places.is_written(record, *path, tag)]
        elif path[-1] == "language" and isinstance(value, str):
            of_a_program = len(path) == 1 and isinstance(record, Snippet)
            unknown = [] if of_a_program or exists(value) else [value]
        else:
            continue
        for language in unknown:
            at = path if path[-1] == "language" else (*path, language)
            meant = COUNTRIES.get(language)
            cure = DID_YOU_MEAN.fill(name=meant) if meant else LOOK_UP
            place = places.place(record, *at, key=path[-1] != "language")
            sure = meant and is_written(places, place, language) and not (isinstance(value, Text) and meant in value.languages)
            instead = place.replaced_by(meant) if meant and sure else None
            yield Broken(place, UNKNOWN.fill(language=language), cure, replacement=instead)


@lru_cache(1024)
def exists(language: str) -> bool:
    """Whether a language tag begins with a language there is, and not with a country."""
    primary = language.split("-", maxsplit=1)[0]
    return len(primary) == 3 or (primary in CODES and primary not in MISTAKEN)
