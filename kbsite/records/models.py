"""The shapes of all records: what an editor may write, typed and frozen.

Terms follow frab/c3voc (talks, tracks, rooms) and schema.org (speakers, works). Every field carries an English and a
Korean description and an example; the JSON Schema for editors comes from here.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from kbsite.records.text import LANGUAGE_TAG, Label, Prose

ID = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

Id = Annotated[str, StringConstraints(pattern=ID, max_length=100)]
LanguageTag = Annotated[str, StringConstraints(pattern=LANGUAGE_TAG)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\n\r]*$")]
Url = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"^\S+$")]


def as_list(value: Any) -> Any:
    """A single string may stand for a list of one."""
    return [value] if isinstance(value, str) else value


def _as_flag(value: Any) -> Any:
    if isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    if isinstance(value, bool):
        return value
    raise PydanticCustomError("flag", "must be true or false")


def _as_date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return dt.date.fromisoformat(value) if len(value) == 10 and "W" not in value else _refuse_date()
    except ValueError:
        return _refuse_date()


def _refuse_date() -> Any:
    raise PydanticCustomError("calendar_date", "must be a day of the calendar, as 2016-10-25")


def _as_whole(value: Any) -> Any:
    if isinstance(value, int) or (isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,9}", value)):
        return value
    raise PydanticCustomError("whole_number", "must be a whole number")


def _is_clock(value: str) -> str:
    hours, _, minutes = value.partition(":")
    if len(value) == 5 and value.isascii() and hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60:
        return value
    raise PydanticCustomError("clock_time", "must be a time of day, as 09:30")


def _distinct(values: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(set(values)) != len(values):
        twice = next(value for value in values if values.count(value) > 1)
        raise PydanticCustomError("repeated", "holds {value} twice", {"value": str(twice)})
    return values


Date = Annotated[dt.date, BeforeValidator(_as_date)]
Clock = Annotated[str, AfterValidator(_is_clock)]
Whole = Annotated[int, BeforeValidator(_as_whole)]
Flag = Annotated[bool, BeforeValidator(_as_flag)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(as_list), AfterValidator(_distinct)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(as_list), AfterValidator(_distinct)]


def described(en: str, ko: str, example: Any = None, **rest: Any) -> Any:
    """A field described in both languages, with an example."""
    extra: JsonDict = {"x-description-ko": ko}
    return Field(description=en, examples=None if example is None else [example], json_schema_extra=extra, **rest)


class Part(BaseModel):
    """A piece of a record."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Record(Part):
    """One file, or one key of a file of many. `id` and `path` come from where it stands, never from its text."""

    id: Id = described("Derived from the file's path.", "파일 경로에서 정해집니다.")
    path: str = described("File, relative to the project.", "프로젝트 기준 파일 경로.")


class Entry(Record):
    """One of the records in a file of many; its key is the id."""


class Statement(Part):
    """A sentence or more, with the works it rests on."""

    text: Prose = described("What is said.", "내용.", "BlueStore writes data straight to the device.")
    source: Ids = described("Ids of the works that say so.", "근거가 되는 출처 id.", ["day2-review"], min_length=1)


class Link(Part):
    """An address outside the site."""

    type: Literal["slides", "video", "page", "repository", "paper", "profile", "other"] = described("What is there.", "무엇인지.", "slides")
    url: Url = described("http or https address.", "http 또는 https 주소.", "https://www.slideshare.net/conference/231-zinst")
    title: Label | None = described("Words to show for it.", "보여 줄 이름.", default=None)
    note: Label | None = described("What a visitor should know before following it.", "따라가기 전에 알아 둘 것.", default=None)
    archived_url: Url | None = described("A kept copy.", "보관된 사본 주소.", default=None)
    status: Literal["unchecked", "live", "dead", "archived"] = described(
        "What the last look at it found.", "마지막 확인 결과.", default="unchecked"
    )
    checked: Date | None = described("Day of that look.", "확인한 날짜.", default=None)


