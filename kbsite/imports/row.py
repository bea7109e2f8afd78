"""One row of a table to a talk and its event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kbsite.imports.columns import DERIVED
from kbsite.imports.fields import Fields
from kbsite.imports.found import FoundEvent, FoundLink, FoundPerson, FoundRecording, FoundTalk
from kbsite.imports.links import kind_of_link, session_type
from kbsite.imports.markup import pieces, prose
from kbsite.imports.remarks import Spot
from kbsite.imports.romanise import slug
from kbsite.imports.values import (
    NO_SLOT,
    NO_ZONE,
    Moment,
    address,
    clock,
    language,
    later,
    line,
    minutes,
    moment,
    script_language,
    shortened,
    slot_number,
    time_zone,
)
from kbsite.records.models import ID
from kbsite.words import Words


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by column, and those whose column names a language."""

    fields: Fields
    tongues: Mapping[str, Mapping[str, str]]
    spot: Spot


def read_row(row: Row, event: str, events: dict[str, FoundEvent]) -> Iterator[FoundTalk]:
    """The talk of a row, if it has a title; its event is added to those known."""
    fields = row.fields
    official = _list(fields, "official_title_languages")
    title, titles = _title(row, official)
    if not title:
        fields.remark("import-refused", "title", NO_TITLE)
        return
    id_ = _event(row, event, events)
    named, code = fields.line("id"), fields.line("code")
    at = _moment(fields)
    start, end = _clock(fields, "start") or (at.clock if at else ""), _clock(fields, "end")
    length = fields.line("duration")
    if start and not end and length:
        end = later(start, minutes(length) or 0) if minutes(length) else ""
    if length and not (start and end):
        fields.remark("import-left-out", "duration", NO_DURATION, length)
    spoken = fields.line("language")
    tongue = language(spoken)
    if spoken and not tongue:
        fields.remark("import-left-out", "language", NO_LANGUAGE, spoken)
    abstract, abstracts = _abstract(row, tongue)
    is_code = bool(code) and not address(code)
    links, recordings = _links(fields, "" if is_code else code)
    track, slot = fields.line("track"), fields.line("slot")
    if slot and not slot_number(slot):
        fields.remark("import-left-out", "slot", NO_SLOT, slot)
    day = at.day if at else None
    if track and (track, track) not in events[id_].tracks:
        events[id_] = replace(events[id_], tracks=(*events[id_].tracks, (track, track)))
    yield FoundTalk(
        row.spot, id_, title, named.removeprefix(f"{id_}-") if named else slug(fields.line("slug")),
        translations=(*titles, *abstracts), official_title=official if row.tongues.get("title") else (),
        code=shortened(code, 40) if is_code else "", type=session_type(fields, "type"), language=tongue,
        persons=tuple(_persons(row)), date=day, start=start, end=end, track=track, slot=slot_number(slot),
        room=fields.line("room"), inferred=_list(fields, "inferred"), abstract=abstract, description=fields.prose("description"),
        links=links, recordings=recordings, tags=(*_list(fields, "tags"), *_list(fields, "category")),
        techniques=_list(fields, "techniques"), license=fields.line("license"),
    )  # fmt: skip
    fields.close(silent=DERIVED)


def _list(fields: Fields, key: str) -> tuple[str, ...]:
    """Values of a cell, separated by semicolons; a list of JSON is one already."""
    value = fields.take(key)
    given = value if isinstance(value, list) else str(value).split(";") if isinstance(value, str | int) else []
    return tuple(dict.fromkeys(text for each in given if isinstance(each, str) and (text := line(each))))


def _title(row: Row, official: tuple[str, ...]) -> tuple[str, list[tuple[str, str, str]]]:
    """The title, and the titles in languages where columns give them: those of our own export repeat the official one."""
    own = row.fields.line("title")
    given = {tongue: shortened(line(text)) for tongue, text in row.tongues.get("title", {}).items() if line(text)}
    first = own or next((given[tongue] for tongue in official if tongue in given), next(iter(given.values()), ""))
    kept = [(tongue, text) for tongue, text in given.items() if tongue in official or text != first or not official]
    return first, [("title", tongue, text) for tongue, text in kept]


def _abstract(row: Row, tongue: str) -> tuple[tuple[str, ...], list[tuple[str, str, str]]]:
    own = row.fields.prose("abstract")
    given: dict[str, str] = {}
    for each, text in row.tongues.get("abstract", {}).items():
        made = prose(text)
        for dropped in made.dropped:
            row.fields.remark("import-left-out", "abstract", NOT_SHOWN, dropped)
        if made.text and made.text not in given.values():
            given[each] = (pieces(made.text) or [""])[0]
    if len(given) == 1 and tongue and not own:
        only = next(iter(given.values()))
        given = {script_language(only, next(iter(given))): only}
    return own or tuple(list(given.values())[:1]), [("abstract", each, text) for each, text in given.items()]


