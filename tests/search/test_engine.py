"""What is found first, for each way of asking."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from kbsite.search.api import Searcher, build
from kbsite.search.document import Document, Section
from kbsite.search.engine import Engine
from kbsite.search.index import WhooshSource
from kbsite.search.reading import Reading
from kbsite.text.rules import load_rules


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("쿠버네티스 스케줄러", "scheduler"),
        ("스케줄러를", "scheduler"),
        ("쿠버네티스스케줄러", "scheduler"),
        ("쿠버 네티스 스케 줄러", "scheduler"),
        ("스케줄ㄹ", "scheduler"),
        ("스케쥴러", "scheduler"),
        ("ㅋㅂㄴㅌㅅ", "scheduler"),
        ("znqjspxltm", "scheduler"),
        ("kubernetes", "scheduler"),
        (unicodedata.normalize("NFD", "스케줄러"), "scheduler"),
        ("메모리", "memory"),
        ("BLUESTORE를", "bluestore"),
        ("ＢｌｕｅＳｔｏｒｅ 최적화", "bluestore"),
        ("bluestroe 최적화", "bluestore"),
        ("bluestore_finisher_threads", "bluestore"),
        ("finisher threads", "bluestore"),
        ("RDB", "bluestore"),
        ("로드 밸런싱", "balancing"),
        ("python", "python"),
        ("챗봇은 어떻게 만드나요", "python"),
        ("ㅔㅛ쇄ㅜ", "python"),
    ],
)
def test_the_right_document_is_first(small: WhooshSource, query: str, first: str) -> None:
    assert Searcher(small).ids(query)[:1] == (first,)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("일환", "part"),
        ("일환으로", "part"),
        ("암호가", "code"),
        ("암호가를", "code"),
        ("공유메모리", "shared"),
        ("maformed", "code"),
        ("malfo", "code"),
    ],
)
def test_a_word_in_one_piece_goes_before_its_pairs_and_rare_words_are_corrected(query: str, first: str) -> None:
    texts = {
        "pairs": "동일 환경에서 암호화는 상호가 한다. 동일 환경, 암호화, 상호가. 공유메 유메모 모리",
        "part": "이 작업은 개선의 일환이다. 그 밖의 여러 가지 일을 한다.",
        "code": "긴 글 가운데 암호가 한 번 나오고 malformed 값도 나온다.",
        "shared": "프로세스가 공유 메모리를 쓴다. 여러 가지로 쓴다.",
    }
    source = build(Document(name, name, (Section("", "", text),)) for name, text in texts.items())
    assert Searcher(source).ids(query)[:1] == (first,)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind:talk 블루스토어", {"bluestore", "bluestore-ko"}),
        ("tag:core", {"scheduler"}),
        ("태그:핵심", {"scheduler"}),
        ("-tag:storage kind:talk", {"python"}),
        ("day:2016-10-25", {"bluestore"}),
        ("kind:talk kind:page lang:en", {"bluestore-en", "balancing"}),
        ('"write-ahead log"', {"bluestore-en"}),
        ('"log write-ahead"', set()),
        ('"바로 쓰는 저장"', {"bluestore-ko"}),
        ("tag:nothing", set()),
        ("", set()),
        ("   ", set()),
    ],
)
def test_filters_and_phrases_select(small: WhooshSource, query: str, found: set[str]) -> None:
    assert set(Searcher(small).ids(query)) == found


@pytest.mark.parametrize("value", ["kind:talk", "kind:page", "lang:en", "tag:storage"])
def test_a_filter_leaves_as_many_as_the_facets_promised(small: WhooshSource, value: str) -> None:
    engine = Engine(small)
    having = small.postings(value)
    assert having is not None
    for text in ("블루스토어", "bluestore", "스케줄러", "챗봇 만들기"):
        promised = set(engine.search(text).matching) & set(having.documents)
        assert set(engine.search(f"{value} {text}").matching) == promised, text


DASHED = (
    Document("pasted", "Resource manager -overview", (Section("", "", "How a cluster shares what it has."),)),
    Document("other", "Resource manager in practice", (Section("", "", "No summary."),)),
    Document("overview", "Scheduler overview", (Section("", "", "An overview of scheduler queues."),)),
    Document("deep", "Scheduler in depth", (Section("", "", "All of its queues."),)),
    Document("subtitle", "딥러닝 -기초부터 응용까지-", (Section("", "", "신경망을 배운다."),)),
    Document("basics", "딥러닝 이야기", (Section("", "", "기초부터 배운다."),)),
    Document("ceph", "Ceph - a story", (Section("", "", "What happened."),)),
)
"""Titles with a minus, and others with the same words."""


def test_excluded_words_leave_documents_out(small: WhooshSource) -> None:
    assert "bluestore" in Searcher(small).ids("병목")
    assert "bluestore" not in Searcher(small).ids("블루스토어 -병목")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Resource manager -overview", "pasted"),
        ("resource  manager -over", "pasted"),
        ("딥러닝 -기초부터 응용까지-", "subtitle"),
        ("딥러닝 -기초부터", "subtitle"),
        ("활용 -기초부터 응용까지-", "subtitle"),
        ("Ceph - a story", "ceph"),
    ],
)
def test_a_minus_that_stands_in_a_title_excludes_nothing(query: str, first: str) -> None:
    assert Searcher(build(DASHED)).ids(query)[:1] == (first,)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Resource manager -over the years", {"other", "pasted"}),
        ("Scheduler -overview", {"deep"}),
        ("딥러닝 -응용까지", {"basics"}),
        ("story -ceph", set()),
    ],
)
def test_a_minus_excludes_where_no_title_begins_so(query: str, found: set[str]) -> None:
    assert set(Searcher(build(DASHED)).ids(query)) == found


def test_a_record_is_shown_once_and_in_the_own_language(small: WhooshSource) -> None:
    searcher = Searcher(small)
    korean = [hit.document.id for hit in searcher.search("bluestore", language="ko").hits if hit.document.record]
    assert korean == ["bluestore-ko"]


def test_it_says_what_was_done(small: WhooshSource) -> None:
    (note,) = Searcher(small).search("znqjspxltm").notes
    assert (note.kind, note.typed, note.found) == ("layout", "znqjspxltm", "쿠버네티스")
    (note,) = Searcher(small).search("bluestroe").notes
    assert (note.kind, note.found) == ("typo", "bluestore")
    assert Searcher(small).search("bluestroe", literal=True).notes == ()


@pytest.mark.parametrize(
    ("query", "suggested"),
    [
        ("tag:core 챗봇", ("챗봇",)),
        ('"챗봇 만드는"', ("챗봇 만드는",)),
        ("balxxx", ("balancing", "balancer")),
        ("tag:nothing", ()),
        ("스케줄러", ()),
        ("qqqq", ()),
    ],
)
def test_it_suggests_what_to_try_where_nothing_is_found(small: WhooshSource, query: str, suggested: tuple[str, ...]) -> None:
    found = Searcher(small).search(query)
    assert found.suggestions == suggested
    assert bool(found.hits) == (query == "스케줄러")


@pytest.mark.parametrize("query", ["마을네티즌", "네티즌마을잔치", "스케일러블", "네티즌마을은 뭐예요"])
def test_a_word_that_shares_little_with_every_document_finds_none(small: WhooshSource, query: str) -> None:
    assert Searcher(small).ids(query) == ()


@pytest.mark.parametrize(("query", "found"), [("줄러리", "scheduler"), ("병목을 모르는 네티즌의 잔치마당", "bluestore")])
def test_a_word_that_shares_much_or_stands_among_others_finds_what_has_it(small: WhooshSource, query: str, found: str) -> None:
    assert found in Searcher(small).ids(query)


def test_an_excerpt_marks_what_was_asked(small: WhooshSource) -> None:
    hit = Searcher(small).search("점수").hits[0]
    assert hit.excerpt.anchor == "score"
    assert [hit.excerpt.text[start:end] for start, end in hit.excerpt.marks] == ["점수"]


HOSTILE = (
    "", " ", "a " * 5000, "가" * 10_000, "ㄱ" * 10_000, "**", "[", "(((", "\\", "\ud800", "a\udfffb", "😀" * 300, "<script>alert(1)</script>",
    "\x00\x01", '"', '""', '"a', "-", "--", "-a", "tag:", ":", "::", "kind:", "-\"", "%s{}", "__proto__", "constructor", "tag:__proto__",
    "toString:x", "\u202eabc", "\u3164", "ﷺ" * 50, "İstanbul", "ß", "a" * 10_000, "1" * 300, "가 " * 3000, "ㅏㅏㅏ", "\n\n", "e\u0301" * 200, "스케 줄러 파 드 노 " * 900,
    ".*+?^${}()|[]\\" * 700, '"a" ' * 2500, "-a " * 3000, "tag:a " * 1600, "qwer asdf zxcv " * 600, "e\u0301" * 5000, "\ud800" * 10_000,
)  # fmt: skip


class Counted:
    """A source that counts what is looked up in it, and what comes back."""

    def __init__(self, source: WhooshSource) -> None:
        self._source = source
        self.count = source.count
        self.asked = self.given = 0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """The method of the source, counted."""
        method = getattr(self._source, name)

        def counted(*arguments: Any) -> Any:
            found = method(*arguments)
            self.asked += 1
            self.given += len(found) if isinstance(found, list) else 1
            return found

        return counted


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_breaks_or_asks_for_much(small: WhooshSource, query: str) -> None:
    source = Counted(small)
    Engine(source).search(query)
    assert source.asked < 4_000
    assert source.given < 10_000


@pytest.mark.parametrize(("query", "first"), [("해서", "using"), ("통햅하기", "joining"), ("통햅은", "joined")])
def test_endings_tell_which_document_is_meant(query: str, first: str) -> None:
    """A word that elsewhere only asks is what a query of it alone is about; a corrected word keeps the ending that was typed."""
    titles = {
        "guide": "안내",
        "using": "컨피그맵을 사용해서 클러스터 저장소를 여럿 설정하기",
        "joined": "통합은 쉽다",
        "joining": "여러 저장소 통합하기",
        "whole": "통합",
    }
    sections = (Section("", "해석 안내", "해석을 해서 해석을 해서 둔다."),)
    source = build(Document(name, title, sections if name == "guide" else ()) for name, title in titles.items())
    assert Searcher(source).ids(query)[:1] == (first,)


def test_words_put_in_for_others_stand_as_the_index_has_them() -> None:
    """They are neither completed nor corrected nor sounded, so that a visitor loads nothing for that."""
    titles = ("로봇", "로보틱스", "robotics", "robot", "robotically")
    source = build(Document(title, title, (Section("", "", " ".join(titles)),)) for title in titles)
    reading = Reading(source, load_rules(), literal=False)
    typed, put = reading.plan("팔 robot").units[1], reading.plan("팔 robot", "robot").units[1]
    assert {one.how for one in typed.alternatives} == {"typed", "beginning", "sound"}
    assert {one.how for one in put.alternatives} == {"typed"}


def test_of_words_that_sound_alike_only_the_closest_are_meant() -> None:
    texts = ("game game", "game designs", "they came", "came along", "doctor kim", "kim wrote")
    source = build(
        [Document(id=f"{number}", title=f"Page {number}", sections=(Section("", "", text),)) for number, text in enumerate(texts)]
    )
    unit = Reading(source, load_rules(), literal=False).plan("게임 ").units[0]
    assert [one.text for one in unit.alternatives if one.how == "sound"] == ["game"]
    assert set(Searcher(source).ids("게임")) == {"0", "1"}
