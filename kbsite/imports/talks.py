"""Talks that were found to values of records, with everything in them that the check asks of a talk."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from kbsite.imports.events import Programme
from kbsite.imports.found import FoundLink, FoundRecording, FoundTalk
from kbsite.imports.people import People
from kbsite.imports.remarks import Remarks
from kbsite.imports.romanise import LONGEST, checksum, slug
from kbsite.imports.timetable import Timetable
from kbsite.imports.values import script_language, shortened
from kbsite.imports.vocabulary import Vocabulary
from kbsite.records.models import ID
from kbsite.words import Words

L = TypeVar("L", FoundLink, FoundRecording)
LONGEST_ID = 98
"""Of event and file name together."""


def stem(talk: FoundTalk) -> str:
    """The name of a talk's file, without the checksum that tells two of one name apart."""
    room = max(8, min(LONGEST, LONGEST_ID - len(talk.event)))
    if re.fullmatch(ID, talk.slug) and len(talk.event) + len(talk.slug) < LONGEST_ID:
        own = talk.slug
    else:
        own = slug(talk.slug or talk.title, longest=room) or f"talk-{checksum(talk.title)}"
    code = re.sub(r"[^a-z0-9]+", "-", talk.code.lower()).strip("-")
    if code and not re.match(rf"{re.escape(code)}(?:-|$)", own):
        own = f"{code[:room]}-{own[: max(1, LONGEST_ID - len(talk.event) - len(code) - 1)]}".rstrip("-")
    return "event-talk" if own == "event" else own


def told_apart(name: str, talk: FoundTalk) -> str:
    """The name of a file where another talk has the first one: a checksum of what makes it another talk is added."""
    what = "\n".join(
        [
            talk.title,
            talk.official_url,
            f"{talk.date}",
            talk.start,
            *(each.url for each in talk.recordings),
            *(p.name for p in talk.persons),
        ]
    )
    return f"{name[: LONGEST_ID - len(talk.event) - 9].rstrip('-')}-{checksum(what)}"


class Writer:
    """Makes the values of one event's talks."""

    def __init__(self, programme: Programme, people: People, tags: Vocabulary, techniques: Iterable[str], remarks: Remarks) -> None:
        self._programme, self._people, self._tags, self._remarks = programme, people, tags, remarks
        self._techniques = frozenset(techniques)

    def value(self, talk: FoundTalk, source: str) -> dict[str, Any]:
        """A talk's record, without empty fields."""
        language = self._language(talk)
        pieces = [*talk.abstract[1:], *talk.description]
        value: dict[str, Any] = {
            "code": talk.code,
            "type": "" if talk.type == "talk" else talk.type,
            "language": language,
            **self._title(talk, language),
            "speakers": self._speakers(talk, source, language),
            **self._when(talk),
            "room": talk.room,
            "inferred": [each for each in talk.inferred if getattr(talk, each, None)],
            "abstract": {"text": self._abstract(talk, language), "source": [source]} if talk.abstract else {},
            "description": [{"text": _in(talk.words, text, language), "source": [source]} for text in pieces],
            "techniques": [{"id": id_} for id_ in self._known_techniques(talk)],
            "links": [_without_empty({"type": link.type, "url": link.url, "title": link.title}) for link in _once(talk.links)],
            "recordings": [
                _without_empty({"url": each.url, "language": each.language, "duration": each.duration}) for each in _once(talk.recordings)
            ],
            "tags": self._tag_ids(talk),
            "sources": [source],
            "license": talk.license,
        }
        return _without_empty(value)

    def place(self, value: dict[str, Any], talk: FoundTalk, id_: str, timetable: Timetable) -> None:
        """Take a talk's place in the timetable; where it is taken the time is left out and told."""
        what, other = timetable.clash(value, id_)
        if what:
            why = SAME_ROOM if what == "room" else SAME_PERSON
            self._remarks.add(talk.spot, "import-left-out", "time", why, f"{value.get('start') or value.get('slot')} / {other}")
            for key in ("start", "end", "slot"):
                value.pop(key, None)

    def _language(self, talk: FoundTalk) -> str:
        if talk.language:
            return talk.language
        guessed = script_language(talk.title, "" if self._programme.language in ("ko", "ja", "zh") else self._programme.language) or "en"
        self._remarks.add(talk.spot, "import-assumed", "language", GUESSED, guessed)
        return guessed

    def _title(self, talk: FoundTalk, language: str) -> dict[str, Any]:
        title = shortened(talk.title)
        given = {tongue: text for field, tongue, text in talk.translations if field == "title"}
        official = [tongue for tongue in talk.official_title if tongue in given]
        if not given or list(given) == [language]:
            return {"title": title}
        if language not in given and not official:
            self._remarks.add(talk.spot, "import-assumed", "title", NOT_OFFICIAL, title)
            official = list(given)
        return {"title": given, "official_title": official if official != [language] else []}

    def _abstract(self, talk: FoundTalk, language: str) -> Any:
        given = {tongue: text for field, tongue, text in talk.translations if field == "abstract"}
        return given if len(given) > 1 or (given and language not in given) else _in(talk.words, talk.abstract[0], language)

    def _speakers(self, talk: FoundTalk, source: str, language: str) -> list[Any]:
        found: dict[str, Any] = {}
        for person in talk.persons:
            id_ = self._people.id_of(person, source, language)
            more = _without_empty({"affiliation": person.affiliation, "role": person.role})
            found.setdefault(id_, {"id": id_, **more} if more else id_)
        return list(found.values())

    def _when(self, talk: FoundTalk) -> dict[str, Any]:
        """Day, time, track and slot, as far as the event has them."""
        date = talk.date.isoformat() if talk.date else ""
        if date and date not in self._programme.days:
            self._remarks.add(talk.spot, "import-left-out", "date", NO_SUCH_DAY, date)
            date = ""
        track = self._programme.tracks.get(talk.track, "")
        if talk.track and not track:
            self._remarks.add(talk.spot, "import-left-out", "track", NO_SUCH_TRACK, talk.track)
        slot = str(talk.slot or "")
        if slot and (date, slot) not in self._programme.slots:
            self._remarks.add(talk.spot, "import-left-out", "slot", NO_SUCH_SLOT, slot)
            slot = ""
        start, end = talk.start, talk.end
        if start and end and end <= start:
            self._remarks.add(talk.spot, "import-left-out", "end", BACKWARDS, end)
            end = ""
        if start and not date:
            self._remarks.add(talk.spot, "import-left-out", "start", NO_DAY, start)
        return {"date": date, "start": start if date else "", "end": end if date else "", "track": track, "slot": slot if date else ""}

    def _known_techniques(self, talk: FoundTalk) -> list[str]:
        for id_ in talk.techniques:
            if id_ not in self._techniques:
                self._remarks.add(talk.spot, "import-left-out", "techniques", NO_SUCH_TECHNIQUE, id_)
        return [id_ for id_ in dict.fromkeys(talk.techniques) if id_ in self._techniques]

    def _tag_ids(self, talk: FoundTalk) -> list[str]:
        found = []
        for word in talk.tags:
            id_ = self._tags.id_of(word)
            if id_:
                found.append(id_)
            else:
                self._remarks.add(talk.spot, "import-left-out", "tags", NO_TAG, word)
        return list(dict.fromkeys(found))


