from __future__ import annotations

import gzip
import json

import pytest
from importkit import Empty
from projectkit import ROOT

KOREAN = """\
제목,발표자,소속,날짜,시작,길이,언어,트랙,태그,슬라이드,설명
"저장소, 빠르게",김민지;이준호,저장소 회사,2020.05.01,10:00,45분,한국어,A,저장소; SSD,https://s.example/1.pdf,SSD를 쓴다.
클러스터,이준호,,2020-05-02,오전,,ko,B,SSD,없음,
"""


def test_a_spreadsheet_in_korean(empty: Empty) -> None:
    taken = empty.take("csv", empty.file("발표.csv", "\ufeff" + KOREAN), "--event", "conf2020", "--time-zone", "Asia/Seoul")
    assert taken.code == 0, taken.out
    assert empty.problems() == []
    paths = [path for path in empty.texts() if path.startswith("talks/conf2020/")]
    assert paths == ["talks/conf2020/event.yml", "talks/conf2020/jeojangso-ppareuge.yml", "talks/conf2020/keulleoseuteo.yml"]
    talk = empty.value(paths[1])
    assert talk["speakers"] == [
        {"id": "gim-minji", "affiliation": "저장소 회사"},
        {"id": "i-junho", "affiliation": "저장소 회사"},
    ]
    assert (talk["date"], talk["start"], talk["end"], talk["language"], talk["track"]) == ("2020-05-01", "10:00", "10:45", "ko", "A")
    assert talk["tags"] == ["jeojangso", "ssd"]
    assert empty.value("talks/tags.yml") == {"jeojangso": {"label": {"ko": "저장소"}}, "ssd": {"label": {"en": "SSD"}}}
    assert "발표.csv:3:1: warning: start '오전': is no time of day and was left out; expected as 09:30 [import-left-out]" in taken.out
    assert "발표.csv:3:1: warning: slides '없음': is no http or https address and was left out [import-left-out]" in taken.out


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_and_utf_16(empty: Empty, separator: str) -> None:
    text = separator.join(["Title", "Speaker", "Date"]) + "\r\n" + separator.join(["One", "Ada", "2020-05-01"]) + "\r\n"
    assert empty.take("csv", empty.file("t.csv", text.encode("utf-16")), "--event", "e1").code == 0
    assert empty.value("talks/e1/one.yml")["speakers"] == ["ada"]


def test_columns_nobody_knows(empty: Empty) -> None:
    text = "title,speekers,title,extra,date\nOne,Ada,Two,x,2020-05-01,more\n"
    taken = empty.take("csv", empty.file("t.csv", text), "--event", "e1")
    assert (
        "t.csv:1:2: warning: column 'speekers': no column of this name is known, and it was left out; did you mean 'speakers'? [import-left-out]"
    ) in taken.out
    assert "t.csv:1:3: warning: column 'title': another column holds this already; this one was left out [import-left-out]" in taken.out
    assert "t.csv:1:4: warning: column 'extra': no column of this name is known, and it was left out; known columns: id, event" in taken.out
    assert "t.csv:2:1: warning: row 'more': has more cells than the header's 5; the rest was left out [import-left-out]" in taken.out


def test_formulas_of_spreadsheets_lose_their_guard(empty: Empty) -> None:
    empty.take("csv", empty.file("t.csv", "title,date\n'=cmd()|x,2020-05-01\n''quoted,2020-05-01\n"), "--event", "e1")
    assert sorted(empty.value(path)["title"] for path in empty.texts() if path.startswith("talks/e1/") and "event" not in path) == [
        "'quoted",
        "=cmd()|x",
    ]


def test_new_tags_are_added_to_the_vocabulary_with_its_comments_kept(empty: Empty) -> None:
    before = "# chosen with care\nstorage:\n  label: {ko: 저장소, en: Storage}  # disks\n  aliases: [SSD]\n"
    empty.write("talks/tags.yml", before)
    empty.take("csv", empty.file("t.csv", "title,date,tags\nOne,2020-05-01,ssd; C++; C#; storage; C\n"), "--event", "e1")
    assert empty.value("talks/e1/one.yml")["tags"] == ["storage", "c-plus-plus", "c-sharp", "c"]
    assert empty.texts()["talks/tags.yml"] == (
        before + "c-plus-plus:\n  label: {en: C++}\nc-sharp:\n  label: {en: C#}\nc:\n  label: {en: C}\n"
    )
    assert empty.errors() == []


def test_an_event_without_any_day(empty: Empty) -> None:
    file = empty.file("t.csv", "title,conference,year\nOne,Conf,2008\nTwo,Other,\n")
    taken = empty.take("csv", file)
    assert taken.code == 1
    assert (
        "t.csv:3:1: event.days 'other': no talk of this event has a date, and an event needs a day: none of its talks was imported;"
        in taken.out
    )
    assert "t.csv:2:1: warning: event.days '2008': only the year is known; the first of January stands for it, with a note" in taken.out
    assert empty.value("talks/conf2008/event.yml")["days"] == [
        {
            "date": "2008-01-01",
            "note": {"ko": "연도만 알려져 있어 이 날짜로 대신 적었다.", "en": "Only the year is known; this day stands for it."},
        }
    ]
    assert empty.errors() == []


def test_talks_of_one_title_stay_apart(empty: Empty) -> None:
    text = "title,date,speaker\nLightning talks,2020-05-01,Ada\nLightning talks,2020-05-02,Bea\nLightning talks,2020-05-02,Bea\n"
    file = empty.file("t.csv", text)
    empty.take("csv", file, "--event", "e1")
    before = empty.texts()
    assert len([path for path in before if path.startswith("talks/e1/lightning-talks")]) == 3
    assert empty.take("csv", file, "--event", "e1").err.startswith("records: 0 new, 0 updated, 7 already there, 0")
    assert empty.texts() == before


def test_a_list_of_objects(empty: Empty) -> None:
    sessions = [
        {
            "title": "하나",
            "author": "김민지, 이준호",
            "conference": "작은 행사",
            "year": 2019,
            "code": "https://github.com/a/b",
            "tags": ["SSD"],
        },
        {"title": "둘", "author": "", "conference": "작은 행사", "year": 2019, "slide": "https://s.example/한글 이름.pdf", "mood": "good"},
        5,
    ]
    taken = empty.take("json", empty.file("sessions.json", sessions))
    assert taken.code == 1
    assert "sessions.json:20:2: record '5': is no object and was not imported (at /2) [import-refused]" in taken.out
    assert "mood 'good': no column of this name is known, and it was left out; known columns:" in taken.out
    assert empty.errors() == []
    assert empty.value("talks/jageun-haengsa2019/hana.yml")["links"] == [{"type": "repository", "url": "https://github.com/a/b"}]
    assert empty.value("talks/jageun-haengsa2019/dul.yml")["links"] == [{"type": "slides", "url": "https://s.example/한글%20이름.pdf"}]


def test_korean_sessions_of_the_corpus(empty: Empty) -> None:
    corpus = ROOT.parent / "shared" / "corpus" / "korean-sessions.json.gz"
    if not corpus.is_file():
        pytest.skip("the corpus is not beside this folder (../shared/corpus)")
    sample = json.loads(gzip.decompress(corpus.read_bytes()))[::8]
    taken = empty.take("json", empty.file("sessions.json", sample), "--time-zone", "Asia/Seoul")
    assert taken.code == 0
    assert empty.errors() == []
    assert len(empty.catalog().talks) == len(sample)
