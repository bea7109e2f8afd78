"""Mistakes as editors make them, planted in a copy of this project's own records: what is said, and where."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from projectkit import ROOT, said

from kbsite.problems import Problem
from kbsite.records.load import Memo, load_catalog
from kbsite.report import Style, as_text
from kbsite.rules import check, in_report_order
from kbsite.words import Language

HERE = "‸"
"""Stands in a planted text where the caret has to be; it is not written to the file."""


@dataclass(frozen=True)
class Mistake:
    """Changes to one file, and what is said of them at the place of the mark."""

    name: str
    path: str
    changes: list[tuple[str, str]]
    """What stands there once, and what is planted instead; an empty text stands for the beginning of the file."""
    english: str
    korean: str
    follows: list[str] = field(default_factory=list)
    """Warnings elsewhere that follow from it."""

    def planted(self, text: str) -> tuple[str, str]:
        """The text with the mistake in it, and its place as `path:line:column`."""
        for old, new in self.changes:
            assert not old or text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {self.path}"
            text = text.replace(old, new) if old else new + text
        before = text.partition(HERE)[0]
        assert text.count(HERE) == 1
        return text.replace(HERE, ""), f"{self.path}:{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"

    def message(self, place: str, language: Language) -> str:
        """The whole message; `LINE_ABOVE` in it is the line before the place."""
        words = self.english if language == "en" else self.korean
        return f"{place}: {words.replace('LINE_ABOVE', str(int(place.split(':')[1]) - 1))}"


MISTAKES = [
    Mistake(
        "a misspelt key",
        "talks/deview2016/112-graphql-relay.yml",
        [("techniques:\n  - id: rest", "‸techniqes:\n  - id: rest")],
        "unknown key 'techniqes' [field-unknown] → did you mean 'techniques'?",
        "모르는 키 'techniqes'입니다 [field-unknown] → 혹시 'techniques'인가요?",
    ),
    Mistake(
        "a misspelt tag",
        "talks/deview2016/131-soft-robotics.yml",
        [("tags: [robotics]", "tags: [‸robotic]")],
        "unknown tag 'robotic' [tag-exists] → did you mean 'robotics'?",
        "모르는 태그 'robotic'입니다 [tag-exists] → 혹시 'robotics'인가요?",
    ),
    Mistake(
        "a day that is not in the calendar",
        "talks/deview2016/133-awair.yml",
        [("date: 2016-10-24", "date: ‸2016-10-42")],
        "'2016-10-42' is not a day of the calendar [value-shape] → write it as 2016-10-25",
        "'2016-10-42'는 달력에 없는 날짜입니다 [value-shape] → 2016-10-25처럼 적으세요",
    ),
    Mistake(
        "a day of another event",
        "talks/deview2016/244-ceph-on-ssd.yml",
        [("date: 2016-10-25", "date: ‸2016-11-25")],
        "2016-11-25 is no day of 'deview2016' [talk-stands-in-its-event] → its days: 2016-10-24, 2016-10-25",
        "2016-11-25는 'deview2016'의 날짜가 아닙니다 [talk-stands-in-its-event] → 행사 날짜: 2016-10-24, 2016-10-25",
    ),
    Mistake(
        "an end before the start",
        "talks/deview2016/keynote.yml",
        [("date: 2016-10-24\n", "date: 2016-10-24\nstart: 10:00\nend: ‸09:30\n")],
        "ends at 09:30, which is not after its start 10:00 [talk-stands-in-its-event] → correct one of the two",
        "끝나는 09:30이 시작하는 10:00보다 늦지 않습니다 [talk-stands-in-its-event] → 둘 중 하나를 바로잡으세요",
    ),
    Mistake(
        "a key twice",
        "talks/deview2016/135-code-review.yml",
        [("track: 3\n", "track: 3\n‸track: 3\n")],
        "the key 'track' is used again (first on line LINE_ABOVE) [yaml-duplicate-key] → keep one of the two",
        "키 'track'이 다시 나왔습니다(처음은 LINE_ABOVE행) [yaml-duplicate-key] → 둘 중 하나만 남기세요",
    ),
    Mistake(
        "a tab",
        "talks/deview2016/142-6dof-vr-controller.yml",
        [("title:\n  ko:", "title:\n‸\tko:")],
        "a tab stands where only blanks may [yaml-syntax] → indent with blanks",
        "공백만 쓸 수 있는 자리에 탭이 있습니다 [yaml-syntax] → 들여쓰기는 공백으로 하세요",
    ),
    Mistake(
        "a colon without quotes",
        "talks/deview2016/123-electron.yml",
        [
            (
                'en: "Electron: making desktop applications, for web developers"',
                "en: Electron‸: making desktop applications, for web developers",
            )
        ],
        "a ':' followed by a blank stands inside a plain value [yaml-syntax] → put the value in double quotes: title: \"YARN: GPU\"",
        "값 안에 ':'과 공백이 이어져 있습니다 [yaml-syntax] → 값을 큰따옴표로 감싸세요: title: \"YARN: GPU\"",
    ),
    Mistake(
        "no title",
        "talks/deview2016/212-search-engine-dot.yml",
        [("code: 212\ntitle: {ko: 검색엔진 Dot의 내부, en: Inside the search engine Dot}\n", "‸code: 212\n")],
        "'title' is missing [field-missing] → add 'title:'",
        "'title'이 없습니다 [field-missing] → 'title:'을 더하세요",
    ),
    Mistake(
        "a misspelt speaker",
        "talks/deview2016/145-naver-web-engine.yml",
        [("  - id: kim-hyo\n", "  - id: ‸kim-hyoo\n")],
        "unknown speaker 'kim-hyoo' [speaker-exists] → did you mean 'kim-hyo'?",
        "모르는 발표자 'kim-hyoo'입니다 [speaker-exists] → 혹시 'kim-hyo'인가요?",
        follows=[
            "talks/speakers/kim-hyo.yml:2:1: warning: the speaker 'kim-hyo' gives no talk [record-is-used] → name it where it belongs, or delete it"
        ],
    ),
    Mistake(
        "a speaker without a record",
        "talks/deview2016/125-react-four-platforms.yml",
        [("  - id: sim-sangmin\n", "  - id: sim-sangmin\n  - id: ‸hong-gildong\n")],
        "unknown speaker 'hong-gildong' [speaker-exists] → write talks/speakers/hong-gildong.yml",
        "모르는 발표자 'hong-gildong'입니다 [speaker-exists] → talks/speakers/hong-gildong.yml을 만드세요",
    ),
    Mistake(
        "a link that runs a script",
        "talks/deview2016/211-large-scale-visualization.yml",
        [("http://www.slideshare.net/deview/211-67605828", "‸javascript:alert(1)")],
        "'javascript:alert(1)' is not an http or https address [link-is-safe] → begin it with https://",
        "'javascript:alert(1)'은 http나 https 주소가 아닙니다 [link-is-safe] → https://로 시작하세요",
    ),
    Mistake(
        "HTML in a text",
        "talks/deview2016/124-hybrid-app.yml",
        [("Ionic으로 만든", "‸<b>Ionic</b>으로 만든")],
        "HTML '<b>' in text [text-has-no-html] → use Markdown: *emphasis*, **strong**, `code`; put code in backquotes",
        "글에 HTML '<b>'가 있습니다 [text-has-no-html] → Markdown을 쓰세요: *강조*, **굵게**, `코드`. 코드는 백틱으로 감쌉니다",
    ),
    Mistake(
        "a country in place of a language",
        "talks/deview2016/121-web-payment-api.yml",
        [("title: {ko: Web Payment", "title: {‸kr: Web Payment")],
        "'kr' is no language of ISO 639-1 [language-exists] → did you mean 'ko'?",
        "'kr'는 ISO 639-1에 없는 언어입니다 [language-exists] → 혹시 'ko'인가요?",
    ),
    Mistake(
        "a name of another technique",
        "talks/techniques/relay.yml",
        [("aliases: [Relay.js", "aliases: [‸Graph QL, Relay.js")],
        "'Graph QL' already belongs to 'graphql' [alias-is-unique] → remove it from one of the two",
        "'Graph QL'은 이미 'graphql'에 속합니다 [alias-is-unique] → 둘 중 하나에서 지우세요",
    ),
    Mistake(
        "somebody in two rooms",
        "talks/deview2016/235-rubics.yml",
        [("  - id: hwang-jisu\n", "  - id: ‸kim-giyeong\n  - id: hwang-jisu\n")],
        "'kim-giyeong' also speaks at this time in 'deview2016-215-content-statistics' [speaker-is-in-one-place] → correct the time, or give each person a record of their own",
        "'kim-giyeong'은 같은 시간에 'deview2016-215-content-statistics'에서도 발표합니다 [speaker-is-in-one-place] → 시각을 바로잡거나 사람마다 기록을 따로 만드세요",
    ),
    Mistake(
        "two talks in one cell",
        "talks/deview2016/233-apache-slider.yml",
        [("track: 3\nslot: 3", "track: 1\nslot: ‸3")],
        "in track '1' at the same time as 'deview2016-213-scouter' [room-holds-one-talk] → correct the slot, time, track or room of one of them",
        "트랙 '1'에서 'deview2016-213-scouter'와 시간이 겹칩니다 [room-holds-one-talk] → 둘 중 하나의 슬롯, 시각, 트랙, 장소를 바로잡으세요",
    ),
    Mistake(
        "no source of a statement",
        "talks/deview2016/115-clean-front-end.yml",
        [("abstract:\n  text:", "abstract:\n  ‸text:"), ("  source: [jonnung-day1]\nlinks", "links")],
        "'source' is missing [field-missing] → add 'source:'",
        "'source'가 없습니다 [field-missing] → 'source:'를 더하세요",
    ),
    Mistake(
        "a misspelt source",
        "talks/deview2016/122-modern-web-library.yml",
        [("    source: [egjs-history-notes]", "    source: [‸egjs-history-note]")],
        "unknown source 'egjs-history-note' [source-exists] → did you mean 'egjs-history-notes'?",
        "모르는 출처 'egjs-history-note'입니다 [source-exists] → 혹시 'egjs-history-notes'인가요?",
    ),
    Mistake(
        "a misspelt choice",
        "talks/deview2016/143-inside-fuse.yml",
        [("  - type: slides\n", "  - type: ‸slide\n")],
        "'slide' is no value of 'type' [value-choice] → did you mean 'slides'?",
        "'slide'는 'type'에 쓸 수 없는 값입니다 [value-choice] → 혹시 'slides'인가요?",
    ),
    Mistake(
        "a key without a value",
        "talks/deview2016/144-artik-cloud.yml",
        [("tags: [iot, cloud]", "‸tags:")],
        "'tags' has no value [value-empty] → give it a value or delete the line",
        "'tags'에 값이 없습니다 [value-empty] → 값을 적거나 줄을 지우세요",
    ),
    Mistake(
        "a word in place of a list",
        "talks/deview2016/221-local-context-search.yml",
        [("speakers:\n  - id: kim-jinho\n    affiliation: NAVER Search\n", "speakers: ‸kim-jinho\n")],
        "'speakers' must be a list [value-shape] → write [one, two], or '- ' lines",
        "'speakers'는 목록이어야 합니다 [value-shape] → [하나, 둘]이나 '- ' 줄로 적으세요",
    ),
    Mistake(
        "a misspelt technique",
        "talks/deview2016/111-indoor-positioning.yml",
        [("  - id: indoor-positioning\n", "  - id: ‸indoor-position\n")],
        "unknown technique 'indoor-position' [technique-exists] → did you mean 'indoor-positioning'?",
        "모르는 기술 'indoor-position'입니다 [technique-exists] → 혹시 'indoor-positioning'인가요?",
        follows=[
            "talks/techniques/indoor-positioning.yml:2:1: warning: no talk uses the technique 'indoor-positioning' [record-is-used] → name it where it belongs, or delete it"
        ],
    ),
    Mistake(
        "another code than the file's",
        "talks/deview2016/246-foursquare-data-lifecycle.yml",
        [("code: 246", "code: ‸264")],
        "the code is '264', but the file is '246-foursquare-data-lifecycle.yml' [file-name-begins-with-code] → rename the file to begin with '264-', or correct the code",
        "번호는 '264'인데 파일 이름은 '246-foursquare-data-lifecycle.yml'입니다 [file-name-begins-with-code] → 파일 이름을 '264-'로 시작하게 바꾸거나 번호를 바로잡으세요",
    ),
    Mistake(
        "a quote that is not closed",
        "talks/deview2016/134-papago.yml",
        [('en: "The story of Papago, the parrot that interprets"', 'en: ‸"The story of Papago, the parrot that interprets')],
        "a quote is not closed [yaml-syntax] → close it with the same quote it began with",
        "따옴표가 닫히지 않았습니다 [yaml-syntax] → 시작한 따옴표와 같은 것으로 닫으세요",
    ),
    Mistake(
        "a character that nobody sees",
        "talks/deview2016/224-neural-machine-translation.yml",
        [("Backend 개발자의", "Backend‸\u200b 개발자의")],
        "hidden character U+200B (ZERO WIDTH SPACE) [text-has-no-hidden-characters] → remove it",
        "보이지 않는 문자가 있습니다: U+200B(ZERO WIDTH SPACE) [text-has-no-hidden-characters] → 지우세요",
    ),
    Mistake(
        "a misspelt talk",
        "talks/deview2016/236-kakao-data-pipeline.yml",
        [("[deview2016-235-rubics]", "[‸deview2016-235-rubic]")],
        "unknown talk 'deview2016-235-rubic' [related-talk-exists] → did you mean 'deview2016-235-rubics'?",
        "모르는 발표 'deview2016-235-rubic'입니다 [related-talk-exists] → 혹시 'deview2016-235-rubics'인가요?",
    ),
    Mistake(
        "a slot that the day does not have",
        "talks/deview2016/242-quic.yml",
        [("slot: 2\n", "slot: ‸7\n")],
        "slot 7 is not in the timetable of 2016-10-25 [talk-stands-in-its-event] → add it to event.yml, or correct the number",
        "2016-10-25 시간표에 7번 슬롯이 없습니다 [talk-stands-in-its-event] → event.yml에 더하거나 번호를 바로잡으세요",
    ),
    Mistake(
        "a tag in Korean",
        "talks/deview2016/215-content-statistics.yml",
        [("tags: [data-engineering, backend]", "tags: [data-engineering, ‸백엔드]")],
        "unknown tag '백엔드' [tag-exists] → '백엔드' is another spelling of 'backend': write 'backend'",
        "모르는 태그 '백엔드'입니다 [tag-exists] → '백엔드'는 'backend'의 다른 표기입니다. 'backend'로 적으세요",
    ),
    Mistake(
        "tags without brackets",
        "talks/deview2016/245-visual-question-answering.yml",
        [("tags: [deep-learning, computer-vision, natural-language]", "tags: ‸deep-learning, computer-vision")],
        "unknown tag 'deep-learning, computer-vision' [tag-exists] → write a list in brackets: [deep-learning, computer-vision]",
        "모르는 태그 'deep-learning, computer-vision'입니다 [tag-exists] → 대괄호로 묶은 목록으로 적으세요: [deep-learning, computer-vision]",
    ),
    Mistake(
        "a time without its zero",
        "talks/deview2016/132-naver-labs-chatbot-api.yml",
        [("date: 2016-10-24\n", "date: 2016-10-24\nstart: ‸9:30\n")],
        "'9:30' is not a time of day [value-shape] → write it as 09:30",
        "'9:30'은 시각이 아닙니다 [value-shape] → 09:30처럼 적으세요",
    ),
    Mistake(
        "a star at the beginning of a value",
        "talks/speakers/do-rakju.yml",
        [("{ko: 도락주}", "{ko: ‸*도락주}")],
        "a plain value cannot begin with '*' [yaml-syntax] → put the value in quotes",
        "따옴표 없는 값은 '*' 문자로 시작할 수 없습니다 [yaml-syntax] → 값을 따옴표로 감싸세요",
    ),
    Mistake(
        "an unfinished merge",
        "talks/deview2016/216-statistics.yml",
        [("", "‸<<<<<<< HEAD\nlanguage: ko\n=======\nlanguage: en\n>>>>>>> review\n")],
        "a merge left both versions in the file [yaml-syntax] → keep one version and delete the lines of '<', '=' and '>'",
        "병합이 끝나지 않아 두 판이 함께 남아 있습니다 [yaml-syntax] → 한쪽만 남기고 '<', '=', '>' 줄을 지우세요",
    ),
    Mistake(
        "an id that the path gives",
        "talks/deview2016/231-zinst.yml",
        [("", "‸id: deview2016-231-zinst\n")],
        "'id' follows from the file's path and must not be written [field-derived] → delete the line",
        "'id'는 파일 경로에서 정해지므로 적지 않습니다 [field-derived] → 이 줄을 지우세요",
    ),
    Mistake(
        "a track that the event does not have",
        "talks/deview2016/113-apache-zeppelin.yml",
        [("track: 1\n", "track: ‸5\n")],
        "unknown track '5' [talk-stands-in-its-event] → tracks of the event: 1, 2, 3, 4",
        "모르는 트랙 '5'입니다 [talk-stands-in-its-event] → 행사의 트랙: 1, 2, 3, 4",
    ),
    Mistake(
        "a misspelt time zone",
        "talks/deview2016/event.yml",
        [("Asia/Seoul", "‸Asia/Soul")],
        "unknown time zone 'Asia/Soul' [event-is-sound] → did you mean 'Asia/Seoul'?",
        "모르는 시간대 'Asia/Soul'입니다 [event-is-sound] → 혹시 'Asia/Seoul'인가요?",
    ),
    Mistake(
        "a spelling of another tag",
        "talks/tags.yml",
        [("aliases: [도커, Docker]", "aliases: [도커, Docker, ‸스토리지]")],
        "'스토리지' already means the tag 'storage' [tag-has-one-spelling] → remove it here, or merge the two tags",
        "'스토리지'는 이미 'storage' 태그를 뜻합니다 [tag-has-one-spelling] → 여기서 지우거나 두 태그를 합치세요",
    ),
]


class Copy:
    """A copy of the real records that can be broken and mended again."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._memo: Memo = {}
        self._whole: dict[str, bytes | None] = {}

    def write(self, path: str, data: bytes) -> None:
        self._keep(path)
        (self.root / path).write_bytes(data)

    def remove(self, path: str) -> None:
        self._keep(path)
        (self.root / path).unlink()

    def move(self, old: str, new: str) -> None:
        data = (self.root / old).read_bytes()
        self.remove(old)
        self.write(new, data)

    def plant(self, mistake: Mistake) -> str:
        """Make a mistake; returns its place."""
        text, place = mistake.planted((self.root / mistake.path).read_text("utf-8"))
        self.write(mistake.path, text.encode())
        return place

    def mend(self) -> None:
        """Everything as it was."""
        for path, data in self._whole.items():
            if data is None:
                (self.root / path).unlink(missing_ok=True)
            else:
                (self.root / path).write_bytes(data)
        self._whole.clear()

    def problems(self) -> list[Problem]:
        catalog, problems = load_catalog(self.root, self._memo)
        assert catalog is not None
        return in_report_order([*problems, *check(catalog)])

    def _keep(self, path: str) -> None:
        target = self.root / path
        self._whole.setdefault(path, target.read_bytes() if target.exists() else None)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    root = tmp_path_factory.mktemp("planted")
    for name in ("talks", "content/snippets"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name)
    for settings in ROOT.glob("mkdocs*.yml"):
        shutil.copy(settings, root)
    return Copy(root)


