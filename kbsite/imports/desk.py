"""What was found in files to files of records: new ones, and those there are already as they are or brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from kbsite.imports.events import Programme, programme, safe_id, together
from kbsite.imports.found import Found, FoundSource, FoundTalk
from kbsite.imports.merge import emitted, missing, updated
from kbsite.imports.people import People
from kbsite.imports.remarks import Remarks, Spot
from kbsite.imports.shelf import Shelf, folded, texts
from kbsite.imports.talks import Writer, stem, told_apart
from kbsite.imports.timetable import Timetable
from kbsite.imports.vocabulary import Vocabulary
from kbsite.records.entries import TAGS
from kbsite.records.models import Event, Record, Source, Speaker, Tag, Talk
from kbsite.records.shape import shape
from kbsite.records.yaml import LIMIT_BYTES, read
from kbsite.words import Words

Verdict = Literal["new", "updated", "same", "differs"]


@dataclass(frozen=True, slots=True)
class Written:
    """A record file, its text, and what became of it; text is empty where nothing is to be written."""

    path: str
    verdict: Verdict
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Options:
    """How to import."""

    update: bool = False
    time_zone: str = ""
    schema: Mapping[str, str] = field(default_factory=dict)
    """The way from a record to its schema, by kind of folder, where the project has schemas."""


class Desk:
    """Makes records, one folder of them."""

    def __init__(self, shelf: Shelf, options: Options, remarks: Remarks) -> None:
        self._shelf, self._options, self._remarks = shelf, options, remarks
        self._people, self._tags = People(shelf), Vocabulary(shelf)
        self._techniques = [id_ for id_, _ in shelf.folder_of("techniques")]

    def records(self, every: Iterable[Found]) -> Iterator[Written]:
        """The files that come of everything found, events first."""
        found = list(every)
        sources = {one.source.id: one.source for one in found if one.talks or one.events}
        events = together(replace(event, id=safe_id(event.id)) for one in found for event in one.events)
        talks: dict[str, list[tuple[FoundTalk, str]]] = {}
        for one in found:
            for talk in one.talks:
                talks.setdefault(safe_id(talk.event), []).append((replace(talk, event=safe_id(talk.event)), one.source.id))
        used: set[str] = set()
        for id_, event in events.items():
            of = talks.get(id_, [])
            if not of:
                self._remarks.add(event.spot, "import-left-out", "event", NO_TALKS, event.name or id_)
            cited = list(dict.fromkeys(source for _, source in of))
            made = programme(
                event, [talk for talk, _ in of], cited, self._shelf, self._options.time_zone, self._options.update, self._remarks
            ) if of else None  # fmt: skip
            written = list(self._event(made, event.spot)) if made else []
            if made and written:
                used |= set(cited)
                yield from written
                yield from self._talks(made, of)
        for id_, value in sorted(self._people.records.items()):
            yield from self._person(id_, value)
        yield from self._vocabulary()
        for source in sources.values():
            if source.id in used:
                yield from self._source(source)

    def _event(self, made: Programme, spot: Spot) -> Iterator[Written]:
        yield from self._put(f"talks/{made.id}/event.yml", dict(made.value), Event, spot)

    def _talks(self, made: Programme, of: list[tuple[FoundTalk, str]]) -> Iterator[Written]:
        writer = Writer(made, self._people, self._tags, self._techniques, self._remarks)
        there = dict(self._shelf.folder_of(made.id))
        there.pop("event", None)
        timetable = Timetable()
        placed = _placed([talk for talk, _ in of], there)
        for name, value in there.items():
            if name not in placed:
                timetable.clash(value, f"{made.id}-{name}")
        for (talk, source), name in zip(of, placed, strict=True):
            value = writer.value(talk, source)
            writer.place(value, talk, f"{made.id}-{name}", timetable)
            yield from self._put(f"talks/{made.id}/{name}.yml", value, Talk, talk.spot)

    def _person(self, id_: str, value: dict[str, Any]) -> Iterator[Written]:
        """A speaker; of one there is already only what is said about them is new."""
        path = f"talks/speakers/{id_}.yml"
        wanted = {key: each for key, each in value.items() if key in ("about", "links")} if self._shelf.stands(path) else value
        if wanted:
            yield from self._put(path, wanted, Speaker, Spot(path))
        else:
            yield Written(path, "same")

    def _source(self, source: FoundSource) -> Iterator[Written]:
        value = {"type": "list", "title": source.title, "revision": source.revision, "url": source.url}
        note = {"ko": source.note.say("ko"), "en": source.note.say("en")}
        kept = {key: each for key, each in value.items() if each}
        yield from self._put(f"talks/sources/{source.id}.yml", {**kept, "note": note}, Source, Spot(f"talks/sources/{source.id}.yml"))

    def _vocabulary(self) -> Iterator[Written]:
        if not self._tags.new:
            return
        document = self._shelf.document(TAGS)
        more = emitted(self._tags.new, dict[str, Tag], None if document else self._options.schema.get("Tag"))
        if document is None:
            yield Written(TAGS, "new", more)
        elif document.problems:
            self._remarks.add(Spot(TAGS), "import-differs", "tags", BROKEN_TAGS, ", ".join(self._tags.new))
            yield Written(TAGS, "differs")
        else:
            yield Written(TAGS, "updated", f"{document.text.rstrip()}\n{more}".lstrip())

    def _put(self, path: str, wanted: dict[str, Any], kind: type[Record], spot: Spot) -> Iterator[Written]:
        """A record as a file: new, or what there is already compared with what it should say."""
        there = self._shelf.document(path)
        schema = self._options.schema.get(kind.__name__)
        if there is None:
            wrong = _wrong(wanted, kind, path)
            text = "" if wrong else emitted(wanted, kind, schema)
            if wrong or len(text.encode()) > LIMIT_BYTES:
                self._remarks.add(spot, "import-refused", "record", REFUSED.fill(path=path, why=wrong or TOO_BIG))
            else:
                yield Written(path, "new", text)
            return
        meant = kind.model_fields["language"].default if "language" in kind.model_fields else None
        new = missing({"language": meant, **self._shelf.value(path)}, wanted)
        if not new:
            yield Written(path, "same")
            return
        renewed = updated(there, new, kind, schema) if self._options.update and not there.problems else None
        if renewed is None:
            why = NOT_UPDATED if self._options.update else DIFFERS
            self._remarks.add(spot, "import-differs", "record", why.fill(path=path, fields=", ".join(new)))
            yield Written(path, "differs")
        else:
            yield Written(path, "updated", renewed)


def _placed(talks: list[FoundTalk], there: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The file name of each talk: that of a record which is the same talk, or a new one.

    A record is the same talk where it links to the talk's own page, has its file name, or its title.
    """
    pages: dict[str, list[str]] = {}
    for name, value in there.items():
        for link in value.get("links") or []:
            pages.setdefault(link.get("url", "") if isinstance(link, dict) else "", []).append(name)
    titles: dict[str, str] = {}
    for name, value in there.items():
        for title in texts(value.get("title")):
            titles.setdefault(folded(title), name)
    names = _names(talks)
    claimed = set(names) & set(there)
    found: list[str] = []
    for talk, name in zip(talks, names, strict=True):
        linked = pages.get(talk.official_url, []) if talk.official_url else []
        page = name if name in linked else next((each for each in linked if each not in found), "")
        title = titles.get(folded(talk.title), "")
        if page:
            found.append(page)
        elif name not in there and title and title not in claimed and title not in found:
            found.append(title)
        else:
            found.append(name)
    return found


