"""What our own exports say beside the schedule: ids of records and whatever frab has no field for (`conference.meta.kbsite`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kbsite.imports.fields import Fields
from kbsite.imports.found import FoundLink, FoundPerson, FoundRecording, FoundTalk
from kbsite.imports.values import NO_SLOT, SCRIPTS, address, language, line, moment, script_language, shortened, slot_number
from kbsite.records.models import ID
from kbsite.words import Words

WITH_SCRIPTS = frozenset(tongue for tongue, _ in SCRIPTS)
"""Languages that a script gives away."""
DERIVED = frozenset({"url", "state", "unknown", "format", "license_url", "source"})
"""What follows from the records again."""


@dataclass(slots=True)
class Own:
    """The extension; without one all of it is empty."""

    event: str = ""
    language: str = ""
    time_zone: str = ""
    talks: dict[str, Fields] = field(default_factory=dict)
    """By guid."""
    tracks: dict[str, str] = field(default_factory=dict)
    """Names of tracks by id, as far as talks tell."""
    _left_out: list[Fields] = field(default_factory=list)
    _venues: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, conference: Fields) -> Own:
        """The extension of a conference, if it has one that can be read."""
        meta = conference.take("meta")
        given = meta.get("kbsite") if isinstance(meta, Mapping) else None
        if not isinstance(given, Mapping) or given.get("format") != 1:
            if meta:
                conference.remark("import-left-out", "meta", NOT_OURS, meta)
            return cls()
        spot = conference.spot.inside("meta", "kbsite")
        fields = Fields(given, spot, "kbsite", conference.remarks)
        event = fields.line("event")
        own = cls(event if re.fullmatch(ID, event) else "", language(fields.text("language")), fields.line("time_zone"))
        own._left_out = list(fields.objects("left_out"))
        talks = fields.take("talks")
        for guid, more in talks.items() if isinstance(talks, Mapping) else ():
            if isinstance(more, Mapping):
                own.talks[guid] = Fields(more, spot.inside("talks", guid), "kbsite.talks", conference.remarks)
        fields.take("license")
        fields.close(silent=DERIVED)
        return own

    def left_out(self, event: str) -> Iterator[FoundTalk]:
        """Talks the schedule itself has no place for."""
        for fields in self._left_out:
            title = fields.line("title")
            names = fields.take("persons")
            persons = [{"name": name} for name in names] if isinstance(names, list) else []
            given = [(each.address("url"), each.line("title"), each.line("type")) for each in fields.objects("links")]
            base = FoundTalk(fields.spot, event, title, abstract=fields.prose("abstract"), description=fields.prose("description"))
            if title:
                yield self.completed(base, fields, _people(persons, fields), given, "", "")
            else:
                fields.remark("import-refused", "title", NO_TITLE)

    def completed(
        self, talk: FoundTalk, more: Fields, people: list[FoundPerson], links: list[tuple[str, str, str]], room: str, track: str
    ) -> FoundTalk:
        """A session with what the extension says of it put in place of what the schedule can only hint at."""
        id_, track_id, own_room = more.line("id"), more.line("track"), more.line("room")
        if track_id and track:
            self.tracks[track_id] = track
        if room and not own_room and not track_id:
            self._venues.add(room)
        at, slot = moment(more.line("date")), more.line("slot")
        if slot and not slot_number(slot):
            more.remark("import-left-out", "slot", NO_SLOT, slot)
        kinds = _texts(more.take("link_types"))
        roles, official = list(more.objects("speakers")), _texts(more.take("official_title"))
        found = FoundTalk(
            talk.spot, talk.event, talk.title, id_.removeprefix(f"{talk.event}-"), code=more.line("code"), type=more.line("type"),
            language=language(more.line("language")), official_title=official,
            translations=(("title", self._tongue(talk.title, official), talk.title),),
            words=self._tongue(" ".join((*talk.abstract, *talk.description)), ()),
            persons=tuple(_joined(roles, people)), date=at.day if at else None, start=more.line("start"), end=more.line("end"),
            track=track_id, slot=slot_number(slot), room=own_room, abstract=talk.abstract,
            description=talk.description, links=tuple(_links(kinds, links)), tags=_texts(more.take("tags")),
            techniques=_texts(more.take("techniques")), license=more.line("license"),
            recordings=tuple(FoundRecording(url) for url, _, _ in links[len(kinds) :] if url),
        )  # fmt: skip
        more.close(silent=DERIVED)
        return found

    def _tongue(self, text: str, among: tuple[str, ...]) -> str:
        """The language a text of this file is in: that of the file, unless its script says otherwise."""
        told = script_language(text, "")
        if told or self.language not in WITH_SCRIPTS:
            return told or self.language
        return next((tongue for tongue in among if tongue not in WITH_SCRIPTS), self.language)

    def venue(self) -> str:
        """Where the event was held: what stands in place of a room where neither room nor track is known."""
        return self._venues.pop() if len(self._venues) == 1 else ""


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(each) for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _people(persons: list[dict[str, Any]], fields: Fields) -> list[FoundPerson]:
    return [FoundPerson(fields.spot.inside("persons", at), shortened(line(str(each["name"])))) for at, each in enumerate(persons)]


def _joined(roles: list[Fields], people: list[FoundPerson]) -> Iterator[FoundPerson]:
    """Persons of the schedule with the ids of their records; both are in the order of the talk."""
    for at, person in enumerate(people):
        if at >= len(roles):
            yield person
            continue
        role = roles[at]
        id_ = role.line("id")
        yield FoundPerson(
            person.spot, person.name, id_ or person.key, id_ if re.fullmatch(ID, id_) else "", affiliation=role.line("affiliation"),
            role=role.line("role"), about=person.about, links=person.links,
        )  # fmt: skip
        role.close()


def _links(kinds: tuple[str, ...], links: list[tuple[str, str, str]]) -> Iterator[FoundLink]:
    for kind, (url, title, _) in zip(kinds, links, strict=False):
        if address(url):
            yield FoundLink(kind, url, "" if title == kind else title)


NOT_OURS = Words("is an extension that nothing here knows", "여기서 알지 못하는 확장입니다")
NO_TITLE = Words("is missing; the session was not imported", "제목이 없어 이 세션은 들이지 않았습니다")