@pytest.fixture
def copy(copied: Copy) -> Iterator[Copy]:
    yield copied
    copied.mend()


def test_the_copy_is_without_a_fault(copy: Copy) -> None:
    assert [said(problem) for problem in copy.problems()] == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.name for mistake in MISTAKES])
def test_a_mistake_is_named_where_it_was_made(copy: Copy, mistake: Mistake) -> None:
    place = copy.plant(mistake)
    problems = copy.problems()
    assert [said(problem, "en") for problem in problems] == sorted([mistake.message(place, "en"), *mistake.follows])
    assert mistake.message(place, "ko") in [said(problem, "ko") for problem in problems]
    (shown, line, caret, *_) = as_text(problems[:1], Style("en"), {}).splitlines()
    assert shown.startswith(place)
    assert line.startswith("    ")
    assert caret.strip(" ^") == ""


def test_all_mistakes_are_named_in_one_run(copy: Copy) -> None:
    assert len({mistake.path for mistake in MISTAKES}) == len(MISTAKES), "mistakes in one file could hide one another"
    expected: dict[Language, list[str]] = {"en": [], "ko": []}
    for mistake in MISTAKES:
        place = copy.plant(mistake)
        for language, messages in expected.items():
            messages.append(mistake.message(place, language))
    problems = copy.problems()
    for language, messages in expected.items():
        assert [said(problem, language) for problem in problems] == sorted(messages, key=lambda message: message.split(":")[0])