def _in(tongue: str, text: str, language: str) -> Any:
    """A text of a language in a record of a language."""
    return {tongue: text} if tongue and tongue != language else text


def _once(linked: Iterable[L]) -> Iterable[L]:
    """The first of each address."""
    found: dict[str, L] = {}
    for each in linked:
        found.setdefault(each.url, each)
    return found.values()


def _without_empty(value: dict[str, Any]) -> dict[str, Any]:
    return {key: each for key, each in value.items() if each not in ("", [], {}, None)}


SAME_ROOM = Words(
    "the room is taken at this time by the talk named; the time was left out", "같은 시각 그 방에 다른 발표가 있어 시각을 뺐습니다"
)
SAME_PERSON = Words(
    "the speaker is elsewhere at this time, in the talk named; the time was left out", "발표자가 같은 시각 다른 발표에 있어 시각을 뺐습니다"
)
NOT_OFFICIAL = Words(
    "the file has the title in another language than the talk's; it stands for the official one",
    "발표의 언어로 된 제목이 파일에 없어 다른 언어 제목을 공식 제목으로 적었습니다",
)
GUESSED = Words("no language is given; the script and the event suggest this one", "언어가 없어 글자와 행사를 보고 정했습니다")
NO_SUCH_DAY = Words(
    "is no day of the event there is and was left out; add it to event.yml, or use --update",
    "이미 있는 행사에 없는 날짜라 뺐습니다. event.yml에 더하거나 --update를 쓰세요",
)
NO_SUCH_TRACK = Words(
    "is no track of the event there is and was left out; add it to event.yml, or use --update",
    "이미 있는 행사에 없는 트랙이라 뺐습니다. event.yml에 더하거나 --update를 쓰세요",
)
NO_SUCH_SLOT = Words(
    "is no slot of the event there is and was left out; add it to event.yml, or use --update",
    "이미 있는 행사에 없는 슬롯이라 뺐습니다. event.yml에 더하거나 --update를 쓰세요",
)
NO_DAY = Words("is a time without a day and was left out", "날짜 없이 시각만 있어 뺐습니다")
BACKWARDS = Words("is not after the start and was left out", "시작보다 늦지 않아 뺐습니다")
NO_SUCH_TECHNIQUE = Words(
    "is no technique there is and was left out; only a person can write its definition",
    "기록에 없는 기술이라 뺐습니다. 정의는 사람이 적어야 합니다",
)
NO_TAG = Words(
    "could not become a tag: it has no letters, or talks/tags.yml is full",
    "글자가 없거나 talks/tags.yml이 가득 차서 태그로 만들지 못했습니다",
)
