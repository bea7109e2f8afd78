"""A session of frab's schedule to a talk."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from kbsite.imports.fields import Fields
from kbsite.imports.found import FoundLink, FoundPerson, FoundRecording, FoundTalk
from kbsite.imports.frab_own import NO_TITLE, Own
from kbsite.imports.links import closed, kind_of_link, session_type
from kbsite.imports.remarks import Remarks, Spot
from kbsite.imports.romanise import slug
from kbsite.imports.values import Moment, language, later, line, minutes, moment
from kbsite.words import Words


class Sessions:
    """Reads the sessions of one schedule."""

    def __init__(self, event: str, acronym: str, zone: str, own: Own, remarks: Remarks) -> None:
        self._event, self._acronym, self._zone, self._own, self._remarks = event, slug(acronym), zone, own, remarks
        self._offsets: dict[dt.timedelta, int] = {}
        self._guids: dict[str, Spot] = {}

    def offset_zone(self) -> str:
        """A zone without summer time at the commonest distance from UTC, where no zone is named; empty where none is known."""
        if not self._offsets:
            return ""
        hours = max(self._offsets, key=lambda offset: self._offsets[offset]).total_seconds() / 3600
        return ("UTC" if not hours else f"Etc/GMT{-hours:+.0f}") if hours == int(hours) else ""

    def read(self, session: Fields, room: str) -> Iterator[FoundTalk]:
        """The talk of a session in a room; none where it has no title, or its guid was seen before."""
        session.name = "event"
        guid, title = session.line("guid").lower(), session.line("title")
        if guid and guid in self._guids:
            session.remark("import-refused", "guid", SAME_GUID, guid)
        elif not title:
            session.remark("import-refused", "title", NO_TITLE)
        else:
            self._guids[guid] = session.spot
            more = self._own.talks.get(guid)
            yield self._ours(session, more, title, room) if more else self._foreign(session, title, room, guid)

    def _ours(self, session: Fields, more: Fields, title: str, room: str) -> FoundTalk:
        links = [(link.address("url") or link.address("href"), link.line("title"), link.line("type")) for link in session.objects("links")]
        base = FoundTalk(session.spot, self._event, title, abstract=session.prose("abstract"), description=session.prose("description"))
        track = session.line("track")
        people = list(self._persons(session, ours=True))
        session.close(silent=OUR_OWN)
        return self._own.completed(base, more, people, links, room, track)

    def _foreign(self, session: Fields, title: str, room: str, guid: str) -> FoundTalk:
        day, start, end = self._times(session)
        url, spoken = session.address("url"), session.line("language")
        tongue = language(spoken)
        if spoken and not tongue:
            session.remark("import-left-out", "language", NO_LANGUAGE, spoken)
        if guid:
            session.remark("import-left-out", "guid", GIVEN_ID, guid)
        links, recordings = self._links(session, url)
        talk = FoundTalk(
            session.spot, self._event, title, self._slug(session), code=session.line("code", 40), type=session_type(session, "type"),
            language=tongue, official_url=url, persons=tuple(self._persons(session)), date=day, start=start, end=end,
            track=session.line("track"), room=session.line("room") or line(room), abstract=session.prose("abstract"),
            description=(*session.prose("subtitle"), *session.prose("description")), links=links, recordings=recordings,
            license=session.line("recording_license"),
        )  # fmt: skip
        session.close(REASONS, silent=frozenset({"end"}))
        return talk

    def _slug(self, session: Fields) -> str:
        """The session's own part of its slug, without what stands for the event."""
        own = slug(session.line("slug"))
        for before in dict.fromkeys((self._event, self._acronym)):
            own = own.removeprefix(f"{before}-") if before else own
        return own

    def _times(self, session: Fields) -> tuple[dt.date | None, str, str]:
        text, start, duration = session.line("date"), session.line("start"), session.line("duration")
        at = moment(text) if text else None
        if at is None:
            if text:
                session.remark("import-left-out", "date", NO_DATE, text)
            return None, "", ""
        day, start = self._local(at, start, session)
        length = minutes(duration) if duration else None
        if duration and length is None:
            session.remark("import-left-out", "duration", NO_DURATION, duration)
        end = later(start, length) if start and length else ""
        if start and length and not end:
            session.remark("import-left-out", "duration", PAST_MIDNIGHT, duration)
        return day, start, end

    def _local(self, at: Moment, start: str, session: Fields) -> tuple[dt.date, str]:
        """Day and time where the conference is."""
        told = f"{start:0>5}"[:5] if re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d(:\d\d)?", start) else ""
        if start and not told:
            session.remark("import-left-out", "start", NO_TIME, start)
        if not at.clock:
            return at.day, told
        day, clock = at.day, at.clock
        if at.offset is not None:
            self._offsets[at.offset] = self._offsets.get(at.offset, 0) + 1
            if self._zone:
                there = dt.datetime.fromisoformat(f"{at.day}T{at.clock}").replace(tzinfo=dt.timezone(at.offset))
                local = there.astimezone(ZoneInfo(self._zone))
                day, clock = local.date(), f"{local:%H:%M}"
        if told and told != clock:
            session.remark("import-changed", "start", OTHER_START, start)
        return day, clock

    def _persons(self, session: Fields, *, ours: bool = False) -> Iterator[FoundPerson]:
        for person in session.objects("persons"):
            person.name = "person"
            names = [person.line(key) for key in ("name", "public_name", "full_public_name")]
            keys = [person.line(key) for key in ("guid", "code", "id")]
            name, key = next((name for name in names if name), ""), next((key for key in keys if key), "")
            if not name:
                person.remark("import-left-out", "name", NO_NAME)
            else:
                url = person.address("url")
                links = [(url, each.line("title")) for each in closed(person.objects("links"), REASONS) if (url := each.address("url"))]
                found = [*([(url, "")] if url and not ours else []), *links]
                yield FoundPerson(person.spot, name, key, about=person.prose("biography"), links=tuple(dict(found).items()))
            person.close(REASONS)

    def _links(self, session: Fields, own: str) -> tuple[tuple[FoundLink, ...], tuple[FoundRecording, ...]]:
        found = [FoundLink("page", own)] if own else []
        for key in ("links", "attachments"):
            for each in closed(session.objects(key), REASONS):
                url = next((url for name in ("url", "href") if (url := each.address(name))), "")
                title = next((title for name in ("title", "name") if (title := each.line(name))), "")
                each.take("type")
                if url:
                    kind = kind_of_link(url, title)
                    found.append(FoundLink("other" if key == "attachments" and kind == "page" else kind, url, title))
        found += [FoundLink("page", url) for url in (session.address("origin_url"),) if url]
        recordings = tuple(FoundRecording(url) for url in (session.address("video_download_url"),) if url)
        return tuple({link.url: link for link in reversed(found)}.values())[::-1], recordings