@pytest.mark.parametrize("form", ["NFD", "CRLF", "BOM", "no last line end", "blank lines", "comments"])
def test_what_looks_odd_and_is_fine(copy: Copy, form: str) -> None:
    for path in ("talks/deview2016/214-lda-hdp.yml", "talks/deview2016/event.yml", "talks/speakers/byun-ilsoo.yml", "talks/tags.yml"):
        text = (copy.root / path).read_text("utf-8")
        odd = {
            "NFD": unicodedata.normalize("NFD", text),
            "CRLF": text.replace("\n", "\r\n"),
            "BOM": "\ufeff" + text,
            "no last line end": text.rstrip("\n"),
            "blank lines": f"\n\n{text}\n\n",
            "comments": f"# yaml-language-server: $schema=x\n{text}# 끝\n",
        }[form]
        assert odd != text
        copy.write(path, odd.encode())
    assert [said(problem) for problem in copy.problems()] == []


@pytest.mark.parametrize("letters", [b"caf\xe9", "발표".encode("cp949")], ids=["latin 1", "cp949"])
def test_bytes_of_another_encoding(copy: Copy, letters: bytes) -> None:
    path = "talks/deview2016/243-kaleido.yml"
    lines = (copy.root / path).read_bytes().split(b"\n")
    lines.insert(1, b"# " + letters)
    copy.write(path, b"\n".join(lines))
    wrong = letters.lstrip(b"caf")
    column = 3 + len(letters) - len(wrong)
    (problem,) = copy.problems()
    assert said(problem, "en") == f"{path}:2:{column}: the file is not UTF-8 (byte 0x{wrong[0]:02x}) [utf-8] → save it as UTF-8"
    assert said(problem, "ko") == f"{path}:2:{column}: UTF-8이 아닌 파일입니다(바이트 0x{wrong[0]:02x}) [utf-8] → UTF-8로 저장하세요"


