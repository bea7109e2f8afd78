"""The top of a talk's Markdown document: front matter for machines, and the same facts for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kbsite.exports import _markdown_words as w
from kbsite.exports._markdown_desk import Desk
from kbsite.exports._markdown_text import words
from kbsite.exports.publication import official_tongues
from kbsite.records.models import SpeakerRole, Talk
from kbsite.text.plain import plain, shorten
from kbsite.words import Words

Value = str | Sequence[str] | None


def front_matter(desk: Desk, talk: Talk, about: Mapping[str, Value]) -> str:
    """What a talk's record says in fields; `about` adds some of the document itself, and what the record says goes before it."""
    catalog, session = desk.catalog, desk.catalog.session(talk)
    event = catalog.events.get(talk.event)
    values: dict[str, Value] = {
        "title": desk.title(talk).text,
        "description": shorten(plain(talk.abstract.text.words(desk.language)), 160) if talk.abstract else None,
        "language": desk.language,
        "id": talk.id,
        "event": event.name.words(desk.language) if event else talk.event,
        "code": talk.code,
        "type": talk.type,
        "state": catalog.state(talk),
        "date": session.date.isoformat() if session.date else None,
        "start": session.start,
        "end": session.end,
        "track": session.track,
        "room": session.room,
        "speakers": [catalog.speakers[role.id].name.words(desk.language) for role in talk.speakers if role.id in catalog.speakers],
        "tags": [catalog.tags[tag].label.words(desk.language) for tag in talk.tags if tag in catalog.tags],
        **about,
        "license": talk.license or about.get("license"),
    }
    return fields(values)


def fields(values: Mapping[str, Value]) -> str:
    """YAML between two lines of hyphens; every value is a quoted string or a list of them, and empty ones are left out."""
    return "\n".join(("---", *_yaml(values), "---"))


def _yaml(values: Mapping[str, Value]) -> Iterable[str]:
    for key, value in values.items():
        if isinstance(value, str):
            yield f"{key}: {_quoted(value)}"
        elif value:
            yield f"{key}:"
            yield from (f"  - {_quoted(one)}" for one in value)


def _quoted(text: str) -> str:
    """A string of YAML, whatever is in it."""
    if text.isprintable():
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f'"{"".join(map(_character, text))}"'


def _character(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08x}"


def head(desk: Desk, talk: Talk) -> Iterable[str]:
    """Title, facts, and what is only inferred."""
    title = desk.title(talk)
    yield f"# {words(title.text)}"
    if title.language not in official_tongues(talk):
        yield desk.t(w.OUR_TITLE)
        yield from (f"{desk.t(w.OFFICIAL_TITLE)}: {words(said)}" for tag in official_tongues(talk) if (said := talk.title.get(tag)))
    yield bullets(f"{desk.t(name)}: {value}" for name, value in _facts(desk, talk) if value)
    if talk.inferred:
        lead = f"{desk.t(w.INFERRED)}: {', '.join(desk.t(w.FIELDS[field]) for field in talk.inferred)}."
        yield from desk.prose(talk.inferred_note, lead=lead) if talk.inferred_note else [lead]
    if desk.catalog.state(talk) == "listed":
        yield desk.t(w.LISTED)


def bullets(lines: Iterable[str]) -> str:
    """A list without numbers."""
    return "\n".join(f"- {line}" for line in lines)


def _facts(desk: Desk, talk: Talk) -> Iterable[tuple[Words, str]]:
    catalog = desk.catalog
    event = catalog.events.get(talk.event)
    tracks = {track.id: desk.label(track.name) for track in event.tracks} if event else {}
    yield w.EVENT, desk.label(event.name) if event else words(talk.event)
    yield w.CODE, words(talk.code or "")
    yield w.KIND, desk.t(w.TYPES[talk.type])
    yield w.WHEN, _when(desk, talk)
    yield w.TRACK, tracks.get(talk.track or "") or words(talk.track or "")
    yield w.ROOM, words(talk.room or "")
    yield w.SPOKEN, desk.tongue(talk.language)
    yield w.SPEAKERS, "; ".join(_person(desk, role) for role in talk.speakers if role.id in catalog.speakers)
    yield w.ALSO, " / ".join(map(words, talk.other_titles))
    yield w.TAGS, ", ".join(desk.label(catalog.tags[tag].label) for tag in talk.tags if tag in catalog.tags)
    yield w.CHECKED_BY, ", ".join(map(words, talk.reviewed_by))
    yield w.LICENCE, words(talk.license or "")


def _when(desk: Desk, talk: Talk) -> str:
    session = desk.catalog.session(talk)
    slot = desk.t(w.SLOT.fill(number=session.slot)) if session.slot and not session.start else ""
    times = "–".join(time for time in (session.start, session.end) if time)
    return ", ".join(part for part in (session.date.isoformat() if session.date else "", slot, times) if part)


def _person(desk: Desk, role: SpeakerRole) -> str:
    name = desk.name(desk.catalog.speakers[role.id].name)
    return ", ".join((name, *(desk.label(text) for text in (role.affiliation, role.role) if text)))
