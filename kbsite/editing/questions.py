"""What is asked for a new record of each kind, and where each answer goes in the record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kbsite.editing.files import KINDS
from kbsite.records.catalog import Catalog
from kbsite.records.fields import choices
from kbsite.words import Words

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """One answer: its option on the command line, what is said when it is asked for, and where it goes."""

    key: str
    says: Words
    into: tuple[str, ...] = ()
    """Keys in the record; none where the answer is used otherwise."""
    many: bool = False
    needed: bool = False
    of: str = ""
    """The kind of records (as in `KINDS`) whose ids are answers, or `choice` for the closed list of `into`."""
    default: Callable[[Catalog, Answers], str] | None = None
    asked: bool = True
    """Whether it is asked for on a terminal, and not only an option."""
    claim: bool = False
    """Whether the default is only a suggestion, since it states a fact: where nobody is asked, it is never taken."""
    offers: Callable[[Catalog, Answers], list[str]] | None = None
    """Answers to show beside the question that are no ids of records."""


def known(catalog: Catalog, question: Question, kind: str) -> list[str]:
    """The answers that exist, where they are ids or a closed list."""
    if question.of == "choice":
        return choices(KINDS[kind], question.into)
    ids: Mapping[str, Iterable[str]] = {
        "event": catalog.events,
        "talk": catalog.every_talk,
        "speaker": catalog.speakers,
        "technique": catalog.techniques,
        "tags": catalog.tags,
        "source": catalog.sources,
    }
    return list(ids.get(question.of, ()))


def slug(text: str, words: int = 5) -> str:
    """A text as words of a file name, its first ones; empty where it has no Latin letters or digits."""
    found = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", text.lower()))
    return "-".join([word for word in found if word not in LITTLE][:words])


def _only_event(catalog: Catalog, answers: Answers) -> str:
    newest = sorted(catalog.events.values(), key=lambda event: event.days[-1].date)
    return newest[-1].id if newest else ""


def _days(catalog: Catalog, answers: Answers) -> list[str]:
    event = catalog.events.get(str(answers.get("event")))
    return [day.date.isoformat() for day in event.days] if event else []


def _tracks(catalog: Catalog, answers: Answers) -> list[str]:
    event = catalog.events.get(str(answers.get("event")))
    return [track.id for track in event.tracks] if event else []


def _file_words(catalog: Catalog, answers: Answers) -> str:
    return slug(answers.get("title-en") or answers.get("title-ko") or "")


def _id_from_name(catalog: Catalog, answers: Answers) -> str:
    return slug(answers.get("name-en") or answers.get("name-ko") or answers.get("title-en") or answers.get("title-ko") or "")


def _language(catalog: Catalog, answers: Answers) -> str:
    event = catalog.events.get(str(answers.get("event")))
    return event.language if event else catalog.project.languages[0]


def _usual_source(catalog: Catalog, answers: Answers) -> str:
    """The work most records of the event rest on."""
    counts: dict[str, int] = {}
    for talk in catalog.every_talk.values():
        for source in talk.sources if talk.event == answers.get("event", talk.event) else ():
            counts[source] = counts.get(source, 0) + 1
    return max(sorted(counts), key=lambda source: counts[source]) if counts else ""


LITTLE = {"a", "an", "the", "of", "and", "to", "in", "on", "for", "with", "by", "from"}
TITLES = (
    Question("title-ko", Words("Title in Korean", "한국어 제목"), ("title", "ko")),
    Question("title-en", Words("Title in English", "영어 제목"), ("title", "en")),
)
NAMES = (
    Question("name-ko", Words("Name in Korean script", "한글 이름"), ("name", "ko")),
    Question("name-en", Words("Name in Latin script", "로마자 이름"), ("name", "en")),
)
ID = Question("id", Words("Id (lower-case letters, digits, hyphens)", "id(소문자, 숫자, 하이픈)"), needed=True, default=_id_from_name)
SOURCES = Question(
    "source", Words("Sources (ids)", "출처(id)"), ("sources",), many=True, needed=True, of="source", default=_usual_source, claim=True
)
TAGS = Question("tag", Words("Tags", "태그"), ("tags",), many=True, of="tags")
ALIASES = Question("alias", Words("Other spellings", "다른 표기"), ("aliases",), many=True)
QUESTIONS: Mapping[str, tuple[Question, ...]] = {
    "talk": (
        Question("event", Words("Event", "행사"), needed=True, of="event", default=_only_event),
        Question("code", Words("The organisers' number", "주최 측 번호"), ("code",)),
        *TITLES,
        Question("words", Words("Words of the file name", "파일 이름에 쓸 낱말"), needed=True, default=_file_words),
        Question("language", Words("Language spoken", "발표 언어"), ("language",), default=_language),
        Question("type", Words("Kind of session", "세션 종류"), ("type",), of="choice", asked=False),
        Question("speaker", Words("Speakers (ids)", "발표자(id)"), ("speakers", "id"), many=True, of="speaker"),
        Question("date", Words("Day", "날짜"), ("date",), offers=_days),
        Question("track", Words("Track", "트랙"), ("track",), offers=_tracks),
        Question("slot", Words("Slot of the day", "그날의 슬롯 번호"), ("slot",)),
        Question("start", Words("Start, HH:MM", "시작 시각, HH:MM"), ("start",), asked=False),
        Question("end", Words("End, HH:MM", "끝 시각, HH:MM"), ("end",), asked=False),
        Question("room", Words("Room", "장소"), ("room",), asked=False),
        Question("technique", Words("Techniques (ids)", "기술(id)"), ("techniques", "id"), many=True, of="technique"),
        TAGS,
        Question("slides", Words("Address of the slides", "슬라이드 주소"), ("links", "slides")),
        Question("video", Words("Address of the video", "영상 주소"), ("links", "video")),
        SOURCES,
    ),
    "speaker": (*NAMES, ID, ALIASES, Question("profile", Words("Address of a profile", "프로필 주소"), ("links", "profile")), SOURCES),
    "technique": (
        *NAMES,
        ID,
        ALIASES,
        Question("topic", Words("The tag it stands under", "속하는 태그"), ("topic",), needed=True, of="tags"),
        Question("definition-ko", Words("What it is, in Korean", "한국어 정의"), ("definition", "ko")),
        Question("definition-en", Words("What it is, in English", "영어 정의"), ("definition", "en")),
        TAGS,
        Question("related", Words("Related techniques (ids)", "관련 기술(id)"), ("related",), many=True, of="technique"),
        SOURCES,
    ),
    "event": (
        *NAMES,
        ID,
        Question("language", Words("Main language", "주 언어"), ("language",), default=_language),
        Question(
            "time-zone", Words("IANA time zone", "IANA 시간대"), ("time_zone",), needed=True, default=lambda *_: "Asia/Seoul", claim=True
        ),
        Question("day", Words("Days, YYYY-MM-DD", "날짜, YYYY-MM-DD"), ("days", "date"), many=True, needed=True),
        Question("page", Words("Address of its site", "누리집 주소"), ("links", "page")),
        SOURCES,
    ),
    "source": (
        Question("type", Words("Kind of work", "종류"), ("type",), needed=True, of="choice"),
        *TITLES,
        ID,
        Question("author", Words("Authors", "저자"), ("authors",), many=True),
        Question("venue", Words("Where it appeared", "실린 곳"), ("venue",), asked=False),
        Question("year", Words("Year", "연도"), ("year",)),
        Question("url", Words("Address", "주소"), ("url",)),
        Question("language", Words("Language of the work", "언어"), ("language",)),
    ),
    "snippet": (
        *TITLES,
        ID,
        Question("talk", Words("Talks it belongs to (ids)", "관련 발표(id)"), ("shows", "talk"), many=True, needed=True, of="talk"),
        Question("technique", Words("Techniques (ids)", "기술(id)"), ("techniques",), many=True, of="technique"),
        TAGS,
        Question("summary-ko", Words("What one sees, in Korean", "무엇을 보는지, 한국어로"), ("summary", "ko")),
        Question("summary-en", Words("What one sees, in English", "무엇을 보는지, 영어로"), ("summary", "en")),
        Question("source", Words("Sources (ids)", "출처(id)"), ("sources",), many=True, of="source"),
    ),
}
ONE_OF: tuple[tuple[str, ...], ...] = (("title-ko", "title-en"), ("name-ko", "name-en"), ("definition-ko", "definition-en"))
"""Answers of which a record needs one at least."""