@pytest.mark.parametrize(
    ("new", "english", "korean"),
    [
        (
            "talks/222-image-search.yml",
            "no record belongs at this place [file-place] → talks go to talks/<event>/, people to talks/speakers/, "
            "techniques to talks/techniques/, works to talks/sources/",
            "기록이 놓일 자리가 아닙니다 [file-place] → 발표는 talks/<행사>/, 사람은 talks/speakers/, 기술은 talks/techniques/, "
            "출처는 talks/sources/에 둡니다",
        ),
        (
            "talks/deview2016/222-image-search.yaml",
            "a record's file ends in .yml [file-name] → rename it to '222-image-search.yml'",
            "기록 파일은 .yml로 끝납니다 [file-name] → '222-image-search.yml'로 이름을 바꾸세요",
        ),
        (
            "talks/deview2016/222-Image-Search.yml",
            "'222-Image-Search' cannot be an id [file-name] → lower-case letters a-z, digits and single hyphens, as 231-zinst",
            "'222-Image-Search'는 id가 될 수 없습니다 [file-name] → 소문자 a-z, 숫자, 하이픈 하나씩만 쓰세요. 예: 231-zinst",
        ),
        (
            "talks/deview2016/image-search.yml",
            "the code is '222', but the file is 'image-search.yml' [file-name-begins-with-code] "
            "→ rename the file to begin with '222-', or correct the code",
            "번호는 '222'인데 파일 이름은 'image-search.yml'입니다 [file-name-begins-with-code] "
            "→ 파일 이름을 '222-'로 시작하게 바꾸거나 번호를 바로잡으세요",
        ),
    ],
    ids=["wrong folder", "yaml", "capitals", "no code"],
)
def test_a_file_under_another_name(copy: Copy, new: str, english: str, korean: str) -> None:
    copy.move("talks/deview2016/222-image-search.yml", new)
    column = "2:7" if "code" in english else "1:1"
    (problem,) = copy.problems()
    assert said(problem, "en") == f"{new}:{column}: {english}"
    assert said(problem, "ko") == f"{new}:{column}: {korean}"