class SpeakerRole(Part):
    """A speaker of one talk, with what they were at the time."""

    id: Id = described("Id of the speaker's record.", "발표자 기록의 id.", "byun-ilsoo")
    affiliation: Label | None = described("Where they worked then.", "발표 당시 소속.", "SK 텔레콤", default=None)
    role: Label | None = described("What they did there.", "발표 당시 직책.", "CTO", default=None)


class TechniqueUse(Part):
    """A technique, and how this talk used it."""

    id: Id = described("Id of the technique's record.", "기술 기록의 id.", "bluestore")
    note: Prose | None = described("How the talk used it.", "이 발표에서 어떻게 쓰였는지.", default=None)
    source: Ids = described("Works that say so; needed with a note.", "그 근거. note가 있으면 꼭 적습니다.", default=())


class Takeaway(Statement):
    """Something to carry home."""

    id: Id | None = described(
        "Name within the talk, by which examples refer to it.", "예제가 가리킬 때 쓰는, 발표 안의 이름.", "bottleneck-moves", default=None
    )
    by: Literal["speaker", "attendee", "editor"] = described("Who says it.", "누가 한 말인지.", "speaker")


class Figure(Part):
    """A number the talk gave, as given, and as we compute it where that can be done."""

    id: Id | None = described(
        "Name within the talk, by which examples refer to it.", "예제가 가리킬 때 쓰는, 발표 안의 이름.", "gain", default=None
    )
    label: Label = described("What is counted.", "무엇을 센 값인지.")
    claimed: Label = described("The number as the source gives it.", "출처에 적힌 값.", "5,040일")
    recomputed: Label | None = described("The number that follows from what is printed.", "적힌 값으로 다시 계산한 값.", default=None)
    note: Prose | None = described("What to make of it.", "어떻게 읽어야 하는지.", default=None)
    source: Ids = described("Works that give it.", "근거 출처.", min_length=1)


class Question(Part):
    """A question from the floor, and its answer."""

    q: Prose = described("What was asked.", "질문.")
    a: Prose = described("What was answered.", "답.")
    source: Ids = described("Works that report it.", "근거 출처.", min_length=1)


class Correction(Part):
    """Something a source says that is wrong, too strong, or open."""

    was: Prose = described("The words of the source, as they stand.", "출처에 적힌 그대로.")
    now: Prose = described("The right form, or the open question.", "바로잡은 내용, 또는 남은 의문.", alias="is")
    reason: Prose = described("Why.", "근거 설명.")
    said_in: Id = described("The work that has the original words.", "원문이 실린 출처 id.", "day2-review")
    status: Literal["corrected", "open", "noted"] = described(
        "corrected: wrong, with proof; open: cannot be settled; noted: right, but easily misread.",
        "corrected: 근거가 있는 오류, open: 아직 풀리지 않음, noted: 틀리진 않지만 오해하기 쉬움.",
        default="corrected",
    )
    source: Ids = described("Works that show it.", "근거 출처.", min_length=1)
    finds: Lines = described(
        "Wordings that should still find this talk in a search.", "검색에서 이 발표를 찾아야 하는 원래 표기.", ["RDB"], default=()
    )


class Section(Statement):
    """A stretch of a talk's description under its own heading."""

    heading: Label | None = described("Heading.", "소제목.", default=None)


class Recording(Part):
    """A video or sound recording."""

    url: Url = described("Address.", "주소.")
    language: LanguageTag | None = described("Spoken language.", "음성 언어.", default=None)
    duration: Clock | None = described("Length, HH:MM.", "길이, HH:MM.", default=None)


class Chapter(Part):
    """A named moment of a recording."""

    at: Annotated[str, StringConstraints(pattern=r"^(\d{1,2}:)?[0-5]?\d:[0-5]\d$")] = described(
        "Time from the start.", "시작부터의 시각.", "12:30"
    )
    title: Label = described("What begins there.", "거기서 시작하는 내용.")


