"""A project whose lists are all too long for one page: some 1,400 records, as short as they can be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sitekit.small import write_project

TALKS = 420
SPEAKERS = 410
TAGS = 405
TECHNIQUES = 125
SOURCES = 190
EVENTS = 14
LONG = 170
"""Talks of the first event, most of them of one day."""
SAYING = 100
"""Talks with takeaways and corrections, that all use the first technique."""
CITED: dict[str, Any] = {"source": ["note"]}
KOREAN = ("가온", "나래", "다솜", "라온", "마루", "바다", "사랑", "아라", "자람", "차오름", "카이", "타래", "파랑", "하늘")
LATIN = ("Ada", "Élodie", "Grace", "Øyvind", "Zoë", "Михаил")


def write_many(folder: Path) -> Path:
    """The project in a folder, in Korean and English."""
    return write_project(folder, dict(_files()))


def _files() -> Iterator[tuple[str, Any]]:
    yield (
        "talks/tags.yml",
        {
            "storage": {"label": {"ko": "저장소", "en": "Storage"}, "description": {"ko": "저장소 글", "en": "Storage words"}},
            **{f"tag-{n}": {"label": {"ko": f"{KOREAN[n % 14]} 태그 {n}", "en": f"{LATIN[n % 6]} tag {n}"}} for n in range(1, TAGS)},
        },
    )
    for number in range(SPEAKERS - 2):
        korean = number % 5
        name = {"ko": f"{KOREAN[number % 14]} {number}"} if korean else {"en": f"{LATIN[number % 6]} {number}"}
        yield f"talks/speakers/person-{number}.yml", {"name": name, "sources": ["note"]}
    for number in range(TECHNIQUES - 2):
        yield (
            f"talks/techniques/way-{number}.yml",
            {
                "name": {"ko": f"기법 {number}", "en": f"Way {number}"},
                "topic": "storage" if number % 2 else "tag-1",
                "definition": {"ko": "글", "en": "words"},
                "sources": ["note"],
            },
        )
    for number in range(SOURCES - 2):
        kind = "article" if number % 4 else "video"
        yield f"talks/sources/work-{number}.yml", {"type": kind, "title": {"ko": f"자료 {number}", "en": f"Work {number}"}}
    for number in range(EVENTS - 1):
        days = [{"date": f"{2010 + number}-05-0{day}"} for day in (1, 2, 3)]
        name = {"ko": f"모임 {number}", "en": f"Meeting {number}"}
        yield f"talks/meeting{number}/event.yml", {"name": name, "time_zone": "Asia/Seoul", "days": days, "sources": ["note"]}
    for number in range(TALKS - 2):
        yield f"talks/meeting{_event(number)}/{number}-talk.yml", _talk(number)


def _event(number: int) -> int:
    return 0 if number < LONG else 1 + number % (EVENTS - 2)


def _talk(number: int) -> dict[str, Any]:
    event = _event(number)
    day = 1 if number < LONG - 40 else 1 + number % 3
    talk: dict[str, Any] = {
        "title": {"ko": f"발표 제목 {number}", "en": f"Title of talk {number}"},
        "speakers": ["person-0", f"person-{1 + number % (SPEAKERS - 3)}"] if number < 150 else [f"person-{1 + number % (SPEAKERS - 3)}"],
        "tags": ["storage", f"tag-{1 + number % (TAGS - 1)}"],
        "sources": ["note", f"work-{number % (SOURCES - 2)}"],
    }
    if number % 50:
        talk["date"] = f"{2010 + event}-05-0{day}"
    if number < SAYING:
        told = {"ko": f"말 {number}", "en": f"saying {number}"}
        talk["techniques"] = [{"id": "way-0", "note": told, **CITED}]
        talk["takeaways"] = [{"text": told, "by": "speaker", **CITED}]
        talk["corrections"] = [{"was": told, "is": told, "reason": told, "said_in": "note", **CITED}]
    return talk