def test_an_event_that_was_removed(copy: Copy) -> None:
    copy.remove("talks/deview2016/event.yml")
    problems = [problem for problem in copy.problems() if problem.severity == "error"]
    assert [said(problem, "en") for problem in problems] == [
        "talks/deview2016/event.yml:1:1: the folder 'talks/deview2016' has talks and no event.yml [event-exists] "
        "→ write talks/deview2016/event.yml with name, time_zone, days and sources"
    ]
    assert [said(problem, "ko") for problem in problems] == [
        "talks/deview2016/event.yml:1:1: 'talks/deview2016' 폴더에 발표만 있고 event.yml이 없습니다 [event-exists] "
        "→ talks/deview2016/event.yml에 name, time_zone, days, sources를 적으세요"
    ]


def test_a_speaker_whose_file_was_removed(copy: Copy) -> None:
    copy.remove("talks/speakers/song-taeung.yml")
    problems = copy.problems()
    assert {problem.rule for problem in problems} <= {"speaker-exists", "record-is-used", "searched-record-exists"}
    assert "unknown speaker 'song-taeung' [speaker-exists] → write talks/speakers/song-taeung.yml" in said(problems[0], "en")


def test_a_vocabulary_that_was_removed_is_missed_everywhere(copy: Copy) -> None:
    copy.remove("talks/tags.yml")
    problems = copy.problems()
    assert {problem.rule for problem in problems} == {"tag-exists", "searched-record-exists"}
    assert len(problems) > 100
