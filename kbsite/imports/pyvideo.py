"""pyvideo's records to talks: `<event>/category.json`, `<event>/videos/*.json`, or all of them as JSON lines.

Format: github.com/pyvideo/data, CONTRIBUTING. Lines name their event under `event`; a file's event is its folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from kbsite.imports.fields import Fields
from kbsite.imports.files import PLAIN, File, source
from kbsite.imports.found import Found, FoundEvent, FoundLink, FoundPerson, FoundRecording, FoundSource, FoundTalk
from kbsite.imports.json_text import Positions, Unreadable, parse
from kbsite.imports.links import closed, kind_of_link
from kbsite.imports.remarks import Remarks, Spot
from kbsite.imports.romanise import slug
from kbsite.imports.values import language, length, line, moment, shortened
from kbsite.words import Words

HOME = "https://pyvideo.org/"
NOBODY = frozenset({"unknown", "various", "various speakers", "tbd", "tba", "n/a", ""})
"""What stands in place of a name."""


def read(file: File, event: str, remarks: Remarks) -> Found:
    """The file's talks and events. Raises Unreadable where it is not of pyvideo."""
    text, lines = file.text(), file.name.endswith((".jsonl", ".ndjson"))
    folder = slug(
        PurePath(file.path).parent.parent.name if PurePath(file.path).parent.name == "videos" else PurePath(file.path).parent.name
    )
    titles: dict[str, FoundEvent] = {}
    talks: list[FoundTalk] = []
    for spot, value in _lines(file.path, text, remarks) if lines else [(Spot(file.path), parse(text))]:
        for where, each in [(spot.inside(at), one) for at, one in enumerate(value)] if isinstance(value, list) else [(spot, value)]:
            if not isinstance(each, Mapping):
                remarks.add(where, "import-refused", "record", NO_OBJECT, each)
                continue
            fields = Fields(each, where, "", remarks)
            id_ = event or slug(fields.line("event")) or folder or "pyvideo"
            if file.name == "category.json":
                titles[id_] = FoundEvent(where, id_, fields.line("title") or id_)
                fields.close(silent=frozenset({"slug"}))
            else:
                titles.setdefault(id_, FoundEvent(where, id_, ""))
                talks += _talk(fields, id_)
    positions = None if lines else Positions(text)
    one = next(iter(titles), "pyvideo")
    whole = FoundSource(f"{one}-pyvideo", f"pyvideo: {titles[one].name or one}" if one in titles else "pyvideo", "", PLAIN, HOME)
    return Found(
        source(file, "pyvideo", url=HOME) if lines else whole, tuple(titles.values()), tuple(talks),
        (lambda spot: positions.at(spot.steps)) if positions else (lambda spot: (spot.line, spot.column)),
    )  # fmt: skip


def _lines(path: str, text: str, remarks: Remarks) -> Iterator[tuple[Spot, Any]]:
    """The values of JSON lines; a broken line is told, and the others are read."""
    for number, each in enumerate(text.split("\n"), 1):
        if each.strip():
            try:
                yield Spot(path, number), parse(each)
            except Unreadable as error:
                remarks.add(Spot(path, number, error.column), "import-refused", "record", error.why)


def _talk(fields: Fields, event: str) -> Iterator[FoundTalk]:
    title = fields.line("title")
    if not title:
        fields.remark("import-refused", "title", NO_TITLE)
        return
    date, spoken = fields.line("recorded") or fields.line("date"), fields.line("language")
    at, tongue = moment(date) if date else None, language(spoken)
    if date and not at:
        fields.remark("import-left-out", "recorded", NO_DATE, date)
    if spoken and not tongue:
        fields.remark("import-left-out", "language", NO_LANGUAGE, spoken)
    summary, description = fields.prose("summary"), fields.prose("description")
    yield FoundTalk(
        fields.spot, event, title, slug(fields.line("slug")), language=tongue, persons=tuple(_persons(fields)),
        date=at.day if at else None, abstract=summary or description, description=description if summary else (),
        recordings=tuple(_recordings(fields, tongue)), links=tuple(_links(fields)), tags=tuple(_texts(fields, "tags")),
        license=fields.line("copyright_text"),
    )  # fmt: skip
    if fields.take("source") not in (None, "pyvideo"):
        fields.remark("import-left-out", "source", OTHER_SOURCE)
    fields.close()