class Node(Part):
    """A box of a diagram on a grid of columns and rows, both from 0."""

    id: Id = described("Name for edges and groups.", "연결선과 묶음에서 부를 이름.")
    label: Label = described("Words in the box.", "상자 안의 글.")
    detail: Label | None = described("A second, smaller line.", "작은 둘째 줄.", default=None)
    column: Whole = described("Column, from 0.", "열, 0부터.", ge=0, le=11)
    row: Whole = described("Row, from 0.", "행, 0부터.", ge=0, le=11)
    width: Whole = described("Columns it spans.", "차지하는 열 수.", default=1, ge=1, le=12)
    kind: Literal["plain", "accent", "hot", "muted", "store"] = described(
        "accent: the point; hot: the bottleneck; muted: background; store: holds data.",
        "accent: 핵심, hot: 병목, muted: 배경, store: 저장소.",
        default="plain",
    )


class Edge(Part):
    """An arrow of a diagram."""

    start: Id = described("Id of the node it leaves.", "출발 노드 id.", alias="from")
    end: Id = described("Id of the node it enters.", "도착 노드 id.", alias="to")
    label: Label | None = described("Words beside it.", "옆에 붙는 글.", default=None)
    kind: Literal["plain", "dashed", "both"] = described(
        "dashed: indirect; both: two heads.", "dashed: 간접, both: 양방향.", default="plain"
    )


class Group(Part):
    """A frame around some nodes of a diagram."""

    label: Label = described("Words on the frame.", "묶음 이름.")
    nodes: Ids = described("Ids of the nodes inside.", "안에 드는 노드 id.", min_length=1)


class Diagram(Part):
    """A drawing of boxes and arrows, from which the site makes an accessible SVG."""

    id: Id = described("Name within the talk.", "발표 안에서 쓰는 이름.", "bluestore-write")
    title: Label = described("What it shows.", "무엇을 보여 주는지.")
    description: Prose = described("The same in words, for those who cannot see it.", "보이지 않아도 알 수 있게 글로 적은 설명.")
    nodes: tuple[Node, ...] = described("Boxes.", "상자.", min_length=1, max_length=40)
    edges: tuple[Edge, ...] = described("Arrows.", "화살표.", default=(), max_length=60)
    groups: tuple[Group, ...] = described("Frames.", "묶음.", default=(), max_length=12)
    source: Ids = described("Works it rests on.", "근거 출처.", min_length=1)


