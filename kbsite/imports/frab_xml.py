"""frab's and pretalx's `schedule.xml` (https://c3voc.de/schedule/schema.xsd) to an event and its talks.

A document type is refused: schedules have none, and entities are how a few lines of XML fill a machine's memory or read its files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from kbsite.imports.files import File, source
from kbsite.imports.found import Found
from kbsite.imports.frab import schedule
from kbsite.imports.json_text import Unreadable
from kbsite.imports.remarks import Remarks, Spot
from kbsite.words import Words

DEEPEST = 20
Steps = tuple[str | int, ...]
LISTS = {"persons": "person", "links": "link", "attachments": "attachment"}
RENAMED = {("conference", "days"): "daysCount", ("event", "recording"): ""}


@dataclass(slots=True)
class Element:
    """An element with what is in it, and where it begins."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    inside: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words in it, without the blanks around them."""
        return "".join(self.words).strip()


def read(file: File, event: str, remarks: Remarks) -> Found:
    """The file's event and talks. Raises Unreadable where it is no schedule."""
    reader = _Reader()
    root = reader.parse(file.data)
    if root.name != "schedule" or not any(inner.name == "conference" for inner in root.inside):
        raise Unreadable(NO_SCHEDULE, root.line, root.column)
    shape = _Shape({})
    value = shape.schedule(root, reader.extension)
    spot = Spot(file.path, steps=("schedule",), json=False)
    found, talks, version = schedule(value, spot, remarks, event)
    return Found(source(file, found.name, under=found.id, revision=version), (found,), tuple(talks), lambda at: shape.locate(at.steps))


class _Reader:
    """Builds elements while expat reads."""

    def __init__(self) -> None:
        self.extension: Any = None
        self._open: list[Element] = []
        self._root: Element | None = None
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartDoctypeDeclHandler = self._refuse

    def parse(self, data: bytes) -> Element:
        """The root of a document. Raises Unreadable."""
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            raise Unreadable(NOT_XML.fill(what=what), error.lineno, error.offset + 1) from error
        except (ValueError, LookupError) as error:
            raise Unreadable(NOT_XML.fill(what=error)) from error
        if self._root is None:
            raise Unreadable(NO_SCHEDULE)
        return self._root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
        if len(self._open) >= DEEPEST:
            raise Unreadable(TOO_DEEP, element.line, element.column)
        if self._open:
            self._open[-1].inside.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, name: str) -> None:
        self._open.pop()

    def _words(self, data: str) -> None:
        if self._open:
            self._open[-1].words.append(data)

    def _instruction(self, target: str, data: str) -> None:
        if target == "kbsite" and self._root is None:
            try:
                self.extension = json.loads(data)
            except (ValueError, RecursionError):
                self.extension = data

    def _refuse(self, *_: object) -> None:
        raise Unreadable(DOCTYPE, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)


class _Shape:
    """Gives elements the shape of schedule.json, and remembers where each value stood."""

    def __init__(self, places: dict[Steps, tuple[int, int]]) -> None:
        self._places = places

    def locate(self, steps: Steps) -> tuple[int, int]:
        """Line and column of a value, or of the nearest one around it."""
        return next((self._places[steps[:end]] for end in range(len(steps), -1, -1) if steps[:end] in self._places), (1, 1))

    def schedule(self, root: Element, extension: Any) -> dict[str, Any]:
        """The whole document."""
        here: Steps = ("schedule",)
        parts = {"conference": [each for each in root.inside if each.name == "conference"], "day": []}
        parts["day"] = [each for each in root.inside if each.name == "day"]
        value = self._plain(root, here, skip=frozenset({"conference", "day", "generator"}))
        conference = (*here, "conference")
        inner = self._plain(parts["conference"][0], conference, skip=frozenset({"track"}))
        if "days" in inner:
            inner["daysCount"] = inner.pop("days")
        tracks = [each for each in parts["conference"][0].inside if each.name == "track"]
        inner["tracks"] = [self._track(each, (*conference, "tracks", at)) for at, each in enumerate(tracks)]
        inner["days"] = [self._day(day, (*conference, "days", at)) for at, day in enumerate(parts["day"])]
        if extension is not None:
            inner["meta"] = {"kbsite": extension}
        return {**value, "conference": inner}

    def _track(self, element: Element, here: Steps) -> dict[str, Any]:
        value = self._plain(element, here)
        return {"name": element.text, **value} if element.text else value

    def _day(self, day: Element, here: Steps) -> dict[str, Any]:
        self._places[here] = (day.line, day.column)
        rooms: dict[str, list[dict[str, Any]]] = {}
        for room in day.inside:
            name = room.attributes.get("name", room.name)
            held = rooms.setdefault(name, [])
            held += [self._event(each, (*here, "rooms", name, len(held) + at)) for at, each in enumerate(room.inside)]
        return {**day.attributes, "rooms": rooms}

    def _event(self, event: Element, here: Steps) -> dict[str, Any]:
        value = self._plain(event, here, skip=frozenset({*LISTS, "recording"}))
        for each in event.inside:
            if each.name in LISTS:
                held = value.setdefault(each.name, [])
                inner = [self._item(item, (*here, each.name, len(held) + at)) for at, item in enumerate(each.inside)]
                value[each.name] = [*held, *inner]
            elif each.name == "recording":
                self._recording(each, here, value)
        return value

    def _item(self, item: Element, here: Steps) -> dict[str, Any]:
        value = self._plain(item, here)
        return {**value, ("name" if item.name == "person" else "title"): item.text} if item.text else value

    def _recording(self, recording: Element, here: Steps, value: dict[str, Any]) -> None:
        names = {"license": "recording_license", "optout": "do_not_record", "url": "video_download_url", "link": "recording_link"}
        for each in recording.inside:
            self._places[(*here, names.get(each.name, each.name))] = (each.line, each.column)
            if each.text and not (each.name == "optout" and each.text == "false"):
                value[names.get(each.name, each.name)] = each.text

    def _plain(self, element: Element, here: Steps, skip: frozenset[str] = frozenset()) -> dict[str, Any]:
        """Attributes, and elements that hold words alone; a second one of a name gets a name of its own."""
        self._places[here] = (element.line, element.column)
        value: dict[str, Any] = dict(element.attributes)
        for each in element.inside:
            if each.name in skip:
                continue
            key, again = each.name, 1
            while key in value:
                again += 1
                key = f"{each.name} ({again})"
            self._places[(*here, key)] = (each.line, each.column)
            value[key] = {**each.attributes, **{inner.name: inner.text for inner in each.inside}} if each.inside or (
                each.attributes and not each.text
            ) else each.text  # fmt: skip
        return value


NO_SCHEDULE = Words(
    "the file is no schedule.xml: it has no 'schedule' with a 'conference'",
    "schedule.xml이 아닙니다. 'conference'가 든 'schedule'이 없습니다",
)
NOT_XML = Words("the file is no valid XML: {what}", "올바른 XML 파일이 아닙니다: {what}")
TOO_DEEP = Words(
    "nested deeper than a schedule is; nothing of the file was read", "일정 파일이라기에는 지나치게 깊게 겹쳐 있어 읽지 않았습니다"
)
DOCTYPE = Words(
    "a document type stands here, which schedules do not have; nothing of the file was read",
    "일정 파일에 없는 문서 형식 선언이 있어 읽지 않았습니다",
)
