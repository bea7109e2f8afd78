"""Names of columns, as spreadsheets of talks have them, to what they hold. This is the documentation of the format, too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kbsite.records.suggest import did_you_mean
from kbsite.words import Words

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("talk id",),
    "event": ("event id",),
    "conference": ("conference name", "행사", "행사명", "컨퍼런스"),
    "year": ("연도",),
    "code": ("session code", "번호", "발표 번호", "세션 번호"),
    "slug": (),
    "type": ("kind", "session type", "format", "종류", "유형"),
    "language": ("lang", "언어"),
    "title": ("talk", "talk title", "session", "session title", "name", "제목", "발표 제목", "세션명"),
    "official_title_languages": (),
    "speakers": ("speaker", "author", "authors", "presenter", "presenters", "speaker names", "발표자", "연사", "강연자", "발표자명"),
    "speaker_names": (),
    "affiliation": ("company", "organisation", "organization", "소속", "회사"),
    "date": ("day", "날짜", "일자"),
    "start": ("start time", "starts", "time", "시작", "시작 시각", "시작 시간"),
    "end": ("end time", "ends", "종료", "끝", "종료 시각", "종료 시간"),
    "duration": ("length", "minutes", "길이", "시간(분)"),
    "time_zone": ("timezone", "시간대"),
    "track": ("트랙",),
    "slot": ("슬롯",),
    "room": ("location", "장소", "방", "강의실"),
    "inferred": (),
    "abstract": ("summary", "초록", "요약", "소개"),
    "description": ("details", "content", "설명", "내용", "세션 설명"),
    "tags": ("tag", "keywords", "topics", "태그", "키워드"),
    "category": ("topic", "분류", "분야"),
    "techniques": (),
    "slides": ("slide", "slides url", "presentation", "deck", "슬라이드", "발표 자료", "발표자료"),
    "video": ("videos", "video url", "recording", "recordings", "youtube", "영상", "동영상"),
    "repository": ("repo", "source code", "github", "저장소", "소스 코드"),
    "url": ("link", "page", "homepage", "링크", "주소"),
    "license": ("licence", "라이선스"),
}
"""What can be carried, and the other names it goes by. `title_ko`, `title_en` and the like give a field in one language."""
DERIVED = frozenset({"state", "updated", "record"})
"""Columns of our own export that follow from the records again, with `url_<language>`."""
IN_LANGUAGES = frozenset({"title", "abstract", "speaker_names", "description", "url"})
LANGUAGE_AT_END = re.compile(r"(.+?)[ _(-]+([a-z]{2}(?:-[a-z]{2,4})?)\)?")


class Column(NamedTuple):
    """What a column holds, and in which language, if its name says so."""

    name: str
    language: str


def recognised(header: Iterable[str]) -> tuple[list[Column | None], list[tuple[int, Words]]]:
    """What each column of a header holds, and for those nobody knows (by place) what was probably meant."""
    found: list[Column | None] = []
    unknown: list[tuple[int, Words]] = []
    for at, name in enumerate(header):
        column = _column(_folded(name))
        if column is None or (column in found and column.name not in DERIVED):
            unknown.append((at, UNKNOWN + (did_you_mean(name.strip(), COLUMNS) or KNOWN) if column is None else TWICE))
            column = None
        found.append(column)
    return found, unknown


def _column(name: str) -> Column | None:
    if name in DERIVED:
        return Column(name, "")
    if name in SPELLINGS:
        return Column(SPELLINGS[name], "")
    match = LANGUAGE_AT_END.fullmatch(name)
    if match and SPELLINGS.get(match[1]) in IN_LANGUAGES:
        return Column(SPELLINGS[match[1]], match[2])
    return None


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).replace("_", " ").casefold().split())


SPELLINGS: Mapping[str, str] = {_folded(spelling): name for name, others in COLUMNS.items() for spelling in (name, *others)}
KNOWN = Words("known columns: {columns}", "아는 열: {columns}").fill(columns=", ".join(COLUMNS))
UNKNOWN = Words("no column of this name is known, and it was left out;", "모르는 열이라 옮기지 않았습니다.")
TWICE = Words("another column holds this already; this one was left out", "같은 것을 담은 열이 앞에 있어 옮기지 않았습니다")