class Talk(Record):
    """One session of an event."""

    event: Id = described("Derived from the folder.", "폴더에서 정해집니다.")
    code: Line | None = described("The organisers' own number.", "주최 측 발표 번호.", "231", default=None)
    type: Literal["talk", "keynote", "lightning", "panel", "workshop", "tutorial", "other"] = described(
        "Kind of session.", "세션 종류.", default="talk"
    )
    language: LanguageTag = described(
        "Language spoken, and of plain strings here.", "발표 언어이자 언어를 따로 적지 않은 글의 언어.", "ko", default="ko"
    )
    title: Label = described("Title.", "제목.", {"ko": "QUIC을 이용한 네트워크 성능 개선", "en": "Faster networking with QUIC"})
    official_title: Annotated[tuple[LanguageTag, ...], BeforeValidator(as_list)] = described(
        "Languages in which speaker or organiser gave the title; a title in another language is ours and marked so. Without it: the talk's language.",
        "발표자나 주최 측이 제목을 준 언어. 그 밖의 언어 제목은 우리 번역으로 표시됩니다. 없으면 발표 언어.",
        ["ko"],
        default=(),
    )
    other_titles: Lines = described("Other wordings found in sources.", "출처에서 다르게 적힌 제목.", default=())
    speakers: tuple[Annotated[SpeakerRole, BeforeValidator(lambda v: {"id": v} if isinstance(v, str) else v)], ...] = described(
        "Speakers in order: ids, or mappings with affiliation.", "순서대로 발표자 id, 또는 소속을 더한 항목.", default=()
    )
    date: Date | None = described("Day.", "날짜.", "2016-10-25", default=None)
    start: Clock | None = described(
        "Start, local time; from the slot where absent.", "시작 시각. 없으면 슬롯에서 옵니다.", "10:00", default=None
    )
    end: Clock | None = described("End, local time; from the slot where absent.", "끝 시각. 없으면 슬롯에서 옵니다.", "10:45", default=None)
    track: Line | None = described("Id of a track of the event.", "행사에 정의된 트랙 id.", "3", default=None)
    slot: Annotated[Whole, Field(ge=1, le=99)] | None = described("Number of the slot of that day.", "그날의 슬롯 번호.", 1, default=None)
    room: Line | None = described("Room.", "장소.", default=None)
    inferred: Annotated[tuple[Literal["code", "date", "start", "end", "track", "slot", "room"], ...], BeforeValidator(as_list)] = described(
        "Fields that no source states and that we concluded from others.",
        "출처에 없어 다른 사실에서 미루어 적은 항목.",
        ["code"],
        default=(),
    )
    inferred_note: Prose | None = described("How we concluded them.", "어떻게 미루었는지.", default=None)
    abstract: Statement | None = described("What the talk is about.", "발표 내용 요약.", default=None)
    problem: Statement | None = described("The problem it starts from.", "출발점이 된 문제.", default=None)
    approach: Statement | None = described("What was done.", "접근 방법.", default=None)
    result: Statement | None = described("What came of it.", "결과.", default=None)
    description: tuple[Section, ...] = described("More about it.", "자세한 내용.", default=())
    techniques: tuple[TechniqueUse, ...] = described("Techniques it uses.", "쓰인 기술.", default=())
    takeaways: tuple[Takeaway, ...] = described("What to carry home.", "얻어 갈 점.", default=())
    figures: tuple[Figure, ...] = described("Numbers it gave.", "제시된 수치.", default=())
    questions: tuple[Question, ...] = described("Questions and answers.", "질문과 답.", default=())
    diagrams: tuple[Diagram, ...] = described("Drawings.", "그림.", default=())
    corrections: tuple[Correction, ...] = described("What sources get wrong, and open questions.", "출처의 오류와 남은 의문.", default=())
    snippets: Ids = described("Runnable examples.", "실행할 수 있는 예제.", default=())
    links: tuple[Link, ...] = described("Slides, video, code.", "슬라이드, 영상, 코드.", default=())
    recordings: tuple[Recording, ...] = described("Recordings.", "녹화.", default=())
    chapters: tuple[Chapter, ...] = described("Chapters of the recording.", "녹화의 구간.", default=())
    tags: Lines = described("Tags of the vocabulary.", "태그 어휘집의 태그.", ["storage"], default=())
    references: Ids = described("Works to read, in order.", "읽을거리, 읽는 순서대로.", default=())
    related: Ids = described("Related talks.", "관련 발표.", default=())
    sources: Ids = described(
        "Works that the facts of this record come from.", "이 기록의 사실을 가져온 출처.", ["awesome-devblog"], min_length=1
    )
    reviewed_by: Lines = described("Who has checked the record.", "기록을 확인한 사람.", default=())
    aliases: Ids = described("Earlier ids, kept as redirects.", "예전 id. 새 주소로 넘겨 줍니다.", default=())
    license: Line | None = described("Licence, if not the project's.", "프로젝트와 다를 때의 라이선스.", default=None)
    publish: Flag = described("false keeps it off the site.", "false면 사이트에 싣지 않습니다.", default=True)