SAME_GUID = Words("is that of a session before it; the second one was not imported", "앞 세션과 같은 guid라서 뒤의 것은 들이지 않았습니다")
NO_NAME = Words("is missing; the person was left out", "이름이 없어 이 사람은 옮기지 않았습니다")
NO_LANGUAGE = Words("is no language of ISO 639 and was left out", "ISO 639에 있는 언어가 아니어서 옮기지 않았습니다")
NO_DATE = Words(
    "is no point in time and was left out, and the times with it; expected as 2016-10-25T16:00:00+09:00",
    "시점이 아니어서 시각과 함께 옮기지 않았습니다. 2016-10-25T16:00:00+09:00처럼 적습니다",
)
NO_TIME = Words("is no time of day and was left out; expected as 09:30", "시각이 아니어서 옮기지 않았습니다. 09:30처럼 적습니다")
NO_DURATION = Words("is no duration and was left out; expected as 00:45", "길이가 아니어서 옮기지 않았습니다. 00:45처럼 적습니다")
PAST_MIDNIGHT = Words(
    "ends on another day, for which records have no field; only the start was carried",
    "이튿날 끝나는데 기록에 담을 항목이 없어 시작 시각만 옮겼습니다",
)
OTHER_START = Words(
    "is not the time that 'date' says where the conference is; that of 'date' was taken",
    "'date'를 행사 시간대로 읽은 시각과 다릅니다. 'date'의 시각을 적었습니다",
)
LOOKS = Words("is about looks; records have no field for it", "모양에 관한 값이라 기록에 담을 항목이 없습니다")
GIVEN_ID = Words(
    "is the source's own id; the record is known again by its address, path or title",
    "원본의 id입니다. 다시 들일 때는 주소, 경로, 제목으로 알아봅니다",
)
COSMETIC: Mapping[str, Words] = {
    **dict.fromkeys(("logo", "logo_url", "color", "colors", "slug", "capacity", "timeslot_duration"), LOOKS),
    **dict.fromkeys(("guid", "id"), GIVEN_ID),
}
REASONS: Mapping[str, Words] = {
    **dict.fromkeys(("logo", "avatar", "avatar_url", "thumbnail"), LOOKS),
    **dict.fromkeys(("guid", "id", "code"), GIVEN_ID),
}
OUR_OWN = frozenset(
    [
        "code",
        "id",
        "date",
        "start",
        "end",
        "duration",
        "room",
        "slug",
        "url",
        "type",
        "language",
        "subtitle",
        "origin_url",
        "recording_license",
        "optout",
    ]
)
"""What our own exports say again in their extension."""