def _event(row: Row, event: str, events: dict[str, FoundEvent]) -> str:
    """The id of a row's event: as its column says, or else from the conference and year."""
    fields = row.fields
    given, name, year = fields.line("event"), fields.line("conference"), fields.line("year")
    joined = f"{slug(name)}{'-' if slug(name)[-1:].isdigit() else ''}{year}" if name else ""
    id_ = event or (given if re.fullmatch(ID, given) else slug(given)) or slug(joined) or "imported"
    if not given and not name and not event:
        fields.remark("import-assumed", "event", NO_EVENT, id_)
    named = fields.line("time_zone")
    zone = time_zone(named)
    if named and not zone:
        fields.remark("import-left-out", "time_zone", NO_ZONE, named)
    whole = f"{name} {year}" if name and year and year not in name else name
    known = events.setdefault(id_, FoundEvent(row.spot, id_, whole, time_zone=zone))
    if year and known.only_year is None:
        if re.fullmatch("[12][0-9]{3}", year):
            events[id_] = replace(known, only_year=int(year))
        else:
            fields.remark("import-left-out", "year", NO_YEAR, year)
    return id_


def _moment(fields: Fields) -> Moment | None:
    text = fields.line("date")
    at = moment(text) if text else None
    if text and not at:
        fields.remark("import-left-out", "date", NO_DATE, text)
    return at


def _clock(fields: Fields, key: str) -> str:
    text = fields.line(key)
    found = clock(text) if text else ""
    if text and not found:
        at = moment(text)
        found = at.clock if at else ""
        if not found:
            fields.remark("import-left-out", key, NO_TIME, text)
    return found


def _persons(row: Row) -> Iterator[FoundPerson]:
    """People of a row; our own export has ids of records and, apart, their names by language."""
    raw = row.fields.take("speakers")
    affiliation = row.fields.line("affiliation")
    named = {tongue: [line(name) for name in text.split(";")] for tongue, text in row.tongues.get("speaker_names", {}).items()}
    text = "; ".join(str(each) for each in raw) if isinstance(raw, list) else str(raw or "")
    given = [name for each in re.split("[;\n]" if ";" in text else "[,\n]", text) if (name := line(each))]
    if named and all(len(names) == len(given) and re.fullmatch(ID, id_) for names in named.values() for id_ in given):
        for at, id_ in enumerate(given):
            names = {tongue: shortened(each[at]) for tongue, each in named.items()}
            first = next(iter(names.values()))
            same = len(set(names.values())) == 1
            told = ((script_language(first, "en"), first),) if same else tuple(names.items())
            yield FoundPerson(row.spot, first, id_, id_, told)
        return
    for name in given:
        yield FoundPerson(row.spot, shortened(name), affiliation=affiliation)


def _links(fields: Fields, code: str) -> tuple[tuple[FoundLink, ...], tuple[FoundRecording, ...]]:
    found: list[FoundLink] = []
    recordings: list[FoundRecording] = []
    given = {key: _addresses(fields, key) for key in ("slides", "video", "repository", "url")}
    given["repository"] += [address(code)] if code else []
    for key, urls in given.items():
        for url in urls:
            if key == "video":
                recordings.append(FoundRecording(url))
            else:
                found.append(FoundLink(kind_of_link(url) if key == "url" else key, url))
    return tuple({link.url: link for link in found}.values()), tuple({each.url: each for each in recordings}.values())


def _addresses(fields: Fields, key: str) -> list[str]:
    """Addresses of a cell: a semicolon separates them only where another address follows."""
    value = fields.take(key)
    text = "; ".join(str(each) for each in value) if isinstance(value, list) else str(value or "")
    found = []
    for each in re.split(r"[;\s]+(?=https?://)", text.strip()):
        if url := address(each):
            found.append(url)
        elif each.strip():
            fields.remark("import-left-out", key, NO_LINK, each)
    return found


NO_TITLE = Words("is missing; the talk was not imported", "제목이 없어 이 발표는 들이지 않았습니다")
NO_EVENT = Words(
    "neither a column nor --event names the event; this was taken for its id",
    "행사를 적은 열도 --event도 없어 이 값을 행사 id로 삼았습니다",
)
NO_YEAR = Words("is no year and was left out", "연도가 아니어서 옮기지 않았습니다")
NO_DATE = Words("is no day and was left out; expected as 2016-10-25", "날짜가 아니어서 옮기지 않았습니다. 2016-10-25처럼 적습니다")
NO_TIME = Words("is no time of day and was left out; expected as 09:30", "시각이 아니어서 옮기지 않았습니다. 09:30처럼 적습니다")
NO_DURATION = Words("is no duration, or there is no start; it was left out", "길이가 아니거나 시작 시각이 없어 옮기지 않았습니다")
NO_LANGUAGE = Words("is no language of ISO 639 and was left out", "ISO 639에 있는 언어가 아니어서 옮기지 않았습니다")
NO_LINK = Words("is no http or https address and was left out", "http나 https 주소가 아니어서 옮기지 않았습니다")
NOT_SHOWN = Words("holds markup or an address that records do not show; it was left out", "기록에 둘 수 없는 마크업이나 주소를 뺐습니다")