class Day(Part):
    """A day of an event."""

    date: Date = described("Date.", "날짜.", "2016-10-24")
    label: Label | None = described("Name.", "이름.", {"ko": "첫째 날", "en": "Day 1"}, default=None)
    note: Prose | None = described("What to know about its schedule.", "일정에 대해 알아 둘 것.", default=None)


class Slot(Part):
    """A row of the timetable."""

    date: Date = described("Day.", "날짜.")
    number: Whole = described("Number within the day.", "그날의 순번.", ge=1, le=99)
    start: Clock | None = described("Start.", "시작.", default=None)
    end: Clock | None = described("End.", "끝.", default=None)


class Track(Part):
    """A column of the timetable."""

    id: Line = described("Id.", "id.", "1")
    name: Label = described("Name.", "이름.")


class Route(Part):
    """A path somebody took through the event."""

    id: Id = described("Id.", "id.", "reviewer")
    title: Label = described("Name.", "이름.")
    note: Prose | None = described("Whose path, and why.", "누구의 경로이고 왜 그랬는지.", default=None)
    talks: Ids = described("Talks in order.", "순서대로 발표 id.", min_length=1)
    source: Ids = described("Works that tell it.", "근거 출처.", min_length=1)


class Venue(Part):
    """Where an event took place."""

    name: Label = described("Name.", "이름.")
    city: Label | None = described("City.", "도시.", default=None)
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = described(
        "ISO 3166-1 code.", "ISO 3166-1 국가 코드.", "KR", default=None
    )


class Event(Record):
    """A conference: its days, tracks and slots. The folder's name is its id."""

    name: Label = described("Name.", "이름.")
    aliases: Ids = described("Earlier ids.", "예전 id.", default=())
    language: LanguageTag = described("Main language, and of plain strings here.", "주 언어.", default="ko")
    organiser: Label | None = described("Organiser.", "주최.", default=None)
    edition: Annotated[Whole, Field(ge=1)] | None = described("Which edition.", "몇 회째인지.", default=None)
    time_zone: Line = described("IANA time zone.", "IANA 시간대.", "Asia/Seoul")
    venue: Venue | None = described("Venue.", "장소.", default=None)
    days: tuple[Day, ...] = described("Days in order.", "순서대로 날짜.", min_length=1)
    tracks: tuple[Track, ...] = described("Tracks in order.", "순서대로 트랙.", default=())
    slots: tuple[Slot, ...] = described("Slots in order.", "순서대로 슬롯.", default=())
    summary: Statement | None = described("What it was.", "어떤 행사였는지.", default=None)
    notes: tuple[Section, ...] = described("More about it.", "더 알아 둘 것.", default=())
    routes: tuple[Route, ...] = described("Paths through it.", "관람 경로.", default=())
    links: tuple[Link, ...] = described("Links.", "링크.", default=())
    sources: Ids = described("Works the facts come from.", "사실을 가져온 출처.", min_length=1)


class Speaker(Record):
    """A person who spoke. The file's name is the id."""

    name: Label = described(
        "Name, in each script in which a source gives it.", "출처에 나온 문자별 이름.", {"ko": "변일수", "en": "Ilsoo Byun"}
    )
    name_note: Prose | None = described("Why we read the name so, if that is not plain.", "이름 표기를 그렇게 본 까닭.", default=None)
    aliases: Lines = described("Other spellings and handles.", "다른 표기와 계정 이름.", default=())
    former_ids: Ids = described("Earlier ids, kept as redirects.", "예전 id.", default=())
    differs_from: Ids = described("Speakers of similar name who are other people.", "이름이 비슷하지만 다른 사람인 발표자.", default=())
    about: tuple[Statement, ...] = described("What sources say of them.", "출처에 나온 소개.", default=())
    links: tuple[Link, ...] = described("Profiles.", "프로필.", default=())
    sources: Ids = described("Works the facts come from.", "사실을 가져온 출처.", min_length=1)