def _names(talks: list[FoundTalk]) -> list[str]:
    """New file names, each once, that do not depend on which other talks there are, but for two of one name."""
    taken: set[str] = set()
    found = []
    for talk in talks:
        name = stem(talk)
        if name in taken:
            name = told_apart(name, talk)
        number, first = 2, name
        while name in taken:
            name, number = f"{first}-{number}", number + 1
        taken.add(name)
        found.append(name)
    return found


def _wrong(value: dict[str, Any], kind: type[Record], path: str) -> Words | None:
    """What keeps a value from being a record, if anything does."""
    folder, _, name = path.removeprefix("talks/").partition("/")
    own = {"id": name.removesuffix(".yml"), "path": path}
    more = {"id": folder} if kind is Event else {"id": f"{folder}-{own['id']}", "event": folder} if kind is Talk else {}
    try:
        kind.model_validate({**value, **own, **more}, context={"language": value.get("language", "en")})
    except ValueError as error:
        document = read(path, emitted(value, kind).encode())
        problems = shape(kind, document, {**own, **more}, language="en")[1]
        return problems[0].message if problems else Words("{error}", "{error}").fill(error=error)
    return None


NO_TALKS = Words("no talk of it is in the files, and it was left out", "파일에 이 행사의 발표가 없어 옮기지 않았습니다")
BROKEN_TAGS = Words(
    "talks/tags.yml cannot be read, and these new tags could not be added; mend it and import again",
    "talks/tags.yml을 읽을 수 없어 새 태그를 더하지 못했습니다. 고친 뒤 다시 들이세요",
)
REFUSED = Words("no sound record could be made ({path}): {why}", "올바른 기록이 되지 않아 들이지 않았습니다({path}): {why}")
TOO_BIG = Words("it would be larger than 256 KiB", "256 KiB를 넘습니다")
DIFFERS = Words(
    "'{path}' is there already and says something else in: {fields}; it was left as it is (--update takes over what the file says)",
    "'{path}'이/가 이미 있고 {fields} 항목이 다릅니다. 그대로 두었습니다. --update를 쓰면 가져온 내용으로 고칩니다",
)
NOT_UPDATED = Words(
    "'{path}' could not be brought up to date in: {fields}; mend it by hand",
    "'{path}'의 {fields} 항목을 고치지 못했습니다. 손으로 고치세요",
)