def _texts(fields: Fields, key: str) -> Iterator[str]:
    value = fields.take(key)
    for at, each in enumerate(value if isinstance(value, list) else [] if value is None else [value]):
        if isinstance(each, str):
            yield from [line(each)] if line(each) else []
        else:
            fields.remarks.add(fields.spot.inside(key, at), "import-left-out", key, NO_TEXT, each)


def _persons(fields: Fields) -> Iterator[FoundPerson]:
    for key in ("speakers", "persons"):
        for at, name in enumerate(_texts(fields, key)):
            if name.casefold() in NOBODY:
                fields.remarks.add(fields.spot.inside(key, at), "import-left-out", key, NOT_A_NAME, name)
            else:
                yield FoundPerson(fields.spot.inside(key, at), shortened(name))


def _recordings(fields: Fields, tongue: str) -> Iterator[FoundRecording]:
    """Recordings; they are copies of one, so that the duration is that of each."""
    seconds = next((value for key in ("duration", "duration_s") if isinstance(value := fields.take(key), int | float)), None)
    duration = length(seconds) if seconds is not None else ""
    if seconds is not None and (not duration or seconds % 60):
        fields.remark("import-changed" if duration else "import-left-out", "duration", ROUNDED if duration else NO_DURATION, seconds)
    seen: set[str] = set()
    for key in ("videos", "recordings"):
        for each in closed(fields.objects(key), {"type": FOLLOWS}):
            url = each.address("url")
            if url and url not in seen:
                seen.add(url)
                yield FoundRecording(url, duration, tongue)
    if duration and not seen:
        fields.remark("import-left-out", "duration", NO_RECORDING, seconds)


def _links(fields: Fields) -> Iterator[FoundLink]:
    for key in ("related_urls", "links"):
        value = fields.take(key)
        given = [{"url": each} if isinstance(each, str) else each for each in value] if isinstance(value, list) else value
        for each in closed(Fields({key: given}, fields.spot, "", fields.remarks).objects(key), {}):
            url, label = each.address("url"), each.line("label")
            if url:
                yield FoundLink(kind_of_link(url, label), url, label)


NO_OBJECT = Words("is no object and was not imported", "객체가 아니어서 들이지 않았습니다")
NO_TITLE = Words("is missing; the talk was not imported", "제목이 없어 이 발표는 들이지 않았습니다")
NO_DATE = Words("is no day and was left out; expected as 2016-10-25", "날짜가 아니어서 옮기지 않았습니다. 2016-10-25처럼 적습니다")
NO_LANGUAGE = Words("is no language of ISO 639 and was left out", "ISO 639에 있는 언어가 아니어서 옮기지 않았습니다")
NO_TEXT = Words("is no text and was left out", "글이 아니어서 옮기지 않았습니다")
NOT_A_NAME = Words("is nobody's name and was left out", "사람 이름이 아니어서 옮기지 않았습니다")
OTHER_SOURCE = Words("records cite the imported file instead", "기록은 대신 가져온 파일을 출처로 적습니다")
ROUNDED = Words("was rounded to whole minutes", "분 단위로 반올림했습니다")
NO_DURATION = Words("is no length below a day and was left out", "하루보다 짧은 길이가 아니어서 옮기지 않았습니다")
NO_RECORDING = Words("belongs to a recording, and there is none; it was left out", "영상의 길이인데 영상이 없어 옮기지 않았습니다")
FOLLOWS = Words("follows from the address", "주소에서 알 수 있어 적지 않습니다")