class Technique(Record):
    """A method, tool or idea that talks use. The file's name is the id."""

    name: Label = described("Name.", "이름.", {"ko": "블루스토어", "en": "BlueStore"})
    aliases: Lines = described("Other spellings; also search synonyms.", "다른 표기. 검색 동의어로도 쓰입니다.", default=())
    former_ids: Ids = described("Earlier ids, kept as redirects.", "예전 id.", default=())
    topic: Line = described("The tag it stands under on the map.", "관계도에서 속하는 태그.", "storage")
    definition: Prose = described("What it is, in one or two sentences.", "한두 문장 정의.")
    why: Prose | None = described("Why one would care, for a first meeting.", "처음 만나는 사람을 위한 설명.", default=None)
    today: Statement | None = described("What became of it since.", "그 뒤 어떻게 되었는지.", default=None)
    tags: Lines = described("Tags.", "태그.", default=())
    references: Ids = described("Works to read, first things first.", "읽을거리, 먼저 읽을 것부터.", default=())
    related: Ids = described("Related techniques.", "관련 기술.", default=())
    sources: Ids = described("Works the definition rests on.", "정의의 근거 출처.", min_length=1)


class Tag(Entry):
    """A word of the closed vocabulary in `tags.yml`."""

    label: Label = described("Label.", "이름.", {"ko": "저장소", "en": "Storage"})
    description: Prose | None = described("What belongs under it.", "무엇이 여기에 드는지.", default=None)
    aliases: Lines = described("Spellings that mean this tag.", "같은 뜻의 다른 표기.", default=())


class Search(Entry):
    """A query in `searches.yml`, and what it must find first."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=200)] = described("The query.", "검색어.", "세프를")
    finds: Ids = described(
        "Ids of records, any of which may come first.", "맨 먼저 나와야 하는 기록의 id. 여럿이면 그중 하나.", "bluestore", min_length=1
    )
    kind: Line | None = described(
        "What is tested, as measures are grouped.", "무엇을 보는 검색어인지. 지표를 묶는 이름.", "typo", default=None
    )
    language: LanguageTag | None = described("Language of the visitor.", "찾는 사람의 언어.", "ko", default=None)
    note: Line | None = described("Why it matters.", "왜 지켜야 하는지.", default=None)


class Source(Record):
    """A work that statements cite. The file's name is the id."""

    type: Literal[
        "paper", "documentation", "repository", "pull-request", "slides", "video", "review", "article", "list", "specification", "note"
    ] = described("Kind of work.", "종류.", "paper")
    title: Label = described("Title.", "제목.")
    authors: Lines = described("Authors, as the work names them.", "저자.", ["Weil et al."], default=())
    venue: Line | None = described("Where it appeared.", "실린 곳.", "OSDI 2006, 307-320", default=None)
    year: Annotated[Whole, Field(ge=1600, le=2200)] | None = described("Year.", "연도.", default=None)
    date: Date | None = described("Day, where known.", "날짜.", default=None)
    url: Url | None = described("Address.", "주소.", default=None)
    doi: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$")] | None = described(
        "DOI.", "DOI.", "10.1145/3341301.3359656", default=None
    )
    arxiv: Annotated[str, StringConstraints(pattern=r"^\d{4}\.\d{4,5}$")] | None = described(
        "arXiv id.", "arXiv 번호.", "1312.5602", default=None
    )
    revision: Line | None = described("Commit or version read.", "읽은 커밋이나 판.", default=None)
    language: LanguageTag | None = described("Language of the work.", "언어.", default=None)
    note: Prose | None = described("How it was read, and what to know about it.", "어떻게 읽었고 무엇을 알아 둘지.", default=None)
    archived_url: Url | None = described("A kept copy.", "보관된 사본 주소.", default=None)
    status: Literal["unchecked", "live", "dead", "archived"] = described(
        "What the last look at it found.", "마지막 확인 결과.", default="unchecked"
    )
    checked: Date | None = described("Day of that look.", "확인한 날짜.", default=None)
